"""What the form of an accident offers: places in reach, types of the table in force on the day."""

from datetime import date
from itertools import groupby
from typing import Final

from django.db.models import QuerySet

from anze.access.rights import Rights
from anze.law.national.accident_types import TypeTable, tables, types
from anze.people.models import Unit
from anze.register.queries.units import in_tree_order

PLACES: Final = ("county", "town", "subdistrict", "zone")
Grouped = list[tuple[str, list[tuple[str, str]]]]


def places(rights: Rights, permission: str = "accident.record") -> QuerySet[Unit]:
    """Return the places where accidents may be entered by this account: counties, towns, subdistricts and zones in its reach."""
    return Unit.objects.filter(rights.reach(permission).of_units(), level__in=PLACES, closed_on=None).select_related("parent")


def grouped(units: QuerySet[Unit]) -> Grouped:
    """Return units as choices (code, name), grouped by the county in which they lie, in the order of the tree."""
    return [(name, [(unit.code, unit.name) for unit in some]) for name, some in groupby(in_tree_order(units), key=_group)]


def _group(unit: Unit) -> str:
    return unit.parent.name if unit.parent and unit.level in {"town", "subdistrict"} else unit.name


def type_table(on: date) -> TypeTable:
    """Return the table of types in force on a day; the oldest for a day before there was one."""
    return types(max(on, tables()[0].since))
