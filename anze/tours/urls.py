"""Addresses of tours; those that take any number come last."""

from django.urls import path

from anze.tours.views import cycle, findings, lists, onsite, pages, planning, rectifying, superior, verbs

app_name = "tours"
urlpatterns = [
    path("tours/", lists.listing, name="list"),
    path("tours/cycle/", cycle.cycle, name="cycle"),
    path("tours/plan/", planning.plan, name="plan"),
    path("tours/import/", lists.importing, name="import"),
    path("tours/superior/", superior.listing, name="superior"),
    path("tours/superior/new/", superior.new, name="superior_new"),
    path("tours/superior/import/", superior.importing, name="superior_import"),
    path("tours/superior/<str:uid>/correct/", superior.correct, name="superior_correct"),
    path("tours/superior/<str:uid>/strike/", superior.strike, name="superior_strike"),
    path("tours/findings/<int:pk>/", findings.change, name="finding"),
    path("tours/findings/<int:pk>/strike/", findings.strike, name="finding_strike"),
    path("tours/items/<int:pk>/", rectifying.change, name="item"),
    path("tours/items/<int:pk>/report/", rectifying.report, name="item_report"),
    path("tours/<str:uid>/", pages.detail, name="detail"),
    path("tours/<str:uid>/run/<str:kind>/", verbs.run, name="run"),
    path("tours/<str:uid>/go/<str:kind>/", verbs.go, name="go"),
    path("tours/<str:uid>/decide/<str:kind>/", verbs.decide, name="decide"),
    path("tours/<str:uid>/report/<str:kind>/", verbs.report, name="report"),
    path("tours/<str:uid>/check/<str:post>/", onsite.check, name="check"),
    path("tours/<str:uid>/sample/", onsite.sample, name="sample"),
    path("tours/<str:uid>/findings/new/", findings.new, name="finding_new"),
    path("tours/<str:uid>/findings/import/", findings.importing, name="findings_import"),
    path("tours/<str:uid>/require/", rectifying.require, name="require"),
    path("tours/<str:uid>/draft/<str:document>.<str:form>", pages.draft, name="draft"),
    path("tours/<str:uid>/papers/<int:pk>.<str:form>", pages.paper, name="paper"),
]
