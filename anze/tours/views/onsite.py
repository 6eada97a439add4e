"""The group on site, on a phone as at a desk: the checklist post by post, the acts of the sample."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.acts.actions.drafts import drop_draft
from anze.acts.models import Draft
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.tours.actions import looking
from anze.tours.codes import OUTCOME_LAMPS, OUTCOMES, VERDICT_LAMPS, VERDICTS
from anze.tours.forms.visiting import marks_of
from anze.tours.models import Tour
from anze.tours.policies import VERBS
from anze.tours.queries.checklist import checklist, keys_of, posts_of
from anze.tours.queries.entitled import may, on_tours_side, verbs_open
from anze.tours.queries.samples import alike, sampled, verdicts, visible_acts
from anze.tours.views.shared import METHODS, closed_to, shown


def _on_side(request: Any, uid: str) -> Any:
    """Return a tour for whoever stands on the side that visits; 404 for any other."""
    found = shown(request, uid)
    if not on_tours_side(request.rights, found):
        raise Http404
    return found


@needs("tour.view", to_change="tour.check")
@require_http_methods(METHODS)
def check(request: Any, uid: str, post: str) -> HttpResponse:
    """Show the duties of a post with what is on record as of a day; whoever is of the group marks what each was found to be."""
    found, today, asked = _on_side(request, uid), day_of(request.now), asked_by(request.GET, request.now)
    if post not in posts_of(found, today):
        raise Http404
    faults: list[str] = []
    if request.method == "POST":
        _allowed(request, found, "check")
        keys = keys_of(found, asked, today, post)
        faults, saved = _marked(request, found, "check", lambda: looking.check(
            request.user, request.now, found, marks_of(request.POST, keys, OUTCOMES)))
        if not faults:
            drop_draft(request.user, _draft_of(uid, post))
            messages.success(request, f"已保存 {saved} 条。" if saved else "没有变化。")
            return redirect("tours:check", uid, _next(found, post, request) or post)
    group = next(iter(checklist(found, asked, today, post)), None)
    if group is None:
        raise Http404
    writes = may(request.rights, found, "check") and found.state in VERBS["check"].start
    rows = [(one, *_shown(request, place, one.check, faults)) for place, one in enumerate(group.lines)]
    return render(request, "tours/check.html", {
        "tour": found, "group": group, "rows": rows, "outcomes": OUTCOMES, "lamps": OUTCOME_LAMPS, "faults": faults, "writes": writes, "asked": asked,
        "draft": Draft.objects.filter(account=request.user, form=_draft_of(uid, post)).first() if writes and request.method != "POST" else None,
        "draft_form": _draft_of(uid, post),
        "today": today, "others": checklist(found, asked, today, evidence=False), "board": request.rights.may("board.view", unit=found.unit),
        "finds": writes and found.state in VERBS["find"].start}, status=422 if faults else 200)


def _draft_of(uid: str, post: str) -> str:
    """Return under what name the marks of a post are kept that were not saved yet."""
    return f"tour-check-{uid}-{post}"


def _next(tour: Tour, post: str, request: Any) -> str:
    """Return the next post, where the sending asks to go on to it."""
    posts = posts_of(tour, day_of(request.now))
    later = posts[posts.index(post) + 1:]
    return later[0] if "next" in request.POST and later else ""


def _allowed(request: Any, tour: Any, kind: str) -> None:
    if not may(request.rights, tour, kind):
        raise PermissionDenied(f"{VERBS[kind].label}由巡查组办理。")


def _marked(request: Any, tour: Any, kind: str, verb: Any) -> tuple[list[str], int]:
    words = closed_to(request, tour, kind)
    if words:
        return [words], 0
    try:
        return [], verb()
    except ValidationError as fault:
        return list(fault.messages), 0


def _shown(request: Any, place: int, mark: Any, faults: list[str]) -> tuple[str, str, int]:
    """Return a line's mark, note and the mark that stood: as it stands, or as it was sent where the sending was refused."""
    stands = (mark.mark, mark.note, mark.pk) if mark else ("", "", 0)
    if not faults or f"mark-{place}" not in request.POST:
        return stands
    return request.POST[f"mark-{place}"], request.POST.get(f"note-{place}", ""), stands[2]


@needs("tour.view", to_change="tour.check")
@require_http_methods(METHODS)
def sample(request: Any, uid: str) -> HttpResponse:
    """Show the acts that were drawn, with seed and size; whoever is of the group says what each was found to be."""
    found = _on_side(request, uid)
    draw = found.draws.current().first()
    faults: list[str] = []
    if request.method == "POST":
        _allowed(request, found, "verify")
        if draw is None:
            raise Http404
        keys = [(one,) for one in draw.acts]
        faults, saved = _marked(request, found, "verify", lambda: looking.verify(request.user, request.now, draw, marks_of(request.POST, keys, VERDICTS)))
        if not faults:
            messages.success(request, f"已保存 {saved} 条。" if saved else "没有变化。")
            return redirect("tours:sample", uid)
    rows = [(one, *_shown(request, place, one.mark, faults)) for place, one in enumerate(sampled(draw) if draw else [])]
    return render(request, "tours/sample.html", {
        "tour": found, "draw": draw, "rows": rows, "verdicts": VERDICTS, "lamps": VERDICT_LAMPS, "faults": faults, "counts": verdicts(draw),
        "alike": alike(draw) if draw else False, "opens": visible_acts(request.rights, draw) if draw else frozenset(),
        "writes": may(request.rights, found, "verify") and found.state in VERBS["verify"].start,
        "draws": "draw" in verbs_open(request.rights, found, found.state),
        "earlier": found.draws.exclude(struck_at=None).select_related("recorded_by").order_by("pk")}, status=422 if faults else 200)
