"""The page of one interview, of one's own, of an officer; counts; the documents."""

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.acts.evidence import store
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.word import word_of
from anze.interviews.models import Interview, Interviewee, SuperiorInterview
from anze.interviews.policies import STATES, VERBS
from anze.interviews.queries.counts import everybody, interviews_known, reached, times
from anze.interviews.queries.entitled import may_report, on_committees_side, story, verbs_open
from anze.interviews.queries.files import ITEM
from anze.interviews.queries.items import STANDS, lamp_of, standing_items, stands, statements_of
from anze.interviews.queries.page import people_of, triggers_of, way_of
from anze.interviews.queries.papers import KINDS, LABELS, drafted, issued_of, minutes_differ
from anze.interviews.queries.readiness import lacking
from anze.interviews.views.shared import shown
from anze.law.findings import in_words
from anze.law.question import Question
from anze.papers.models import Issued
from anze.papers.queries.files import files_of
from anze.people.models import Officer
from anze.people.moment import day_of
from anze.workbook.write import Column, Sheet, download, workbook

MARKS: Final = {"circulate": "已通报整改不力", "hand_over": "已移交纪检监察"}
FIRST: Final = ("resubmit", "approve", "notify", "hold", "minute", "require", "report", "close")  # what stands first among the verbs open


@needs("interview.view")
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show an interview: where it stands, what is next, everything that belongs to it."""
    found, today, rights = shown(request, uid), day_of(request.now), request.rights
    side = on_committees_side(rights, found)
    every = [kind for kind in verbs_open(rights, found, found.state) if kind not in {"item", "item_report"}]
    first = {kind: lacking(found, kind, today) for kind in every}
    verbs = [kind for kind in every if not first[kind]]
    triggers = [one for one in triggers_of(found, rights, today) if side or (one.answer is not None and one.answer.struck_at is None)]
    points = list(found.points.all())
    return render(request, "interviews/detail.html", {
        "interview": found, "state": STATES[found.state], "way": _way(found.state, side), "first": FIRST, "side": side, "labels": LABELS, "triggers": triggers,
        "lacking": first.get("report", ""), "marks": [label for kind, label in MARKS.items() if found.steps.filter(kind=kind).exists()],
        "verbs": sorted(((kind, VERBS[kind]) for kind in verbs), key=lambda one: one[0] not in FIRST), "draft": _draft(found.state) if side else "",
        "people": people_of(found, today), "meeting": found.meetings.current().first(), "items": _items(rights, found, today), "papers": issued_of(found),
        "points": {kind: [one for one in points if one.kind == kind] for kind in ("problem", "commitment")}, "steps": story(rights, found),
        "held_on": found.held_on, "minutes_differ": side and minutes_differ(found)})


def _way(state: str, side: bool) -> list[tuple[str, str]]:
    return [] if state in {"dropped", "cancelled"} else way_of(state, "proposed" if side else "noticed")


def _items(rights: Any, found: Any, today: date) -> list[tuple[Any, ...]]:
    """Return the items with lamp, words and files of each, and whether the account may report for it or change it."""
    reports, changes = (found.state in VERBS[kind].start for kind in ("item_report", "item"))
    runs = changes and rights.may("interview.run", unit=found.committee)
    lines = []
    for one in standing_items(found):
        state = stands(one)
        files = [file for key in statements_of(one) for file in files_of(ITEM, str(key)) if not file.struck_at]
        open_to = state != "accepted"
        lines.append((one, lamp_of(one, today), STANDS[state], files, reports and open_to and may_report(rights, one), runs and open_to))
    return lines


def _draft(state: str) -> str:
    """Return the document whose draft is of use in a state."""
    return {"proposed": "notice", "returned": "notice", "approved": "notice", "held": "minutes"}.get(state, "")


@needs("interview.view")
@require_safe
def draft(request: Any, uid: str, document: str, form: str) -> HttpResponse:
    """Give the draft of a document as Word or PDF, for whoever stands on the committee's side."""
    found = shown(request, uid)
    if document not in KINDS or form not in {"docx", "pdf"} or not on_committees_side(request.rights, found):
        raise Http404
    official = drafted(found, document, request.now)
    content = (official.own or word_of(official)) if form == "docx" else pdf_of(official)
    return download(f"{official.title}（稿）.{form}", content, WORD if form == "docx" else PDF)


