"""Addresses of one's own account."""

from django.urls import path

from anze.accounts.views import own

urlpatterns = [
    path("me/", own.profile, name="profile"),
    path("me/large-type/", own.large_type, name="large_type"),
]
