"""The list of delegations and how each stands on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.db.models.query import QuerySet

from anze.access.rights import Rights
from anze.enterprises.models import Delegation
from anze.enterprises.policies import LAPSES_SOON
from anze.law.question import Question
from anze.people.models import Unit

SHOWN: Final[Mapping[str, str]] = {"force": "有效", "soon": "即将到期", "lapsed": "已到期未续", "later": "未开始", "renewed": "已续期"}
# how it stands → the lamp that shows it
LAMPS: Final[Mapping[str, str]] = {"force": "in_place", "soon": "soon", "lapsed": "missed", "later": "pending", "renewed": "none"}


@dataclass(frozen=True, slots=True)
class Row:
    """A delegation as of a day."""

    one: Delegation
    day: date

    @property
    def stands(self) -> str:
        """How it stands: one of `SHOWN`."""
        if self.one.start > self.day:
            return "later"
        if self.one.renewed:  # type: ignore[attr-defined]
            return "renewed" if self.one.end < self.day else "force"
        if self.one.end < self.day:
            return "lapsed"
        return "soon" if self.left <= LAPSES_SOON else "force"

    @property
    def left(self) -> int:
        """Days until its last."""
        return (self.one.end - self.day).days

    @property
    def lamp(self) -> str:
        """The lamp."""
        return LAMPS[self.stands]

    @property
    def words(self) -> str:
        """The words beside the lamp's shape."""
        return f"还有 {self.left} 天到期" if self.stands == "soon" else SHOWN[self.stands]


def listed(rights: Rights, asked: Question, *, unit: Unit | None = None, organ: Unit | None = None, show: str = "", text: str = "") -> QuerySet[Delegation]:
    """Return the delegations in reach as they were on record, those that end first, first."""
    on_record = Delegation.objects.on_record(asked.known_at)
    renewed = Exists(on_record.filter(renews=OuterRef("pk")).order_by())
    found = on_record.visible_to(rights).annotate(renewed=renewed).select_related("unit", "organ", "renews").order_by("end", "unit__path", "pk")
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    if organ is not None:
        found = found.filter(organ=organ)
    if text:
        found = found.filter(Q(matter__icontains=text) | Q(number__icontains=text) | Q(unit__name__icontains=text) | Q(organ__name__icontains=text))
    return found.filter(_standing(show, asked.as_of)) if show in SHOWN else found


def _standing(show: str, day: date) -> Q:
    soon = day + timedelta(days=LAPSES_SOON)
    return {"later": Q(start__gt=day), "renewed": Q(start__lte=day, end__lt=day, renewed=True), "lapsed": Q(start__lte=day, end__lt=day, renewed=False),
            "soon": Q(start__lte=day, end__gte=day, end__lte=soon, renewed=False),
            "force": Q(start__lte=day, end__gte=day) & (Q(end__gt=soon) | Q(renewed=True))}[show]


def numbers(rights: Rights, asked: Question) -> dict[str, int]:
    """Return how many stand how."""
    return {show: listed(rights, asked, show=show).count() for show in SHOWN}
