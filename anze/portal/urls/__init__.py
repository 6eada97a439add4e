"""Addresses of portal, each group in a file of its own."""

from anze.portal.urls import home, search

app_name = "portal"
urlpatterns = [*home.urlpatterns, *search.urlpatterns]
