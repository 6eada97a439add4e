"""Addresses of production units: the register, and its workbook."""

from django.urls import path

from anze.enterprises.views import enterprises, imports
from anze.register.views.incoming import addresses

urlpatterns = [
    path("enterprises/", enterprises.index, name="list"),
    path("enterprises/new/", enterprises.add, name="add"),
    path("enterprises/import/<uuid:uid>/cancel/", imports.cancelled, name="import_cancel"),
    *addresses(imports.PLACE, "enterprises/import/"),
    path("enterprises/<slug:code>/", enterprises.enterprise, name="enterprise"),
    path("enterprises/<slug:code>/change/", enterprises.change, name="change"),
    path("enterprises/<slug:code>/take-off/", enterprises.removal, name="take_off"),
]
