"""My duties: what the officer owes whom the account is, or for whom it records; nothing to press to see it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from anze.access.guard import needs
from anze.duties.queries.cards import ready
from anze.duties.views.board import clock_query
from anze.people.moment import asked, day_of


@needs("duty.own")
def mine(request: Any) -> HttpResponse:
    """Show the duties of each officer whom the account is or records for."""
    question = asked(request.GET, request.now)
    cards = ready(question, day_of(request.now), request.rights)
    return render(request, "duties/mine/mine.html", {"asked": question, "cards": cards, "clock": clock_query(request), "months": range(1, 13)})
