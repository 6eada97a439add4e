"""What a workbook of accidents is checked against: places in reach, the accidents that its numbers name, and those of the same place and moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from anze.access.rights import Rights
from anze.accidents.codes import SOURCES
from anze.accidents.models import Accident, FigureUpdate, Statement
from anze.accidents.queries.entered import Entered, entered
from anze.accidents.queries.lists import STATES
from anze.accidents.queries.offered import PLACES
from anze.law.national.grades import grade_label
from anze.people.models import Unit
from anze.people.moment import SHANGHAI

AT_ONCE: Final = 400  # keys of one question


@dataclass(frozen=True, slots=True)
class Known:
    """An accident on record: its row, its statement that stands (none where it was withdrawn), whether figures were updated since, what else is on
    record of it with a time of its own."""

    accident: Accident
    statement: Statement | None
    updated: bool
    cells: dict[str, str]
    entered: Sequence[Entered] = ()


@dataclass(slots=True)
class OnRecord:
    """The register as it stands, looked up by what a sheet may say."""

    places: dict[str, list[Unit]]
    by_number: dict[str, Known] = field(default_factory=dict)
    same: dict[tuple[int, datetime, str], str] = field(default_factory=dict)  # place, moment, enterprise → number


def on_record(rights: Rights, numbers: Iterable[str], moments: Iterable[datetime]) -> OnRecord:
    """Read what is needed for one account: by the numbers and the moments on the sheet, a few hundred at a time."""
    found = OnRecord(_places(rights))
    seen = Accident.objects.visible_to(rights).select_related("unit")
    for years, serials in _numbers(numbers):
        rows = list(seen.filter(year__in=years, serial__in=serials).order_by())
        keys = [one.pk for one in rows]
        stated = {one.accident_id: one for one in Statement.objects.current().filter(accident__in=keys).select_related("unit")}
        updated = set(FigureUpdate.objects.current().filter(accident__in=keys).values_list("accident", flat=True))
        timed = entered(keys)
        found.by_number |= {one.number: Known(one, stated.get(one.pk), one.pk in updated, as_cells(one), timed.get(one.pk, ())) for one in rows}
    for some in _parts(sorted(set(moments))):
        for one in Accident.objects.on_record().filter(happened_at__in=some).order_by():
            found.same[one.unit_id, one.happened_at, one.enterprise] = one.number
    return found


def _places(rights: Rights) -> dict[str, list[Unit]]:
    """Return the places in reach by code and by name, closed ones among them: history lies there too."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.filter(rights.reach("accident.record").of_units(), level__in=PLACES).select_related("parent"):
        for said in {unit.code, unit.name}:
            found[said].append(unit)
    return dict(found)


def _numbers(numbers: Iterable[str]) -> Iterator[tuple[set[int], set[int]]]:
    asked = [(year, serial) for year, _, serial in (number.partition("-") for number in sorted(set(numbers)))
             if year.isascii() and year.isdecimal() and len(year) == 4 and serial.isascii() and serial.isdecimal() and len(serial) < 10]
    for some in _parts(asked):
        yield {int(year) for year, _ in some}, {int(serial) for _, serial in some}


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    yield from (keys[low:low + AT_ONCE] for low in range(0, len(keys), AT_ONCE))


def as_cells(one: Accident) -> dict[str, str]:
    """Return what the sheet shows of an accident, by key of the column, as it reads when it comes back."""
    state = STATES["withdrawn"] if one.withdrawn_at else STATES["written_off"] if one.written_off_on else STATES["counting"]
    plain = {name: str(getattr(one, name)) for name in ("address", "enterprise", "credit_code", "sector", "trade", "nature", "account")}
    return plain | {"number": one.number, "unit": one.unit.code, "unit_name": one.unit.name, "happened_at": _moment(one.happened_at),
                    "learned_at": _moment(one.learned_at), "road_or_fire": "是" if one.road_or_fire else "否", "deaths": str(one.deaths),
                    "serious_injuries": str(one.serious_injuries), "missing": str(one.missing), "loss": _sum(one.loss), "source": SOURCES[one.source],
                    "grade": grade_label(one.grade), "state": state, "recorded_at": _moment(one.recorded_at)}


def _moment(value: datetime | None) -> str:
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if value else ""


def _sum(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
