"""Addresses of production units: delegated enforcement."""

from django.urls import path

from anze.enterprises.views import delegations, delegations_excel

urlpatterns = [
    path("enterprises/delegations/", delegations.index, name="delegations"),
    path("enterprises/delegations/new/", delegations.add, name="delegation_add"),
    path("enterprises/delegations/delegations.xlsx", delegations_excel.export_file, name="delegations_excel"),
    path("enterprises/delegations/import/", delegations_excel.import_file, name="delegations_import"),
    path("enterprises/delegations/<int:pk>/renew/", delegations.renewal, name="delegation_renew"),
    path("enterprises/delegations/<int:pk>/change/", delegations.change, name="delegation_change"),
    path("enterprises/delegations/<int:pk>/end/", delegations.ending, name="delegation_end"),
    path("enterprises/delegations/<int:pk>/strike/", delegations.strike, name="delegation_strike"),
]
