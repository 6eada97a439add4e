"""Every obligation of a day as arrays, as the law decides it: narrowed and counted as arrays, made into objects only where shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from anze.access.rights import Reach
from anze.duties.world import Memory, World, world
from anze.law.clauses import Recurring
from anze.law.days import MONTHS_IN, PERIOD_KINDS, Period
from anze.law.question import Question
from anze.law.recurring.block import Block
from anze.law.recurring.calendar import OPEN_END, Ints, day_number, day_of, first_days
from anze.law.recurring.decide import PENDING
from anze.people.models import UnitVersion

LAMPS: Final = ("met", "backfilled", "soon", "pending", "missed")
MET, BACKFILLED, SOON, WAITING, MISSED = range(5)
# What a filter may ask for beyond one lamp: everything that is not done.
OPEN: Final = "open"
_LAMP_OF: Final = np.array([MET, BACKFILLED, WAITING, MISSED], dtype=np.uint8)  # by the law's own numbers
_MONTHS: Final = np.array([MONTHS_IN[kind] for kind in PERIOD_KINDS], dtype=np.int32)
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All obligations that have begun by `asked.as_of`, sorted by duty, unit, officers and period; row i has the officers
    `officers[officer_at[i]:officer_at[i + 1]]`, `duty[i]` is a place in `duties`, `month` the first month of its period."""

    world: World
    asked: Question
    duties: list[Recurring]
    duty: Ints
    unit: Ints
    kind: Ints
    period: Ints
    month: Ints
    last_day: Ints
    done: Ints
    lamp: npt.NDArray[np.uint8]
    vacant: Flags
    officer_at: Ints
    officers: Ints
    act_at: Ints
    acts: Ints
    memory: Memory = field(default_factory=lambda: Memory(48))

    def __len__(self) -> int:
        return len(self.unit)

    def block(self, row: int) -> Block:
        """Return one row as the law's own block, for its sentence."""
        one = slice(row, row + 1)
        officers = self.officers[self.officer_at[row]:self.officer_at[row + 1]]
        acts = self.acts[self.act_at[row]:self.act_at[row + 1]]
        soon = self.lamp[one] == SOON
        status = np.where(soon, PENDING, np.array([0, 1, PENDING, PENDING, 3])[self.lamp[one]]).astype(np.uint8)
        return Block(self.duties[self.duty[row]], self.unit[one], self.kind[one], self.period[one], self.last_day[one], _ends(officers), officers,
                     self.done[one], status, soon, self.vacant[one], _ends(acts), acts)

    def period_at(self, row: int) -> Period:
        """Return the period of a row."""
        return Period(PERIOD_KINDS[self.kind[row]], int(self.period[row]))

    def officers_at(self, row: int) -> list[str]:
        """Return the officers who answer for a row."""
        names = self.world.recurrence.roll.officers
        return [names[code] for code in self.officers[self.officer_at[row]:self.officer_at[row + 1]].tolist()]

    def any_officer(self, wanted: Flags) -> Flags:
        """Say of each row whether one of its officers is wanted."""
        hits = np.concatenate(([0], np.cumsum(wanted.take(self.officers)))) if len(self.officers) else np.zeros(1, dtype=np.int64)
        found: Flags = hits[self.officer_at[1:]] > hits[self.officer_at[:-1]]
        return found


def twins(table: Table) -> Ints:
    """Return of each row how many rows before it say the same of the same officer: one for each further tenure at that time."""
    return table.memory.get("twins", lambda: _twins(table))


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


def _ends(values: Ints) -> Ints:
    return np.array([0, len(values)], dtype=np.int32)


def table_of(asked: Question, today: date) -> Table:
    """Return the obligations of everyone for a question, worked out once for as long as nothing new is on record."""
    held = world(asked, today)
    return held.memory.get(("table", asked), lambda: _laid_out(held, asked))


def _laid_out(held: World, asked: Question) -> Table:
    blocks = list(held.recurrence.blocks(asked))
    duties = [duty for duty in held.recurrence.duties if any(block.duty is duty for block in blocks)]
    place = {id(duty): number for number, duty in enumerate(duties)}

    def column(name: str, dtype: Any = np.int32) -> Any:
        return np.concatenate([np.zeros(0, dtype=dtype), *(getattr(block, name) for block in blocks)]).astype(dtype, copy=False)

    kind, period = column("kind"), column("period")
    lamp = _LAMP_OF[column("status", np.uint8)]
    lamp[column("due_soon", np.bool_)] = SOON
    duty = np.repeat(np.array([place[id(block.duty)] for block in blocks], dtype=np.int32), [len(block) for block in blocks])
    return Table(held, asked, duties, duty, column("unit"), kind, period, period * _MONTHS[kind], column("last_day"), column("done"), lamp,
                 column("vacant", np.bool_), _offsets(blocks, "officer_at"), column("officers"), _offsets(blocks, "act_at"), column("acts"))


def _offsets(blocks: list[Block], name: str) -> Ints:
    """Return the offsets of all blocks as those of one list."""
    lengths = [np.diff(getattr(block, name)) for block in blocks]
    return np.concatenate(([0], np.cumsum(np.concatenate([np.zeros(0, dtype=np.int64), *lengths])))).astype(np.int32)


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
    return table.memory.get(("reach", reach), lambda: _reached(table, reach))


def _reached(table: Table, reach: Reach) -> Chosen:
    roll, places = table.world.recurrence.roll, table.world.places
    flags = places.unit_flags(roll, reach).take(table.unit)
    if reach.officers:
        flags |= table.any_officer(places.officer_flags(roll, reach))
    return Chosen(table, np.flatnonzero(flags & ~_after_closing(table)))


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
