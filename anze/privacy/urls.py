"""The addresses of privacy."""

from typing import Final

from django.urls import URLPattern, path

from anze.privacy.views import office, own

app_name: Final = "privacy"
urlpatterns: list[URLPattern] = [
    path("data-requests/", office.requests, name="requests"),
    path("data-requests/mine/", own.mine, name="mine"),
    path("data-requests/mine/copy/", own.copy, name="copy"),
    path("data-requests/mine/correct/", own.ask, {"kind": "correct"}, name="correct"),
    path("data-requests/mine/erase/", own.ask, {"kind": "erase"}, name="erase"),
    path("data-requests/mine/<uuid:uid>/", own.own, name="own"),
    path("data-requests/mine/<uuid:uid>/withdraw/", own.withdraw, name="withdraw"),
    path("data-requests/<uuid:uid>/", office.detail, name="detail"),
    path("data-requests/<uuid:uid>/decide/", office.decide, name="decide"),
    path("data-requests/<uuid:uid>/carry/", office.carry, name="carry"),
]
