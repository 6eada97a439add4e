"""时间线: a year of accidents and windows drawn, for the counties in reach or for one."""

from typing import Any

from django.db.models import Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.accidents.models import Accident
from anze.accidents.queries.areas import cities_of, counties
from anze.accidents.queries.following import HIDDEN
from anze.accidents.queries.timeline import Timeline, by_grade, known_of, of_county, overview
from anze.duties.sources import Told, told
from anze.duties.views.board import clock_query
from anze.duties.world import world
from anze.law.national.grades import GRADES, grade_label
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of

SHAPES = dict(zip(GRADES, ("圆", "三角", "方块", "菱形"), strict=True))


@needs("accident.view")
@require_safe
def timeline(request: Any) -> HttpResponse:
    """Draw the year that is asked for: of one city at a time, where several are in reach (`city`); `unit` zooms to one county with its windows."""
    question, today = asked_by(request.GET, request.now), day_of(request.now)
    facts = world(question, today)
    everywhere = counties(request.rights, facts.index.tree)
    chosen = _chosen(everywhere, request.GET.get("unit", ""))
    cities = cities_of(everywhere)
    asked = [one for one in cities if (chosen.path.startswith(one.path) if chosen else one.code == request.GET.get("city"))]
    city = next(iter(asked or cities), None)
    areas = [one for one in everywhere if city and one.path.startswith(city.path)] if len(cities) > 1 and not chosen else everywhere
    years = _years(request, question.as_of.year)
    year = _year(request.GET.get("year", ""), years)
    known = known_of(year, [chosen] if chosen else areas, question, facts)
    names = told("accidents", sorted(one.accident.id for one in known.accidents), request.rights)
    drawn = of_county(year, chosen, known, names) if chosen else overview(year, areas, known, names)
    return render(request, "accidents/timeline.html", {
        "drawn": drawn, "asked": question, "areas": everywhere, "cities": cities, "city": city,
        "chosen": chosen, "year": year, "years": years, "clock": clock_query(request),
        "legend": [(grade, grade_label(grade), SHAPES[grade]) for grade in GRADES], "fired": _fired(drawn, names, areas),
        "accidents": [(one, names.get(one.accident.id, HIDDEN), grade_label(one.grade)) for one in drawn.accidents] if chosen else [],
        "summary": [] if chosen else _summary(drawn, areas)})


def _chosen(areas: list[Unit], code: str) -> Unit | None:
    if not code:
        return None
    found = next((unit for unit in areas if unit.code == code), None)
    if found is None:
        raise Http404
    return found


def _years(request: Any, last: int) -> list[int]:
    first = Accident.objects.visible_to(request.rights).on_record().aggregate(first=Min("date"))["first"]
    return list(range(last, min(first.year if first else last, last) - 1, -1))


def _year(text: str, years: list[int]) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in years else years[0]


def _fired(drawn: Timeline, names: dict[str, Told], areas: list[Unit]) -> list[tuple[Any, str, list[Told]]]:
    called = {unit.code: unit.name for unit in areas}
    return [(one, called.get(one.unit, ""), [names.get(code, HIDDEN) for code in one.codes]) for one in drawn.fired]


def _summary(drawn: Timeline, areas: list[Unit]) -> list[tuple[Unit, int, list[tuple[str, int]], int]]:
    """Return each county with the accidents that count, by grade, and how many were written off: the numbers of the register and the figures."""
    found = []
    for unit in areas:
        mine = [one for one in drawn.accidents if one.county == unit.code]
        counting = [one for one in mine if not one.written_off]
        found.append((unit, len(counting), by_grade(counting), len(mine) - len(counting)))
    return found
