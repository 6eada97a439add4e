"""What dangers and listings have to tell in the digest of a day: reported up, due, overdue, waiting for a decision, to be published, to be looked into."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse

from anze.duties.policies import OVERDUE_DAYS
from anze.duties.sources import News
from anze.hazards.models import Danger, DangerReport, Listing
from anze.hazards.policies import LISTING, REPORTED_DAYS, SOON_DAYS
from anze.hazards.queries.clocks import clocks, finding_of
from anze.people.models import Unit
from anze.people.moment import SHANGHAI

TOPIC = "hazard"
DUTY, RULE = "12.4", "21.2.4"


def news(today: date) -> Iterator[News]:
    """Yield what is to be told today."""
    yield from _reported(today)
    yield from _dangers(today)
    for listing in _listings():
        yield from _listing(listing, today)


def _reported(today: date) -> Iterator[News]:
    """Yield the major dangers that were reported up lately, on days off too."""
    since = datetime.combine(today - timedelta(days=REPORTED_DAYS - 1), time(), SHANGHAI)
    for one in DangerReport.objects.filter(at__gte=since).select_related("danger__unit", "danger__enterprise", "to").order_by("pk"):
        yield News(topic=TOPIC, text=f"重大隐患上报：{one.danger.unit.name}{one.danger.where}：{one.danger.text}"[:200], unit=one.to.code, provision=DUTY,
                   address=reverse("hazards:danger", args=[one.danger.uid]), at_once=True)


def _dangers(today: date) -> Iterator[News]:
    rows = Danger.objects.in_state("open", "failed").filter(deadline__lte=today + timedelta(days=SOON_DAYS),
                                                           deadline__gte=today - timedelta(days=OVERDUE_DAYS))
    for one in rows.select_related("unit", "department__parent", "enterprise").order_by("deadline", "pk"):
        yield from _to(one.unit, one.department, f"隐患整改{_when(one.deadline, today)}：{one.where}：{one.text}", DUTY,
                       reverse("hazards:danger", args=[one.uid]))


def _listings() -> Any:
    rows = Listing.objects.in_state(*LISTING.open, "delisted").select_related("danger__unit", "department__parent", "lister")
    return rows.prefetch_related("steps", "findings").order_by("pk")


def _listing(one: Any, today: date) -> Iterator[News]:
    address, days = reverse("hazards:listing", args=[one.uid]), clocks(one)
    if one.state == "proposed":
        yield News(topic=TOPIC, text=f"提请挂牌，待审批：{one.title}", unit=one.lister.code, provision=RULE, address=address)
    for term in days.terms:
        if term.done is None and (term.label != "公布销号" or (today - term.due).days <= OVERDUE_DAYS):
            yield News(topic=TOPIC, text=f"{term.label}{_when(term.due, today)}：{one.title}", unit=one.lister.code, provision=RULE, address=address)
    if days.deadline is None or days.finished_on:
        return
    if days.deadline <= today + timedelta(days=SOON_DAYS):
        yield from _to(one.danger.unit, one.department, f"挂牌督办整改{_when(days.deadline, today)}：{one.title}", RULE, address)
    if days.overdue(today) and finding_of(one) is None:
        yield News(topic=TOPIC, text=f"挂牌隐患逾期，待认定原因：{one.title}", unit=one.lister.code, provision=RULE, address=address)


def _to(unit: Unit, department: Unit | None, text: str, provision: str, address: str) -> Iterator[News]:
    places = {unit.code, *([department.parent.code] if department and department.parent else [])}
    for code in sorted(places):
        yield News(topic=TOPIC, text=text[:200], unit=code, provision=provision, address=address)


def _when(day: date, today: date) -> str:
    left = (day - today).days
    return f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还有 {left} 天到期"
