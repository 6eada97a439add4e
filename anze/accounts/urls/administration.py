"""Addresses of the three administrators: accounts, grants, the security log."""

from django.urls import path

from anze.accounts.views import accounts, grants, log

urlpatterns = [
    path("accounts/", accounts.listed, name="accounts"),
    path("accounts/new/", accounts.new, name="account_new"),
    path("accounts/excel/", accounts.excel, name="accounts_excel"),
    path("accounts/<str:username>/", accounts.one, name="account"),
    path("accounts/<str:username>/change/", accounts.change, name="account_change"),
    path("accounts/<str:username>/reset/", accounts.reset, name="account_reset"),
    path("accounts/<str:username>/second-factor/", accounts.second_factor_off, name="account_second_factor"),
    path("accounts/<str:username>/active/", accounts.active, name="account_active"),
    path("grants/", grants.listed, name="grants"),
    path("grants/new/", grants.give, name="grant_new"),
    path("grants/excel/", grants.excel, name="grants_excel"),
    path("grants/<int:pk>/end/", grants.end, name="grant_end"),
    path("grants/records-for/new/", grants.allow, name="records_for_new"),
    path("grants/records-for/<int:pk>/end/", grants.disallow, name="records_for_end"),
    path("security-log/", log.listed, name="log"),
    path("security-log/excel/", log.excel, name="log_excel"),
]
