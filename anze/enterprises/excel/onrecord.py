"""What a workbook of production units is checked against: places, kinds, departments, cells, and the units on record that it may touch."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anze.access.rights import Reach
from anze.enterprises.forms.fields import departments_for, places_for
from anze.enterprises.models import Cell, Enterprise, Kind
from anze.enterprises.models.enterprise import KEYS
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import in_sight
from anze.law.question import Question
from anze.people.models import Unit


@dataclass(frozen=True, slots=True)
class Known:
    """A production unit on record, as plain keys and values: fifty thousand of them fit in memory."""

    pk: int
    code: str
    since: date
    stated: tuple[Any, ...]  # in the order of STATED, references as keys


@dataclass(slots=True)
class OnRecord:
    """The register as it stands, looked up by what a sheet may say."""

    reach: Reach
    table: Supervisors
    places: dict[str, list[Unit]]         # by code and by name
    departments: dict[str, list[Unit]]
    kinds: dict[str, Kind]
    cells: dict[str, Cell]
    by_code: dict[str, Known] = field(default_factory=dict)
    by_credit: dict[str, Known] = field(default_factory=dict)
    by_name: dict[tuple[str, int], list[Known]] = field(default_factory=lambda: defaultdict(list))
    taken: frozenset[str] = frozenset()   # credit codes of production units out of reach

    def mine(self, unit: Unit, kind: Kind | None, department: Unit | None) -> bool:
        """Say whether a production unit that lies there, of that kind, is for this account to enter."""
        if self.reach.covers_unit(unit):
            return True
        found = [department] if department else self.table.governing(unit.pk, kind.pk if kind else None).departments
        return any(self.reach.covers_unit(one) for one in found)


def on_record(reach: Reach, today: date, *, credit_codes: set[str]) -> OnRecord:
    """Read the register for one who reaches so far: a handful of queries, however large it is. `credit_codes` stand on the sheet."""
    table = Supervisors(Question(today, today))
    found = OnRecord(reach, table, _named(places_for(reach)), _named(departments_for(reach)), {kind.name: kind for kind in table.kinds},
                     {cell.code: cell for cell in Cell.objects.standing().select_related("unit")})
    rows = Enterprise.objects.standing().filter(in_sight(reach, table)).values_list("pk", "code", "since", *KEYS)
    for pk, code, since, *stated in rows.iterator(5000):
        one = Known(pk, code, since, tuple(stated))
        found.by_code[code] = one
        if stated[1]:
            found.by_credit[stated[1]] = one
        found.by_name[stated[0], stated[2]].append(one)
    unknown = list(credit_codes - set(found.by_credit))
    taken: set[str] = set()
    for low in range(0, len(unknown), 500):
        taken |= set(Enterprise.objects.standing().filter(credit_code__in=unknown[low:low + 500]).values_list("credit_code", flat=True))
    found.taken = frozenset(taken)
    return found


def _named(units: Any) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units.filter(closed_on=None).select_related("parent"):
        found[unit.code].append(unit)
        if unit.name != unit.code:
            found[unit.name].append(unit)
    return dict(found)
