"""Acts are recorded: the form, what it will serve, the receipt, the correction."""

from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anze.access.guard import needs
from anze.acts.actions.drafts import drop_draft
from anze.acts.actions.recording import correct_act, record_act
from anze.acts.forms.base import ActForm
from anze.acts.forms.recording import FORMS, initial_of
from anze.acts.forms.start import start
from anze.acts.forms.unseen import seen, seen_only
from anze.acts.models import Act, Draft
from anze.acts.policies import taken_back
from anze.acts.queries.alike import alike
from anze.acts.queries.entitled import may_withdraw
from anze.acts.queries.evidence import aside_of
from anze.acts.queries.growth import growth_of
from anze.acts.queries.offered import asked_for, types_of
from anze.acts.queries.serves import served_by, serves
from anze.acts.told import told_of
from anze.acts.views.attaching import keep_for_later, take_in
from anze.acts.views.offline import anothers, by_script, faulty, received
from anze.law.codes import ACT_TYPES
from anze.people.moment import day_of

ICONS: Final = {"inspection": "eye", "meeting": "people", "document": "file", "budget": "list"}
WHOLE: Final = ("participants__officer", "topics", "problems__follow_up_unit", "problems__steps", "joint_with", "confirmations__by", "confirmations__officer")


@needs("act.record")
@require_safe
def choose(request: Any) -> HttpResponse:
    """Choose what to record; a link that names it goes on at once."""
    begun = start(request.rights, day_of(request.now), request.GET)
    if begun.type:
        return redirect(f"{reverse('acts:record_type', args=[begun.type])}?{request.GET.urlencode()}")
    offered = {kind for unit in begun.units for kind in types_of(unit)}
    kinds = [(kind, label, ICONS[kind]) for kind, label in sorted(ACT_TYPES.items(), key=lambda one: one[0] != "inspection") if kind in offered]
    return render(request, "acts/choose.html", {"kinds": kinds})


@needs("act.record")
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Any, kind: str) -> HttpResponse:
    """Record an act. Sent by a script (Accept: application/json) it answers with the receipt or the faults, for the queue on a device."""
    form = _form(request, kind)
    if request.method == "POST":
        if (refusal := anothers(request)) is not None:
            return refusal
        if not _mending(request) and form.is_valid():
            act = _saved(request, form)
            if act is not None:
                return _receipt(request, act, form.key)
        if by_script(request):
            return faulty(str(sentence) for errors in form.errors.values() for sentence in errors)
        keep_for_later(request, form)
    return _page(request, form, status=422 if form.errors else 200)


def _form(request: Any, kind: str, initial: Any = None) -> ActForm:
    if kind not in FORMS:
        raise Http404
    data, mended = seen_only(request.POST) if request.method == "POST" else (None, frozenset())
    if data is not None and not data.get("device_key"):
        data["device_key"] = str(uuid4())
    asked = {name: str(initial[name]) for name in ("unit", "date", "on_behalf_of")} if initial else request.GET
    begun = start(request.rights, day_of(request.now), asked if data is None else data, kind)
    return FORMS[kind](data, rights=request.rights, now=request.now, start=begun, initial=initial, mended=mended)


def _mending(request: Any) -> bool:
    """Say whether the form was sent to take a file away, and not to be recorded."""
    return "drop_file" in request.POST


def _saved(request: Any, form: ActForm) -> Act | None:
    got = form.cleaned_data
    try:
        act = record_act(request.user, request.now, form.told(), device_key=got["device_key"], typed_at=got["typed_at"])
    except ValidationError as fault:
        form.take(fault)
        return None
    drop_draft(request.user, f"record:{form.type}")
    return act


def _receipt(request: Any, act: Act, key: str) -> HttpResponse:
    refused, again = take_in(request, act, key), act.recorded_at != request.now
    address = reverse("acts:receipt", args=[act.uid])
    if again:
        messages.info(request, "这一次已经登记过，没有重复登记，下面是当时的回执。要改内容的，到记录页用“更正”；又做了一次的，点“再登记一件”。")
    if by_script(request):
        return received(act.uid, address, reverse("acts:detail", args=[act.uid]), again=again, refused=refused)
    return redirect(address)


