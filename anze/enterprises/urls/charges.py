"""Addresses of production units: supervision."""

from django.urls import path

from anze.enterprises.views import charges, charges_excel

urlpatterns = [
    path("enterprises/charges/", charges.table, name="charges"),
    path("enterprises/charges/new/", charges.charge_add, name="charge_add"),
    path("enterprises/charges/charges.xlsx", charges_excel.export_file, name="charges_excel"),
    path("enterprises/charges/import/", charges_excel.import_file, name="charges_import"),
    path("enterprises/charges/<int:pk>/change/", charges.charge_change, name="charge_change"),
    path("enterprises/charges/<int:pk>/end/", charges.charge_end, name="charge_end"),
    path("enterprises/charges/<int:pk>/strike/", charges.charge_strike, name="charge_strike"),
    path("enterprises/kinds/new/", charges.kind_add, name="kind_add"),
    path("enterprises/kinds/<slug:code>/change/", charges.kind_change, name="kind_change"),
    path("enterprises/gaps/", charges.gaps, name="gaps"),
]
