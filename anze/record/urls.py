"""Addresses of record."""

from django.urls import URLPattern, path

from anze.record import views

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/<int:seq>/", views.entry, name="entry"),
    path("verify/", views.verify, name="verify"),
    path("verify/checkpoint/", views.checkpoint, name="checkpoint"),
    path("verify/digests/", views.digests, name="digests"),
    path("verify/sample/", views.sample, name="sample"),
]
