"""Addresses of duties: lists."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
