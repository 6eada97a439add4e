"""The page of one letter, and the letter as a document."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.word import word_of
from anze.law.codes import POSTS, SIDES
from anze.letters.actions.handing import hand_out
from anze.letters.codes import GOALS, PARTIES
from anze.letters.policies import STATES, VERBS
from anze.letters.queries.entitled import verbs_open
from anze.letters.queries.law import due
from anze.letters.queries.matrix import standing_of
from anze.letters.queries.outcomes import results
from anze.letters.queries.papers import digest_of, file_name, official_of
from anze.letters.queries.standing import signings_of, state_of
from anze.letters.queries.then import as_asked, former_then, scans_then
from anze.letters.views.shared import question, shown
from anze.people.moment import day_of
from anze.workbook.write import download

FIRST: Final = ("sign", "file")  # what stands first among the verbs open


@needs("letter.view")
@require_safe
def detail(request: Any, code: str) -> HttpResponse:
    """Show a letter: how it stood by the law, who had signed, what it says and what came of it, its scans, its story; what may be done, of today."""
    asked, today = question(request), day_of(request.now)
    found, now = as_asked(shown(request, code), asked, today), asked.of_today(today)
    if found is None:
        raise Http404
    lamp, word, why = standing_of(found, asked, today)
    signed, state = signings_of(found) if now else {one.party: one for one in found.signings.all()}, state_of(found)
    kinds = verbs_open(request.rights, found, today) if now else []
    return render(request, "letters/letter.html", {
        "letter": found, "state": STATES[state], "lamp": lamp, "word": word, "why": why, "side": SIDES[found.side], "due": due(found.year),
        "parties": [(PARTIES[name], getattr(found, f"{name}_name"), signed.get(name)) for name in PARTIES], "post": POSTS[found.head_post],
        "verbs": [(kind, VERBS[kind]) for kind in sorted(kinds, key=lambda one: one not in FIRST)], "first": FIRST, "asked": asked,
        "results": results([found], asked, today)[found.pk], "words": [(GOALS[kind], [goal["text"] for goal in found.goals if goal["kind"] == kind])
                                                                       for kind in ("task", "veto")],
        "scans": scans_then(found, asked, today), "digest": digest_of(found), "former": former_then(found, asked), "today": today, "now": now})


@needs("letter.view")
@require_safe
def paper(request: Any, code: str, form: str) -> HttpResponse:
    """Give a letter as Word or PDF, with its printed code."""
    found = shown(request, code)
    if form not in {"docx", "pdf"} or found.number:
        raise Http404
    official = official_of(found, signings_of(found))
    content, media_type = (word_of(official), WORD) if form == "docx" else (pdf_of(official), PDF)
    hand_out(request.user, request.now, [(found, content)])
    return download(f"{file_name(found)}.{form}", content, media_type)
