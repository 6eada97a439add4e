"""The page of what was found."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from anze.access.guard import needs
from anze.duties.queries.obligations import table_of
from anze.duties.views.boardlines import address
from anze.duties.world import pack_in_force
from anze.law.question import Question
from anze.people.moment import day_of
from anze.portal.queries.cases import Hit
from anze.portal.queries.search import search


@needs("signed_in")
def results(request: Any) -> HttpResponse:
    """Show people, units, duties, articles and acts that fit `q`, within reach."""
    words, today = request.GET.get("q", "").strip()[:60], day_of(request.now)
    table = table_of(Question(today, today), today) if words and request.rights.may("register.view") else None
    found = search(words, table, pack_in_force(), request.rights)
    groups = [(group, [(hit, _first(hit)) for hit in group.hits]) for group in found]
    return render(request, "portal/search/results.html", {"q": words, "groups": groups, "count": sum(len(group.hits) + group.more for group in found)})


def _first(hit: Hit) -> str:
    return next((found for found in (address(page, *filter(None, [hit.argument])) for page in hit.pages) if found), "")
