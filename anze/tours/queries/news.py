"""What tours have to tell in the digest of a day: notices, what begins soon, feedback, items due, reports come in."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.urls import reverse

from anze.duties.policies import DIGEST_AT, OVERDUE_DAYS
from anze.duties.queries.workdays import workdays
from anze.duties.sources import News
from anze.people.moment import SHANGHAI
from anze.tours.actions.stepping import RULE
from anze.tours.models import Item, Step, Tour
from anze.tours.policies import SOON_DAYS
from anze.tours.queries.items import stands
from anze.tours.queries.papers import span_words

TOPIC: Final = "tour"
TOLD: Final = {"notify": "安全生产巡查通知", "cancel": "巡查已取消", "propose": "巡查反馈意见待审定", "feed_back": "巡查反馈意见", "require": "巡查整改已下达",
               "report": "巡查整改已报，待复核", "send_back": "巡查整改被退回"}
TO_SUPERIOR: Final = ("propose", "report")


def news(today: date) -> Iterator[News]:
    """Yield what is to be told today."""
    yield from _steps(today)
    yield from _beginning(today)
    yield from _items(today)


def _steps(today: date) -> Iterator[News]:
    """Yield what was sent, fed back, reported or sent back since the digest of the last working day, to whom it concerns."""
    days = workdays(today - timedelta(days=20), today - timedelta(days=1))
    last = next((one.day for one in reversed(days) if one.working), today - timedelta(days=1))
    since, until = (datetime.combine(day, DIGEST_AT, SHANGHAI) for day in (last, today))
    rows = Step.objects.filter(at__gte=since, at__lt=until, kind__in=list(TOLD)).select_related("tour__unit", "tour__superior").order_by("pk")
    for step in rows:
        tour = step.tour
        if step.kind == "cancel" and not tour.steps.filter(kind="notify").exists():
            continue
        unit = tour.superior if step.kind in TO_SUPERIOR else tour.unit
        note = f"：{step.note}" if step.kind == "send_back" else ""
        yield News(topic=TOPIC, text=f"{TOLD[step.kind]}：{tour}{note}"[:200], unit=unit.code, provision=RULE, address=_address(tour))


def _beginning(today: date) -> Iterator[News]:
    """Yield the tours that begin within some days, to the leaders among the group."""
    rows = Tour.objects.in_state("planned", "notified").filter(schedules__struck_at=None, schedules__start__gte=today,
                                                              schedules__start__lte=today + timedelta(days=SOON_DAYS))
    for tour in rows.select_related("unit").order_by("pk"):
        schedule = tour.schedules.current().get()
        for one in tour.members.current().filter(officer__isnull=False).select_related("officer"):
            if one.officer is not None:
                yield News(topic=TOPIC, text=f"{schedule.group}{'组长' if one.lead else '组员'}：{tour}，{span_words(schedule.start, schedule.end)}"[:200],
                           officer=one.officer.code, provision=RULE, address=_address(tour))


def _items(today: date) -> Iterator[News]:
    """Yield the items that are due soon or overdue, to their owner's office and leader."""
    open_ones = Tour.objects.in_state("rectifying", "sent_back").values("pk")
    rows = Item.objects.current().filter(tour__in=open_ones, deadline__lte=today + timedelta(days=SOON_DAYS),
                                         deadline__gte=today - timedelta(days=OVERDUE_DAYS))
    for item in rows.select_related("tour", "owner__parent", "officer").prefetch_related("reports__review").order_by("deadline", "pk"):
        if stands(item) not in {"open", "returned"}:
            continue
        left = (item.deadline - today).days
        when = f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还有 {left} 天到期"
        about: dict[str, Any] = {"topic": TOPIC, "text": f"巡查整改事项{when}：{item.content}"[:200], "provision": RULE, "address": _address(item.tour)}
        owner = item.owner.parent if item.owner.level == "department" and item.owner.parent else item.owner
        yield News(unit=owner.code, **about)
        if item.officer is not None:
            yield News(officer=item.officer.code, **about)


def _address(tour: Tour) -> str:
    return reverse("tours:detail", args=[tour.uid])
