"""One-vote vetoes (一票否决): leading groups by year, persons for whoever may see them, and the table of a year for those outside the cases."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.accountability.queries.bans import barred
from anze.accountability.queries.ground import year_in
from anze.accountability.queries.law_sheets import veto_book
from anze.accountability.queries.vetoes import vetoes_in, years
from anze.accountability.queries.yearly import of_year, years_over
from anze.duties.views.board import clock_query
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.workbook.exporting import export, query_of

PAGE: Final = 50
VIEWS: Final[dict[str, str]] = {"units": "领导班子", "people": "个人"}


@needs("veto.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List the vetoes in reach, or what follows for persons, by year and unit and by both clocks; `excel` gives both as sheets."""
    question, today, rights = asked_by(request.GET, request.now), day_of(request.now), request.rights
    year = year_in(request.GET.get("year", ""))
    unit = Unit.objects.filter(rights.reach("veto.view").of_units(), code=request.GET.get("unit", "").replace("\x00", "")).first()
    views = _views(rights)
    view = request.GET.get("view", "") if request.GET.get("view", "") in views else "units"
    if "excel" in request.GET:
        kept = query_of(request) | {"unit": unit.code if unit else ""}
        return export(request, f"一票否决{question.as_of:%Y%m%d}.xlsx", veto_book, rows=1, **kept)
    rows: Any = vetoes_in(rights, question, today, year=year, unit=unit) if view == "units" else [
        (one, one.lamp(question.as_of), one.words(question.as_of), one.note(question.as_of)) for one in barred(rights, question, today, year=year, unit=unit)]
    units = Unit.objects.filter(rights.reach("veto.view").of_units(), level__in=("city", "county", "zone", "town", "subdistrict")).order_by("path")
    return render(request, "accountability/vetoes.html", {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "asked": question, "view": view, "views": views, "year": year, "unit": unit,
        "units": units, "years": sorted({*years(question, today), question.as_of.year}, reverse=True), "clock": clock_query(request)})


@needs("veto.view")
@require_safe
def counts(request: Any) -> HttpResponse:
    """Show how many people were held accountable in a year that is over, small counts hidden."""
    today = day_of(request.now)
    over = years_over(today)
    year = year_in(request.GET.get("year", "")) or (over[0] if over else today.year - 1)
    return render(request, "accountability/counts.html", {"year": year, "years": sorted({*over, today.year - 1}, reverse=True),
                                                          "table": of_year(request.rights, year, today), "views": _views(request.rights)})


def _views(rights: Any) -> dict[str, str]:
    """Return the lists that the account may open."""
    return VIEWS if rights.may("ban.view") else {"units": VIEWS["units"]}
