"""Who supervises which kind where (第六条（五）): within a place the nearest table that names a department governs (属地), level by level (分级)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from anze.access.rights import Reach
from anze.enterprises.models import Charge, Kind
from anze.enterprises.models.enterprise import EnterpriseFields
from anze.law.question import Question
from anze.people.models import Unit


@dataclass(frozen=True, slots=True)
class Governing:
    """The charges of the nearest place that has any for a kind: one is as it should be, none or several are gaps."""

    charges: tuple[Charge, ...] = ()

    @property
    def departments(self) -> list[Unit]:
        """The departments that claim it."""
        return [charge.department for charge in self.charges]


class Supervisors:
    """The table of kinds × departments as of a day and as it was on record on a day: three queries, however many production units."""

    def __init__(self, asked: Question) -> None:
        rows = Charge.objects.on_record(asked.known_at).held_on(asked.as_of).select_related("department", "place", "kind")
        self.charges: dict[tuple[int, int], list[Charge]] = defaultdict(list)
        for charge in rows.order_by("place__path", "department__path", "pk"):
            self.charges[charge.place_id, charge.kind_id].append(charge)
        self.asked = asked

    @cached_property
    def kinds(self) -> list[Kind]:
        """The kinds in use on the day."""
        return [kind for kind in Kind.objects.all() if kind.closed_on is None or kind.closed_on >= self.asked.as_of]

    @cached_property
    def places(self) -> dict[int, Unit]:
        """The units that are no departments, by key, in the order of the tree."""
        return {unit.pk: unit for unit in Unit.objects.places().order_by("path")}

    @cached_property
    def _above(self) -> dict[int, list[int]]:
        return {pk: [int(one) for one in reversed(unit.path.split("/")) if one] for pk, unit in self.places.items()}

    def governing(self, place: int, kind: int | None) -> Governing:
        """Return what governs a kind in a place (keys)."""
        for above in self._above.get(place, ()) if kind else ():
            found = self.charges.get((above, kind or 0))
            if found:
                return Governing(tuple(found))
        return Governing()

    def of(self, one: EnterpriseFields) -> list[Unit]:
        """Return the departments that supervise a production unit: its own exception, or those of the table; several are a gap, so is none."""
        if one.department is not None:
            return [one.department]
        return self.governing(one.unit_id, one.kind_id).departments

    def supervised_by(self, reach: Reach) -> Q:
        """Return the filter for production units that departments in reach supervise by the table."""
        mine = {charge.department_id for rows in self.charges.values() for charge in rows if reach.covers_unit(charge.department)}
        return self.supervised(mine)

    def supervised(self, departments: Iterable[int]) -> Q:
        """Return the filter for production units that one of these departments (keys) supervises, by the table or as their own exception."""
        wanted = set(departments)
        if not wanted:
            return Q(pk__in=[])
        found = Q(department__in=wanted)
        by_kind: dict[int, list[int]] = defaultdict(list)
        for place, kind, governing in self._each():
            if any(charge.department_id in wanted for charge in governing.charges):
                by_kind[kind].append(place)
        for kind, places in by_kind.items():
            found |= Q(department=None, kind=kind, unit__in=places)
        return found

    def pairs(self, count: range) -> dict[int, list[int]]:
        """Return by kind the places (keys) where so many departments claim it."""
        found: dict[int, list[int]] = defaultdict(list)
        for place, kind, governing in self._each():
            if len(governing.charges) in count:
                found[kind].append(place)
        return found

    def _each(self) -> Iterator[tuple[int, int, Governing]]:
        kinds = {kind.pk for kind in self.kinds}
        for place in self.places:
            for kind in kinds:
                yield place, kind, self.governing(place, kind)
