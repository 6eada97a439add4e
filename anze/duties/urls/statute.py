"""Addresses of duties: statute."""

from django.urls import path

from anze.duties.views import statute

urlpatterns = [
    path("statute/", statute.contents, name="statute"),
    path("statute/<str:provision>/", statute.provision, name="provision"),
]
