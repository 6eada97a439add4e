"""Addresses of acts, each group in a file of its own."""

from anze.acts.urls import drafts, evidence, problems, recording

app_name = "acts"
urlpatterns = [*recording.urlpatterns, *problems.urlpatterns, *evidence.urlpatterns, *drafts.urlpatterns]
