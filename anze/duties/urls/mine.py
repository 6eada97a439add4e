"""Addresses of duties: mine."""

from django.urls import path

from anze.duties.views import mine

urlpatterns = [
    path("mine/", mine.mine, name="mine"),
]
