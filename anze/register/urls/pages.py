"""Addresses of register: pages."""

from django.urls import path

from anze.register.views import committees, officers, shape, start, tenures, towns, units

urlpatterns = [
    path("units/", units.index, name="units"),
    path("units/<str:code>/", units.unit, name="unit"),
    path("units/<str:code>/change/", units.change, name="unit_change"),
    path("units/<str:code>/close/", units.close, name="unit_close"),
    path("units/<str:code>/hand-over/<slug:post>/", tenures.pass_on, name="hand_over"),
    path("units/<str:code>/committee/", committees.change, name="committee"),
    path("officers/", officers.index, name="officers"),
    path("officers/<str:code>/", officers.officer, name="officer"),
    path("officers/<str:code>/rename/", officers.rename, name="officer_rename"),
    path("add/unit/", units.add, name="unit_add"),
    path("add/officer/", officers.add, name="officer_add"),
    path("add/tenure/", tenures.add, name="tenure_add"),
    path("add/problem-town/", towns.add, name="town_add"),
    path("suggest/officers/", officers.suggest, name="suggest"),
    path("tenures/<int:pk>/end/", tenures.end, name="tenure_end"),
    path("tenures/<int:pk>/correct/", tenures.correct, name="tenure_correct"),
    path("tenures/<int:pk>/move/", tenures.move, name="tenure_move"),
    path("tenures/<int:pk>/withdraw/", tenures.take_off, name="tenure_withdraw"),
    path("shape/", shape.index, name="shape"),
    path("shape/excel/", shape.excel, name="shape_excel"),
    path("problem-towns/", towns.index, name="problem_towns"),
    path("problem-towns/excel/", towns.excel, name="problem_towns_excel"),
    path("problem-towns/<int:pk>/remove/", towns.remove, name="town_remove"),
    path("problem-towns/<int:pk>/withdraw/", towns.take_off, name="town_withdraw"),
    path("committees/", committees.index, name="committees"),
    path("committees/excel/", committees.excel, name="committees_excel"),
    path("committees/<int:pk>/end/", committees.end, name="committee_end"),
    path("committees/<int:pk>/withdraw/", committees.take_off, name="committee_withdraw"),
    path("start/", start.index, name="start"),
]
