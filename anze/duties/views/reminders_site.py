"""Pages about the working of reminders: the calendar of working days, and whether the background work is alive."""

from calendar import monthcalendar
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anze.access.guard import needs
from anze.access.rights import Rights
from anze.duties.actions.calendar import enter_notice, read_notice
from anze.duties.forms.reminders import NoticeForm
from anze.duties.models import Beat, CalendarDay, DueWork, Message
from anze.duties.policies import ALIVE, BACKUP_OLD
from anze.duties.queries.workdays import known_year, reckoned, special_days, workdays
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.record.backups import last_backup


def _written(year: int) -> str:
    """Return the days of a year as the form takes them, days that follow one another in one line."""
    lines: list[str] = []
    run: list[Any] = []
    for one in [*special_days(year), None]:
        if run and (one is None or one.day != run[-1].day + timedelta(days=1) or (one.working, one.name) != (run[-1].working, run[-1].name)):
            span = f"{run[0].day}至{run[-1].day}" if len(run) > 1 else f"{run[0].day}"
            lines.append(f"{span} {'上班' if run[0].working else '放假'} {run[0].name}".strip())
            run = []
        if one is not None:
            run.append(one)
    return "\n".join(lines)


def _serves_all(rights: Rights) -> bool:
    """Say whether the account may change what serves everybody: its reach covers the tree from the top."""
    reach, tops = rights.reach("calendar.change"), list(Unit.objects.filter(parent=None))
    return bool(tops) and all(reach.covers_unit(top) for top in tops)


@needs("signed_in", to_change="calendar.change")
def calendar(request: Any) -> HttpResponse:
    """Show a year's working days; an office enters the official notice of a year here."""
    today = day_of(request.now)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2004 <= int(asked) <= 2100 else today.year
    form = NoticeForm(request.POST or None, initial={"year": year, "notice": _written(year) if known_year(year) else ""})
    may_enter = _serves_all(request.rights)
    if request.method == "POST" and not may_enter:
        raise PermissionDenied("工作日历全市共用，由市安委办登记。需要更改的，请告诉市安委办。")
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        try:
            enter_notice(request.user, request.now, year, read_notice(form.cleaned_data["notice"], year))
        except ValidationError as fault:
            form.add_error("notice", list(fault.messages))
        else:
            messages.success(request, f"已登记 {year} 年的放假通知，提醒和上报的日期从现在起按它计算。")
            return redirect(f"{reverse('duties:calendar')}?year={year}")
    days = {one.day: one for one in workdays(date(year, 1, 1), date(year, 12, 31))}
    months = [(month, [[days.get(date(year, month, day)) if day else None for day in week] for week in monthcalendar(year, month)]) for month in range(1, 13)]
    entered = CalendarDay.objects.filter(day__year=year).select_related("entered_by").order_by("-entered_at").first()
    return render(request, "duties/reminders/calendar.html", {
        "year": year, "months": months, "form": form, "known": known_year(year), "reckoned": reckoned(date(year, 1, 1)),
        "next_known": known_year(today.year + 1), "next_year": today.year + 1, "may_change": may_enter, "entered": entered, "special": special_days(year)})


@needs("system.watch")
def status(request: Any) -> HttpResponse:
    """Show whether the background work is alive and what it did: counts and names of work, nothing of anybody's business."""
    beats = [{"beat": one, "alive": one.stopped_at is None and request.now - one.seen_at < ALIVE} for one in Beat.objects.all()[:20]]
    days = Message.objects.filter(on__gt=day_of(request.now) - timedelta(days=7)).order_by("-on").values("on").annotate(
        made=Count("pk"), mail=Count("pk", filter=Q(channel="mail")), robot=Count("pk", filter=Q(channel="robot")),
        page_only=Count("pk", filter=Q(channel="page")), waiting=Count("pk", filter=Q(channel="", sent_at=None)),
        faults=Count("pk", filter=~Q(fault="")))
    faults = Message.objects.filter(on__gt=day_of(request.now) - timedelta(days=7)).exclude(fault="").values("fault").annotate(
        count=Count("pk")).order_by("-count")[:10]
    return render(request, "duties/reminders/status.html", {"beats": beats, "work": DueWork.objects.all()[:30], "days": days, "faults": faults,
                                                          "alive": any(one["alive"] for one in beats), "backup": last_backup(),
                                                          "old": request.now - BACKUP_OLD})
