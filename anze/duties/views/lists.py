"""Pages of duty lists: who holds which list and has signed it, one list, and the same as Word and Excel."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from anze.access.guard import needs
from anze.access.rights import Reach
from anze.documents.paper import WORD
from anze.duties.actions.acknowledging import acknowledge
from anze.duties.queries.dutylists import STATES, Holder, holders, list_of
from anze.duties.queries.list_papers import paper_of, papers_of
from anze.duties.world import World, world
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import Column, Sheet, download, workbook

PAGE = 50


def _asked(request: Any) -> tuple[World, Question, Reach]:
    question = asked(request.GET, request.now)
    return world(question, day_of(request.now)), question, request.rights.reach("board.view")


def _shown(request: Any) -> tuple[list[Holder], list[Holder], dict[str, str]]:
    """Return the holders in reach, those that the filters let through, and the filters."""
    facts, question, reach = _asked(request)
    wanted = {name: request.GET.get(name, "").strip() for name in ("unit", "post", "state", "q")}
    everyone = holders(facts, question, reach)
    top = Unit.objects.filter(reach.of_units(), code=wanted["unit"]).first() if wanted["unit"] else None
    found = [one for one in everyone
             if (top is None or one.tenure.unit.path.startswith(top.path)) and (not wanted["post"] or one.tenure.post == wanted["post"])
             and (not wanted["state"] or one.state == wanted["state"])
             and (not wanted["q"] or wanted["q"] in one.tenure.officer.name or wanted["q"] in one.tenure.unit.name)]
    return everyone, found, wanted


@needs("board.view")
def lists(request: Any) -> HttpResponse:
    """Show every post held in reach with its list and whether it is signed; one's own on top."""
    everyone, found, wanted = _shown(request)
    own = [one for one in everyone if request.user.officer_id and one.tenure.officer_id == request.user.officer_id]
    return render(request, "duties/lists/list.html", {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")), "wanted": wanted, "own": own, "states": STATES,
        "units": {one.tenure.unit.code: one.tenure.unit.name for one in everyone}, "posts": {one.tenure.post: one.post_name for one in everyone},
        "counts": {state: sum(one.state == state for one in everyone) for state in STATES}, "narrow": any(wanted.values())})


@needs("board.view")
def lists_excel(request: Any) -> HttpResponse:
    """Give the same list as a workbook, and every clause of every post in it."""
    _, found, _ = _shown(request)
    heads = ("序号", "单位", "姓名", "人员编号", "职务", "任职日期", "签收", "签收时间")
    rows = [[place, one.tenure.unit.name, one.tenure.officer.name, one.tenure.officer.code, one.post_name, one.tenure.start, one.state_name, one.signed_at]
            for place, one in enumerate(found, 1)]
    kinds = {(one.list.digest, one.tenure.post): one.list for one in found}
    clauses = [[POSTS[each.post], entry.label, entry.quote, entry.meaning] for each in kinds.values() for entry in each.entries]
    sheets = [Sheet("签收情况", [Column(head, 18) for head in heads], rows),
              Sheet("职责条款", [Column("职务", 22), Column("条款", 16), Column("原文", 60), Column("含义", 60)], clauses)]
    return download(f"职责清单签收_{day_of(request.now)}.xlsx", workbook(sheets))


def _post(request: Any, code: str, post: str) -> tuple[World, Question, Unit, list[Holder]]:
    """Return a post of a unit that the account may see; 404 for any other."""
    facts, question, reach = _asked(request)
    unit = get_object_or_404(Unit, code=code)
    people = holders(facts, question, reach, unit=unit, post=post)
    if post not in POSTS or not (people or reach.covers_unit(unit)):
        raise Http404
    return facts, question, unit, people


@needs("board.view")
def list_post(request: Any, code: str, post: str) -> HttpResponse:
    """Show the list of one post with its holders; the holder may sign it."""
    facts, _, unit, people = _post(request, code, post)
    found = list_of(facts, unit, post)
    own = next((one for one in people if request.user.officer_id == one.tenure.officer_id), None)
    may_sign = own is not None and own.state != "signed" and request.rights.may("duty_list.acknowledge", officer=own.tenure.officer)
    return render(request, "duties/lists/post.html", {"unit": unit, "post": post, "post_name": POSTS[post], "found": found, "people": people, "own": own,
                                                      "may_sign": may_sign, "pack": facts.pack, "whole": request.rights.reach("board.view").covers_unit(unit)})


@needs("duty_list.acknowledge")
@require_POST
def list_acknowledge(request: Any, code: str, post: str) -> HttpResponse:
    """Sign for one's own list."""
    _, _, unit, _ = _post(request, code, post)
    try:
        acknowledge(request.user, request.now, unit=unit, post=post, digest=request.POST.get("digest", ""))
        messages.success(request, "已签收。清单有变化时会再请您签收。")
    except ValidationError as fault:
        messages.error(request, fault.messages[0])
    return redirect("duties:list_post", code=code, post=post)


@needs("board.view")
def list_word(request: Any, code: str, post: str) -> HttpResponse:
    """Give the list of one post as Word."""
    facts, question, unit, people = _post(request, code, post)
    return download(f"{unit.name}{POSTS[post]}职责清单.docx", paper_of(facts.pack, question, unit, [(list_of(facts, unit, post), people)]), WORD)


@needs("board.view")
def list_unit_word(request: Any, code: str) -> HttpResponse:
    """Give the lists of all posts held in a unit as one Word file."""
    facts, question, reach = _asked(request)
    unit = get_object_or_404(Unit.objects.filter(reach.of_units()), code=code)
    people = holders(facts, question, reach, unit=unit)
    posts = dict.fromkeys(one.tenure.post for one in people)
    found = [(list_of(facts, unit, post), [one for one in people if one.tenure.post == post]) for post in posts]
    return download(f"{unit.name}职责清单.docx", paper_of(facts.pack, question, unit, found), WORD)


@needs("board.view")
def list_officer_word(request: Any, code: str) -> HttpResponse:
    """Give the lists of every post that a person holds as one Word file."""
    facts, question, reach = _asked(request)
    officer = get_object_or_404(Officer.objects.filter(reach.of_officers()), code=code)
    people = holders(facts, question, reach, officer=officer)
    return download(f"{officer.name}职责清单.docx", papers_of(facts.pack, question, officer.name, people), WORD)
