"""The page on which items are planned: from nothing, from a superior's document, from a thing on record (`from` in the address)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.acts.actions.drafts import drop_draft
from anze.acts.models import Act, Draft
from anze.people.moment import day_named
from anze.supervision.actions.planning import plan, plan_and_assign
from anze.supervision.codes import ORIGINS
from anze.supervision.forms.planning import HeadForm, rows_form
from anze.supervision.models import Task
from anze.supervision.queries.alike import alike
from anze.supervision.queries.origins import kind_of, named
from anze.supervision.told import Origin, Wanted
from anze.supervision.views.shared import places_of, undertakers_of


@needs("supervision.assign")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Plan one item or several of one origin, and assign them at once where that is pressed."""
    places = places_of(request)
    if not places:
        raise PermissionDenied("督办事项由市、县、镇的安委办立项。您的账号没有安委办的授权，请联系安全管理员。")
    origin, told = _origin(request)
    sent = request.POST if request.method == "POST" else None
    units = undertakers_of(places)
    about: dict[str, Any] = {"rights": request.rights, "now": request.now}
    head = HeadForm(sent, places=places, fixed=told is not None, contact=request.user.name, **about)
    rows = rows_form(sent, _begun(request, units), units=units, **about)
    like: list[Task] = []
    if sent is not None and head.is_valid() & rows.is_valid():
        wanted = rows.wanted(head.cleaned_data["answering"], head.cleaned_data["device_key"])
        like = [] if "not_the_same" in sent else alike(head.cleaned_data["unit"], wanted)
        done = None if like else _planned(request, head, origin, wanted, assigned=sent.get("then") == "assign")
        if done is not None:
            return done
    wrong = sent is not None and (head.errors or any(rows.errors) or like)
    draft = Draft.objects.filter(account=request.user, form=_draft_of(request)).first() if sent is None else None
    return render(request, "supervision/new.html", {
        "draft": draft, "draft_form": _draft_of(request),
        "head": head, "rows": rows, "units": units, "told": told, "kind": ORIGINS[origin.kind] if origin else "", "alike": like,
        "minutes": _minutes(origin)}, status=422 if wrong else 200)


def _planned(request: Any, head: HeadForm, origin: Origin | None, wanted: list[Wanted], *, assigned: bool) -> HttpResponse | None:
    """Plan, and assign where that was pressed; None where something cannot be, which the form says then."""
    got = head.cleaned_data
    asked = request.user, request.now, got["unit"], origin or head.told_origin(), wanted
    try:
        made = plan_and_assign(*asked, contact=got["contact"], phone=got["phone"]) if assigned else plan(*asked)
    except ValidationError as fault:
        head.add_faults(fault)
        return None
    drop_draft(request.user, _draft_of(request))
    return _said(request, made, assigned=assigned)


def _draft_of(request: Any) -> str:
    """Return the name under which the page keeps what was typed: one for each origin."""
    return f"supervision:{request.GET.get('from', '')}"[:80]


def _origin(request: Any) -> tuple[Origin | None, Any]:
    """Return the thing that the address names, and how it is called; 404 where it is none or the account may not see it."""
    said = request.GET.get("from", "")
    if not said:
        return None, None
    name, _, one = said.partition(":")
    told = named(name, one, request.rights) if name and one and len(one) <= 60 and len(name) <= 24 else None
    if told is None:
        raise Http404
    return Origin(kind=kind_of(name), list=name, id=one), told


def _begun(request: Any, units: Any) -> list[dict[str, Any]]:
    """Return the row that the address begins (`title`, `text`, `main`, `due`): what is known on the page that leads here is not typed again."""
    row: dict[str, Any] = {name: request.GET[name].replace("\x00", "")[:longest] for name, longest in (("title", 80), ("text", 600)) if request.GET.get(name)}
    main = units.filter(code=request.GET.get("main", "")).first()
    row |= {"main": main} if main else {}
    due = day_named(request.GET.get("due", ""))
    row |= {"due": due} if due else {}
    return [row] if row else []


def _minutes(origin: Origin | None) -> str:
    act = Act.objects.filter(uid=origin.id).first() if origin and origin.list == "acts" else None
    return act.minutes if act else ""


def _said(request: Any, made: Any, *, assigned: bool) -> HttpResponse:
    verb = "立项并交办" if assigned else "立项"
    messages.success(request, f"已{verb} {len(made)} 项：{'、'.join(one.uid for one in made)}。")
    if len(made) == 1:
        return redirect("supervision:detail", made[0].uid)
    view = "open" if assigned else "planned"
    answer = redirect("supervision:list")
    answer["Location"] += f"?view={view}"
    return answer
