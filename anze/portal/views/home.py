"""The home page, and the whole of each list whose length it shows."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from anze.access.guard import needs
from anze.duties.queries.obligations import table_of
from anze.duties.views.board import clock_query
from anze.people.moment import asked, day_of
from anze.portal.queries.attention import KINDS, Line
from anze.portal.queries.home import home as parts


@needs("signed_in")
def home(request: Any) -> HttpResponse:
    """Show the home of the account's kind of user."""
    question = asked(request.GET, request.now)
    return render(request, "portal/home.html", {"asked": question, "clock": clock_query(request), **parts(request.rights, question, request.now)})


@needs("board.view")
def attention(request: Any, kind: str) -> HttpResponse:
    """Show one list of what wants looking at: the very lines that the home page counts."""
    found = KINDS.get(kind)
    if found is None or not request.rights.may(found.permission):
        raise Http404
    question = asked(request.GET, request.now)
    table = table_of(question, day_of(request.now))
    page = Paginator(found.find(table, request.rights), 50).get_page(request.GET.get("page"))
    lines = [(number, line, _address(line)) for number, line in enumerate(page, page.start_index() or 1)]
    return render(request, "portal/home/attention.html", {"kind": found, "page": page, "lines": lines, "asked": question})


def _address(line: Line) -> str:
    try:
        found = reverse(line.name, args=line.args) if line.name else ""
    except NoReverseMatch:
        return ""
    return f"{found}?{line.query}" if line.query else found
