"""The rows of the board: what an account sees of a question, what filters of an address let through, in the view that is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from anze.access.rights import Reach, Rights
from anze.duties.queries.filters import Filters, filters_of, narrow, period_of_name
from anze.duties.queries.grid import Grid
from anze.duties.queries.groups import Shown, by_duty, by_person, by_unit, in_order, tops
from anze.duties.queries.obligations import Chosen, Table, in_reach, table_of
from anze.duties.queries.standing import reached
from anze.law.question import Question
from anze.people.models import Officer, Unit

VIEWS: Final = {"grid": "看板", "list": "名单", "unit": "按单位", "person": "按人", "duty": "按条款"}
NOBODY: Final = "-"  # no code of a unit or an officer


def seen(rights: Rights, asked: Question, today: date) -> tuple[Table, Chosen]:
    """Return the table of a question and the rows that the account may see."""
    table = table_of(asked, today)
    return table, in_reach(table, rights.reach("board.view"))


def view_of(query: Mapping[str, str]) -> str:
    """Return the view that an address asks for."""
    view = query.get("view", "")
    return view if view in VIEWS else "grid"


def asked_filters(query: Mapping[str, str], table: Table, rights: Rights) -> Filters:
    """Return the filters of an address; whoever and whatever is out of reach is not even named, and nothing fits it: no filter is
    left out, lest more be urged about than was asked for."""
    filters, reach = filters_of(query, table.asked.as_of.year), rights.reach("board.view")
    if filters.officer and not Officer.objects.filter(reach.of_officers(), code=filters.officer).exists():
        filters = replace(filters, officer=NOBODY)
    if filters.unit and not Unit.objects.filter(reach.of_units(), code=filters.unit).exists() and filters.unit not in _with_theirs(table, reach):
        filters = replace(filters, unit=NOBODY)
    return filters


def _with_theirs(table: Table, reach: Reach) -> set[str]:
    """Return the units in which the officers in reach have or had a post, and those above: an account sees what they owe there."""
    world = table.world
    named = reached(world, reach)[1]
    return {code for one in named for tenure in world.index.tenures_of.get(one, ()) for code in world.places.above(tenure.unit)}


def view_rows(view: str, reachable: Chosen, chosen: Chosen, filters: Filters) -> Any:
    """Return the rows of a view as a sequence that is made where it is sliced."""
    if view == "list":
        return Shown(in_order(chosen))
    if view == "person":
        return by_person(chosen)
    if view == "duty":
        return by_duty(chosen)
    if view == "unit":
        top = filters.unit or next(iter(tops(reachable)), "")
        return by_unit(chosen, top) if top in chosen.table.world.index.tree.units else []
    return Grid(chosen, _whole_year(reachable, filters), grid_year(chosen.table, filters))


def grid_year(table: Table, filters: Filters) -> int:
    """Return the year that the grid shows: the one asked for, that of the period asked for, or the one of the day."""
    period = period_of_name(filters.period) if filters.period else None
    if period:
        return period.first.year
    return int(filters.year) if filters.year.isdecimal() else table.asked.as_of.year


def _whole_year(reachable: Chosen, filters: Filters) -> Chosen:
    """Return every period of the rows, so that one found by its lamp still shows its year."""
    wide = Filters(unit=filters.unit, span=filters.span, duty=filters.duty, type=filters.type, officer=filters.officer,
                   year=str(grid_year(reachable.table, filters)))
    return narrow(reachable, wide)
