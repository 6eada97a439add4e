"""Addresses of register, each group in a file of its own."""

from anze.register.urls import excel, pages

app_name = "register"
urlpatterns = [*pages.urlpatterns, *excel.urlpatterns]
