"""Addresses of dangers, listings and patrols; those that take any number come last."""

from django.urls import path

from anze.hazards.views import dangers, imports, listings, patrols, verbs
from anze.register.views.incoming import addresses

app_name = "hazards"
urlpatterns = [
    path("hazards/", dangers.listing, name="list"),
    path("hazards/new/", dangers.new, name="new"),
    *addresses(imports.PLACE, "hazards/import/"),
    path("hazards/problems/", dangers.problems, name="problems"),
    path("hazards/patrols/", patrols.listing, name="patrols"),
    path("hazards/patrols/new/", patrols.new, name="patrol_new"),
    path("hazards/patrols/<int:pk>/", patrols.detail, name="patrol"),
    path("hazards/patrols/<int:pk>/withdraw/", patrols.withdraw, name="patrol_withdraw"),
    path("hazards/listings/", listings.listing, name="listings"),
    path("hazards/listings/<str:uid>/", listings.detail, name="listing"),
    path("hazards/listings/<str:uid>/notice.<str:form>", listings.notice, name="listing_notice"),
    path("hazards/listings/<str:uid>/do/<str:kind>/", verbs.listing_take, name="listing_take"),
    path("hazards/listings/<str:uid>/decide/<str:kind>/", verbs.listing_decide, name="listing_decide"),
    path("hazards/<str:uid>/", dangers.detail, name="danger"),
    path("hazards/<str:uid>/do/<str:kind>/", verbs.take, name="take"),
]
