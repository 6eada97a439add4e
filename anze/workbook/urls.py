"""Addresses of workbooks."""

from django.urls import path

from anze.workbook import views

app_name = "workbook"
urlpatterns = [
    path("exports/", views.exports, name="exports"),
    path("exports/<uuid:uid>/", views.fetched, name="export"),
    path("exports/<uuid:uid>/cancel/", views.cancelled, name="export_cancel"),
]
