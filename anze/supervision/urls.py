"""Addresses of supervision; those that take any number come last."""

from django.urls import path

from anze.register.views.incoming import addresses
from anze.supervision.views import detail, imports, lists, planning, verbs

app_name = "supervision"
urlpatterns = [
    path("supervision/", lists.listing, name="list"),
    path("supervision/new/", planning.new, name="new"),
    *addresses(imports.PLACE, "supervision/import/"),
    path("supervision/mine/", lists.mine, name="mine"),
    path("supervision/urge/", lists.urge, name="urge"),
    path("supervision/undertakings/<int:pk>/report/<str:kind>/", verbs.report, name="report"),
    path("supervision/undertakings/<int:pk>/review/<str:kind>/", verbs.review, name="review"),
    path("supervision/undertakings/<int:pk>/decide/<str:kind>/", verbs.decide, name="decide"),
    path("supervision/<str:uid>/", detail.detail, name="detail"),
    path("supervision/<str:uid>/slip.<str:form>", detail.slip, name="slip_draft"),
    path("supervision/<str:uid>/slip/", verbs.slip, name="slip"),
    path("supervision/<str:uid>/do/<str:kind>/", verbs.take, name="take"),
]
