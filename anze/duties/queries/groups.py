"""Obligations counted by unit, by person and by provision, and put in order: three ways to the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, overload

import numpy as np

from anze.duties.queries.obligations import LAMPS, Chosen, Ints, Places, Row, Table, rows_of
from anze.law.codes import POSTS
from anze.law.recurring.columns import POST_CODES


@dataclass(frozen=True, slots=True)
class Group:
    """How many obligations of each lamp something has: a unit, a person, a provision. `below`: there is more to open under it."""

    key: str
    label: str
    note: str
    counts: tuple[int, ...]
    span: str = ""
    below: bool = False

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.counts)

    @property
    def open(self) -> int:
        """How many are not done."""
        return sum(self.counts[2:])

    @property
    def lamps(self) -> list[tuple[str, int]]:
        """Each lamp with its number."""
        return list(zip(LAMPS, self.counts, strict=True))


def duty_ranks(table: Table) -> Ints:
    """Return the place of each of the table's duties in the order of the text."""
    order = {clause.id: number for number, clause in reversed(list(enumerate(table.world.pack.clauses)))}
    return np.array([order[duty.id] for duty in table.duties], dtype=np.int32)


def unit_ranks(table: Table) -> Ints:
    """Return the place of each unit of the roll in the order of the tree."""
    return table.world.lasting.get("unit ranks", lambda: table.world.places.ranks(table.world.recurrence.roll.units))


def in_order(chosen: Chosen) -> Chosen:
    """Return the rows in the order of the tree, then by provision, by who answers and by period."""
    table, at = chosen.table, chosen.at
    if not len(at):
        return chosen
    keys = (table.last_day[at], at, duty_ranks(table).take(table.duty[at]), unit_ranks(table).take(table.unit[at]))
    return Chosen(table, at[np.lexsort(keys)])


class Shown(Sequence[Row]):
    """The chosen rows as a sequence whose objects are made when a slice of it is asked for."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = chosen

    def __len__(self) -> int:
        return len(self.chosen)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, int):
            return rows_of(Chosen(self.chosen.table, self.chosen.at[at:at + 1]))[0]
        return rows_of(Chosen(self.chosen.table, self.chosen.at[at]))


def by_duty(chosen: Chosen) -> list[Group]:
    """Return the chosen rows counted by provision, in the order of the text."""
    table = chosen.table
    counts = chosen.by(table.duty[chosen.at], len(table.duties))
    order = np.argsort(duty_ranks(table), kind="stable").tolist() if table.duties else []
    return [Group(table.duties[at].id, table.duties[at].what, table.world.pack.label(table.duties[at].id), tuple(counts[at].tolist()))
            for at in order if counts[at].any()]


def by_person(chosen: Chosen) -> list[Group]:
    """Return the chosen rows counted by the officers who answer for them; a row with two counts for each, a vacant one for nobody."""
    table, roll = chosen.table, chosen.table.world.recurrence.roll
    place, officer = chosen.pairs()
    counts = Chosen(table, chosen.at[place]).by(officer, len(roll.officers))
    first: dict[int, int] = {}
    for one, row in zip(officer.tolist(), chosen.at[place].tolist(), strict=True):
        first.setdefault(one, row)
    ranks = unit_ranks(table)
    found = sorted(first, key=lambda one: (ranks[table.unit[first[one]]], int(table.duty[first[one]]), one))
    names, tree = table.world.index.names, table.world.index.tree
    return [Group(roll.officers[one], names.get(roll.officers[one], roll.officers[one]),
                  f"{tree.name(roll.units[table.unit[first[one]]])} {posts_of(table, roll.officers[one], roll.units[table.unit[first[one]]])}",
                  tuple(counts[one].tolist())) for one in found]


def shared_and_vacant(chosen: Chosen) -> tuple[int, int]:
    """Return how many times rows count for more than one officer, and how many rows nobody answers for."""
    held = np.diff(chosen.table.officer_at)[chosen.at]
    return int(np.maximum(held - 1, 0).sum()), int((held == 0).sum())


def by_unit(chosen: Chosen, top: str) -> list[Group]:
    """Return the chosen rows counted by `top` alone and by each unit right below it, all that lies under one with it."""
    table, places, tree = chosen.table, chosen.table.world.places, chosen.table.world.index.tree
    units = table.world.recurrence.roll.units
    depth = len(places.above(top))
    lines = [places.above(unit) for unit in units]
    heads = [line[min(depth, len(line) - 1)] if top in line else "" for line in lines]
    keys = sorted({head for head in heads if head}, key=lambda code: (code != top, places.units[code].rank))
    number = {key: at for at, key in enumerate(keys)}
    groups = np.array([number.get(head, -1) for head in heads], dtype=np.int32)
    counts = chosen.by(groups.take(table.unit[chosen.at]), len(keys))
    parents = {line[-2] for line in lines if len(line) > 1}
    return [Group(key, tree.name(key) if key in tree.units else key, "本级班子" if key == top else "", tuple(counts[at].tolist()),
                  "only" if key == top else "", key != top and key in parents) for key, at in number.items() if counts[at].any() or key == top]


def tops(chosen: Chosen) -> list[str]:
    """Return the units of the rows under which all the others lie, in the order of the tree."""
    table, places = chosen.table, chosen.table.world.places
    units = [table.world.recurrence.roll.units[code] for code in np.unique(table.unit[chosen.at]).tolist()]
    inside = set(units)
    return sorted((unit for unit in units if not inside & set(places.above(unit)[:-1])), key=lambda unit: places.units[unit].rank)


def posts_of(table: Table, officer: str, unit: str) -> str:
    """Return the posts that an officer holds in a unit on the day asked, or last held there."""
    tenures = [tenure for tenure in table.world.index.tenures_of.get(officer, ()) if tenure.unit == unit and tenure.start <= table.asked.as_of]
    now = [tenure for tenure in tenures if tenure.holds_on(table.asked.as_of)] or tenures[-1:]
    return "、".join(dict.fromkeys(POSTS[tenure.post] for tenure in sorted(now, key=lambda tenure: POST_CODES[tenure.post])))


NOBODY: Final = -1


def owners(chosen: Chosen) -> Ints:
    """Return of each chosen row the officer who owes it; NOBODY where the unit's body does."""
    table = chosen.table
    by_person = np.array([duty.owner == "person" for duty in table.duties], dtype=np.bool_)
    found = np.full(len(chosen.at), NOBODY, dtype=np.int32)
    if len(chosen.at):
        owed: Places = np.flatnonzero(by_person.take(table.duty[chosen.at]))
        found[owed] = table.officers[table.officer_at[chosen.at[owed]]]
    return found
