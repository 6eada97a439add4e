"""Grounds (问责线索): the list, one ground, and how it is weighed."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anze.access.guard import needs
from anze.accountability.actions.noting import decline as decline_ground
from anze.accountability.actions.noting import reconsider as reconsider_note
from anze.accountability.forms.noting import DeclineForm
from anze.accountability.models import Case, GroundNote
from anze.accountability.policies import OPEN
from anze.accountability.queries.ground import RULES, VIEWS, Ground, ground_of, grounds, wanted_in
from anze.accountability.queries.law_sheets import ground_book
from anze.accountability.queries.running import running
from anze.accountability.views.drafting import draft_kept, on_page, sent_off
from anze.duties.views.board import clock_query
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.workbook.exporting import export, query_of

PAGE: Final = 50
YEARS_BACK: Final = 4


@needs("ground.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List the grounds in reach by the filters of the address and by both clocks; `excel` gives them as a sheet."""
    question, today, wanted = asked_by(request.GET, request.now), day_of(request.now), wanted_in(request.GET, request.rights)
    found = grounds(request.rights, question, today, wanted)
    if "excel" in request.GET:
        return export(request, f"问责线索{question.as_of:%Y%m%d}.xlsx", ground_book, rows=len(found), **query_of(request))
    units = Unit.objects.filter(request.rights.reach("ground.view").of_units(), level__in=("city", "county", "zone", "town", "subdistrict")).order_by("path")
    return render(request, "accountability/grounds.html", {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")), "asked": question, "wanted": wanted, "units": units, "rules": RULES,
        "views": VIEWS, "years": range(question.as_of.year, question.as_of.year - YEARS_BACK, -1), "clock": clock_query(request)})


@needs("ground.view")
@require_safe
def detail(request: Any, key: str) -> HttpResponse:
    """Show one ground by both clocks: its facts, whom it is about, how it was weighed; what was noted stays readable where the ground is gone."""
    question, today = asked_by(request.GET, request.now), day_of(request.now)
    found = ground_of(key, request.rights, question, today)
    notes = [one for one in GroundNote.objects.filter(key=key).select_related("recorded_by", "unit").order_by("-pk")
             if request.rights.reach("ground.view").covers_unit(one.unit)]
    if found is None and not notes:
        raise Http404
    return _page(request, key, found, notes, question, DeclineForm(rights=request.rights, running=_running(request, found)))


def _running(request: Any, found: Ground | None) -> list[Case]:
    """Return the account's own cases under way about a ground."""
    return running(request.rights, key=found.key, accident=found.found.accident) if found else []


def _page(request: Any, key: str, found: Ground | None, notes: list[GroundNote], question: Question, form: Any, status: int = 200) -> HttpResponse:
    today = day_of(request.now)
    now = question == Question(today, today)
    to = reverse("accountability:ground_decline", args=[key])
    may = bool(now and found is not None and request.rights.may(OPEN, unit=found.unit))
    return render(request, "accountability/ground.html", {"key": key, "ground": found, "notes": notes, "asked": question, "form": form, "may": may,
                                                          "draft": on_page(request, form, address=to) if may else None, "draft_address": to,
                                                          "standing": next((one for one in notes if one.struck_at is None), None),
                                                          "own": Case.objects.visible_to(request.rights).filter(ground_key=key)}, status=status)


def _today(request: Any, key: str) -> Ground:
    """Return the ground of a key as it stands today; 404 for any other, 403 for whoever may only look."""
    today = day_of(request.now)
    found = ground_of(key, request.rights, Question(today, today), today)
    if found is None:
        raise Http404
    if not request.rights.may(OPEN, unit=found.unit):
        raise PermissionDenied("线索由有立案权限的同志研究处理。")
    return found


@needs("ground.view", to_change=OPEN)
@require_http_methods(["POST"])
def decline(request: Any, key: str) -> HttpResponse:
    """Note that no case is opened over a ground, with why."""
    found = _today(request, key)
    if done := draft_kept(request, back=reverse("accountability:ground", args=[key])):
        return done
    form = DeclineForm(request.POST, rights=request.rights, running=_running(request, found))
    if form.is_valid():
        try:
            decline_ground(request.user, request.now, found, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            sent_off(request)
            messages.success(request, "已写明不立案。这条线索留在“不立案的”里，有新的情况会重新列出。")
            return redirect("accountability:grounds")
    notes = list(GroundNote.objects.filter(key=key).select_related("recorded_by", "unit").order_by("-pk"))
    today = day_of(request.now)
    return _page(request, key, found, notes, Question(today, today), form, 422)


@needs("ground.view", to_change=OPEN)
@require_POST
def reconsider(request: Any, key: str) -> HttpResponse:
    """Weigh a ground again over which no case was opened."""
    found = _today(request, key)
    note = GroundNote.objects.current().filter(key=found.key).first()
    if note is None:
        messages.info(request, "这条线索已经在待研究的里面。")
    else:
        reconsider_note(request.user, request.now, note)
        messages.success(request, "已重新列入待研究；原来的理由留着。")
    return redirect("accountability:ground", key)
