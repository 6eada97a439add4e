"""What of tours wants looking at today, for the home page: feedback to decide on, tours to go on with, items due, cycles that run out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.people.moment import day_of
from anze.people.typed import numbered, serial_number
from anze.tours.models import Item, Step, Tour
from anze.tours.models.tour import member_of
from anze.tours.policies import AFTER_FEEDBACK, DECIDE, OPEN, RUN, SOON_DAYS, STATES
from anze.tours.queries.items import lamp_of, stands

MOST: Final = 500
BEFORE: Final = frozenset({"planned", "notified"})  # states in which the group has not come yet
OF_OFFICE: Final = ("planned", "fed_back", "reported")
OF_GROUP: Final = ("notified", "on_site", "drafted", "returned")


def feedback_due(rights: Rights) -> list[Due]:
    """Return the feedback that waits for the account's decision, but for its own."""
    rows = Tour.objects.in_state("proposed").filter(rights.reach(DECIDE).of_units("superior")).exclude(steps__by=rights.account, steps__kind="propose")
    return [Due(one.unit.name, f"反馈意见待审定：{one}", "waiting", day_of(one.opened_at), "tours:detail", (one.uid,))
            for one in rows.select_related("unit").order_by("opened_at")[:MOST]]


def tours_due(rights: Rights, today: date) -> list[Due]:
    """Return the tours on which the account has the next step: the superior's office, or the group; what begins or ends soon, what waits."""
    return sorted(_tours(rights, today), key=lambda one: one.day)


def _tours(rights: Rights, today: date) -> Iterator[Due]:
    mine = Q(pk__in=member_of(rights).values("tour"))
    runs = rights.reach(RUN)
    office = Q(state__in=OF_OFFICE) & runs.of_units("superior") if runs else Q(pk__in=[])
    rows = Tour.objects.in_state(*OF_OFFICE, *OF_GROUP).filter(office | (Q(state__in=OF_GROUP) & mine))
    for one in rows.select_related("unit").prefetch_related("schedules").order_by("pk")[:MOST]:
        schedule = next(plan for plan in one.schedules.all() if plan.struck_at is None)
        day = schedule.end if one.state == "on_site" else schedule.start
        if one.state in {"planned", "notified"} and day > today + timedelta(days=SOON_DAYS):
            continue
        lamp = "overdue" if day < today and one.state in {"planned", "notified", "on_site"} else STATES[one.state].lamp
        yield Due(one.unit.name, f"{one}：{STATES[one.state].label}", lamp, day, "tours:detail", (one.uid,))


def items_due(rights: Rights, today: date) -> list[Due]:
    """Return the items of tours that the account may see which are due soon or overdue, the most urgent first."""
    seen = Tour.objects.visible_to(rights).in_state("rectifying", "sent_back").values("pk")
    rows = Item.objects.current().filter(tour__in=seen, deadline__lte=today + timedelta(days=SOON_DAYS))
    found = [Due(one.owner.name, one.content, lamp_of(one, today), one.deadline, "tours:detail", (one.tour.uid,))
             for one in rows.select_related("tour", "owner").prefetch_related("reports__review")[:MOST] if stands(one) in {"open", "returned"}]
    return sorted(found, key=lambda one: one.day)


def named(wanted: str, rights: Rights, most: int) -> list[Any]:
    """Return tours by number, the number of a document, unit, group or member, newest first; too short a word would find everything."""
    if len(wanted) < 2:
        return []
    fits = Q(uid__istartswith=wanted) | Q(unit__name__icontains=wanted) | Q(schedules__group__icontains=wanted) | Q(members__name=wanted)
    fits |= Q(pk__in=Step.objects.filter(numbered("number", wanted)).order_by().values("tour"))
    if number := serial_number(wanted, "xc"):
        fits = Q(year=number[0], serial=number[1])
    rows = Tour.objects.visible_to(rights).filter(fits).with_state().distinct().select_related("unit", "superior")
    return list(rows.order_by("-year", "-serial")[:most])


def dates(rights: Rights, first: date, last: date, today: date) -> Iterator[Due]:
    """Yield what falls on some days, for the year's calendar: groups that come, items due."""
    rows = Tour.objects.visible_to(rights).in_state(*OPEN, "closed").filter(schedules__struck_at=None, schedules__start__gte=first, schedules__start__lte=last)
    for one in rows.select_related("unit").prefetch_related("schedules").order_by("schedules__start", "pk")[:MOST]:
        schedule = next(plan for plan in one.schedules.all() if plan.struck_at is None)
        lamp = "met" if one.state not in BEFORE else "missed" if schedule.start < today else "pending"
        yield Due(one.unit.name, f"{one}进驻", lamp, schedule.start, "tours:detail", (one.uid,))
    seen = Tour.objects.visible_to(rights).in_state(*AFTER_FEEDBACK).values("pk")
    items = Item.objects.current().filter(tour__in=seen, deadline__gte=first, deadline__lte=last).select_related("tour", "owner")
    for item in items.prefetch_related("reports__review").order_by("deadline", "pk")[:MOST]:
        yield Due(item.owner.name, f"巡查整改：{item.content}", lamp_of(item, today), item.deadline, "tours:detail", (item.tour.uid,))
