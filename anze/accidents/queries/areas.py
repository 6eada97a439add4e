"""The counties (and zones treated as one) that an account may look at whole: what windows and warnings are about."""

from collections.abc import Iterable

from anze.access.rights import Rights
from anze.law.tree import Tree
from anze.people.models import Unit


def counties(rights: Rights, tree: Tree) -> list[Unit]:
    """Return the counties in reach, in the order of the register."""
    codes = {unit for unit in tree.units if tree.county_of(unit) == unit}
    found = Unit.objects.filter(rights.reach("accident.view").of_units(), level__in=("county", "zone")).order_by("path")
    return sorted((unit for unit in found if unit.code in codes), key=lambda unit: (unit.position, unit.path))


def cities_of(areas: Iterable[Unit]) -> list[Unit]:
    """Return the cities in which counties lie, in the order of the register."""
    tops = {int(one.path.split("/")[1]) for one in areas}
    return sorted(Unit.objects.filter(pk__in=tops), key=lambda one: (one.position, one.path))
