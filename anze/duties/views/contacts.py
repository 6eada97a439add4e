"""Pages of contact points: by leader, by place and sector, one leader's history."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from anze.access.guard import needs
from anze.duties.models import ContactPoint
from anze.duties.queries.changeable import leaders_in
from anze.duties.queries.contacts import STATUSES, Narrowed, Row, contact_rows, coverage, narrowed
from anze.law.codes import POSTS, TARGETS
from anze.people.models import Officer, Unit
from anze.people.moment import asked, day_of

PAGE = 50


def shown_rows(request: Any) -> tuple[list[Row], list[Row], Narrowed]:
    """Return every row in reach, those that the filters let through, and the filters."""
    question, reach = asked(request.GET, request.now), request.rights.reach("board.view")
    rows = contact_rows(question, day_of(request.now), reach)
    wanted = Narrowed(**{name: request.GET.get(name, "").strip() for name in ("unit", "post", "status", "needs", "q")})
    inside: frozenset[str] = frozenset()
    top = Unit.objects.filter(reach.of_units(), code=wanted.unit).first() if wanted.unit else None
    if top:
        inside = frozenset(Unit.objects.within(top).values_list("code", flat=True))
    return rows, narrowed(rows, wanted, inside), wanted


@needs("board.view")
def contacts(request: Any) -> HttpResponse:
    """Show the contact duties of every leader in reach and how each stands."""
    rows, shown, wanted = shown_rows(request)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    units = {row.unit: row.unit_name for row in rows}
    found = {status: sum(row.status == status for row in rows) for status in STATUSES}
    mine = request.rights.reach("contact.change")
    changeable = {unit.code for unit in Unit.objects.filter(code__in={row.unit for row in page}) if mine.covers_unit(unit)} if mine else set()
    return render(request, "duties/contacts/list.html", {
        "page": page, "wanted": wanted, "units": units, "posts": {row.post: POSTS[row.post] for row in rows}, "targets": TARGETS,
        "counts": found, "changeable": changeable, "may_change": bool(mine), "narrow": any(getattr(wanted, name) for name in wanted.__slots__)})


@needs("board.view")
def contacts_coverage(request: Any) -> HttpResponse:
    """Show each county, problem town and sector in reach with the leaders who keep in touch with it, and those with nobody."""
    found = coverage(asked(request.GET, request.now), day_of(request.now), request.rights.reach("board.view"))
    return render(request, "duties/contacts/coverage.html", {"parts": [
        ("county", "县（市、区）", found["county"]), ("town", "安全生产问题突出镇", found["town"]), ("sector", "行业及部门", found["sector"])],
        "may_change": request.rights.may("contact.change")})


@needs("board.view")
def contact_history(request: Any, code: str) -> HttpResponse:
    """Show every contact point a leader has had, with what was struck and why."""
    reach = request.rights.reach("board.view")
    officer = get_object_or_404(Officer.objects.filter(reach.of_officers()), code=code)
    points = ContactPoint.objects.filter(officer=officer).select_related("unit", "department", "recorded_by", "replaces").order_by("-recorded_at", "-id")
    question = asked(request.GET, request.now)
    rows = [row for row in contact_rows(question, day_of(request.now), reach) if row.officer == officer.code]
    may = leaders_in(request.rights.reach("contact.change"), day_of(request.now)).filter(pk=officer.pk).exists()
    return render(request, "duties/contacts/history.html", {"officer": officer, "points": points, "rows": rows, "may_change": may})

