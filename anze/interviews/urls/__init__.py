"""Addresses of interviews; those that take any number come last."""

from anze.interviews.urls import lists, steps

app_name = "interviews"
urlpatterns = [*lists.urlpatterns, *steps.urlpatterns]
