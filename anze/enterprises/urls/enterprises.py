"""Addresses of production units: the register, and its workbook."""

from django.urls import path

from anze.enterprises.views import enterprises, imports

urlpatterns = [
    path("enterprises/", enterprises.index, name="list"),
    path("enterprises/new/", enterprises.add, name="add"),
    path("enterprises/import/", imports.upload, name="import"),
    path("enterprises/import/template.xlsx", imports.template_file, name="import_template"),
    path("enterprises/import/<uuid:uid>/", imports.imported, name="imported"),
    path("enterprises/import/<uuid:uid>/mend/", imports.mended, name="import_mend"),
    path("enterprises/import/<uuid:uid>/apply/", imports.applied, name="import_apply"),
    path("enterprises/import/<uuid:uid>/undo/", imports.undone, name="import_undo"),
    path("enterprises/import/<uuid:uid>/cancel/", imports.cancelled, name="import_cancel"),
    path("enterprises/import/<uuid:uid>/marked.xlsx", imports.marked_file, name="import_marked"),
    path("enterprises/<slug:code>/", enterprises.enterprise, name="enterprise"),
    path("enterprises/<slug:code>/change/", enterprises.change, name="change"),
    path("enterprises/<slug:code>/take-off/", enterprises.removal, name="take_off"),
]
