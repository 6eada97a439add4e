"""Addresses of acts: problems."""

from django.urls import URLPattern, path

from anze.acts.views import problems as views

urlpatterns: list[URLPattern] = [
    path("acts/problems/", views.problems, name="problems"),
    path("acts/problems/<int:pk>/", views.problem, name="problem"),
]
