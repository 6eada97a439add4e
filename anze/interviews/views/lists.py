"""The lists of interviews."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.interviews.models import Answer, Interview
from anze.interviews.policies import STATES
from anze.interviews.queries.calling import named_in, words_for
from anze.interviews.queries.lists import VIEWS, declined, lapsed, listed, pending, sheet
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import download, workbook

PER_PAGE: Final = 50


@needs("interview.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List what waits, runs, has ended or was declined, by the filters of the address and as of any day; `excel` gives the interviews as a sheet."""
    today, question, rights = day_of(request.now), asked(request.GET, request.now), request.rights
    then = None if question == Question(today, today) else question
    everything = pending(rights, question, today)
    units, rules = _units(request, {one.unit.pk for one in everything}), _rules(request, {one.trigger.rule for one in everything})
    wanted = chosen(request.GET, {"unit": {one.code for one in units}, "rule": {code for code, _ in rules}})
    waiting = [one for one in everything if _fits(wanted, one.unit.code, one.trigger.rule)]
    side = _committees_side(rights)
    view = request.GET.get("view") or ("pending" if waiting else "open")
    view = view if view in VIEWS else "open"
    if "excel" in request.GET:
        return download(f"约谈_{VIEWS[view]}_{question.as_of:%Y%m%d}.xlsx",
                        workbook([sheet(listed(rights, "done" if view == "done" else "open", wanted, then), question)]))
    rows: Any = {"pending": lambda: waiting, "open": lambda: listed(rights, "open", wanted, then),
                 "done": lambda: listed(rights, "done", wanted, then), "declined": lambda: declined(rights, wanted, then)}[view]()
    page: Any = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    named = named_in([one.trigger.found for one in page], rights) if view == "pending" else {}
    return render(request, "interviews/list.html", {
        "page": page, "wanted": wanted, "words": {one.trigger.key: words_for(one.trigger, named) for one in page} if view == "pending" else {},
        "view": view, "views": VIEWS if side else {"open": VIEWS["open"], "done": VIEWS["done"]}, "waiting": len(waiting), "states": STATES,
        "lapsed": lapsed(page, question, today) if view == "open" else set(),
        "named": named, "units": units, "rules": rules, "rule_codes": [code for code, _ in rules], "may_propose": rights.may("interview.propose")})


def chosen(query: Mapping[str, str], choices: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return the filters of an address without those that are none of the choices: the page says so of them (`not_taken`) and passes them over."""
    return {name: str(value) for name, value in query.items() if name not in choices or value in choices[name]}


def _fits(wanted: Mapping[str, str], unit: str, rule: str) -> bool:
    return wanted.get("unit", "") in {"", unit} and wanted.get("rule", "") in {"", rule}


def _committees_side(rights: Any) -> bool:
    """Say whether anything of the committee's side is in reach: a unit with something below it."""
    reach = rights.reach("interview.view")
    return bool(reach.everything or reach.trees)


def _units(request: Any, waiting: set[int]) -> Any:
    """Return the units of which anything is listed: of interviews, of what was answered, of triggers that wait (keys)."""
    seen = Interview.objects.visible_to(request.rights).values("unit")
    answered = Answer.objects.filter(request.rights.reach("interview.view").of_units("committee")).values("unit")
    return Unit.objects.filter(Q(pk__in=seen) | Q(pk__in=answered) | Q(pk__in=waiting)).order_by("path")


def _rules(request: Any, waiting: set[str]) -> list[tuple[str, str]]:
    """Return the provisions under which anything is listed: of interviews, of what was joined or declined, of triggers that wait."""
    seen = Interview.objects.visible_to(request.rights)
    answered = Answer.objects.filter(Q(interview__in=seen.values("pk")) | request.rights.reach("interview.view").of_units("committee"))
    named, told = (rows.order_by().values_list("rule", flat=True).distinct() for rows in (seen.exclude(rule=""), answered))
    rules = {*waiting, *named, *told}
    return [(rule, provision_label(rule)) for rule in sorted(rules)]
