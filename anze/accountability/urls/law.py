"""Addresses of what the law finds: grounds, vetoes, the table of a year."""

from django.urls import path

from anze.accountability.views import grounds, vetoes

urlpatterns = [
    path("grounds/", grounds.listing, name="grounds"),
    path("grounds/<str:key>/", grounds.detail, name="ground"),
    path("grounds/<str:key>/decline/", grounds.decline, name="ground_decline"),
    path("grounds/<str:key>/reconsider/", grounds.reconsider, name="ground_reconsider"),
    path("vetoes/", vetoes.listing, name="vetoes"),
    path("vetoes/counts/", vetoes.counts, name="counts"),
]
