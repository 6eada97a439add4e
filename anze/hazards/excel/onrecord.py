"""What a workbook of dangers is checked against: places, departments, production units and cells that may be named, the dangers that it numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from anze.access.rights import Rights
from anze.enterprises.forms.fields import departments_for, places_for
from anze.enterprises.models import Cell, Enterprise
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import visible
from anze.hazards.excel.book import as_row
from anze.hazards.models import Danger, Listing
from anze.hazards.policies import CHANGE, LISTING
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.register.actions.taking import parts
from anze.register.excel.tables import Row


@dataclass(frozen=True, slots=True)
class Known:
    """A danger on record, with its state; whether it is being listed; what the sheet shows of it."""

    danger: Any
    listed: bool
    cells: dict[str, str]


@dataclass(slots=True)
class OnRecord:
    """What is there, looked up by what a sheet may say."""

    places: dict[str, list[Unit]]
    departments: dict[str, Unit]
    firms: dict[str, list[Enterprise]]  # by number and by name
    cells: dict[str, Cell]
    dangers: dict[str, Known]


def on_record(rights: Rights, now: datetime, rows: Iterable[Row]) -> OnRecord:
    """Read what the rows name and the account may name: a few questions, however many rows."""
    rows, reach, day = list(rows), rights.reach(CHANGE), day_of(now)

    def said(*keys: str) -> list[str]:
        return sorted({row.cells[key].strip() for row in rows for key in keys if row.cells.get(key, "").strip()})

    places: dict[str, list[Unit]] = defaultdict(list)
    for unit in places_for(reach).filter(closed_on=None):
        for name in {unit.code, unit.name}:
            places[name].append(unit)
    firms: dict[str, list[Enterprise]] = defaultdict(list)
    seen = visible(rights, Supervisors(Question(day, day)))
    for some in parts(said("enterprise", "enterprise_name")):
        for one in seen.filter(Q(code__in=some) | Q(name__in=some)):
            for name in {one.code, one.name}:
                if one not in firms[name]:
                    firms[name].append(one)
    cells = {one.code: one for some in parts(said("cell")) for one in Cell.objects.standing().filter(code__in=some).select_related("unit")}
    return OnRecord(dict(places), {one.code: one for one in departments_for(reach)}, dict(firms), cells, _dangers(rights, said("uid")))


def _dangers(rights: Rights, numbers: list[str]) -> dict[str, Known]:
    seen = Danger.objects.visible_to(rights, CHANGE).with_state().select_related("unit", "enterprise", "cell", "department")
    rows = [one for some in parts(numbers) for one in seen.filter(uid__in=some)]
    listed = {pk for some in parts([one.pk for one in rows])
              for pk in Danger.objects.filter(pk__in=some, listings__in=_open_listings()).order_by().values_list("pk", flat=True)}
    return {one.uid: Known(one, one.pk in listed, {key: _plain(value) for key, value in as_row(one).items()}) for one in rows}


def _open_listings() -> Any:
    return Listing.objects.in_state(*LISTING.open).order_by().values("pk")


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
