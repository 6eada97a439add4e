"""Addresses of acts: evidence."""

from django.urls import URLPattern, path

from anze.acts.views import evidence as views

urlpatterns: list[URLPattern] = [
    path("acts/<str:uid>/files/", views.upload, name="upload"),
    path("files/<int:pk>/", views.file, name="file"),
    path("files/<int:pk>/preview/", views.preview, name="preview"),
    path("files/<int:pk>/preview/<int:number>/", views.preview_page, name="preview_page"),
    path("files/<int:pk>/remove/", views.remove_file, name="remove_file"),
]
