"""Addresses of accidents; those that take any code come last."""

from django.urls import path

from anze.accidents.views import figures, imports, outlook, pages, quick, registering, timeline, verbs
from anze.register.views.incoming import addresses

app_name = "accidents"
urlpatterns = [
    path("accidents/", pages.accidents, name="list"),
    path("accidents/new/", registering.register, name="new"),
    path("accidents/new/panel/", registering.panel, name="panel"),
    *addresses(imports.PLACE, "accidents/import/"),
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
