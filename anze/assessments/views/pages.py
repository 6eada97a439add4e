"""The lists, the page of an assessment, of a unit in it, of a snapshot; the documents."""

from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.acts.evidence import store
from anze.assessments.policies import BOUND, DRAFTING, RUN, STATES, VERBS
from anze.assessments.queries.deciders import confirmers, unscored
from anze.assessments.queries.entitled import on_offices_side, own_units, seen_units, verbs_open
from anze.assessments.queries.lists import VIEWS, listed, sheets
from anze.assessments.queries.page import said_of, unit_lines, vetoed_of, way_of
from anze.assessments.queries.papers import KINDS, draft_fields, issued_of, scheme_fields
from anze.assessments.queries.standing import approvals_of, changes, newest, next_words, worse_now
from anze.assessments.queries.then import then
from anze.assessments.snapshots import digest_of, holds
from anze.assessments.views.schemes import holders
from anze.assessments.views.shared import shown
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.word import word_of
from anze.law.codes import ASSESSMENT_GRADES
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import download, workbook

PER_PAGE: Final = 50
FIRST: Final = ("issue", "begin", "finish", "draft", "redraft", "freeze", "confirm", "publish", "self_assess")  # what stands first among the verbs open
# Verbs with a place of their own on the page.
ELSEWHERE: Final = frozenset({"change", "self_assess", "without", "score", "object", "reply", "approve", "open", "retract"})


@needs("assessment.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List the assessments by the filters of the address; `excel` in it gives them and their results as sheets."""
    today, question = day_of(request.now), asked(request.GET, request.now)
    rows = listed(request.rights, request.GET, question.known_at if question.known_at < today else None)
    if "excel" in request.GET:
        return download(f"年度考核_{today:%Y%m%d}.xlsx", workbook(sheets(request.rights, rows)))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/list.html", {
        "page": page, "views": VIEWS, "view": request.GET.get("view", "all"), "states": STATES, "years": sorted({one.year for one in rows[:500]}, reverse=True),
        "may_open": bool(request.rights.reach(RUN)) and bool(holders(request))})


