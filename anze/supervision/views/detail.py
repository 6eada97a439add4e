"""The page of one item by both clocks, and its slip as a draft."""

from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.word import word_of
from anze.law.codes import POSTS
from anze.papers.queries.files import files_of
from anze.people.moment import day_of
from anze.supervision.policies import REPORT, TASK, UNDERTAKING, WAY
from anze.supervision.queries.colours import moment_of, yellow_days
from anze.supervision.queries.entitled import supervises, task_verbs, verbs_open
from anze.supervision.queries.files import PART
from anze.supervision.queries.lists import Shown
from anze.supervision.queries.origins import named
from anze.supervision.queries.slips import drafted, issued_of, origin_words
from anze.supervision.views.shared import question, task_shown
from anze.workbook.write import download

TOLD: Final = frozenset({"progress", "report", "send_back", "ask", "grant", "refuse", "accept", "release"})
FIRST: Final = ("assign", "sign", "report", "accept", "grant")  # what stands first among the verbs open


@needs("supervision.view")
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show an item: how it stood, what is next, its undertakers each with its own way, where it comes from, papers, story."""
    asked, today = question(request), day_of(request.now)
    one = task_shown(request, uid, asked)
    task, now = one.task, asked.of_today(today)
    side = supervises(request.rights, task)
    verbs = task_verbs(request.rights, task, task.state) if now else []
    if one.colour is None or one.colour.colour == "green" or one.colour.status in {"met", "late"}:
        verbs = [kind for kind in verbs if kind != "slip"]
    moment = moment_of(asked, today)
    return render(request, "supervision/detail.html", {
        "task": task, "shown": one, "state": TASK.states[task.state], "asked": asked, "now": now, "side": side, "first": FIRST, "way": _way(task.state),
        "verbs": sorted(((kind, TASK.verbs[kind]) for kind in verbs), key=lambda verb: verb[0] not in FIRST), "parts": _parts(request, one, now, moment),
        "origin": named(task.origin_list, task.origin_id, request.rights) if task.origin_list else None, "origin_words": origin_words(task),
        "papers": [paper for paper in issued_of(task) if paper.issued_at < moment], "may_urge": side and now and one.task.state == "assigned",
        "steps": sorted((step for step in task.steps.all() if step.at < moment), key=lambda step: step.pk),
        "yellow_days": yellow_days(), "draft": side and now and task.state == "planned"})


def _parts(request: Any, one: Shown, now: bool, moment: datetime) -> list[dict[str, Any]]:
    """Return the undertakings as the page shows each: people, what was handed in, files, the verbs that this account may take; its own first."""
    found = []
    for part, colour in one.parts:
        verbs = verbs_open(request.rights, part, part.state) if now and one.task.state == "assigned" else []
        told = [step for step in part.steps.all() if step.kind in TOLD and step.at < moment]
        found.append({"part": part, "colour": colour, "state": UNDERTAKING.states[part.state], "told": told,
                      "people": [(who.officer, POSTS.get(who.post, "")) for who in part.people.all()],
                      "files": [file for file in files_of(PART, str(part.pk)) if not file.struck_at and file.added_at < moment],
                      "verbs": sorted(((kind, UNDERTAKING.verbs[kind]) for kind in verbs), key=lambda verb: verb[0] not in FIRST)})
    return sorted(found, key=lambda shown: not any(verb.permission == REPORT for _, verb in shown["verbs"]))


def _way(state: str) -> list[tuple[str, str]]:
    if state not in WAY:
        return []
    at = WAY.index(state)
    return [(TASK.states[name].label, "done" if place < at or state == "closed" else "here" if place == at else "ahead") for place, name in enumerate(WAY)]


@needs("supervision.view")
@require_safe
def slip(request: Any, uid: str, form: str) -> HttpResponse:
    """Give the draft of the slip, in the colour in which the item stands, as Word or PDF, for whoever supervises it."""
    one = task_shown(request, uid)
    if form not in {"docx", "pdf"} or not supervises(request.rights, one.task) or one.task.state not in TASK.open:
        raise Http404
    planned = one.task.state == "planned"
    official = drafted(one.task, one.colour.colour if one.colour and one.colour.colour and not planned else "green", request.now, planned)
    content = (official.own or word_of(official)) if form == "docx" else pdf_of(official)
    return download(f"{official.title}（稿）.{form}", content, WORD if form == "docx" else PDF)
