"""The addresses of dossiers."""

from typing import Final

from django.urls import path

from anze.dossiers.views import asking, making

app_name: Final = "dossiers"
urlpatterns = [
    path("dossiers/", asking.listing, name="list"),
    path("dossiers/own/", asking.own, name="own"),
    path("dossiers/ask/<str:code>/<str:day>/", asking.ask, name="ask"),
    path("dossiers/make/", making.make, name="make"),
    path("dossiers/digests/", making.digests, name="digests"),
    path("dossiers/made/<uuid:uid>/", making.made, name="made"),
    path("dossiers/made/<uuid:uid>/file/", making.download, name="download"),
]
