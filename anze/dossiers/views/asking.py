"""Whose pack, of which day: found by name or unit, shown on the screen before it is made."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.access.rights import Rights
from anze.dossiers.asked import Asked
from anze.dossiers.forms import AskForm, DayForm, FindForm
from anze.dossiers.models import MadeDossier
from anze.dossiers.queries.addresses import addresses_of
from anze.dossiers.queries.composed import lead_of, parts_of, title_of
from anze.dossiers.queries.people import posts_of, search
from anze.dossiers.queries.proof import gaps_of
from anze.dossiers.queries.reach import MAKE, within_reach
from anze.dossiers.queries.whole import dossier
from anze.duties.situation import situation
from anze.duties.sources import told
from anze.law.findings import in_words
from anze.law.question import Question
from anze.people.models import Officer
from anze.people.moment import FIRST_DAY, day_named, day_of

MADE_SHOWN: Final = 50


@needs(MAKE)
@require_safe
def listing(request: Any) -> HttpResponse:
    """Find whose pack is wanted; list those that the account made."""
    today = day_of(request.now)
    asked = {name: request.GET.get(name, "") for name in ("q", "day")}
    return _listed(request, FindForm(asked if any(asked.values()) else None, today=today, initial={"day": today}))


def _listed(request: Any, form: FindForm | None = None, own: DayForm | None = None) -> HttpResponse:
    """Show the list with these forms as they were filled in, with what is wrong with them."""
    today = day_of(request.now)
    form = form or FindForm(None, today=today, initial={"day": today})
    own = own or DayForm(None, today=today, initial={"day": today}, auto_id="own-%s")
    sure = form.is_bound and form.is_valid()
    found, total = search(request.rights, form.cleaned_data["q"].strip(), form.cleaned_data["day"]) if sure else ([], 0)
    return render(request, "dossiers/list.html", {
        "form": form, "found": found, "total": total, "day": form.cleaned_data["day"] if sure else today, "own": request.user.officer, "own_form": own,
        "others": bool(request.rights.reach(MAKE).trees or request.rights.reach(MAKE).everything),
        "made": MadeDossier.objects.visible_to(request.rights).select_related("officer", "account")[:MADE_SHOWN]},
        status=422 if form.errors or own.errors else 200)


@needs(MAKE)
@require_safe
def own(request: Any) -> HttpResponse:
    """Go to the account's own officer and the day of the address (today, where it names none at all); a day that cannot be is said."""
    officer, today = request.user.officer, day_of(request.now)
    if officer is None:
        raise Http404
    form = DayForm({"day": request.GET.get("day", today.isoformat())}, today=today, auto_id="own-%s")
    if not form.is_valid():
        return _listed(request, own=form)
    return redirect("dossiers:ask", code=officer.code, day=form.cleaned_data["day"].isoformat())


@needs(MAKE)
@require_safe
def ask(request: Any, code: str, day: str) -> HttpResponse:
    """Show all that the pack of an officer and a day would say; 404 for whoever is out of reach, and for an accident that is. What in the address cannot
    be is said by its field, and nothing is shown of another day or time instead."""
    today, on = day_of(request.now), day_named(day)
    if on is None or not FIRST_DAY <= on <= today:
        return wrong_day(request, code, day)
    officer: Officer | None = within_reach(request.rights, on).filter(code=code).first()
    if officer is None:
        raise Http404
    form, accident = AskForm(request.GET, day=on, today=today), accident_of(request.GET)
    if accident and (happened := happened_on(accident, request.rights, today)) != on:
        messages.info(request, f"事故发生在{in_words(happened)}，已换到当日。")
        return redirect(f"{reverse('dossiers:ask', args=(code, happened.isoformat()))}?{urlencode(request.GET)}")
    return shown(request, officer, on, form, accident)


def shown(request: Any, officer: Officer, on: date, form: AskForm, accident: str | None) -> HttpResponse:
    """Show what the pack would say; where the form is wrong, the form alone with what is wrong, and no press."""
    today = day_of(request.now)
    said: dict[str, Any] = {"officer": officer, "form": form, "day": on, "accident": accident, "posts": posts_of(officer, on), "today": today}
    if not form.is_valid():
        return render(request, "dossiers/ask.html", said | {"title": f"{officer.name} {in_words(on)}的履职证据包"}, status=422)
    found = dossier(asked_of(form, officer.code, accident), officer, request.rights, today)
    parts = parts_of(found, gaps_of(found))
    return render(request, "dossiers/ask.html", said | {
        "found": found, "asked": found.asked, "title": title_of(found), "lead": lead_of(found), "parts": parts,
        "addresses": addresses_of(parts, request.rights), "test": found.then.performance[0] if found.then.performance else None,
        "own": officer.pk == request.user.officer_id})


def wrong_day(request: Any, code: str, day: str) -> HttpResponse:
    """Say that no pack can be of that day, by the field in which it is mended; whoever is asked about is looked for only afterwards."""
    today, reach = day_of(request.now), request.rights.reach(MAKE)
    if reach.trees or reach.everything:
        return _listed(request, FindForm({"q": code[:40], "day": day}, today=today))
    return _listed(request, own=DayForm({"day": day}, today=today, auto_id="own-%s"))


def asked_of(form: AskForm, code: str, accident: str | None) -> Asked:
    """Return what a form that is right asks."""
    got = form.cleaned_data
    return Asked(code, form.day, got["known_at"], accident, got["years"])


def accident_of(given: Mapping[str, str]) -> str | None:
    """Return the accident that an address or a form names."""
    return given.get("accident", "").strip()[:40] or None


def happened_on(accident: str, rights: Rights, today: date) -> date:
    """Return the day of an accident (code). Http404 where it is none, or the account may not see it."""
    if accident in told("accidents", [accident], rights):
        for one in situation(Question(today, today), today).facts.accidents:
            if one.id == accident:
                return one.date
    raise Http404
