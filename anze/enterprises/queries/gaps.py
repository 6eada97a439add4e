"""What is missing (第六条（五）, 第十一条（三）): kinds and production units without a department or with two, cells without anybody."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from anze.access.rights import Rights
from anze.enterprises.codes import GAPS, NEEDED_ROLES, ROLES
from anze.enterprises.models import Cell, CellHolder, CellVersion, Kind
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import VIEW, in_sight, rows_asked
from anze.law.question import Question
from anze.people.models import Unit


@dataclass(frozen=True, slots=True)
class KindGap:
    """A kind in a place for which no department, or more than one, is named; `enterprises` of it lie there."""

    kind: Kind
    place: Unit
    departments: list[Unit]
    enterprises: int


@dataclass(frozen=True, slots=True)
class CellGap:
    """A cell that nobody answers for in a role on the day."""

    cell: Cell
    name: str
    roles: list[str]


def counts(rights: Rights, asked: Question, table: Supervisors, *, now_on: bool = True) -> dict[str, int]:
    """Return how many there are of each gap, in the order of `GAPS`; a few queries, however many production units."""
    found = {name: len(kind_gaps(rights, table, name, numbered=False)) for name in ("kind_without", "kind_twice")}
    found["cell_without"] = sum(1 for _ in cell_gaps(rights, asked))
    return {name: (found | supervision_counts(rights, table, now_on=now_on))[name] for name in GAPS}


def supervision_counts(rights: Rights, table: Supervisors, *, now_on: bool = True) -> dict[str, int]:
    """Return how many production units that still exist lack a department, are claimed by two, lie in no cell: one query. `now_on`: today is asked."""
    standing = _existing(rights, table, now_on=now_on)
    used = {kind.pk for kind in table.kinds}
    found = Counter[str]()
    rows = standing.values_list("unit", "kind").annotate(all=Count("pk"), own=Count("department"), placed=Count("cell")).order_by()
    for place, kind, number, own, placed in rows:
        claimed = len(table.governing(place, kind).charges) if kind in used else 0
        found["enterprise_no_cell"] += number - placed
        if claimed != 1:
            found["enterprise_twice" if claimed else "enterprise_without"] += number - own
    return {name: found[name] for name in ("enterprise_without", "enterprise_twice", "enterprise_no_cell")}


def _existing(rights: Rights, table: Supervisors, *, now_on: bool) -> QuerySet[Any]:
    return rows_asked(table.asked, now_on=now_on).exclude(state="deregistered").filter(in_sight(rights.reach(VIEW), table))


def kind_gaps(rights: Rights, table: Supervisors, name: str, *, numbered: bool = True, now_on: bool = True) -> list[KindGap]:
    """Return the kinds without a department (or with two), each at the highest place in reach where that is so: what is missing in the
    whole city is one gap, not eighty-five."""
    reach = rights.reach(VIEW)
    pairs = table.pairs(range(2, 100) if name == "kind_twice" else range(1))
    kinds = {kind.pk: kind for kind in table.kinds}
    numbers = _numbers(rights, table, now_on=now_on) if pairs and numbered else {}
    found = []
    for kind, places in pairs.items():
        there = set(places)
        for pk in places:
            place = table.places[pk]
            above = place.parent_id
            if place.closed_on is not None or not reach.covers_unit(place) or (above in there and reach.covers_unit(table.places[above])):
                continue
            below = [one for one in places if table.places[one].path.startswith(place.path)]
            departments = table.governing(pk, kind).departments
            found.append(KindGap(kinds[kind], place, departments, sum(numbers.get((one, kind), 0) for one in below)))
    return sorted(found, key=lambda one: (-one.enterprises, one.kind.position, one.place.path))


def _numbers(rights: Rights, table: Supervisors, *, now_on: bool) -> dict[tuple[int, int], int]:
    standing = _existing(rights, table, now_on=now_on).filter(department=None)
    return {(place, kind): number for place, kind, number in standing.filter(kind__isnull=False).values_list("unit", "kind").annotate(
        number=Count("pk")).order_by()}


def cell_gaps(rights: Rights, asked: Question) -> Iterator[CellGap]:
    """Yield the cells in reach that lack somebody on the day, as it was on record."""
    versions = CellVersion.objects.on_record(asked.known_at).held_on(asked.as_of).filter(
        rights.reach(VIEW).of_units("cell__unit")).select_related("cell__unit").order_by("cell__unit__path", "cell__code")
    held = set(CellHolder.objects.on_record(asked.known_at).held_on(asked.as_of).values_list("cell", "role"))
    for one in versions:
        lacking = [ROLES[role] for role in NEEDED_ROLES if (one.cell_id, role) not in held]
        if lacking:
            yield CellGap(one.cell, one.name, lacking)


def uncovered(cell: Cell, role: str, holders: list[CellHolder], until: date) -> list[tuple[date, date]]:
    """Return the days, from a cell's first to `until` or its last, on which nobody answered for it in a role."""
    last = min(cell.end or until, until)
    found, day = [], cell.start
    for one in sorted((one for one in holders if one.role == role), key=lambda one: one.start):
        if one.start > day:
            found.append((day, date.fromordinal(min(one.start, date.fromordinal(last.toordinal() + 1)).toordinal() - 1)))
        if one.end is None:
            return found
        day = max(day, date.fromordinal(one.end.toordinal() + 1))
    if day <= last:
        found.append((day, last))
    return found
