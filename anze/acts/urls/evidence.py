"""Addresses of acts: evidence."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
