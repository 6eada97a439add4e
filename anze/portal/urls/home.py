"""Addresses of portal: home."""

from django.urls import path

from anze.portal.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("attention/<str:kind>/", home.attention, name="attention"),
]
