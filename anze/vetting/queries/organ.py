"""The department that asks: how it calls itself on a statement, how far it sees."""

from typing import Any

from anze.access.permissions import ORGANISATION
from anze.access.rights import Reach, Rights
from anze.papers.kinds import MARKS
from anze.papers.queries.letterheads import short_name
from anze.people.models import Unit
from anze.vetting.codes import STATEMENT


def departments(rights: Rights) -> list[Unit]:
    """Return the units for whose organisation department the account may ask."""
    return rights.units(ORGANISATION)


def organ_of(unit: Unit) -> str:
    """Return what the department calls itself: 中共清远市委组织部; a department that is a unit of its own by its name."""
    return unit.name if unit.level == "department" else f"中共{unit.name}委组织部"


def series_of(unit: Unit) -> str:
    """Return the series in which the unit's statements are numbered: 清远组考察."""
    return f"{short_name(unit.name)}{'' if unit.level == 'department' else '组'}"[:12] + MARKS[STATEMENT]


def reach_of(unit: Unit) -> Reach:
    """Return how far the department of a unit sees: the unit and all below."""
    return Reach(trees=frozenset({unit.path}))


def heads_of(unit: Unit) -> dict[str, Any]:
    """Return the department as a statement names it."""
    return {"unit": unit.code, "name": organ_of(unit)}
