"""Addresses of duties: mine."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
