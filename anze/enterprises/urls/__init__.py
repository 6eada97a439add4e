"""Addresses of production units, supervision, grids and delegations."""

from anze.enterprises.urls import cells, charges, delegations, enterprises

app_name = "enterprises"
# The register comes last: its addresses end in a code.
urlpatterns = [*charges.urlpatterns, *cells.urlpatterns, *delegations.urlpatterns, *enterprises.urlpatterns]
