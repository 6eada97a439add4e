"""The addresses of accountability."""

from typing import Final

from anze.accountability.urls import cases, law

app_name: Final = "accountability"
urlpatterns = [*cases.urlpatterns, *law.urlpatterns]
