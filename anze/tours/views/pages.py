"""The page of one tour, and its documents."""

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.acts.evidence import store
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.word import word_of
from anze.duties.sources import about, begin
from anze.papers.models import Issued
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.tours.codes import VERDICTS
from anze.tours.models import Tour
from anze.tours.policies import RUN, STATES, VERBS, WAY
from anze.tours.queries.checklist import checklist
from anze.tours.queries.entitled import may, may_report, on_tours_side, reads_findings, steps_shown, verbs_open
from anze.tours.queries.files import FINDING, ITEM, files_by
from anze.tours.queries.items import lamp_of, standing_items, stands, words_of
from anze.tours.queries.papers import DRAFT_IN, KINDS, LABELS, OBJECT, drafted, issued_of
from anze.tours.queries.samples import verdicts
from anze.tours.views.shared import shown
from anze.workbook.write import download

FIRST: Final = ("notify", "arrive", "leave", "propose", "feed_back", "require", "report", "close")  # what stands first among the verbs open
OWN_PAGES: Final = {"check", "verify", "find", "item", "item_report"}  # verbs with a place of their own on the page
GROUPS: Final = {"tour.run": "tours:run", "tour.check": "tours:go", "tour.decide": "tours:decide", "tour.report": "tours:report"}


@needs("tour.view")
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show a tour: where it stands, what is next, its group, what was looked at, found and put right, its papers and story."""
    found, today, rights = shown(request, uid), day_of(request.now), request.rights
    side, reads = on_tours_side(rights, found), reads_findings(rights, found, found.state)
    verbs = [(kind, VERBS[kind], _address(found, kind)) for kind in verbs_open(rights, found, found.state) if kind not in OWN_PAGES]
    draw = found.draws.current().first() if side else None
    return render(request, "tours/detail.html", {
        "tour": found, "state": STATES[found.state], "way": _way(found.state, side), "first": FIRST, "side": side, "labels": LABELS, "today": today,
        "verbs": sorted(verbs, key=lambda one: one[0] not in FIRST), "draft": DRAFT_IN.get(found.state, "") if side else "",
        "schedule": found.schedules.current().first(), "members": found.members.current().select_related("officer", "account").order_by("-lead", "pk"),
        "posts": checklist(found, asked_by(request.GET, request.now), today, evidence=False) if side else [], "draw": draw,
        "verdicts": [(VERDICTS[name], count) for name, count in verdicts(draw).items() if name in VERDICTS] if draw else [],
        "left": verdicts(draw)["left"] if draw else 0, "checks": side and may(rights, found, "check"), "finds": found.state in VERBS["find"].start,
        "findings": _findings(found) if reads else [], "reads": reads, "items": _items(request, found, today), "papers": issued_of(found),
        "steps": list(steps_shown(rights, found)), "days": {one.kind: one.on for one in found.steps.all() if one.kind in {"arrive", "leave"}}})


def _address(tour: Tour, kind: str) -> str:
    if kind == "require":
        return reverse("tours:require", args=[tour.uid])
    return reverse(GROUPS[VERBS[kind].permission], args=[tour.uid, kind])


def _way(state: str, side: bool) -> list[tuple[str, str]]:
    """Return the states of the straight way, each with done, here, or ahead."""
    beside = {"returned": "proposed", "sent_back": "rectifying"}.get(state, state)
    way = [name for name in WAY if side or name not in {"planned", "drafted", "proposed"}]
    if beside == "cancelled":
        return []
    here = way.index(beside) if beside in way else way.index("on_site")
    return [(STATES[name].label, "done" if place < here or state == "closed" else "here" if place == here else "ahead") for place, name in enumerate(way)]


def _findings(tour: Tour) -> list[tuple[Any, list[Any]]]:
    rows = list(tour.findings.current().select_related("unit", "officer").order_by("position", "pk"))
    files = files_by(FINDING, [one.root for one in rows])
    return [(one, files.get(str(one.root), [])) for one in rows]


def _items(request: Any, tour: Any, today: date) -> list[dict[str, Any]]:
    """Return the items with lamp, words and files of each, and what the account may do about it."""
    rights = request.rights
    reports, changes = (tour.state in VERBS[kind].start for kind in ("item_report", "item"))
    runs = rights.reach(RUN).covers_unit(tour.superior)
    lines, items = [], standing_items(tour)
    files = files_by(ITEM, [one.pk for one in items])
    for one in items:
        open_to, key = stands(one) != "accepted", f"{tour.uid}/{one.position}"
        lines.append({"item": one, "lamp": lamp_of(one, today), "words": words_of(one, today), "reports": reports and open_to and may_report(rights, one),
                      "changes": changes and runs and open_to, "files": files.get(str(one.pk), []),
                      "supervise": begin("tours", key, rights) if runs and open_to else "", "related": about("tours", key, rights, today)})
    return lines


@needs("tour.view")
@require_safe
def draft(request: Any, uid: str, document: str, form: str) -> HttpResponse:
    """Give the draft of a document as Word or PDF, for whoever stands on the side that visits."""
    found = shown(request, uid)
    if document not in KINDS or form not in {"docx", "pdf"} or not on_tours_side(request.rights, found):
        raise Http404
    official = drafted(found, document, request.now)
    content = (official.own or word_of(official)) if form == "docx" else pdf_of(official)
    return download(f"{official.title}（稿）.{form}", content, WORD if form == "docx" else PDF)


@needs("tour.view")
@require_safe
def paper(request: Any, uid: str, pk: int, form: str) -> HttpResponse:
    """Give a document that was issued about a tour, as it went out."""
    found = shown(request, uid)
    issued = get_object_or_404(Issued.objects.select_related("word", "pdf"), pk=pk, object_type=OBJECT, object_id=found.uid)
    if form not in {"docx", "pdf"}:
        raise Http404
    blob, kind = (issued.word, WORD) if form == "docx" else (issued.pdf, PDF)
    return download(f"{issued.title}.{form}", store.place(blob.sha256).read_bytes(), kind)
