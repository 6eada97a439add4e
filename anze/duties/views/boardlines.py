"""Rows of the board made ready for the page: numbered, with their addresses, so that templates only print."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from anze.access.rights import Rights
from anze.duties.actions.urging import MOST
from anze.duties.queries.filters import Filters
from anze.duties.queries.grid import WORDS, cell_query
from anze.duties.queries.groups import Group
from anze.duties.queries.obligations import LAMPS, Chosen, Row, Table
from anze.duties.queries.picking import pick_of, pickable, urge_units
from anze.duties.queries.tiles import query_of
from anze.law.question import Question


def address(name: str, *args: str) -> str:
    """Return the address of that name, or nothing where the site has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def row_query(table: Table, row: Row) -> str:
    """Return the query of the row's explanation."""
    owner = next(duty.owner for duty in table.duties if duty.id == row.duty)
    return cell_query(row.duty, row.unit, row.officers[0][0] if owner == "person" and row.officers else "", row.period, row.twin)


def lines(page: Any, rights: Rights, chosen: Chosen, filters: Filters, today: date) -> dict[str, Any]:
    """Return the rows of a page of the list, numbered; `pick` is set on those that the account may urge about.

    Where more of them stand on other pages: `everything`, how many in all, and `filters_query`, by which they are named.
    """
    table = chosen.table
    units = urge_units(table, rights)
    urge = address("duties:urge") if units and table.asked == Question(today, today) else ""
    made = [{"number": number, "row": row, "query": row_query(table, row), "pick": pick_of(table, row, units) if urge else ""}
            for number, row in enumerate(page, page.start_index() or 1)]
    here = sum(bool(line["pick"]) for line in made)
    every = len(pickable(chosen, units)) if urge and page.has_other_pages() else here
    return {"rows": made, "urge": urge if every else "", "here": here, "everything": every if every > here else 0, "most": MOST,
            "filters_query": query_of(filters)}


def group_lines(page: Any, view: str, filters: Filters, clock: str) -> list[dict[str, Any]]:
    """Return the groups of a page, numbered; each number leads to the very rows that it counts."""
    return [_group_line(number, group, view, filters, clock) for number, group in enumerate(page, page.start_index() or 1)]


def _group_line(number: int, group: Group, view: str, filters: Filters, clock: str) -> dict[str, Any]:
    narrowed = {"unit": replace(filters, unit=group.key, span=group.span), "person": replace(filters, officer=group.key),
                "duty": replace(filters, duty=group.key)}[view]
    page = address({"unit": "duties:board_unit", "person": "duties:person", "duty": "duties:provision"}[view], group.key)
    counts = [{"word": word, "number": count, "address": f"?{query_of(replace(narrowed, lamp=lamp))}{clock}"}
              for lamp, word, count in zip(LAMPS, WORDS, group.counts, strict=True)]
    return {"number": number, "group": group, "counts": counts, "all": f"?{query_of(narrowed)}{clock}", "below": f"?{query_of(narrowed, 'unit')}{clock}",
            "page": f"{page}?{clock.removeprefix('&')}" if clock else page}
