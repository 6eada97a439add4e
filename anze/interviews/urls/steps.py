"""Addresses of one interview and of its verbs."""

from django.urls import URLPattern, path

from anze.interviews.views import amending, pages, rectifying, steps

urlpatterns: list[URLPattern] = [
    path("interviews/items/<int:pk>/change/", rectifying.change, name="item"),
    path("interviews/items/<int:pk>/report/", rectifying.report, name="item_report"),
    path("interviews/<str:uid>/", pages.detail, name="detail"),
    path("interviews/<str:uid>/draft/<str:document>.<str:form>", pages.draft, name="draft"),
    path("interviews/<str:uid>/papers/<int:pk>.<str:form>", pages.paper, name="paper"),
    path("interviews/<str:uid>/resubmit/", steps.resubmit, name="resubmit"),
    path("interviews/<str:uid>/drop/", steps.drop, name="drop"),
    path("interviews/<str:uid>/approve/", steps.approve, name="approve"),
    path("interviews/<str:uid>/turn-back/", steps.turn_back, name="turn_back"),
    path("interviews/<str:uid>/cancel/", steps.cancel, name="cancel"),
    path("interviews/<str:uid>/people/", steps.change, name="people"),
    path("interviews/<str:uid>/revise/", steps.revise, name="revise"),
    path("interviews/<str:uid>/replace/", steps.replace, name="replace"),
    path("interviews/<str:uid>/notify/", steps.notify, name="notify"),
    path("interviews/<str:uid>/reschedule/", steps.reschedule, name="reschedule"),
    path("interviews/<str:uid>/hold/", steps.held, name="hold"),
    path("interviews/<str:uid>/amend/", amending.amend, name="amend"),
    path("interviews/<str:uid>/minute/", steps.minute, name="minute"),
    path("interviews/<str:uid>/require/", rectifying.require, name="require"),
    path("interviews/<str:uid>/report/", steps.report, name="report"),
    path("interviews/<str:uid>/send-back/", rectifying.send_back, name="send_back"),
    path("interviews/<str:uid>/close/", steps.close, name="close"),
    path("interviews/<str:uid>/circulate/", steps.circulate, name="circulate"),
    path("interviews/<str:uid>/hand-over/", steps.hand_over, name="hand_over"),
]
