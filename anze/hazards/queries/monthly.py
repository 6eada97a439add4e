"""The patrols of a place by month: how many, how many production units they came to, what they found (第十二条（四））."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Related
from anze.hazards.models import Patrol
from anze.law.question import Question
from anze.people.models import Unit

SHOWN: Final = 6  # months


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its first day, patrols, production units visited (each once), dangers found, major ones among them."""

    first: date
    patrols: int = 0
    visited: int = 0
    found: int = 0
    major: int = 0

    @property
    def name(self) -> str:
        """The month as an address names it: 2026-03."""
        return f"{self.first:%Y-%m}"

    @property
    def label(self) -> str:
        """The month in words."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def words(self) -> str:
        """What was done in it, in words."""
        major = f"（重大 {self.major} 个）" if self.major else ""
        return f"巡查 {self.patrols} 次，到过 {self.visited} 家单位，发现隐患 {self.found} 个{major}"


def months(rights: Rights, path: str, asked: Question) -> list[Month]:
    """Return the last months up to the day asked of all that lies under a path, the newest first; by both clocks."""
    firsts = list(_firsts(asked.as_of))
    rows: Any = Patrol.objects.on_record(asked.known_at).filter(on__lte=asked.as_of, on__gte=firsts[-1]).visible_to(rights)
    if path:
        rows = rows.filter(unit__path__startswith=path)
    rows = rows.annotate(month=TruncMonth("on")).order_by().values("month")
    counted = {row["month"]: row for row in rows.annotate(patrols=Count("pk", distinct=True), visited=Count("enterprises", distinct=True),
                                                          found=Count("dangers", distinct=True),
                                                          major=Count("dangers", filter=Q(dangers__level="major"), distinct=True))}
    return [Month(**{"first": first} | {name: value for name, value in counted.get(first, {}).items() if name != "month"}) for first in firsts]


def _firsts(day: date) -> Iterator[date]:
    first = day.replace(day=1)
    for _ in range(SHOWN):
        yield first
        first = first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1)


def about(name: str, one: str, rights: Rights, today: date) -> Iterable[Related]:
    """Return the patrols of a town (by code) this month and the one before, for the pages of units."""
    unit = Unit.objects.filter(code=one, level__in=("town", "subdistrict", "zone")).first() if name == "units" and rights.may("hazard.view") else None
    if unit is None or not rights.may("hazard.view", unit=unit):
        return []
    page = reverse("hazards:patrols")
    return [Related(month.label, month.words, "none" if month.patrols else "lacking", "" if month.patrols else "没有登记巡查",
                    f"{page}?unit={unit.code}&month={month.name}") for month in months(rights, unit.path, Question(today, today))[:2]]
