"""What the pages of interviews share: the interview that the account may see, the one of which it may take a verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.interviews.forms.base import Faulty
from anze.interviews.models import Interview
from anze.interviews.policies import OWN_PROPOSAL, SENDING, VERBS, WARNED, refusal
from anze.interviews.queries.entitled import may, verbs_open
from anze.interviews.queries.page import triggers_of
from anze.interviews.queries.readiness import lacking
from anze.people.moment import day_of

FORM = "interviews/form.html"


def shown(request: Any, uid: str) -> Any:
    """Return an interview that the account may see, with its state; 404 for any other."""
    return get_object_or_404(Interview.objects.visible_to(request.rights).with_state().select_related("unit", "committee", "opened_by"), uid=uid)


def to_take(request: Any, uid: str, kind: str) -> Any:
    """Return an interview of which the account may take a verb. 404 where it may not see it, 403 where the verb is another's."""
    found = shown(request, uid)
    if not may(request.rights, found, kind):
        raise PermissionDenied(f"{VERBS[kind].label}由约谈方办理。" if VERBS[kind].side == "committee" else f"{VERBS[kind].label}由被约谈的一方办理。")
    return found


def closed_to(request: Any, interview: Any, kind: str) -> str:
    """Say why the verb may not be taken as things stand; empty where it may."""
    words = refusal(kind, interview.state)
    if not words and VERBS[kind].decides and kind not in verbs_open(request.rights, interview, interview.state):
        return OWN_PROPOSAL
    return words or lacking(interview, kind, day_of(request.now))


def page(request: Any, interview: Any, kind: str, form: Faulty | None, verb: Callable[[Any], Any], said: str, template: str = FORM,
         **more: Any) -> HttpResponse:
    """Show the form of a verb; where one is sent that holds, take the verb (`verb` is given what was filled in) and go back to the interview."""
    words = closed_to(request, interview, kind)
    if words:
        messages.warning(request, words)
        return redirect("interviews:detail", interview.uid)
    if kind in WARNED:
        more["triggers"] = triggers_of(interview, request.rights, day_of(request.now))
        if form is not None and kind in SENDING and "lapsed" not in form.fields and any(one.lapsed for one in more["triggers"]):
            form.ask("lapsed")
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            verb(form.cleaned_data if form is not None else {})
        except ValidationError as fault:
            if form is None:
                messages.error(request, " ".join(fault.messages))
                return redirect("interviews:detail", interview.uid)
            form.add_faults(fault)
        else:
            messages.success(request, said)
            return redirect("interviews:detail", interview.uid)
    return render(request, template, {"interview": interview, "form": form, "verb": VERBS[kind], "kind": kind, **more},
                  status=422 if form is not None and form.errors else 200)
