"""The list of items, one's own, the workbook, urging."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.duties.actions.urging_matters import plan_matters, urge_matters
from anze.duties.forms.reminders import UrgeForm
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.supervision.codes import ORIGINS
from anze.supervision.models import Task, Undertaking
from anze.supervision.policies import ASSIGN, UNDERTAKING, VIEW
from anze.supervision.queries.colours import colours_of, moment_of, yellow_days
from anze.supervision.queries.due import mine as of_mine
from anze.supervision.queries.entitled import verbs_open
from anze.supervision.queries.lists import VIEWS, listed, shown, task_book, unit_of, with_parts
from anze.supervision.queries.urging import matters_of
from anze.supervision.views.shared import question
from anze.workbook.exporting import export, query_of

PER_PAGE: Final = 50
FIRST: Final = ("sign", "report")  # what stands first on a card
RECENT: Final = 20  # of one's own that are done


@needs("supervision.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List items by the filters of the address and both clocks; `excel` in it gives them as a sheet."""
    asked, today = question(request), day_of(request.now)
    rows = listed(request.rights, request.GET, asked, today)
    if "excel" in request.GET:
        return export(request, f"督办事项{asked.as_of:%Y%m%d}.xlsx", task_book, rows=rows.count(), **query_of(request))
    page: Any = Paginator(with_parts(rows, moment_of(asked, today)), PER_PAGE).get_page(request.GET.get("page"))
    reach = request.rights.reach(VIEW).of_units()
    view = request.GET.get("view") if request.GET.get("view") in VIEWS else "open"
    return render(request, "supervision/list.html", {
        "page": page, "unit": unit_of(request.GET), "lines": shown(page.object_list, asked, today), "asked": asked, "views": VIEWS, "view": view,
        "origins": ORIGINS,
        "units": Unit.objects.places().filter(reach).order_by("path"), "may_assign": request.rights.may(ASSIGN), "yellow_days": yellow_days(),
        "supervisors": Unit.objects.filter(pk__in=Task.objects.visible_to(request.rights).order_by().values("unit")).order_by("path"),
        "narrowed": any(request.GET.get(name) for name in ("unit", "by", "origin", "q"))})


@needs("supervision.view")
@require_safe
def mine(request: Any) -> HttpResponse:
    """Show what one signs and reports for: oneself, one's leader, one's unit; on a phone each is a card with its next press."""
    today, rights = day_of(request.now), request.rights
    rows: Any = Undertaking.objects.with_state().filter(of_mine(rights))
    rows = rows.exclude(state__in=("planned", "released")).select_related("task__unit", "unit")
    rows = rows.prefetch_related("steps__by", "steps__behalf", "people__officer")
    open_ones = list(rows.exclude(state="accepted").order_by("due", "pk")[:PER_PAGE * 2])
    done = list(rows.filter(state="accepted").order_by("-due", "-pk")[:RECENT])
    colours = colours_of([*open_ones, *done], Question(today, today), today)
    cards = [(one, colours[one.pk], UNDERTAKING.states[one.state], sorted(verbs_open(rights, one, one.state), key=lambda kind: kind not in FIRST))
             for one in open_ones]
    return render(request, "supervision/mine.html", {"cards": cards, "done": [(one, colours[one.pk]) for one in done]})


@needs("supervision.assign")
@require_http_methods(["GET", "HEAD", "POST"])
def urge(request: Any) -> HttpResponse:
    """Show whom an urging about items (`pick`: their numbers) would reach and whom not; `send` sends it."""
    sent = request.method == "POST" and bool(request.POST.get("send"))
    picks = (request.POST if request.method == "POST" else request.GET).getlist("pick")
    form, faults, found, done = UrgeForm(request.POST if sent else None), [], [], False
    matters = matters_of(request.rights, picks[:500], day_of(request.now))
    try:
        if sent and form.is_valid():
            found, done = urge_matters(request.user, request.now, matters, form.cleaned_data["text"]), True
        else:
            found = plan_matters(request.now, matters)
    except ValidationError as fault:
        faults = list(fault.messages)
    return render(request, "supervision/urge.html", {
        "reached": [one for one in found if not one.refused], "refused": [one for one in found if one.refused], "faults": faults, "form": form, "done": done,
        "picks": picks, "one": picks[0] if len(picks) == 1 else ""})
