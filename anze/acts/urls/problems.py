"""Addresses of acts: problems."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