@needs("assessment.view")
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show an assessment: where it stands, what is next, every unit's line, whether the frozen result still stands. Asked about a day before today:
    what was on record then, to be read only."""
    found, today, rights = shown(request, uid), day_of(request.now), request.rights
    question = asked(request.GET, request.now)
    if min(question.as_of, question.known_at) < today:
        told = then(found, rights, question)
        return render(request, "assessments/then.html", {"assessment": found, "then": told, "grades": ASSESSMENT_GRADES,
                                                         "state": STATES[told.state] if told.state else None})
    side, own, runs = on_offices_side(rights, found), own_units(rights, found), rights.may(RUN, unit=found.by)
    differs, lowered = (changes(found, found.state, today), worse_now(found, found.state, today)) if side else ([], [])
    every = verbs_open(rights, found, found.state)
    fitting = {"redraft": bool(lowered), "freeze": not lowered, "refreeze": not lowered and bool(differs or found.state == "retracted")}
    verbs = [kind for kind in every if kind not in ELSEWHERE and fitting.get(kind, True)]
    there = set(found.steps.filter(kind__in=("self_assess", "without")).values_list("unit", flat=True))
    kept, said = _kept(found, side, differs, today), said_of(found)
    return render(request, "assessments/detail.html", {
        "assessment": found, "state": STATES[found.state], "next": next_words(found.state, STATES[found.state].next, kept.get("approvals", []), bool(differs),
                                                                                             bool(lowered)),
        "way": way_of(found.state), "side": side, "own": own, "first": FIRST, "grades": ASSESSMENT_GRADES,
        "verbs": sorted(((kind, VERBS[kind]) for kind in verbs), key=lambda one: one[0] not in FIRST), "differs": differs, "lowered": lowered,
        "lines": unit_lines(found, said, rights, side), "vetoed_of": vetoed_of(said), "waiting": [one for one in own if one.pk not in there], "may_run": runs,
        "may_retract": "retract" in every, "scoring": runs and found.state in VERBS["score"].start,
        "drafted": found.steps.filter(kind__in=DRAFTING).order_by("-pk").first(),
        **_deciding(found, runs, kept.get("approvals", []), today), **kept, **_told(found, side, seen_units(rights, found))})


def _deciding(found: Any, runs: bool, approvals: list[Any], today: date) -> dict[str, Any]:
    """Return who can confirm once both meetings have approved; and as soon as the office works at it, that nobody can confirm it or score a unit."""
    if not runs or found.state not in VERBS["recuse"].start:
        return {}
    deciders, ripe = confirmers(found, today), found.state == "frozen" and bool(approvals) and all(one.stands for one in approvals)
    return {"confirming": deciders if found.state != "confirmed" and (ripe or not deciders.able) else None, "unscored": unscored(found, today)}


def _kept(found: Any, side: bool, differs: list[str], today: date) -> dict[str, Any]:
    """Return what is kept of the result on the assessing side: the snapshot that stands, its approvals, those that are void, who keeps out."""
    if not side:
        return {}
    snapshot = newest(found) if found.state in BOUND else None
    return {"snapshot": snapshot, "approvals": approvals_of(found, snapshot, differs, today) if snapshot else [], "snapshots": found.snapshots.all(),
            "void": found.approvals.exclude(struck_at=None).select_related("meeting"),
            "recusals": found.recusals.current().select_related("account", "unit")}


def _told(found: Any, side: bool, units: list[Unit]) -> dict[str, Any]:
    """Return what was said about the units that one sees: objections, documents, steps.

    The assessing side sees what was done with all of them together and every score that changed once the draft was sent, a unit the steps of the
    law and its own."""
    steps = list(found.steps.select_related("by", "unit").order_by("-pk"))
    sent = max((one.pk for one in steps if one.kind in DRAFTING), default=None)

    def shown_step(one: Any) -> bool:
        if side:
            return one.unit is None or (one.kind == "score" and sent is not None and one.pk > sent)
        return bool(VERBS[one.kind].step) and (one.unit is None or one.unit in units)

    return {"objections": [one for one in found.objections.select_related("unit", "by", "replied_by") if side or one.unit in units],
            "papers": issued_of(found, units, side), "steps": [one for one in steps if shown_step(one)]}


@needs("assessment.view")
@require_safe
def snapshot(request: Any, uid: str, serial: int) -> HttpResponse:
    """Show a snapshot: its digest, whether the result worked out again is the same, byte for byte; `json` in the address gives it as a file."""
    found = shown(request, uid)
    if not on_offices_side(request.rights, found):
        raise Http404
    one = get_object_or_404(found.snapshots.select_related("by"), serial=serial)
    if "json" in request.GET:
        return download(f"{found.uid}-{serial}.json", one.text.encode(), "application/json")
    return render(request, "assessments/snapshot.html", {"assessment": found, "snapshot": one, "whole": digest_of(one.text) == one.digest,
                                                         "holds": holds(one.text, one.digest), "size": len(one.text.encode()),
                                                         "approvals": one.approvals.select_related("meeting").order_by("pk")})


@needs("assessment.view")
@require_safe
def paper(request: Any, uid: str, pk: int, form: str) -> HttpResponse:
    """Give a document that was issued about an assessment, as it went out; a unit's draft only to whoever sees its line."""
    found = shown(request, uid)
    side = on_offices_side(request.rights, found)
    units = seen_units(request.rights, found)
    issued = next((one for one in issued_of(found, units, side) if one.pk == pk), None)
    if issued is None or form not in {"docx", "pdf"}:
        raise Http404
    issued = Issued.objects.select_related("word", "pdf").get(pk=issued.pk)
    blob, kind = (issued.word, WORD) if form == "docx" else (issued.pdf, PDF)
    return download(f"{issued.title}.{form}", store.place(blob.sha256).read_bytes(), kind)


@needs("assessment.view")
@require_safe
def drafted(request: Any, uid: str, document: str, form: str) -> HttpResponse:
    """Give the draft of the scheme, or of a unit's notice (`unit` in the address), as Word or PDF, to whoever stands on the assessing side."""
    found, today = shown(request, uid), day_of(request.now)
    if document not in KINDS or form not in {"docx", "pdf"} or not on_offices_side(request.rights, found):
        raise Http404
    if document == "scheme":
        fields = scheme_fields(found)
    else:
        said, unit = said_of(found), next((one for one in seen_units(request.rights, found) if one.code == request.GET.get("unit")), None)
        if document != "draft" or unit is None or "results" not in said:
            raise Http404
        fields = draft_fields(found, said, unit, today, request.rights)
    official = draft(KINDS[document], found.by, {"成文日期": today, **fields})
    content = (official.own or word_of(official)) if form == "docx" else pdf_of(official)
    return download(f"{official.title}（稿）.{form}", content, WORD if form == "docx" else PDF)


