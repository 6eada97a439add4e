"""The register of accidents, and the page of one: what happened, what follows, reports, investigation, changes."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.accidents.codes import SECTORS
from anze.accidents.models import Accident
from anze.accidents.queries.entitled import Entitled, may_change
from anze.accidents.queries.firms import firm_of
from anze.accidents.queries.lists import NATURES, STATES, accident_book, filters, listed
from anze.accidents.queries.quick import sender_of
from anze.accidents.queries.then import as_known
from anze.accidents.queries.whole import whole_of
from anze.law.national.grades import GRADES, grade_label
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.workbook.exporting import export, query_of

PAGE: Final = 50


@needs("accident.view")
@require_safe
def accidents(request: Any) -> HttpResponse:
    """List the accidents in reach by the filters of the URL, newest first; `excel` in it gives them all as a sheet."""
    question, chosen, today = asked_by(request.GET, request.now), filters(request.GET), day_of(request.now)
    found = listed(request.rights, question, chosen, today)
    if "excel" in request.GET:
        return export(request, f"事故台账{question.as_of:%Y%m%d}.xlsx", accident_book, rows=found.count(), **query_of(request))
    page = Paginator(found.select_related("unit", "unit__parent"), PAGE).get_page(request.GET.get("page"))
    units = Unit.objects.filter(request.rights.reach("accident.view").of_units()).exclude(level="department").order_by("path")
    return render(request, "accidents/list.html", {
        "page": page, "accidents": as_known(page.object_list, question.known_at, today, question.as_of), "asked": question, "chosen": chosen, "units": units,
        "grades": {grade: grade_label(grade) for grade in reversed(GRADES)}, "sectors": SECTORS, "natures": NATURES, "states": STATES,
        "may_record": request.rights.may("accident.record")})


@needs("accident.view")
@require_safe
def accident(request: Any, code: str) -> HttpResponse:
    """Show one accident by both clocks."""
    found = get_object_or_404(Accident.objects.visible_to(request.rights).select_related("unit", "recorded_by"), code=code)
    question, today = asked_by(request.GET, request.now), day_of(request.now)
    shown = whole_of(found, question, request.now, request.rights)
    changing = may_change(request.rights, found) and (question.as_of, question.known_at) == (today, today)
    allowed = Entitled(request.user, found) if changing else None
    return render(request, "accidents/detail.html", {"accident": found, "asked": question, "today": today, "whole": shown, "may_change": changing,
                                                     "allowed": allowed,
                                                     "kept_up": allowed.withdrawal_refused(request.now) if allowed and allowed.may("withdraw") else "",
                                                     "saved": request.GET.get("saved", ""), "firm": _firm(request, shown.kept.statement, today),
                                                     "may_report": changing and _may_report(request, found)})


def _firm(request: Any, statement: Any, today: Any) -> Any:
    """Return the production unit of the register that the accident's credit code means, if any."""
    return firm_of(statement.credit_code, request.rights, today) if statement is not None else None


def _may_report(request: Any, found: Accident) -> bool:
    return request.rights.may("paper.issue") and sender_of(request.rights, found) is not None
