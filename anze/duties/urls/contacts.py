"""Addresses of duties: contact points."""

from django.urls import path

from anze.duties.views import contacts as seen
from anze.duties.views import contacts_change as change
from anze.duties.views import contacts_excel as excel

urlpatterns = [
    path("contacts/", seen.contacts, name="contacts"),
    path("contacts/coverage/", seen.contacts_coverage, name="contacts_coverage"),
    path("contacts/new/", change.contact_new, name="contact_new"),
    path("contacts/bulk/", change.contacts_bulk, name="contacts_bulk"),
    path("contacts/excel/", excel.contacts_excel, name="contacts_excel"),
    path("contacts/import/", excel.contacts_import, name="contacts_import"),
    path("contacts/of/<path:code>/", seen.contact_history, name="contact_history"),
    path("contacts/<int:pk>/change/", change.contact_change, name="contact_change"),
    path("contacts/<int:pk>/end/", change.contact_end, name="contact_end"),
]