@needs("interview.view")
@require_safe
def paper(request: Any, uid: str, pk: int, form: str) -> HttpResponse:
    """Give a document that was issued about an interview, as it went out."""
    found = shown(request, uid)
    issued = get_object_or_404(Issued.objects.select_related("word", "pdf"), pk=pk, object_type="interview", object_id=found.uid)
    if form not in {"docx", "pdf"}:
        raise Http404
    blob, kind = (issued.word, WORD) if form == "docx" else (issued.pdf, PDF)
    return download(f"{issued.title}.{form}", store.place(blob.sha256).read_bytes(), kind)


@needs("interview.view")
@require_safe
def mine(request: Any) -> HttpResponse:
    """Show a leader, or whoever records for one, the interviews of that leader: when and where, what was promised, what is to be put right."""
    today, officers = day_of(request.now), request.rights.reach("interview.view").officers
    rows = Interviewee.objects.current().filter(officer__in=officers, interview__steps__kind="notify").select_related("officer")
    keys = {one.interview_id: one.officer for one in rows}
    found: Any = Interview.objects.with_state().filter(pk__in=keys).select_related("unit", "committee").order_by("-opened_at")
    cards = [(one, STATES[one.state], keys[one.pk], one.meetings.current().first(), [point for point in one.points.all() if point.kind == "commitment"],
              [(item, lamp_of(item, today)) for item in standing_items(one)]) for one in found]
    known = interviews_known(Question(today, today), today)
    own = Officer.objects.filter(pk__in=officers).order_by("pk")
    above = SuperiorInterview.objects.current().filter(officers__in=officers).select_related("unit").distinct()
    return render(request, "interviews/mine.html", {"cards": cards, "above": above, "people": [(one, times(known, [one.code])[one.code]) for one in own]})


@needs("interview.view")
@require_safe
def officer(request: Any, code: str) -> HttpResponse:
    """Show how often an officer was interviewed within the span, with the days (第二十五条（五）)."""
    found, today = get_object_or_404(Officer, code=code), day_of(request.now)
    if not request.rights.reach("interview.view").covers_officer(found):
        raise Http404
    known = interviews_known(Question(today, today), today)
    grounds = [one for one in reached(known) if one["officer"] == code]
    own = {one.uid: one for one in Interview.objects.visible_to(request.rights).filter(interviewees__officer=found, interviewees__struck_at=None,
                                                                                    steps__kind="hold").select_related("unit", "committee").distinct()}
    above = {one.uid: one for one in SuperiorInterview.objects.current().visible_to(request.rights).filter(officers=found).select_related("unit")}
    return render(request, "interviews/officer.html", {"officer": found, "times": times(known, [code])[code], "grounds": grounds, "own": own,
                                                       "above": above, "reached_on": date.fromisoformat(grounds[0]["on"]) if grounds else None})


@needs("interview.view")
@require_safe
def counts(request: Any) -> HttpResponse:
    """List who was interviewed within the span, by unit and name; discipline looks here; `excel` in the address gives it as a sheet."""
    today = day_of(request.now)
    known = interviews_known(Question(today, today), today)
    people = {one.code: one for one in Officer.objects.filter(request.rights.reach("interview.view").of_officers(""))}
    rows = [(people[one.times.officer], one) for one in everybody(known) if one.times.officer in people]
    if "excel" in request.GET:
        heads = (("序号", 6), ("人员编号", 16), ("姓名", 12), ("单位", 18), ("近一年被约谈次数", 16), ("日期", 40), ("近一年达到次数", 14),
                 ("曾在一年内达到次数", 18))
        columns = [Column(title, width) for title, width in heads]
        lines = [[place, one.code, one.name, many.unit.name if many.unit else "", many.times.number,
                  "、".join(in_words(on) for _, on in many.times.interviews), many.times.reached, many.reached_on]
                 for place, (one, many) in enumerate(rows, 1)]
        return download(f"被约谈次数_{today:%Y%m%d}.xlsx", workbook([Sheet("被约谈次数", columns, lines)]))
    return render(request, "interviews/counts.html", {"rows": rows})
