"""A verb of a tour on its page: its form, then the deed. 404 for a stranger's, 403 where the verb is another's."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.tours.policies import CHECK, DECIDE, REPORT, RUN, VERBS
from anze.tours.queries.papers import DOCUMENT_OF
from anze.tours.views.deeds import DEEDS
from anze.tours.views.shared import METHODS, closed_to, page, to_take


def _take(request: Any, uid: str, kind: str, permission: str) -> HttpResponse:
    if kind not in DEEDS or VERBS[kind].permission != permission:
        raise Http404
    found, deed = to_take(request, uid, kind), DEEDS[kind]
    if closed_to(request, found, kind):
        return page(request, found, kind, None, lambda: None, "")
    form = deed.form(request, found)
    preview = "feedback" if kind == "propose" else DOCUMENT_OF.get(kind, "")
    proposal = found.steps.filter(kind="propose").order_by("-pk").first() if VERBS[kind].decides else None
    return page(request, found, kind, form, lambda: deed.do(request, found, form), f"{found.uid}：已{VERBS[kind].label}。", deed=deed, preview=preview,
                left=proposal.left if proposal else "")


@needs("tour.run")
@require_http_methods(METHODS)
def run(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb of the superior's office."""
    return _take(request, uid, kind, RUN)


@needs("tour.check")
@require_http_methods(METHODS)
def go(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb of the group."""
    return _take(request, uid, kind, CHECK)


@needs("tour.decide")
@require_http_methods(METHODS)
def decide(request: Any, uid: str, kind: str) -> HttpResponse:
    """Decide on the feedback; never on one's own proposal."""
    return _take(request, uid, kind, DECIDE)


@needs("tour.report")
@require_http_methods(METHODS)
def report(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb of the unit visited."""
    return _take(request, uid, kind, REPORT)
