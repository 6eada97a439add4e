"""Addresses of register: pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
