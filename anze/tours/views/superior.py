"""Tours that superiors made: list, recording, correction, striking, Excel in and out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.duties.forms.upload import UploadForm
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.tours.actions.importing import SUPERIOR_SHEET, SUPERIOR_TITLES, import_superiors
from anze.tours.actions.superior import correct_superior, record_superior, strike_superior
from anze.tours.forms.base import ReasonForm
from anze.tours.forms.superior import NAMES, SuperiorChangeForm, SuperiorForm
from anze.tours.models import SuperiorTour
from anze.tours.policies import RUN
from anze.tours.views.shared import METHODS
from anze.workbook.write import Column, Sheet, download, workbook

WIDTHS = {"巡查机关": 30, "反馈意见摘要": 50, "被巡查单位": 16}


@needs("tour.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List the tours that superiors made, as they were on record on a day; `excel` in the address gives them as a sheet."""
    asked = asked_by(request.GET, request.now)
    found = SuperiorTour.objects.on_record(asked.known_at).visible_to(request.rights).filter(start__lte=asked.as_of)
    rows = found.select_related("unit").order_by("-start", "-pk")
    if "excel" in request.GET:
        columns = [Column(title, WIDTHS.get(title, 12), look="day" if title.endswith("日期") else "text") for title in SUPERIOR_TITLES]
        return download(f"上级巡查_{day_of(request.now):%Y%m%d}.xlsx", workbook([Sheet(SUPERIOR_SHEET, columns, [_cells(one) for one in rows])]))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "tours/superior.html", {"page": page, "may_record": request.rights.may(RUN), "asked": asked, "today": day_of(request.now)})


def _cells(one: SuperiorTour) -> list[Any]:
    return [one.uid, one.unit.code, one.unit.name, one.by_name, one.start, one.end, one.number, one.found, one.put_right, one.text]


def _to_change(request: Any, uid: str) -> SuperiorTour:
    rows = SuperiorTour.objects.current().filter(request.rights.reach(RUN).of_units("unit")).select_related("unit")
    found: SuperiorTour = get_object_or_404(rows, uid=uid)
    return found


def _answer(request: Any, form: Any, deed: Any, said: str, **page: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data.get("unit")
        if unit is not None and not request.rights.may(RUN, unit=unit):
            form.add_error("unit", "您不能为这个单位登记，请改选。")
        else:
            try:
                deed()
            except ValidationError as fault:
                form.add_faults(fault)
            else:
                messages.success(request, said)
                return redirect("tours:superior")
    return render(request, "tours/plain_form.html", {"form": form, **page}, status=422 if form.errors else 200)


@needs("tour.run")
@require_http_methods(METHODS)
def new(request: Any) -> HttpResponse:
    """Record a tour that a superior made."""
    form = SuperiorForm(request.POST if request.method == "POST" else None)
    return _answer(request, form, lambda: record_superior(request.user, request.now, form.told()), "已登记上级巡查。", title="登记上级巡查", verb="登记",
                   lead="省、国务院等上级来巡查的，事后在这里登记；它不计入本市的巡查覆盖。")


@needs("tour.run")
@require_http_methods(METHODS)
def correct(request: Any, uid: str) -> HttpResponse:
    """State such a tour anew."""
    found = _to_change(request, uid)
    begin = {name: getattr(found, name) for name in NAMES} | {"unit": found.unit.code}
    form = SuperiorChangeForm(request.POST if request.method == "POST" else None, initial=begin)
    return _answer(request, form, lambda: correct_superior(request.user, request.now, found, form.told(), reason=form.cleaned_data["reason"]),
                   f"{uid}：已更正，原来的留在案上。", title=f"更正上级巡查 {uid}", verb="保存更正")


@needs("tour.run")
@require_http_methods(METHODS)
def strike(request: Any, uid: str) -> HttpResponse:
    """Strike such a tour."""
    found = _to_change(request, uid)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _answer(request, form, lambda: strike_superior(request.user, request.now, found, reason=form.cleaned_data["reason"]),
                   f"{uid} 已撤下。", title=f"撤下上级巡查 {uid}", verb="撤下", lead=f"{found.by_name}巡查{found.unit.name}。", danger=True)


@needs("tour.run")
@require_http_methods(METHODS)
def importing(request: Any) -> HttpResponse:
    """Take a workbook in, all of it or nothing."""
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new_ones, changed, same = import_superiors(request.user, request.now, request.rights.reach(RUN), form.cleaned_data["file"].read())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新增 {new_ones} 次，更正 {changed} 次，没有变化 {same} 次。")
            return redirect("tours:superior")
    return render(request, "tours/import.html", {"form": form, "faults": faults, "what": "上级巡查", "back": "tours:superior"},
                  status=422 if faults or form.errors else 200)
