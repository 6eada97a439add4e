"""What the pages of assessments share: the assessment that the account may see, the one of which it may take a verb, the page of a verb."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from anze.assessments.forms.base import Asked
from anze.assessments.models import Assessment
from anze.assessments.policies import VERBS, refusal, verbs_from
from anze.assessments.queries.entitled import drawn_up_by, may, own_units, seen_units
from anze.people.models import Unit

METHODS: Final = ["GET", "HEAD", "POST"]
FORM: Final = "assessments/form.html"


def shown(request: Any, uid: str) -> Any:
    """Return an assessment that the account may see, with its state; 404 for any other."""
    return get_object_or_404(Assessment.objects.visible_to(request.rights).with_state().select_related("by", "opened_by", "copied_from"), uid=uid)


def to_take(request: Any, uid: str, kind: str) -> Any:
    """Return an assessment of which the account may take a verb. 404 where it may not see it, 403 where the verb is another's."""
    found = shown(request, uid)
    if not may(request.rights, found, kind):
        raise PermissionDenied(f"{VERBS[kind].label}由{'组织考核的安委办' if VERBS[kind].side == 'office' else '被考核单位'}办理。")
    return found


def unit_seen(request: Any, found: Any, code: str) -> Unit:
    """Return a unit covered whose lines the account sees; 404 for any other."""
    unit = next((one for one in seen_units(request.rights, found) if one.code == code), None)
    if unit is None:
        raise Http404
    return unit


def unit_own(request: Any, found: Any, code: str, kind: str) -> Unit:
    """Return a unit covered for which the account reports; 404 where it does not see it, 403 where another reports for it."""
    unit = unit_seen(request, found, code)
    if unit not in own_units(request.rights, found):
        raise PermissionDenied(f"{VERBS[kind].label}由{unit.name}自己的安委办或者联络员办理。")
    return unit


def closed_to(request: Any, found: Any, kind: str) -> str:
    """Say why the verb may not be taken as things stand; empty where it may."""
    words = refusal(kind, found.state, others=[one for one in verbs_from(found.state) if not may(request.rights, found, one)])
    if not words and VERBS[kind].decides and request.user.pk in drawn_up_by(found):
        return "这个结果是您评分、形成的，不能由您确认。请由安委办负责人中的另一位确认。"
    return words


def page(request: Any, found: Any, kind: str, form: Asked, verb: Callable[[Any], Any], said: str, *, template: str = FORM, back: str = "",
         **more: Any) -> HttpResponse:
    """Show the form of a verb; where one is sent that holds, take the verb (`verb` is given what was filled in) and go back."""
    back = back or reverse("assessments:detail", args=[found.uid])
    words = closed_to(request, found, kind)
    if words:
        messages.warning(request, words)
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data)
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, said)
            return redirect(back)
    return render(request, template, {"assessment": found, "form": form, "verb": VERBS[kind], "kind": kind, "back": back, **more},
                  status=422 if form.is_bound and form.errors else 200)
