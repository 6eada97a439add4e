"""Addresses of lists, triggers, decisions and superiors' interviews."""

from django.urls import URLPattern, path

from anze.interviews.views import lists, ordering, pages, superior, triggers

urlpatterns: list[URLPattern] = [
    path("interviews/", lists.listing, name="list"),
    path("interviews/mine/", pages.mine, name="mine"),
    path("interviews/counts/", pages.counts, name="counts"),
    path("interviews/officers/<str:code>/", pages.officer, name="officer"),
    path("interviews/order/", ordering.order, name="order"),
    path("interviews/decisions/", ordering.decisions, name="decisions"),
    path("interviews/decisions/new/", ordering.decision_new, name="decision_new"),
    path("interviews/decisions/<int:pk>/strike/", ordering.decision_strike, name="decision_strike"),
    path("interviews/superior/", superior.listing, name="superior"),
    path("interviews/superior/new/", superior.new, name="superior_new"),
    path("interviews/superior/import/", superior.importing, name="superior_import"),
    path("interviews/superior/<str:uid>/correct/", superior.correct, name="superior_correct"),
    path("interviews/superior/<str:uid>/strike/", superior.strike, name="superior_strike"),
    path("interviews/trigger/<str:key>/", triggers.trigger, name="trigger"),
    path("interviews/trigger/<str:key>/notice.docx", triggers.notice, name="trigger_notice"),
    path("interviews/trigger/<str:key>/propose/", triggers.propose, name="propose"),
    path("interviews/trigger/<str:key>/join/", triggers.join, name="join"),
    path("interviews/trigger/<str:key>/decline/", triggers.decline, name="decline"),
    path("interviews/answers/<int:pk>/", triggers.answer, name="answer"),
    path("interviews/answers/<int:pk>/reconsider/", triggers.reconsider, name="reconsider"),
]
