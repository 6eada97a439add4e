"""Addresses of accidents; those that take any code come last."""

from django.urls import path

from anze.accidents.views import figures, imports, outlook, pages, quick, registering, timeline, verbs

app_name = "accidents"
urlpatterns = [
    path("accidents/", pages.accidents, name="list"),
    path("accidents/new/", registering.register, name="new"),
    path("accidents/new/panel/", registering.panel, name="panel"),
    path("accidents/import/", imports.upload, name="import"),
    path("accidents/import/template.xlsx", imports.template_file, name="import_template"),
    path("accidents/import/<uuid:uid>/", imports.imported, name="imported"),
    path("accidents/import/<uuid:uid>/mend/", imports.mended, name="import_mend"),
    path("accidents/import/<uuid:uid>/apply/", imports.applied, name="import_apply"),
    path("accidents/import/<uuid:uid>/undo/", imports.undone, name="import_undo"),
    path("accidents/import/<uuid:uid>/marked.xlsx", imports.marked_file, name="import_marked"),
    path("accidents/outlook/", outlook.outlook, name="outlook"),
    path("accidents/timeline/", timeline.timeline, name="timeline"),
    path("accidents/monthly/", figures.monthly, name="monthly"),
    path("accidents/monthly/<str:name>/", figures.bulletin, name="bulletin"),
    path("accidents/<str:code>/", pages.accident, name="detail"),
    path("accidents/<str:code>/quick-report/", quick.quick_report, name="quick_report"),
    path("accidents/<str:code>/quick-report.docx", quick.quick_word, name="quick_word"),
    path("accidents/<str:code>/correct/", verbs.correct, name="correct"),
    path("accidents/<str:code>/do/<slug:name>/", verbs.verb, name="verb"),
    path("accidents/<str:code>/take-off/<slug:kind>/<int:pk>/", verbs.take_off, name="take_off"),
]
