"""Every obligation of a day as arrays, as the law decides it: narrowed and counted as arrays, made into objects only where shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from anze.access.rights import Reach
from anze.duties.queries.renewed import renewed
from anze.duties.queries.table import BACKFILLED, LAMPS, MET, MISSED, SOON, WAITING, Flags, Places, Table, laid_out
from anze.duties.world import World, world
from anze.law.question import Question
from anze.law.recurring.calendar import OPEN_END, Ints, day_number, day_of, first_days
from anze.people.models import UnitVersion

__all__ = ["BACKFILLED", "LAMPS", "MET", "MISSED", "OPEN", "SOON", "WAITING", "Chosen", "Flags", "Ints", "Places", "Row", "Table", "in_reach", "rows_of",
           "table_of", "twins"]
OPEN: Final = "open"  # what a filter may ask for beyond one lamp: everything that is not done


def twins(table: Table) -> Ints:
    """Return of each row how many rows before it say the same of the same officer: one for each further tenure at that time."""
    return table.world.lasting.get(("twins", table.asked), lambda: _twins(table))


def _twins(table: Table) -> Ints:
    places = np.arange(len(table), dtype=np.int32)
    if not len(table):
        return places
    by_person = np.array([duty.owner == "person" for duty in table.duties], dtype=np.bool_).take(table.duty)
    owner = np.full(len(table), -1, dtype=np.int32)
    owner[by_person] = table.officers[table.officer_at[:-1][by_person]]
    same = np.concatenate(([False], by_person[1:]))
    for column in (table.duty, table.unit, table.kind, table.period, owner):
        same[1:] &= column[1:] == column[:-1]
    found: Ints = places - np.maximum.accumulate(np.where(same, 0, places))
    return found


def table_of(asked: Question, today: date) -> Table:
    """Return the obligations of everyone for a question, worked out once for as long as nothing new is on record."""
    held = world(asked, today)
    return held.memory.get(("table", asked), lambda: _renewed_or_new(held, asked, today))


def _renewed_or_new(held: World, asked: Question, today: date) -> Table:
    """Return today's table as the one before the last acts, with what they touched worked out anew; or another day's."""
    if asked != Question(today, today):
        return laid_out(held, asked)
    last: list[Table] = held.lasting.get("last table", list)
    found = (renewed(last[0], held) if last and last[0].asked == asked else None) or laid_out(held, asked)
    last[:] = [found]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Some rows of a table, in its order or in one given."""

    table: Table
    at: Places

    def __len__(self) -> int:
        return len(self.at)

    def where(self, flags: Flags) -> "Chosen":
        """Return those of the rows whose flag (one a row of the whole table) is set."""
        return Chosen(self.table, self.at[flags[self.at]])

    def counts(self) -> dict[str, int]:
        """Return how many rows have each lamp."""
        return dict(zip(LAMPS, np.bincount(self.table.lamp[self.at], minlength=len(LAMPS)).tolist(), strict=True))

    def by(self, groups: npt.NDArray[Any], size: int) -> npt.NDArray[np.int64]:
        """Return how many rows of each lamp each group has: `groups` gives the group of each chosen row, none where negative."""
        inside = groups >= 0
        slots = groups[inside].astype(np.int64) * len(LAMPS) + self.table.lamp[self.at[inside]]
        return np.bincount(slots, minlength=size * len(LAMPS)).reshape(size, len(LAMPS))

    def pairs(self) -> tuple[Places, Ints]:
        """Return each row with each of its officers: (place among the chosen, officer)."""
        begin, end = self.table.officer_at[self.at], self.table.officer_at[self.at + 1]
        lengths = (end - begin).astype(np.intp)
        place = np.repeat(np.arange(len(self.at)), lengths)
        inner = np.arange(len(place)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return place, self.table.officers[np.repeat(begin, lengths) + inner]


def in_reach(table: Table, reach: Reach) -> Chosen:
    """Return the obligations of units in reach, and those for which an officer whom the reach names answers."""
    return Chosen(table, table.world.lasting.get(("reach", table.asked, reach), lambda: _reached(table, reach)))


def _reached(table: Table, reach: Reach) -> Places:
    roll, places = table.world.recurrence.roll, table.world.places
    flags = places.unit_flags(roll, reach).take(table.unit)
    if reach.officers:
        flags |= table.any_officer(places.officer_flags(roll, reach))
    return np.flatnonzero(flags & ~_after_closing(table))


def _after_closing(table: Table) -> Flags:
    """Say of each row whether its period begins after the unit's last day: a unit that is closed owes nothing any more.

    The facts of the law know no closing; a period in which the unit still stood is left to whoever has to answer for it.
    """
    codes = table.world.recurrence.roll.unit_codes
    closed = table.world.lasting.get(("closed", table.asked.known_at), lambda: _closed(table.asked.known_at))
    ends = np.full(len(codes), OPEN_END, dtype=np.int32)
    for unit, day in closed:
        if unit in codes:
            ends[codes[unit]] = day_number(day)
    after: Flags = first_days(table.month, "month") > ends.take(table.unit)
    return after


def _closed(known_at: date) -> list[tuple[str, date]]:
    found = UnitVersion.objects.on_record(known_at).exclude(closed_on=None).values_list("unit__code", "closed_on")
    return [(unit, day) for unit, day in found if day is not None]


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation, ready to be shown."""

    duty: str
    what: str
    unit: str
    unit_name: str
    county: str
    officers: tuple[tuple[str, str], ...]
    period: str
    period_label: str
    act_type: str
    lamp: str
    left: int
    days: str
    done: int
    required: int
    vacant: bool
    last: date
    twin: int

    @property
    def names(self) -> str:
        """Who answers for it."""
        return "、".join(name for _, name in self.officers) or "职务空缺"


def rows_of(chosen: Chosen, low: int = 0, high: int | None = None) -> list[Row]:
    """Return the chosen rows from `low` to before `high` as objects."""
    return list(_made(chosen.table, chosen.at[low:high].tolist()))


def _made(table: Table, rows: list[int]) -> Iterator[Row]:
    units, tree, names = table.world.recurrence.roll.units, table.world.index.tree, table.world.index.names
    twin = twins(table)
    for row in rows:
        duty, unit, period = table.duties[table.duty[row]], units[table.unit[row]], table.period_at(row)
        lamp, last = LAMPS[table.lamp[row]], day_of(int(table.last_day[row]))
        left = (last - table.asked.as_of).days
        county = tree.county_of(unit)
        yield Row(duty.id, duty.what, unit, tree.name(unit), tree.name(county) if county and county != unit else "",
                  tuple((code, names.get(code, code)) for code in table.officers_at(row)), period.name, period.label, duty.act.type, lamp, left,
                  days_in_words(lamp, left), int(table.done[row]), duty.at_least, bool(table.vacant[row]), last, int(twin[row]))


def days_in_words(lamp: str, left: int) -> str:
    """Return how many days are left or have passed since, for what is not done."""
    if lamp in {"soon", "pending"}:
        return f"剩 {left} 天" if left else "今天到期"
    return f"已过 {-left} 天" if lamp == "missed" else ""
