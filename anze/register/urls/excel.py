"""Addresses of register: excel."""

from django.urls import path

from anze.register.views import excel, excel_files

urlpatterns = [
    path("import/", excel.upload, name="import"),
    path("import/template.xlsx", excel_files.template_file, name="import_template"),
    path("import/dirty.xlsx", excel_files.dirty_file, name="import_dirty"),
    path("import/<uuid:uid>/", excel.imported, name="imported"),
    path("import/<uuid:uid>/mend/", excel.mended, name="import_mend"),
    path("import/<uuid:uid>/apply/", excel.applied, name="import_apply"),
    path("import/<uuid:uid>/undo/", excel.undone, name="import_undo"),
    path("import/<uuid:uid>/marked.xlsx", excel_files.marked_file, name="import_marked"),
    path("roster.xlsx", excel_files.export_file, name="export"),
]
