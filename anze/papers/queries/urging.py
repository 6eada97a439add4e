"""What was urged on a day, by unit: material for urging letters (催办函)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.access.rights import Reach
from anze.duties.models import Urge
from anze.duties.queries.filters import period_label
from anze.law.provisions import provision_label
from anze.papers.models import Issued
from anze.people.models import Unit

CASE = "urge"


@dataclass(frozen=True, slots=True)
class Letter:
    """A unit that was urged on a day: about what, whom, and the letter that went out, if one did."""

    unit: Unit
    on: date
    rows: tuple[dict[str, str], ...]
    text: str
    issued: Issued | None

    @property
    def case(self) -> tuple[str, str]:
        """The case that the letter is about."""
        return case_of(self.unit, self.on)


def case_of(unit: Unit, on: date) -> tuple[str, str]:
    """Return the case of a unit's urging on a day."""
    return CASE, f"{unit.code}-{on.isoformat()}"


def days_of(reach: Reach) -> list[date]:
    """Return the days on which units in reach were urged, the newest first, thirty at most."""
    return list(Urge.objects.filter(reach.of_units("unit")).order_by("-on").values_list("on", flat=True).distinct()[:30])


def letters(reach: Reach, on: date) -> list[Letter]:
    """Return what was urged on a day in units in reach, a letter a unit, in the order of the tree."""
    urged = Urge.objects.filter(reach.of_units("unit"), on=on).select_related("unit", "officer").order_by("unit__path", "duty", "period", "officer__pinyin")
    found: dict[Unit, list[Urge]] = {}
    for one in urged:
        found.setdefault(one.unit, []).append(one)
    cases = {unit: case_of(unit, on)[1] for unit in found}
    standing = Issued.objects.filter(object_type=CASE, object_id__in=cases.values(), number__voided_at=None).select_related("number__series")
    issued = {one.object_id: one for one in standing}
    return [Letter(unit, on, tuple(_rows(some)), next((one.text for one in some if one.text), ""), issued.get(cases[unit])) for unit, some in found.items()]


def _rows(urged: list[Urge]) -> list[dict[str, str]]:
    """Return a row for each duty and period, with everybody who owes it."""
    people: dict[tuple[str, str], list[str]] = {}
    for one in urged:
        people.setdefault((one.duty, one.period), []).append(one.officer.name)
    return [{"序号": str(place), "任务": provision_label(duty), "期间": period_label(period), "责任人": "、".join(names)}
            for place, ((duty, period), names) in enumerate(people.items(), 1)]


def fields_of(letter: Letter, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of the urging letter."""
    return {"被催办单位": letter.unit.name, "截至日期": letter.on, "任务": list(letter.rows), "反馈期限": wanted["reply_by"], "附言": wanted.get("text", "")}
