"""The page of one person and of one unit: what they owe, how it stands, and what of the leadership is not as it should be."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from anze.access.guard import needs
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.grid import Grid
from anze.duties.queries.groups import by_duty, by_person
from anze.duties.queries.obligations import Chosen
from anze.duties.queries.standing import reached as in_reach
from anze.duties.queries.standing import standing_rows
from anze.duties.queries.structure import shape_rows
from anze.duties.queries.tiles import query_of
from anze.duties.views.board import clock_query, reached
from anze.duties.views.boardlines import address, group_lines


class _Page(list[Any]):
    """A list that knows, as a page of a paginator does, that it begins at one."""

    def start_index(self) -> int:
        """Return the number of its first."""
        return 1


def _counted(chosen: Chosen, filters: Filters) -> list[tuple[str, int, str]]:
    return [(lamp, count, query_of(Filters(**{name: getattr(filters, name) for name in Filters.__slots__} | {"lamp": lamp})))
            for lamp, count in chosen.counts().items()]


@needs("board.view")
def person(request: Any, code: str) -> HttpResponse:
    """Show one officer's obligations of the year, standing duties and posts. One whom the account may not see is not found."""
    table, reachable = reached(request)
    held = table.world
    reach = request.rights.reach("board.view")
    units, people = in_reach(held, reach)
    tenures = [tenure for tenure in held.index.tenures_of.get(code, ()) if tenure.unit in units or code in people]
    if code not in held.index.names or not (tenures or code in people):
        raise Http404
    year = table.asked.as_of.year
    filters = Filters(officer=code, year=str(year))
    chosen = narrow(reachable, filters)
    standing = standing_rows(held, table.asked, reach, frozenset({code}))
    return render(request, "duties/board/person.html", {
        "asked": table.asked, "code": code, "name": held.index.names[code], "year": year, "rows": Grid(chosen, chosen, year)[:], "months": range(1, 13),
        "counts": _counted(chosen, filters), "total": len(chosen), "standing": standing, "clock": clock_query(request), "list": query_of(filters),
        "tenures": [(held.index.tree.name(tenure.unit), tenure) for tenure in reversed(tenures)], "register": address("register:officer", code)})


@needs("board.view")
def unit(request: Any, code: str) -> HttpResponse:
    """Show what one unit's leaders and body owe this year, by person and by provision, and the shape of its leadership."""
    table, reachable = reached(request)
    held = table.world
    reach = request.rights.reach("board.view")
    if code not in in_reach(held, reach)[0]:
        raise Http404
    year = table.asked.as_of.year
    filters = Filters(unit=code, span="only", year=str(year))
    chosen, clock = narrow(reachable, filters), clock_query(request)
    children = [child for child in sorted(held.index.tree.units.values(), key=lambda one: held.places.units[one.id].rank) if child.parent == code]
    return render(request, "duties/board/unit.html", {
        "asked": table.asked, "code": code, "name": held.index.tree.name(code), "year": year, "counts": _counted(chosen, filters), "total": len(chosen),
        "people": group_lines(_Page(by_person(chosen)), "person", filters, clock), "duties": group_lines(_Page(by_duty(chosen)), "duty", filters, clock),
        "shape": [row for row in shape_rows(held, table.asked, reach) if row.unit == code], "children": children, "clock": clock,
        "standing": [row for row in standing_rows(held, table.asked, reach) if row.unit == code and row.status in {"lacking", "invalid"}],
        "list": query_of(filters), "grid": query_of(filters, "grid"), "register": address("register:unit", code),
        "above": [(one, held.index.tree.name(one)) for one in held.places.above(code)[:-1] if one in in_reach(held, reach)[0]]})


