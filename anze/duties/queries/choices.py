"""What the filters of the board offer: units in reach, posts, provisions, years."""

from dataclasses import dataclass

import numpy as np

from anze.access.rights import Reach
from anze.duties.queries.filters import Filters
from anze.duties.queries.groups import duty_ranks, unit_ranks
from anze.duties.queries.obligations import Chosen, Table
from anze.law.codes import ACT_TYPES, POSTS

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Options of the filters, each a value and its words."""

    units: list[Option]
    posts: list[Option]
    duties: list[Option]
    types: list[Option]
    years: list[str]


def choices(reachable: Chosen, reach: Reach, filters: Filters) -> Choices:
    """Return the options for the rows in reach; departments only of the unit that is asked for, lest the list grow endless."""
    table = reachable.table
    listed = table.memory.get(("units", reach), lambda: _listed(table, reachable))
    units = [option for option, department_of in listed if not department_of or filters.unit in {option[0], department_of}]
    return Choices(units, list(POSTS.items()), _duties(table), list(ACT_TYPES.items()), _years(table))


def _listed(table: Table, reachable: Chosen) -> list[tuple[Option, str]]:
    """Return the units that have rows in reach, indented as the tree; with whose department each is."""
    roll, tree, places = table.world.recurrence.roll, table.world.index.tree, table.world.places
    there = np.unique(table.unit[reachable.at])
    found: list[tuple[Option, str]] = []
    ordered = there[np.argsort(unit_ranks(table).take(there), kind="stable")].tolist() if len(there) else []
    top = min((len(places.above(roll.units[code])) for code in ordered), default=1)
    for code in ordered:
        unit = roll.units[code]
        department = tree.units[unit].level == "department"
        found.append(((unit, "　" * (len(places.above(unit)) - top) + tree.name(unit)), tree.units[unit].parent or "" if department else ""))
    return found


def _duties(table: Table) -> list[Option]:
    order = np.argsort(duty_ranks(table), kind="stable").tolist() if table.duties else []
    return [(table.duties[at].id, f"{table.world.pack.label(table.duties[at].id)} {table.duties[at].what}") for at in order]


def _years(table: Table) -> list[str]:
    first = int(table.month.min()) // 12 if len(table) else table.asked.as_of.year
    return [str(year) for year in range(table.asked.as_of.year, first - 1, -1)]