def _page(request: Any, form: ActForm, status: int = 200, **more: Any) -> HttpResponse:
    draft = Draft.objects.filter(account=request.user, form=f"record:{form.type}").first() if request.method == "GET" and not more else None
    context = {"form": form, "kind": form.type, "label": ACT_TYPES[form.type], "draft": draft, "duty": asked_for(request.GET.get("duty", "")),
               "today": day_of(request.now), "aside": list(aside_of(request.user, form.key)) if form.is_bound else []}
    context |= _panel(request, form, more["correcting"].uid if more else "") | more
    return render(request, "acts/record.html", context, status=status)


def _panel(request: Any, form: ActForm, corrects: str = "") -> dict[str, Any]:
    """Return what the form, as filled in so far, would serve, and what is on record that may be the same (`corrects` is not)."""
    if not form.is_bound:
        form = form.as_sent()
    form.is_valid()
    if not {"unit", "date"} <= form.cleaned_data.keys():
        return {"served": None}
    told = form.told()
    found = serves(told, request.now)
    return {"served": found, "late": any(one.late for one in found), "growth": growth_of(told, day_of(request.now)), "kind": form.type,
            "alike": alike(request.rights, told, corrects)}


@needs("act.record")
@require_POST
def panel(request: Any, kind: str) -> HttpResponse:
    """Say what the form will serve, as it stands; and offer the people of another unit or day where that was changed."""
    form = _form(request, kind)
    context = {"form": form, "kind": kind} | _panel(request, form, seen(request.POST.get("corrects", "")))
    if request.POST.get("fitted", "") != form.fitted:
        data = {name: request.POST.get(name, "") for name in ("unit", "date", "on_behalf_of")}
        begun = start(request.rights, day_of(request.now), data, kind)
        context["people"] = FORMS[kind](rights=request.rights, now=request.now, start=begun)
    return render(request, "acts/parts/panel.html", context)


@needs("act.view")
@require_safe
def receipt(request: Any, uid: str) -> HttpResponse:
    """Show the receipt: its number, what was recorded, what it served."""
    found = Act.objects.visible_to(request.rights).select_related("unit", "recorded_by", "on_behalf_of", "withdrawal").prefetch_related(*WHOLE)
    act = get_object_or_404(found, uid=uid)
    served = served_by([act], day_of(request.now)).get(act.pk, [])
    again = urlencode({"type": act.type, "unit": act.unit.code})
    return render(request, "acts/receipt.html", {"act": act, "served": served, "may_withdraw": may_withdraw(request.rights, act), "query": again,
                                                 "alike": [] if taken_back(act) else alike(request.rights, told_of(act), act.uid)})


@needs("act.record")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Any, uid: str) -> HttpResponse:
    """Record an act anew in the place of one that was wrong."""
    found = Act.objects.visible_to(request.rights).select_related("unit", "withdrawal", "on_behalf_of", "visited").prefetch_related(*WHOLE)
    act = get_object_or_404(found, uid=uid)
    if not may_withdraw(request.rights, act):
        raise PermissionDenied("这条记录不是您登记的，也不属于您的单位，不能更正。请联系登记人。")
    if hasattr(act, "withdrawal"):
        raise PermissionDenied(taken_back(act))
    form = _form(request, act.type, initial_of(told_of(act)) if request.method != "POST" else None)
    reason = seen(request.POST.get("reason", ""))
    if request.method == "POST" and not _mending(request) and form.is_valid():
        try:
            made = correct_act(request.user, request.now, act, form.told(), reason=reason, device_key=form.cleaned_data["device_key"])
        except ValidationError as fault:
            form.take(fault)
        else:
            take_in(request, made, form.key)
            return redirect("acts:receipt", made.uid)
    if request.method == "POST":
        keep_for_later(request, form)
    return _page(request, form, 422 if form.errors else 200, correcting=act, reason=reason)
