"""Addresses of register: excel."""

from django.urls import path

from anze.register.views import excel, excel_files
from anze.register.views.incoming import addresses

urlpatterns = [
    path("import/dirty.xlsx", excel_files.dirty_file, name="import_dirty"),
    *addresses(excel.PLACE, "import/"),
    path("roster.xlsx", excel_files.export_file, name="export"),
]
