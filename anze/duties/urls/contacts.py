"""Addresses of duties: contacts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
