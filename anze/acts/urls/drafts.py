"""Addresses of acts: drafts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
