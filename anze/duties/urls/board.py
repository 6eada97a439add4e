"""Addresses of duties: board."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
