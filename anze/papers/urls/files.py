"""Addresses of papers: files of cases."""

from django.urls import URLPattern, path

from anze.papers.views import files as views

urlpatterns: list[URLPattern] = [
    path("case-files/<int:pk>/", views.preview, name="file"),
    path("case-files/<int:pk>/save/", views.file, name="file_save"),
    path("case-files/<int:pk>/page/<int:number>/", views.page, name="file_page"),
    path("case-files/<int:pk>/remove/", views.remove, name="file_remove"),
    path("case-files/<slug:object_type>/<str:object_id>/add/", views.add, name="file_add"),
]
