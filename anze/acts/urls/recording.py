"""Addresses of acts: recording."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
