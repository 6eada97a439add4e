"""The table of kinds × departments of a place, level by level, with what governs there and how many production units it concerns."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from anze.access.rights import Rights
from anze.enterprises.models import Charge, Enterprise, Kind
from anze.enterprises.queries.supervisors import Governing, Supervisors
from anze.enterprises.queries.visible import VIEW, in_sight
from anze.people.models import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A kind: the charges of each level from the city down to the place, what governs there, how many production units lie there."""

    kind: Kind
    levels: list[tuple[Unit, list[Charge]]]
    governing: Governing
    enterprises: int

    @property
    def gap(self) -> str:
        """The gap it is: empty where exactly one department is named."""
        return {0: "kind_without", 1: ""}.get(len(self.governing.charges), "kind_twice")


def levels(place: Unit, table: Supervisors) -> list[Unit]:
    """Return the place and what stands above it, the highest first."""
    return [table.places[int(one)] for one in place.path.split("/") if one and int(one) in table.places]


def rows(rights: Rights, place: Unit, table: Supervisors) -> list[Row]:
    """Return the table of a place."""
    chain = levels(place, table)
    inside = [pk for pk, unit in table.places.items() if unit.path.startswith(place.path)]
    found = Enterprise.objects.standing().exclude(state="deregistered").filter(in_sight(rights.reach(VIEW), table), unit__in=inside)
    numbers = Counter(dict(found.values_list("kind").annotate(number=Count("pk")).order_by()))
    return [Row(kind, [(unit, table.charges.get((unit.pk, kind.pk), [])) for unit in chain], table.governing(place.pk, kind.pk), numbers[kind.pk])
            for kind in table.kinds]
