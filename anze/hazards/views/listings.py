"""The pages of listings: list, one of them, the notice as a draft."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.word import word_of
from anze.duties.queries.workdays import reckoned
from anze.hazards.models import Listing
from anze.hazards.policies import LISTING, WAY
from anze.hazards.queries.clocks import Clocks, clocks, finding_of
from anze.hazards.queries.entitled import listing_verbs
from anze.hazards.queries.lists import LISTED, listing_lamp, listing_sheet, listings
from anze.hazards.queries.papers import drafted, issued_of
from anze.hazards.views.dangers import PER_PAGE, places_seen, wanted_of
from anze.papers.queries.files import case_files
from anze.people.moment import asked, day_of
from anze.workbook.write import download, workbook

FIRST: Final = ("list", "decline", "grant", "refuse", "accept", "delist", "find")


@needs("hazard.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List listings by the filters of the address; `excel` in it gives them as a sheet."""
    question = asked(request.GET, request.now)
    rows = listings(request.rights, wanted_of(request), question, day_of(request.now))
    if "excel" in request.GET:
        return download(f"挂牌督办_{question.as_of:%Y%m%d}.xlsx", workbook([listing_sheet(rows)]))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(one, days, why, listing_lamp(one, days, question.as_of), LISTING.states[one.state].label) for one, days, why in page]
    view = request.GET.get("view") if request.GET.get("view") in LISTED else "open"
    return render(request, "hazards/listings.html", {"page": page, "lines": lines, "views": LISTED, "view": view, "units": places_seen(request),
                                                     "narrowed": any(request.GET.get(name) for name in ("unit", "state", "q"))})


def _shown(request: Any, uid: str) -> Any:
    rows = Listing.objects.visible_to(request.rights).with_state().select_related("danger__unit", "danger__enterprise", "danger__department", "lister",
                                                                                  "department")
    return get_object_or_404(rows.prefetch_related("steps__by", "findings__recorded_by"), uid=uid)


@needs("hazard.view")
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show a listing: how it stands, what is next, its terms by working days, its finding, its papers and files, its story."""
    found, today = _shown(request, uid), day_of(request.now)
    days, why = clocks(found), finding_of(found)
    verbs = listing_verbs(request.rights, found, found.state)
    done = {one.kind for one in found.steps.all()}
    hidden = {kind for kind in ("publish_listing", "publish_closing") if kind in done}
    hidden |= {"unfind"} if why is None else {"find"}
    hidden |= {"find"} if not days.overdue(today) else set()
    hidden |= {"ask"} if days.ask_by is None or days.ask_by < today else set()
    shown = [(kind, LISTING.verbs[kind]) for kind in verbs if kind not in hidden]
    return render(request, "hazards/listing.html", {
        "listing": found, "state": LISTING.states[found.state], "lamp": listing_lamp(found, days, today), "days": days, "why": why,
        "overdue": days.overdue(today), "terms": [(term, term.lamp(today), term.words(today)) for term in days.terms], "first": FIRST, "way": _way(found.state),
        "verbs": sorted(shown, key=lambda one: one[0] not in FIRST), "papers": issued_of(found), "findings": found.findings.all(),
        "reckoned": _reckoned(found.state, days), "steps": sorted(found.steps.all(), key=lambda one: one.pk),
        "draft": found.state == "proposed" and request.rights.may("hazard.view", unit=found.lister),
        **case_files(request.rights, "listing", found.uid)})


def _reckoned(state: str, days: Clocks) -> str:
    """Say where a day that the page shows was reckoned without a year's official calendar."""
    shown = [days.ask_by, days.deadline] if state == "listed" else []
    return reckoned(*shown, *(term.due for term in days.terms if term.done is None))


def _way(state: str) -> list[tuple[str, str]]:
    here = {"extending": "listed"}.get(state, state)
    if here not in WAY:
        return []
    at = WAY.index(here)
    return [(LISTING.states[name].label, "done" if place < at or state == "delisted" else "here" if place == at else "ahead")
            for place, name in enumerate(WAY)]


@needs("hazard.view")
@require_safe
def notice(request: Any, uid: str, form: str) -> HttpResponse:
    """Give the draft of the notice of a proposal as Word or PDF, for whoever stands on the lister's side."""
    found = _shown(request, uid)
    if form not in {"docx", "pdf"} or found.state != "proposed" or not request.rights.may("hazard.view", unit=found.lister):
        raise Http404
    official = drafted(found, request.now)
    content = (official.own or word_of(official)) if form == "docx" else pdf_of(official)
    return download(f"{official.title}（稿）.{form}", content, WORD if form == "docx" else PDF)
