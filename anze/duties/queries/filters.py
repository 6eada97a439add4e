"""The filters of the board: read from the address, applied to obligations as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from anze.duties.queries.obligations import BACKFILLED, LAMPS, MET, OPEN, Chosen, Flags, Table
from anze.law.codes import ACT_TYPES, POSTS
from anze.law.days import MONTHS_IN, PERIOD_KINDS, Period, PeriodKind
from anze.law.recurring.columns import POST_CODES

# How far below a unit a filter reaches: all below, the unit with its departments, the unit alone.
SPANS: Final[Mapping[str, str]] = {"": "含下级", "own": "本级（含部门）", "only": "仅本单位"}
ALL_YEARS: Final = "all"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the board is narrowed to; an empty field does not narrow. `lamp`: one of LAMPS, or `open` for all that is not done."""

    unit: str = ""
    span: str = ""
    post: str = ""
    duty: str = ""
    type: str = ""
    lamp: str = ""
    period: str = ""
    officer: str = ""
    year: str = ""

    @property
    def narrowed(self) -> bool:
        """Say whether anything but the year is asked for."""
        return any((self.unit, self.post, self.duty, self.type, self.lamp, self.period, self.officer))


def filters_of(query: Mapping[str, str], year: int) -> Filters:
    """Return the filters of an address; values that are none are left out. Without a year or period: `year`."""
    def one(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
        value = query.get(name, "").strip()
        return value if value in known else ""

    period = query.get("period", "").strip()
    period = period if period_of_name(period) else ""
    asked_year = query.get("year", "").strip()
    asked_year = asked_year if asked_year == ALL_YEARS or (asked_year.isdecimal() and len(asked_year) == 4) else ""
    return Filters(unit=query.get("unit", "").strip(), span=one("span", SPANS), post=one("post", POSTS), duty=query.get("duty", "").strip(),
                   type=one("type", ACT_TYPES), lamp=one("lamp", (*LAMPS, OPEN)), period=period, officer=query.get("officer", "").strip(),
                   year=asked_year or ("" if period else str(year)))


def period_of_name(name: str) -> Period | None:
    """Return the period that `Period.name` writes so: 2026-05, 2026Q2, 2026H1, 2026; None for what is none."""
    head, rest = name[:4], name[4:]
    kinds: dict[str, PeriodKind] = {"": "year", "-": "month", "Q": "quarter", "H": "half_year"}
    kind, part = kinds.get(rest[:1]), rest[1:]
    if kind is None or not head.isascii() or not head.isdecimal() or (rest and not (part.isascii() and part.isdecimal())):
        return None
    number = int(part) if rest else 1
    per_year = 12 // MONTHS_IN[kind]
    found = Period(kind, int(head) * per_year + number - 1)
    return found if 1 <= number <= per_year and head != "0000" and found.name == name else None


def period_label(name: str) -> str:
    """Return a period as people write it: 2026-05 → 2026年5月; the name itself where it is none."""
    found = period_of_name(name)
    return found.label if found else name


def narrow(chosen: Chosen, filters: Filters) -> Chosen:
    """Return the chosen rows that the filters let through."""
    table = chosen.table
    for flags in _flags(table, filters):
        chosen = chosen.where(flags)
    return chosen


def _flags(table: Table, filters: Filters) -> list[Flags]:
    found: list[Flags] = []
    roll = table.world.recurrence.roll
    if filters.period:
        period = period_of_name(filters.period)
        assert period is not None
        found.append((table.kind == PERIOD_KINDS.index(period.kind)) & (table.period == period.index))
    if filters.year.isdecimal():
        found.append(table.month // 12 == int(filters.year))
    if filters.lamp:
        done = (table.lamp == MET) | (table.lamp == BACKFILLED)
        found.append(~done if filters.lamp == OPEN else table.lamp == LAMPS.index(filters.lamp))
    if filters.duty or filters.type:
        fits = [filters.duty in {"", duty.id} and filters.type in {"", duty.act.type} for duty in table.duties]
        found.append(np.array(fits, dtype=np.bool_).take(table.duty) if fits else np.zeros(len(table), dtype=np.bool_))
    if filters.unit:
        found.append(unit_flags(table, filters.unit, filters.span).take(table.unit) if len(roll.units) else np.zeros(len(table), dtype=np.bool_))
    if filters.officer:
        code = roll.officer_codes.get(filters.officer, -1)
        found.append(table.any_officer(np.arange(len(roll.officers)) == code))
    if filters.post:
        found.append(_of_post(table, filters.post))
    return found


def unit_flags(table: Table, unit: str, span: str) -> Flags:
    """Say of each unit of the roll whether it is `unit` or, as far as the span goes, below it."""
    roll, tree = table.world.recurrence.roll, table.world.index.tree
    if span == "only":
        return np.array([code == unit for code in roll.units], dtype=np.bool_)
    if span == "own":
        own = (code == unit or (tree.units[code].level == "department" and tree.units[code].parent == unit) for code in roll.units)
        return np.fromiter(own, dtype=np.bool_, count=len(roll.units))
    return table.world.places.below(roll, unit)


def _of_post(table: Table, post: str) -> Flags:
    """Say of each row whether it is owed by the post: of duties that several posts owe, the rows of officers who hold it in that unit."""
    roll = table.world.recurrence.roll
    has = np.array([post in duty.posts for duty in table.duties], dtype=np.bool_)
    several = np.array([len(duty.posts) > 1 for duty in table.duties], dtype=np.bool_)
    if not len(table):
        return np.zeros(0, dtype=np.bool_)
    people = max(1, len(roll.officers))
    held = roll.post == POST_CODES[post]
    pairs = np.unique(roll.unit[held].astype(np.int64) * people + roll.officer[held])
    of_row = np.repeat(table.unit.astype(np.int64), np.diff(table.officer_at)) * people + table.officers
    hits = np.concatenate(([0], np.cumsum(np.isin(of_row, pairs))))
    holds = hits[table.officer_at[1:]] > hits[table.officer_at[:-1]]
    found: Flags = has.take(table.duty) & (~several.take(table.duty) | holds)
    return found
