"""The cycle: what share of the Party committees and governments has been visited, on a map and in a list; what is left."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.people.outlines import Outlines, outlines
from anze.tours.policies import RUN
from anze.tours.queries.cycle import STANDS, Coverage, coverage, cycle_of, superiors
from anze.tours.queries.lists import coverage_sheet
from anze.workbook.write import download, workbook


@needs("tour.view")
@require_safe
def cycle(request: Any) -> HttpResponse:
    """Show a superior's cycle as of a day; `excel` in the address gives it as a sheet."""
    today, asked = day_of(request.now), asked_by(request.GET, request.now)
    senders = superiors(request.rights, today)
    superior = next((one for one in senders if one.code == request.GET.get("by")), senders[0] if senders else None)
    first = request.GET.get("first", "")
    found = coverage(superior, asked, today, int(first) if first.isascii() and first.isdecimal() and len(first) == 4 else None) if superior else None
    if found is not None and "excel" in request.GET:
        return download(f"巡查覆盖_{found.superior.name}_{found.first}-{found.last}.xlsx", workbook([coverage_sheet(found)]))
    begun = cycle_of(today.year)[0]
    drawn = _map(found) if found else None
    return render(request, "tours/cycle.html", {
        "asked": asked, "today": today, "senders": senders, "superior": superior, "found": found, "map": drawn, "stands": STANDS,
        "cycles": sorted({cycle_of(year)[0] for year in range(cycle_of(0)[0], begun + 1)}, reverse=True),
        "may_plan": superior is not None and request.rights.reach(RUN).covers_unit(superior)})


def _map(found: Coverage) -> dict[str, Any] | None:
    """Return what the map draws: each place that has an outline; None where none of them has."""
    drawn: Outlines = outlines(settings.DATA / "map.geojson")
    places = [(place, drawn.places[place.unit.code], place.unit.name[:2]) for place in found.places if place.unit.code in drawn.places]
    return {"places": places, "width": drawn.width, "height": drawn.height, "note": drawn.note} if places else None
