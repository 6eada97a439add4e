"""预警: how close each county stands to each trigger of an interview, and until which day."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.accidents.queries.areas import counties
from anze.accidents.queries.following import HIDDEN
from anze.duties.queries.outlook import Near, Standing, near_in
from anze.duties.sources import Told, told
from anze.duties.views.board import clock_query
from anze.duties.world import world
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of


@dataclass(frozen=True, slots=True)
class Row:
    """A warning with its accidents by name and address."""

    near: Near
    accidents: list[tuple[Standing, Told]]


@needs("accident.view")
@require_safe
def outlook(request: Any) -> HttpResponse:
    """Show the warnings of the counties in reach, the nearest first; counties that are near nothing in one line."""
    question, today = asked_by(request.GET, request.now), day_of(request.now)
    found = near_in(question, today, request.rights.reach("accident.view"))
    names = told("accidents", sorted({one.code for row in found for one in row.standing}), request.rights) if found else {}
    rows = [Row(row, [(one, names.get(one.code, HIDDEN)) for one in row.standing]) for row in found]
    areas, warned = counties(request.rights, world(question, today).index.tree), {row.unit for row in found}
    return render(request, "accidents/outlook.html", {
        "rows": rows, "asked": question, "areas": areas, "calm": [one for one in areas if one.code not in warned], "clock": clock_query(request),
        "steps": sum(row.needs == 1 for row in found)})
