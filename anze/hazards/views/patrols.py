"""The pages of patrols: list, one of them, recording on a phone, taking one back."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.acts.views.offline import anothers, by_script, faulty, received
from anze.enterprises.models import Cell
from anze.hazards.actions.patrols import record_patrol, withdraw_patrol
from anze.hazards.forms.dangers import WhyForm
from anze.hazards.forms.patrols import FoundForm, PatrolForm
from anze.hazards.models import Patrol
from anze.hazards.policies import CHANGE, DANGER
from anze.hazards.queries.lists import patrol_sheet, patrols
from anze.hazards.queries.monthly import months
from anze.hazards.queries.places import lister_of
from anze.hazards.views.dangers import PER_PAGE, places_seen, wanted_of
from anze.law.findings import in_words
from anze.papers.queries.files import case_files
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import download, workbook

TOWNS: Final = ("town", "subdistrict", "zone")
ROWS: Final = 3  # dangers of one sending
NO_TOWN: Final = "这个镇（街道、园区）现在不在您的范围里，不能登记。请联系安全管理员。"


@needs("hazard.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List patrols by town and by cell; `excel` in the address gives them as a sheet."""
    question = asked(request.GET, request.now)
    wanted = wanted_of(request)
    rows = patrols(request.rights, wanted, question)
    if "excel" in request.GET:
        return download(f"日常巡查_{question.as_of:%Y%m%d}.xlsx", workbook([patrol_sheet(rows)]))
    place = places_seen(request).filter(code=wanted["unit"]).first() if wanted.get("unit") else None
    cells = Cell.objects.standing().visible_to(request.rights, "hazard.view").filter(unit__code=wanted.get("unit", "")).order_by("code")
    return render(request, "hazards/patrols.html", {"page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "units": places_seen(request),
                                                    "cells": cells, "place": place, "may_change": bool(_towns(request)[:1]),
                                                    "months": months(request.rights, place.path if place else "", question),
                                                    "narrowed": any(request.GET.get(name) for name in ("unit", "cell", "q", "month"))})


def _towns(request: Any) -> Any:
    return Unit.objects.filter(request.rights.reach(CHANGE).of_units(), level__in=TOWNS, closed_on=None).order_by("path")


@needs("hazard.change")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Record a patrol with what it found; the town is asked for first where the account has several. Out of the queue on a device it answers
    with the receipt or the faults."""
    if (refusal := anothers(request)) is not None:
        return refusal
    towns = list(_towns(request))
    wanted = request.POST.get("unit") or request.GET.get("unit")
    unit = towns[0] if len(towns) == 1 else next((one for one in towns if one.code == wanted), None)
    if unit is None:
        return faulty([NO_TOWN]) if by_script(request) else render(request, "hazards/towns.html", {"towns": towns})
    form, rows = _forms(request, unit)
    if request.method == "POST" and form.is_valid() & rows.is_valid() and (made := _recorded(request, unit, form, rows)) is not None:
        address = reverse("hazards:patrol", args=[made.pk])
        return received(made.number, address, address, again=made.recorded_at != request.now) if by_script(request) else redirect(address)
    if request.method == "POST" and by_script(request):
        return faulty(_faults(form, rows))
    wrong = form.is_bound and (form.errors or any(rows.errors))
    kept = reverse("hazards:patrol_new", query={"unit": unit.code} if len(towns) > 1 else None)
    return render(request, "hazards/patrol_form.html", {"form": form, "rows": rows, "unit": unit, "kept": kept, "today": day_of(request.now)},
                  status=422 if wrong else 200)


def _forms(request: Any, unit: Unit) -> tuple[PatrolForm, Any]:
    sent = request.POST if request.method == "POST" else None
    about: dict[str, Any] = {"rights": request.rights, "now": request.now, "unit": unit}
    last = Patrol.objects.current().filter(unit=unit, recorded_by=request.user).order_by("-pk").first()
    start = {"cell": request.GET.get("cell")} if request.GET.get("cell", "").isdecimal() else {}
    form = PatrolForm(sent, people=last.people if last else request.user.name, initial=start, **about)
    return form, formset_factory(FoundForm, extra=ROWS)(sent, prefix="found", form_kwargs=about)


def _recorded(request: Any, unit: Unit, form: PatrolForm, rows: Any) -> Patrol | None:
    told = form.told()
    found = [one for row in rows if row.has_changed() and (one := row.stated(told["cell"])) is not None]
    try:
        made = record_patrol(request.user, request.now, unit=unit, found=found, lister=lister_of(unit, request.rights), **told)
    except ValidationError as fault:
        form.add_faults(fault)
        return None
    major = "其中的重大隐患已报县、市安委办，并提请挂牌督办。" if any(one.level == "major" for one in found) else ""
    again = "这份内容先前已经收到，没有重复登记。" if made.recorded_at != request.now else ""
    messages.success(request, again or f"已登记巡查，回执号 {made.number}，发现隐患 {len(found)} 个。{major}")
    return made


def _faults(form: PatrolForm, rows: Any) -> list[str]:
    said = [str(sentence) for errors in form.errors.values() for sentence in errors]
    return said + [f"第 {number} 个隐患：{sentence}" for number, row in enumerate(rows, 1) for errors in row.errors.values() for sentence in errors]


def _shown(request: Any, pk: int) -> Patrol:
    rows = Patrol.objects.visible_to(request.rights).select_related("unit", "cell", "recorded_by")
    return get_object_or_404(rows, pk=pk)


@needs("hazard.view")
@require_safe
def detail(request: Any, pk: int) -> HttpResponse:
    """Show a patrol and what it found."""
    found = _shown(request, pk)
    rows: Any = found.dangers.with_state()
    dangers = [(one, DANGER.states[one.state]) for one in rows.visible_to(request.rights).order_by("pk")]
    return render(request, "hazards/patrol.html", {"patrol": found, "firms": found.enterprises.order_by("name"), "dangers": dangers,
                                                   "may_change": request.rights.may(CHANGE, unit=found.unit) and found.struck_at is None,
                                                   **case_files(request.rights, "patrol", str(found.pk))})


@needs("hazard.change")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Any, pk: int) -> HttpResponse:
    """Take a patrol back."""
    found = _shown(request, pk)
    if not request.rights.may(CHANGE, unit=found.unit):
        raise PermissionDenied("这次巡查由登记的镇（街道、园区）撤回。")
    form = WhyForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_patrol(request.user, request.now, found, reason=form.cleaned_data["note"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, "已撤回这次巡查。")
            return redirect("hazards:patrol", pk)
    page = {"label": "撤回巡查", "name": f"{found} {in_words(found.on)}", "about": "撤回的记录留在案上。", "back": reverse("hazards:patrol", args=[pk]),
            "root": ("日常巡查", reverse("hazards:patrols")), "deed": {"danger": True}}
    return render(request, "hazards/form.html", {"form": form, **page}, status=422 if form.is_bound and form.errors else 200)
