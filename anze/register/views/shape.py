"""What is wrong with the leaderships in reach, unit by unit, each with its article."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from anze.access.guard import needs
from anze.people.moment import asked, day_of
from anze.register.queries import scope, units
from anze.register.queries.shape import CHECKS, Check, checks
from anze.workbook.write import Column, Sheet, download, workbook

COLUMNS = (Column("序号", 6), Column("单位代码", 16), Column("单位", 24), Column("检查项", 20), Column("结论", 10), Column("说明", 90))


@needs("register.view")
def index(request: Any) -> HttpResponse:
    """List what is wrong; with state=all what is in order too."""
    rows, tally = _rows(request)
    counties = scope.units(request.rights).filter(level__in=("city", "county", "zone"), closed_on=None).order_by("path")
    return render(request, "register/shape.html", {
        "page": Paginator(rows, 50).get_page(request.GET.get("page")), "tally": [(check, label, tally[check]) for check, label in CHECKS.items()],
        "places": list(counties.values_list("code", "name")), "may_change": request.rights.may("register.change"),
    })


@needs("register.view")
def excel(request: Any) -> HttpResponse:
    """The same list as a workbook."""
    rows = [(number, unit.code, unit.name, one.label, "符合" if one.ok else "不符合", one.why) for number, (unit, one) in enumerate(_rows(request)[0], 1)]
    return download(f"班子结构检查{day_of(request.now)}.xlsx", workbook([Sheet("班子结构检查", COLUMNS, rows)]))


def _rows(request: Any) -> tuple[list[tuple[Any, Check]], Counter[str]]:
    """Return the findings to show, in the order of the tree, and how many are wrong of each check."""
    query = {name: request.GET[name] for name in ("under",) if request.GET.get(name)}
    places = units.in_tree_order(units.wanted(request.rights, query | {"closed": "1"}).places())
    found = checks(asked(request.GET, request.now), places)
    every = [(unit, one) for unit in places for one in found.get(unit.code, [])]
    tally = Counter(one.check for _, one in every if not one.ok)
    check, state = request.GET.get("check"), request.GET.get("state")
    return [(unit, one) for unit, one in every if (state == "all" or not one.ok) and (not check or one.check == check)], tally
