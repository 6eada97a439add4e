"""The cases on which the account is; who read which case, for the auditing administrator."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.accountability.queries.lists import VIEWS, listed
from anze.accountability.queries.lists import readings as readings_of
from anze.accountability.views.shared import of_cases

PAGE: Final = 50


@of_cases("case.handle")
@require_safe
def cases(request: Any) -> HttpResponse:
    """Show the cases on which the account is: numbers and states, no word of what they are about."""
    view = request.GET.get("view") if request.GET.get("view") in VIEWS else "open"
    page = Paginator(listed(request.rights, {**request.GET.dict(), "view": view}), PAGE).get_page(
        request.GET.get("page"))
    return render(request, "accountability/cases.html", {"page": page, "views": VIEWS, "view": view, "may_open": request.rights.may("case.open")})


@needs("case.readings")
@require_safe
def readings(request: Any) -> HttpResponse:
    """Show who read which case, and when: numbers, accounts, times and kinds of page, nothing else."""
    page = Paginator(readings_of(request.GET.dict()), PAGE).get_page(request.GET.get("page"))
    return render(request, "accountability/readings.html", {"page": page, "narrowed": any(request.GET.get(name) for name in ("case", "who"))})
