"""Addresses of papers, each group in a file of its own; those that take any number come last."""

from anze.papers.urls import files, register, templates

app_name = "papers"
urlpatterns = [*templates.urlpatterns, *files.urlpatterns, *register.urlpatterns]
