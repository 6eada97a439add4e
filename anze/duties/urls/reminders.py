"""Addresses of duties: reminders, urging, escalation, the calendar, the state of the background work."""

from django.urls import path

from anze.duties.views import reminders, reminders_site

urlpatterns = [
    path("inbox/", reminders.inbox, name="inbox"),
    path("inbox/<int:pk>/", reminders.message, name="message"),
    path("inbox/preferences/", reminders.preferences, name="preferences"),
    path("urge/", reminders.urge_preview, name="urge"),
    path("escalations/", reminders.escalations, name="escalations"),
    path("escalations/excel/", reminders.escalations_excel, name="escalations_excel"),
    path("calendar/", reminders_site.calendar, name="calendar"),
    path("status/", reminders_site.status, name="status"),
]
