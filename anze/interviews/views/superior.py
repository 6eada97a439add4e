"""Interviews that superiors held: listed, recorded, corrected, struck, out to Excel and in again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.duties.forms.upload import UploadForm
from anze.interviews.actions.importing import SHEET, TITLES, import_superiors
from anze.interviews.actions.superior import correct_superior, record_superior, strike_superior
from anze.interviews.codes import SUPERIORS
from anze.interviews.forms.opening import ReasonForm
from anze.interviews.forms.superior import SuperiorChangeForm, SuperiorForm
from anze.interviews.models import SuperiorInterview
from anze.interviews.queries.lists import year_of
from anze.people.moment import day_of
from anze.workbook.write import Column, Sheet, download, workbook

METHODS = ["GET", "HEAD", "POST"]
WIDTHS = {"事由": 50, "被约谈人编号": 24, "被约谈人": 24, "约谈机关": 24, "编号": 14}


def _rows(request: Any, unit: str) -> Any:
    found = SuperiorInterview.objects.current().visible_to(request.rights)
    if unit:
        found = found.filter(unit__code=unit)
    if year := year_of(request.GET):
        found = found.filter(date__year=year)
    return found.select_related("unit", "recorded_by").prefetch_related("officers").order_by("-date", "-pk")


@needs("interview.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List the interviews that superiors held; `excel` in the address gives the sheet that can be imported again."""
    seen = SuperiorInterview.objects.current().visible_to(request.rights)
    unit = request.GET.get("unit", "") if seen.filter(unit__code=request.GET.get("unit", "")).exists() else ""
    rows = _rows(request, unit)
    if "excel" in request.GET:
        columns = [Column(title, WIDTHS.get(title, 16), choices=tuple(SUPERIORS.values()) if title == "约谈机关" else ()) for title in TITLES]
        return download(f"上级约谈_{day_of(request.now):%Y%m%d}.xlsx", workbook([Sheet(SHEET, columns, (_cells(one) for one in rows))]))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "interviews/superior.html", {"page": page, "unit": unit, "may_record": request.rights.may("interview.propose")})


def _cells(one: SuperiorInterview) -> list[Any]:
    officers = sorted(one.officers.all(), key=lambda officer: officer.code)
    return [one.uid, one.unit.code, one.unit.name, SUPERIORS[one.by_level], one.by_name, one.date, "、".join(officer.code for officer in officers),
            "、".join(officer.name for officer in officers), one.place, one.number, one.text]


def _to_change(request: Any, uid: str) -> SuperiorInterview:
    rows = SuperiorInterview.objects.current().filter(request.rights.reach("interview.propose").of_units("unit")).select_related("unit")
    found: SuperiorInterview = get_object_or_404(rows, uid=uid)
    return found


def _out_of_reach(request: Any, form: SuperiorForm) -> bool:
    if request.rights.may("interview.propose", unit=form.cleaned_data["unit"]):
        return False
    form.add_error("unit", "您不能为这个单位登记，请改选。")
    return True


@needs("interview.propose")
@require_http_methods(METHODS)
def new(request: Any) -> HttpResponse:
    """Record an interview that a superior held."""
    form = SuperiorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not _out_of_reach(request, form):
        try:
            made = record_superior(request.user, request.now, form.told(), another=form.deliberate("another"))
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"已登记：{made.uid}。它计入第二十五条（五）的次数。")
            return redirect("interviews:superior")
    return render(request, "interviews/plain_form.html", {"form": form, "title": "登记上级约谈", "verb": "登记", "back": "interviews:superior",
                                                        "lead": "省、国务院安委会等上级约谈本市干部的，事后在这里登记。"}, status=422 if form.errors else 200)


@needs("interview.propose")
@require_http_methods(METHODS)
def correct(request: Any, uid: str) -> HttpResponse:
    """State such an interview anew."""
    found = _to_change(request, uid)
    initial = {name: getattr(found, name) for name in ("by_level", "by_name", "date", "place", "number", "text")} | {
        "unit": found.unit.code, "officers": "\n".join(f"{one.name}（{one.code}）" for one in found.officers.order_by("code"))}
    form = SuperiorChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and not _out_of_reach(request, form):
        try:
            correct_superior(request.user, request.now, found, form.told(), reason=form.cleaned_data["reason"], another=form.deliberate("another"))
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"{uid}：已更正，原来的留在案上。")
            return redirect("interviews:superior")
    return render(request, "interviews/plain_form.html", {"form": form, "title": f"更正上级约谈 {uid}", "verb": "保存更正", "back": "interviews:superior"},
                  status=422 if form.errors else 200)


@needs("interview.propose")
@require_http_methods(METHODS)
def strike(request: Any, uid: str) -> HttpResponse:
    """Strike such an interview."""
    found = _to_change(request, uid)
    form = ReasonForm(request.POST if request.method == "POST" else None, label="撤下的原因", needed="请写明撤下的原因。")
    if request.method == "POST" and form.is_valid():
        try:
            strike_superior(request.user, request.now, found, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"{uid} 已撤下，不再计入次数。")
            return redirect("interviews:superior")
    return render(request, "interviews/plain_form.html", {"form": form, "title": f"撤下上级约谈 {uid}", "verb": "撤下", "back": "interviews:superior"},
                  status=422 if form.errors else 200)


@needs("interview.propose")
@require_http_methods(METHODS)
def importing(request: Any) -> HttpResponse:
    """Take a workbook in, all of it or nothing."""
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new, changed, same = import_superiors(request.user, request.now, request.rights.reach("interview.propose"), form.cleaned_data["file"].read())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新增 {new} 次，更正 {changed} 次，没有变化 {same} 次。")
            return redirect("interviews:superior")
    return render(request, "interviews/import.html", {"form": form, "faults": faults}, status=422 if faults or form.errors else 200)
