"""Addresses of assessments; those that take any number come last."""

from django.urls import path

from anze.assessments.views import pages, schemes, units, verbs

app_name = "assessments"
urlpatterns = [
    path("assessments/", pages.listing, name="list"),
    path("assessments/new/", schemes.new, name="new"),
    path("assessments/<str:uid>/", pages.detail, name="detail"),
    path("assessments/<str:uid>/scheme/", schemes.scheme, name="scheme"),
    path("assessments/<str:uid>/scheme/terms/", schemes.terms, name="terms"),
    path("assessments/<str:uid>/scheme/indicators/new/", schemes.indicator, name="indicator_new"),
    path("assessments/<str:uid>/scheme/indicators/<int:pk>/", schemes.indicator, name="indicator"),
    path("assessments/<str:uid>/scheme/indicators/<int:pk>/remove/", schemes.indicator_remove, name="indicator_remove"),
    path("assessments/<str:uid>/units/<str:code>/", units.unit, name="unit"),
    path("assessments/<str:uid>/units/<str:code>/self/", units.self_assess, name="self_assess"),
    path("assessments/<str:uid>/units/<str:code>/without/", verbs.without, name="without"),
    path("assessments/<str:uid>/units/<str:code>/object/", verbs.raise_objection, name="object"),
    path("assessments/<str:uid>/units/<str:code>/applies/<str:key>/", verbs.applies, name="applies"),
    path("assessments/<str:uid>/objections/<int:pk>/reply/", verbs.reply, name="reply"),
    path("assessments/<str:uid>/recuse/", verbs.recuse, name="recuse"),
    path("assessments/<str:uid>/recusals/<int:pk>/end/", verbs.recusal_end, name="recusal_end"),
    path("assessments/<str:uid>/scoring/", units.scoring, name="scoring"),
    path("assessments/<str:uid>/scores.xlsx", units.scores_excel, name="scores_excel"),
    path("assessments/<str:uid>/scores/import/", units.scores_import, name="scores_import"),
    path("assessments/<str:uid>/do/<str:kind>/", verbs.take, name="take"),
    path("assessments/<str:uid>/confirm/", verbs.confirm, name="confirm"),
    path("assessments/<str:uid>/approve/<str:body>/", verbs.approve, name="approve"),
    path("assessments/<str:uid>/snapshots/<int:serial>/", pages.snapshot, name="snapshot"),
    path("assessments/<str:uid>/papers/<int:pk>.<str:form>", pages.paper, name="paper"),
    path("assessments/<str:uid>/draft/<str:document>.<str:form>", pages.drafted, name="draft"),
]
