"""Addresses of acts: drafts."""

from django.urls import URLPattern, path

from anze.acts.views import drafts as views

urlpatterns: list[URLPattern] = [
    path("acts/drafts/", views.save, name="save_draft"),
    path("acts/drafts/drop/", views.drop, name="drop_draft"),
]
