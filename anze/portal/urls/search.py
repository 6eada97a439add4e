"""Addresses of portal: search."""

from django.urls import path

from anze.portal.views import search

urlpatterns = [
    path("search/", search.results, name="search"),
]
