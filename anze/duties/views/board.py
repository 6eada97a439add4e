"""The board: obligations as a grid, a list, by person, by unit and by provision; and one obligation explained."""

from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from anze.access.guard import needs
from anze.access.rights import Rights
from anze.duties.queries.boardrows import VIEWS, asked_filters, grid_year, seen, view_of, view_rows
from anze.duties.queries.choices import choices
from anze.duties.queries.explained import explained, find
from anze.duties.queries.filters import ALL_YEARS, SPANS, Filters, narrow
from anze.duties.queries.grid import SHAPES, WORDS, cell_query
from anze.duties.queries.groups import shared_and_vacant, tops
from anze.duties.queries.obligations import LAMPS, Chosen, Table
from anze.duties.queries.outlook import Near, near_in
from anze.duties.queries.recording import record_address
from anze.duties.views.boardbook import ASKED, board_book
from anze.duties.views.boardlines import group_lines, lines
from anze.people.moment import asked, day_of
from anze.workbook.exporting import export

PAGE: Final = 50


def reached(request: Any) -> tuple[Table, Chosen]:
    """Return the table of the request's question and the rows that its account may see."""
    return seen(request.rights, asked(request.GET, request.now), day_of(request.now))


@needs("board.view")
def board(request: Any) -> HttpResponse:
    """Show the obligations that the filters let through, in the view asked for; `format=xlsx` gives the same as a workbook."""
    table, reachable = reached(request)
    filters, view = asked_filters(request.GET, table, request.rights), view_of(request.GET)
    chosen = narrow(reachable, filters)
    rows = view_rows(view, reachable, chosen, filters)
    if request.GET.get("format") == "xlsx":
        query = {name: request.GET[name] for name in ASKED if name in request.GET}
        return export(request, f"任务看板-{VIEWS[view]}-{table.asked.as_of:%Y%m%d}.xlsx", board_book, rows=len(rows), **query)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {"page": page, "rows": list(page)}
    if view == "list":
        shown |= lines(page, request.rights, chosen, filters, day_of(request.now))
    elif view != "grid":
        shown["groups"] = group_lines(page, view, filters, clock_query(request))
    return render(request, "duties/board/board.html", _context(request, table, reachable, chosen, filters, view) | shown)


def _context(request: Any, table: Table, reachable: Chosen, chosen: Chosen, filters: Filters, view: str) -> dict[str, Any]:
    counts = chosen.counts()
    shared, vacant = shared_and_vacant(chosen)
    tree, names = table.world.index.tree, table.world.index.names
    return {
        "asked": table.asked, "view": view, "views": VIEWS, "filters": filters, "total": len(chosen), "counts": list(counts.items()),
        "open": counts["soon"] + counts["pending"] + counts["missed"], "shared": shared, "vacant": vacant,
        "choices": choices(reachable, request.rights.reach("board.view"), filters),
        "spans": SPANS, "lamps": list(zip(LAMPS, SHAPES, WORDS, strict=True)), "all_years": ALL_YEARS, "year": grid_year(table, filters),
        "unit_name": tree.name(filters.unit) if filters.unit in tree.units else "", "officer_name": names.get(filters.officer, ""),
        "path": _path(table, reachable, filters.unit), "clock": clock_query(request), "months": range(1, 13),
        "near": _near(request, table),
    }


def _near(request: Any, table: Table) -> list[Near]:
    """Return the places in reach that are one accident away from an interview."""
    if not request.rights.may("accident.view"):
        return []
    found = near_in(table.asked, day_of(request.now), request.rights.reach("accident.view"))
    return [one for one in found if one.needs == 1]


def _path(table: Table, reachable: Chosen, unit: str) -> list[tuple[str, str]]:
    """Return the units above the one asked for that the account sees, to go back up by."""
    seen = {code for top in tops(reachable) for code in table.world.places.above(top)[:-1]}
    tree = table.world.index.tree
    return [(code, tree.name(code)) for code in table.world.places.above(unit)[:-1] if code not in seen and code in tree.units] if unit in tree.units else []


def clock_query(request: HttpRequest) -> str:
    """Return the two clocks of this page as a query to append, empty where they stand at today."""
    kept = {name: request.GET[name] for name in ("as_of", "known_at") if request.GET.get(name)}
    return f"&{urlencode(kept)}" if kept else ""


@needs("board.view")
def cell(request: Any) -> HttpResponse:
    """Explain one obligation: `d` the duty, `u` the unit, `p` the period, `o` the officer who owes it. A stranger's is not found."""
    table, reachable = reached(request)
    asked_for = [request.GET.get(name, "") for name in ("d", "u", "p", "o", "n")]
    row = find(reachable, *asked_for)
    if row is None:
        raise Http404
    found = explained(table, row, request.rights)
    rights: Rights = request.rights
    record = record_address(table, rights, found.row, table.asked.as_of)
    template = "duties/board/explained.html" if request.htmx else "duties/board/cell.html"
    return render(request, template, {"found": found, "row": found.row, "asked": table.asked, "record": record, "clock": clock_query(request),
                                      "address": cell_query(found.row.duty, found.row.unit, asked_for[3], found.row.period, found.row.twin)})
