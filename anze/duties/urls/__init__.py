"""Addresses of duties, each group in a file of its own."""

from anze.duties.urls import board, contacts, lists, mine, reminders, statute

app_name = "duties"
urlpatterns = [*mine.urlpatterns, *board.urlpatterns, *contacts.urlpatterns, *lists.urlpatterns, *reminders.urlpatterns, *statute.urlpatterns]
