"""Addresses about accounts, each group in a file of its own. They are called `access:…`: to a user it is one thing."""

from anze.accounts.urls import administration, own, signing

app_name = "access"
urlpatterns = [*signing.urlpatterns, *own.urlpatterns, *administration.urlpatterns]
