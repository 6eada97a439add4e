"""The statute: its contents with search, and each article or provision beside what it means here."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from anze.access.guard import needs
from anze.duties.queries.obligations import in_reach, table_of
from anze.duties.queries.standing import standing_rows
from anze.duties.queries.statute import article, clauses_of, look_up, meant
from anze.duties.views.board import clock_query
from anze.duties.world import pack_in_force
from anze.law.provisions import article_of, chinese_number
from anze.people.moment import asked, day_of


@needs("signed_in")
def contents(request: Any) -> HttpResponse:
    """Show the chapters and articles, or those in which the words asked for stand."""
    pack = pack_in_force()
    words = request.GET.get("q", "").strip()[:60]
    lines = [(pack.chapters.get(number, ""), number, f"第{chinese_number(number)}条", text.split("　", 1)[-1].splitlines()[0][:60])
             for number, text in sorted(pack.words.items())]
    chapters = [(chapter, list(found)) for chapter, found in groupby(lines, key=lambda line: line[0])]
    return render(request, "duties/statute/contents.html", {"pack": pack, "q": words, "found": look_up(pack, words) if words else None, "chapters": chapters})


@needs("signed_in")
def provision(request: Any, provision: str) -> HttpResponse:
    """Show an article (`21`), or one provision of it (`5.7`), its words beside its meaning and this year's counts in reach."""
    pack = pack_in_force()
    number, clauses = article_of(provision), clauses_of(pack, provision)
    if number not in pack.words or not clauses:
        raise Http404
    question, today, reach = asked(request.GET, request.now), day_of(request.now), request.rights.reach("board.view")
    table = table_of(question, today) if reach else None
    chosen = in_reach(table, reach) if table else None
    standing = standing_rows(table.world, question, reach) if table else []
    focus = () if provision.isdecimal() else tuple(dict.fromkeys(clause.quote for clause in clauses))
    return render(request, "duties/statute/provision.html", {
        "pack": pack, "article": article(pack, number, focus), "provision": provision, "whole": provision.isdecimal(), "asked": question,
        "label": pack.label(provision) if focus else "", "meant": list(meant(pack, clauses, chosen, standing)), "year": question.as_of.year,
        "counted": chosen is not None, "clock": clock_query(request)})
