"""The year's calendar, and the address from which a phone fetches it."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anze.access.guard import needs, public, unattended
from anze.access.rights import rights_of
from anze.law.question import Question
from anze.people.moment import asked, day_of
from anze.yearly.actions.feed import digest_of, end_feed, make_feed
from anze.yearly.models import CalendarFeed
from anze.yearly.policies import KEPT_DAYS, NEXT_YEAR_FROM
from anze.yearly.queries.almanac import KINDS, almanac
from anze.yearly.queries.feed import ical
from anze.yearly.queries.tasks import units_for


def year_asked(request: Any, least: int = 2000) -> int:
    """Return the year that an address asks for; this year where it names none."""
    named = request.GET.get("year", "")
    return int(named) if len(named) == 4 and named.isascii() and named.isdecimal() and least <= int(named) <= 2100 else day_of(request.now).year


@needs("year.view")
def year(request: Any) -> HttpResponse:
    """Show what lies in a year, month by month."""
    question, today = asked(request.GET, request.now), day_of(request.now)
    chosen = year_asked(request)
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in KINDS else ""
    entries = [one for one in almanac(request.rights, date(chosen, 1, 1), date(chosen, 12, 31), question, today) if kind in {"", one.kind}]
    by_month = {month: list(found) for month, found in groupby(entries, key=lambda one: one.day.month)}
    months = [(date(chosen, month, 1), by_month.get(month, []), sum(one.lamp not in {"met", "backfilled", "none"} for one in by_month.get(month, [])))
              for month in range(1, 13)]
    return render(request, "yearly/year.html", {
        "asked": question, "year": chosen, "months": months, "kinds": KINDS, "kind": kind, "total": len(entries), "day": question.as_of,
        "task_units": units_for(request.rights, "year_task.view") if request.rights.may("year_task.view") else [],
        "feed": CalendarFeed.objects.filter(account=request.user, ended_at=None).first()})


@needs("year.view")
@require_POST
def feed_new(request: Any) -> HttpResponse:
    """Give the account a calendar address and show it, this once."""
    token = make_feed(request.user, request.now)
    address = request.build_absolute_uri(reverse("yearly:feed", args=(token,)))
    return render(request, "yearly/feed.html", {"address": address})


@needs("year.view")
@require_POST
def feed_end(request: Any) -> HttpResponse:
    """End the account's calendar address."""
    ended = end_feed(request.user, request.now)
    messages.success(request, "已停用：原来的地址不能再取日历。" if ended else "没有正在使用的订阅地址。")
    return redirect("yearly:year")


@public
@unattended
@require_safe
def feed(request: Any, token: str) -> HttpResponse:
    """Give the year of whoever this address belongs to, as iCalendar; 404 for an address that is none, was ended, or whose account is disabled."""
    found = CalendarFeed.objects.filter(digest=digest_of(token), ended_at=None).select_related("account").first()
    if found is None or not found.account.is_active:
        raise Http404
    today, rights = day_of(request.now), rights_of(found.account)
    if not rights.may("year.view"):
        raise Http404
    last = date(today.year + (today.month >= NEXT_YEAR_FROM), 12, 31)
    entries = almanac(rights, today - timedelta(days=KEPT_DAYS), last, Question(today, today), today)
    answer = HttpResponse(ical(entries, f"安责：{found.account.name}", request.now, request.build_absolute_uri), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="anze.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
