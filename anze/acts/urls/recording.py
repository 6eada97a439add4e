"""Addresses of acts: recording, reading, confirming, taking back; what waits on a device."""

from django.urls import URLPattern, path

from anze.acts.views import acts, offline, recording, verbs

urlpatterns: list[URLPattern] = [
    path("sw.js", offline.worker, name="worker"),
    path("acts/", acts.acts, name="list"),
    path("acts/record/", recording.choose, name="record"),
    path("acts/record/<slug:kind>/", recording.record, name="record_type"),
    path("acts/record/<slug:kind>/panel/", recording.panel, name="panel"),
    path("acts/queue/", offline.queue, name="queue"),
    path("acts/queue/token/", offline.token, name="token"),
    path("acts/confirm/", verbs.confirm, name="confirm"),
    path("acts/<str:uid>/", acts.act, name="detail"),
    path("acts/<str:uid>/receipt/", recording.receipt, name="receipt"),
    path("acts/<str:uid>/correct/", recording.correct, name="correct"),
    path("acts/<str:uid>/withdraw/", verbs.withdraw, name="withdraw"),
    path("acts/<str:uid>/reject/", verbs.reject, name="reject"),
]
