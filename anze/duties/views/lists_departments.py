"""Pages of departments' own lists of safety duties (第十三条第二款)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.access.guard import needs
from anze.duties.actions.safety_lists import change_list, end_list, enter_list
from anze.duties.forms.contacts import EndForm
from anze.duties.forms.lists import SafetyListChangeForm, SafetyListForm
from anze.duties.models import SafetyDutyList
from anze.duties.queries.changeable import departments_in
from anze.duties.world import world
from anze.law.rules.standing import standing
from anze.people.models import Unit
from anze.people.moment import asked, day_of

PAGE = 50


def shown_rows(request: Any) -> list[dict[str, Any]]:
    """Return each department in reach with its list in force on the day asked and what the law says of its head."""
    question, reach = asked(request.GET, request.now), request.rights.reach("board.view")
    known = world(question, day_of(request.now)).known(question)
    said = {one["unit"]: one for one in standing(known) if known.pack.clause(one["duty"]).kind == "standing" and one["duty"] == "13.p2"}
    on_record = SafetyDutyList.objects.on_record(question.known_at).filter(Q(end=None) | Q(end__gte=question.as_of), start__lte=question.as_of)
    lists = {one.unit_id: one for one in on_record.select_related("unit")}
    units = Unit.objects.filter(reach.of_units(), level="department").select_related("parent").order_by("path")
    mine = request.rights.reach("duty_list.change")
    found: list[dict[str, Any]] = [{"unit": unit, "list": lists.get(unit.pk), "said": said.get(unit.code), "may": bool(mine) and mine.covers_unit(unit)}
                                   for unit in units]
    status = request.GET.get("status", "")
    return [row for row in found if not status or (row["said"] and row["said"]["status"] == status)]


@needs("board.view")
def safety_lists(request: Any) -> HttpResponse:
    """Show each department with its list."""
    return render(request, "duties/lists/departments.html", {
        "page": Paginator(shown_rows(request), PAGE).get_page(request.GET.get("page")), "may_change": request.rights.may("duty_list.change"),
        "status": request.GET.get("status", "")})


@needs("duty_list.change")
def safety_list_new(request: Any) -> HttpResponse:
    """Enter a department's list."""
    departments = departments_in(request.rights.reach("duty_list.change"))
    initial = {"unit": departments.filter(code=request.GET.get("unit", "")).first() or (departments.first() if departments.count() == 1 else None)}
    form = SafetyListForm(request.POST or None, departments=departments, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            found = enter_list(request.user, request.now, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"已保存：{found.unit.name}的安全生产责任清单。")
            return redirect("duties:safety_list", pk=found.pk)
    return render(request, "duties/lists/form.html", {"form": form, "title": "登记部门责任清单", "verb": "保存清单", "back": "duties:safety_lists"})


@needs("board.view")
def safety_list(request: Any, pk: int) -> HttpResponse:
    """Show one list with everything that was on record before it."""
    reach = request.rights.reach("board.view")
    found = get_object_or_404(SafetyDutyList.objects.filter(reach.of_units("unit")).select_related("unit", "recorded_by"), pk=pk)
    earlier = SafetyDutyList.objects.filter(unit=found.unit).exclude(pk=found.pk).select_related("recorded_by").order_by("-recorded_at")
    may = found.struck_at is None and request.rights.may("duty_list.change", unit=found.unit)
    return render(request, "duties/lists/department.html", {"found": found, "earlier": earlier, "may_change": may})


def _to_change(request: Any, pk: int) -> SafetyDutyList:
    reach = request.rights.reach("duty_list.change")
    found: SafetyDutyList = get_object_or_404(SafetyDutyList.objects.current().filter(reach.of_units("unit")).select_related("unit"), pk=pk)
    return found


@needs("duty_list.change")
def safety_list_change(request: Any, pk: int) -> HttpResponse:
    """State a list anew."""
    old = _to_change(request, pk)
    initial = {name: getattr(old, name) for name in ("unit", "start", "end", "safety_body", "document", "text")}
    form = SafetyListChangeForm(request.POST or None, initial=initial, departments=departments_in(request.rights.reach("duty_list.change")))
    if request.method == "POST" and form.is_valid():
        try:
            new = change_list(request.user, request.now, old, **{name: value for name, value in form.cleaned_data.items() if name != "unit"})
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, "已保存更改，原来的记录保留在下面。")
            return redirect("duties:safety_list", pk=new.pk)
    return render(request, "duties/lists/form.html", {"form": form, "title": "更改部门责任清单", "verb": "保存更改", "back": "duties:safety_lists"})


@needs("duty_list.change")
def safety_list_end(request: Any, pk: int) -> HttpResponse:
    """End a list on a day."""
    old = _to_change(request, pk)
    form = EndForm(request.POST or None, initial={"end": day_of(request.now)})
    if request.method == "POST" and form.is_valid():
        try:
            new = end_list(request.user, request.now, old, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, "已保存：清单到期废止。")
            return redirect("duties:safety_list", pk=new.pk)
    return render(request, "duties/lists/form.html", {"form": form, "title": "废止部门责任清单", "verb": "废止清单", "back": "duties:safety_lists"})
