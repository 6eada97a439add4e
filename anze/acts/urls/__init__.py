"""Addresses of acts, each group in a file of its own; those that take any number come last."""

from anze.acts.urls import drafts, evidence, problems, recording

app_name = "acts"
urlpatterns = [*drafts.urlpatterns, *problems.urlpatterns, *evidence.urlpatterns, *recording.urlpatterns]
