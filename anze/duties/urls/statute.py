"""Addresses of duties: statute."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
