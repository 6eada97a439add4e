"""What the pages of tours share: the tour that the account may see, and a verb of it on a page of its own."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.tours.models import Tour
from anze.tours.policies import VERBS, refusal
from anze.tours.queries.entitled import may, verbs_open

METHODS: Final = ["GET", "HEAD", "POST"]
FORM: Final = "tours/form.html"
OF_SIDE: Final = {"superior": "派出单位的安委办", "group": "巡查组和派出单位的安委办", "unit": "被巡查的一方"}


def shown(request: Any, uid: str) -> Any:
    """Return a tour that the account may see, with its state; 404 for any other."""
    return get_object_or_404(Tour.objects.visible_to(request.rights).with_state().select_related("unit", "superior", "opened_by"), uid=uid)


def to_take(request: Any, uid: str, kind: str) -> Any:
    """Return a tour of which the account may take a verb. 404 where it may not see it, 403 where the verb is another's."""
    found = shown(request, uid)
    if not may(request.rights, found, kind):
        raise PermissionDenied(f"{VERBS[kind].label}由{OF_SIDE[VERBS[kind].side]}办理。")
    return found


def closed_to(request: Any, tour: Any, kind: str) -> str:
    """Say why the verb may not be taken as things stand; empty where it may."""
    words = refusal(kind, tour.state)
    if not words and VERBS[kind].decides and kind not in verbs_open(request.rights, tour, tour.state):
        return "这份反馈意见是您报审的，不能由您审定。请由另一位安委办负责人审定。"
    return words


def page(request: Any, tour: Any, kind: str, form: Any, verb: Callable[[], Any], said: str, template: str = FORM, **more: Any) -> HttpResponse:
    """Show the form of a verb; where one is sent that holds, take the verb and go back to the tour."""
    words = closed_to(request, tour, kind)
    if words:
        messages.warning(request, words)
        return redirect("tours:detail", tour.uid)
    if request.method == "POST" and form.is_valid():
        try:
            verb()
        except ValidationError as fault:
            form.add_faults(fault)
        if not form.errors:
            messages.success(request, said)
            return redirect("tours:detail", tour.uid)
    return render(request, template, {"tour": tour, "form": form, "verb": VERBS[kind], "kind": kind, **more},
                  status=422 if form.is_bound and form.errors else 200)
