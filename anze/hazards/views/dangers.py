"""The pages of dangers: list, one of them, recording, taking over what led inspections found, Excel."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.acts.models import Problem
from anze.acts.queries.problems import reachable
from anze.hazards.actions.dangers import record_danger, take_over
from anze.hazards.actions.following import UNDER
from anze.hazards.codes import LEVELS, SOURCES
from anze.hazards.excel.book import danger_sheet
from anze.hazards.forms.dangers import DangerForm
from anze.hazards.models import Danger
from anze.hazards.policies import CHANGE, DANGER, LISTING, USUAL_DAYS
from anze.hazards.queries.entitled import danger_verbs, may_change
from anze.hazards.queries.lists import MOST, VIEWS, dangers, lamp_of
from anze.hazards.queries.places import lister_of
from anze.hazards.queries.then import as_known
from anze.hazards.told import Found
from anze.papers.queries.files import case_files
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import download, workbook

PER_PAGE: Final = 50
FIRST: Final = ("rectify", "pass", "close")  # what stands first among the verbs open


def places_seen(request: Any) -> Any:
    """Return the places that a list may be narrowed to."""
    return Unit.objects.places().filter(request.rights.reach("hazard.view").of_units()).order_by("path")


def wanted_of(request: Any) -> dict[str, str]:
    """Return the filters of the address; a place that is none of those seen is left out, and the page says so (`not_taken`)."""
    wanted = {name: str(value) for name, value in request.GET.items()}
    if wanted.get("unit") and not places_seen(request).filter(code=wanted["unit"]).exists():
        del wanted["unit"]
    return wanted


@needs("hazard.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List dangers by the filters of the address; `excel` in it gives them as a sheet."""
    today, question = day_of(request.now), asked(request.GET, request.now)
    rows = dangers(request.rights, wanted_of(request), question, today)
    if "excel" in request.GET:
        return download(f"隐患_{question.as_of:%Y%m%d}.xlsx", workbook([danger_sheet(as_known(rows[:MOST], question.known_at, today))]))
    page: Any = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(one, lamp_of(one, question.as_of), DANGER.states[one.state].label) for one in as_known(page, question.known_at, today)]
    view = request.GET.get("view") if request.GET.get("view") in VIEWS else "open"
    return render(request, "hazards/list.html", {
        "page": page, "lines": lines, "views": VIEWS, "view": view, "levels": LEVELS, "sources": SOURCES, "units": places_seen(request), "asked": question,
        "may_change": request.rights.may(CHANGE), "narrowed": any(request.GET.get(name) for name in ("unit", "level", "source", "state", "cell", "q"))})


@needs("hazard.view")
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show a danger: how it stands, what is next, its listing, its files, its story."""
    rows = Danger.objects.visible_to(request.rights).with_state().select_related("unit", "enterprise", "cell", "department", "patrol", "problem__act")
    found: Any = get_object_or_404(rows, uid=uid)
    verbs = danger_verbs(request.rights, found, found.state)
    listings = list(found.listings.with_state())
    under = any(one.state in LISTING.open for one in listings)
    over = next((one for one in listings if one.state in UNDER), None)
    if under:
        verbs = [kind for kind in verbs if kind not in ({"close", "withdraw", "pass", "fail"} if over else {"close", "withdraw"})]
    may_propose = may_change(request.rights, found) and found.level == "major" and not under and found.state in DANGER.open
    return render(request, "hazards/danger.html", {
        "danger": found, "state": DANGER.states[found.state], "lamp": lamp_of(found, day_of(request.now)), "first": FIRST,
        "verbs": sorted(((kind, DANGER.verbs[kind]) for kind in verbs), key=lambda one: one[0] not in FIRST), "may_propose": may_propose, "under": under,
        "over": over, "listings": [(one, LISTING.states[one.state]) for one in listings], "reports": found.reports.select_related("to").order_by("pk"),
        "steps": found.steps.select_related("by").order_by("pk"), **case_files(request.rights, "danger", found.uid)})


@needs("hazard.change")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Record a danger from any source but a patrol."""
    form = DangerForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now)
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        found = Found(unit=got["unit"], source=got["source"], on=got["on"], lister=lister_of(got["unit"], request.rights))
        try:
            made = record_danger(request.user, request.now, found, form.stated())
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            _said(request, made)
            return redirect("hazards:danger", made.uid)
    return render(request, "hazards/new.html", {"form": form}, status=422 if form.is_bound and form.errors else 200)


def _said(request: Any, made: Danger) -> None:
    up = "，已报" + "、".join(one.to.name for one in made.reports.select_related("to")) + "安委办，并提请挂牌督办" if made.level == "major" else ""
    messages.success(request, f"已登记隐患 {made.uid}{up}。")


@needs("hazard.change")
@require_http_methods(["GET", "HEAD", "POST"])
def problems(request: Any) -> HttpResponse:
    """List the open problems of led inspections that are no dangers yet; one press takes one over."""
    rights = request.rights
    rows = reachable(rights).filter(act__withdrawal=None, danger=None).exclude(steps__kind="closed") if rights.may("problem.follow") else Problem.objects.none()
    rows = rows.select_related("act__unit", "follow_up_unit__parent").order_by("-act__date", "-pk")
    if request.method == "POST":
        pk = request.POST.get("problem", "")
        problem = get_object_or_404(rows, pk=int(pk) if pk.isdecimal() and len(pk) < 15 else 0)
        unit = _place(problem)
        if unit is None or not (rights.may(CHANGE, unit=unit) or (problem.follow_up_unit and rights.may(CHANGE, unit=problem.follow_up_unit))):
            raise PermissionDenied("这个问题由所在地的安委办转为隐患。")
        level = request.POST.get("level") if request.POST.get("level") in LEVELS else "general"
        try:
            made = take_over(request.user, request.now, problem, level=str(level), unit=unit, deadline=day_of(request.now) + timedelta(days=USUAL_DAYS),
                             lister=lister_of(unit, rights))
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
            return redirect("hazards:problems")
        _said(request, made)
        return redirect("hazards:danger", made.uid)
    return render(request, "hazards/problems.html", {"page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))})


def _place(problem: Problem) -> Unit | None:
    unit = problem.follow_up_unit or problem.act.unit
    return unit.parent if unit.level == "department" else unit
