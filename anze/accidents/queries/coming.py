"""What a workbook would change of what follows, for all its rows together: judged once before and once after, however many rows there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anze.accidents.facts import as_new, restated
from anze.accidents.models import Accident
from anze.accidents.queries.differences import Difference, difference
from anze.accidents.queries.findings import around, with_accidents
from anze.accidents.queries.following import code_of
from anze.accidents.told import Told
from anze.law.known import Known
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import day_of, end_of


@dataclass(frozen=True, slots=True)
class Coming:
    """What the rows bring: those that register accidents, and after them those that correct some."""

    new: Difference
    corrected: Difference


def coming(added: Mapping[int, Told], changed: Sequence[tuple[Accident, Told]], now: datetime) -> Coming:
    """Return what registering some accidents (by their rows) and then stating others anew would change, as of now."""
    if not added and not changed:
        return Coming(Difference(), Difference())
    units = _units([told.unit for told in added.values()], changed)
    days: Iterable[date] = (*(told.date for told in added.values()), *(day for one, told in changed for day in (one.date, told.date)))
    today = day_of(now)
    before = around(units, min(days), Question(today, today), today)
    registered = with_accidents(before, {code_of(row): as_new(code_of(row), told, now) for row, told in added.items()})
    return Coming(_between(before, registered, {code_of(row) for row in added}),
                  _between(registered, with_accidents(registered, {one.id: one for one in restated(changed, end_of(today))}), {one.code for one, _ in changed}))


def _units(new: Iterable[Unit], changed: Iterable[tuple[Accident, Told]]) -> frozenset[str]:
    return frozenset({unit.code for unit in new} | {unit.code for one, told in changed for unit in (one.unit, told.unit)})


def _between(before: Known, after: Known, codes: Collection[str]) -> Difference:
    return difference(before, after, codes) if codes else Difference()
