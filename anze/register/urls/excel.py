"""Addresses of register: excel."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
