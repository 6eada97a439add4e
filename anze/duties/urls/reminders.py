"""Addresses of duties: reminders."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
