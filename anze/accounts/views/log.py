"""The security log, for the audit administrator, who reads it and changes nothing."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.access.log import note
from anze.accounts.forms.administration import LogFilter
from anze.accounts.queries.books import log_book
from anze.accounts.queries.lists import events
from anze.people.moment import day_of
from anze.workbook.write import download

PAGE = 50


def _wanted(request: Any) -> tuple[LogFilter, Any]:
    asked = LogFilter(request.GET)
    return asked, events(asked.cleaned_data if asked.is_valid() else {})


@needs("log.view")
@require_safe
def listed(request: Any) -> HttpResponse:
    """List the lines that are asked for, the newest first."""
    asked, found = _wanted(request)
    return render(request, "accounts/log.html", {"filter": asked, "page": Paginator(found, PAGE).get_page(request.GET.get("page"))})


@needs("log.view")
@require_safe
def excel(request: Any) -> HttpResponse:
    """Give them as a workbook; that they were taken out is itself a line."""
    note(request, "导出安全日志", "成功", account=request.user)
    return download(f"安全日志_{day_of(request.now)}.xlsx", log_book(_wanted(request)[1]))
