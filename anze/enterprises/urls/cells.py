"""Addresses of production units: the grid."""

from django.urls import path

from anze.enterprises.views import cells, cells_excel

urlpatterns = [
    path("enterprises/grid/", cells.grid, name="grid"),
    path("enterprises/grid/mine/", cells.mine, name="grid_mine"),
    path("enterprises/grid/new/", cells.cell_add, name="cell_add"),
    path("enterprises/grid/grid.xlsx", cells_excel.export_file, name="grid_excel"),
    path("enterprises/grid/import/", cells_excel.import_file, name="grid_import"),
    path("enterprises/grid/cell/<slug:code>/", cells.cell, name="cell"),
    path("enterprises/grid/cell/<slug:code>/change/", cells.cell_change, name="cell_change"),
    path("enterprises/grid/cell/<slug:code>/holder/", cells.holder_add, name="holder_add"),
    path("enterprises/grid/holder/<int:pk>/change/", cells.holder_change, name="holder_change"),
    path("enterprises/grid/holder/<int:pk>/end/", cells.holder_end, name="holder_end"),
    path("enterprises/grid/holder/<int:pk>/strike/", cells.holder_strike, name="holder_strike"),
]
