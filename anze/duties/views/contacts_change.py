"""Pages on which contact points are assigned, one by one or for a whole leadership, changed and ended."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.access.guard import needs
from anze.duties.actions.contacts import assign_all, assign_contact, change_contact, end_contact, move_contact
from anze.duties.forms.contacts import ChangeForm, ContactForm, EndForm
from anze.duties.queries.changeable import departments_in, leaders_in, places_in, points_to_change
from anze.duties.queries.contacts import contact_rows
from anze.duties.queries.proposals import Proposal, proposals
from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.people.moment import day_of


def _choices(request: Any) -> dict[str, Any]:
    reach = request.rights.reach("contact.change")
    return {"officers": leaders_in(reach, day_of(request.now)), "places": places_in(reach), "departments": departments_in(reach)}


def _say(request: Any, officer: Officer, done: str) -> None:
    """Say that it is saved, and what the law now says of the leader's contact points."""
    today = day_of(request.now)
    rows = [row for row in contact_rows(Question(today, today), today, request.rights.reach("contact.change")) if row.officer == officer.code]
    open_ = [row for row in rows if row.status in {"lacking", "invalid"}]
    messages.success(request, f"已保存：{done}。")
    for row in open_:
        messages.warning(request, row.why)


@needs("contact.change")
def contact_new(request: Any) -> HttpResponse:
    """Assign a contact point; `officer`, `target` and `unit` of the address are filled in."""
    today = day_of(request.now)
    choices = _choices(request)
    given = {name: request.GET.get(name, "") for name in ("officer", "target", "unit")}
    initial = {"officer": choices["officers"].filter(code=given["officer"]).first(), "target": given["target"],
               "unit": choices["places"].filter(code=given["unit"]).first(), "start": today}
    form = ContactForm(request.POST or None, initial=initial, **choices)
    if request.method == "POST" and form.is_valid():
        try:
            point = assign_contact(request.user, request.now, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            _say(request, point.officer, f"{point.officer.name}的挂点联系")
            return redirect("duties:contact_history", code=point.officer.code)
    return render(request, "duties/contacts/form.html", {"form": form, "title": "安排挂点联系", "verb": "保存安排"})


@needs("contact.change")
def contact_change(request: Any, pk: int) -> HttpResponse:
    """State a contact point anew, or move it to another place from a day on."""
    point = get_object_or_404(points_to_change(request.rights.reach("contact.change"), day_of(request.now)), pk=pk)
    initial = {name: getattr(point, name) for name in ("officer", "target", "unit", "sector", "department", "start", "end", "document")}
    form = ChangeForm(request.POST or None, initial=initial, **_choices(request))
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name not in {"officer", "target", "how"}}
        try:
            if form.cleaned_data["how"] == "move":
                changed = move_contact(request.user, request.now, point, **data)
            else:
                changed = change_contact(request.user, request.now, point, **data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            _say(request, changed.officer, f"{changed.officer.name}的挂点联系")
            return redirect("duties:contact_history", code=changed.officer.code)
    return render(request, "duties/contacts/form.html", {"form": form, "title": "更改挂点联系", "verb": "保存更改", "officer": point.officer})


@needs("contact.change")
def contact_end(request: Any, pk: int) -> HttpResponse:
    """End a contact point on a day."""
    today = day_of(request.now)
    point = get_object_or_404(points_to_change(request.rights.reach("contact.change"), today), pk=pk)
    form = EndForm(request.POST or None, initial={"end": today})
    if request.method == "POST" and form.is_valid():
        try:
            end_contact(request.user, request.now, point, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            _say(request, point.officer, f"{point.officer.name}的这项挂点到期结束")
            return redirect("duties:contact_history", code=point.officer.code)
    return render(request, "duties/contacts/form.html", {"form": form, "title": "结束挂点联系", "verb": "结束挂点", "officer": point.officer, "point": point})


@needs("contact.change")
def contacts_bulk(request: Any) -> HttpResponse:
    """Assign contact points to all leaders of a unit who lack them, from a proposal that may be changed line by line."""
    today, reach = day_of(request.now), request.rights.reach("contact.change")
    units = Unit.objects.filter(reach.of_units(), closed_on=None).places()
    code = request.POST.get("unit") or request.GET.get("unit") or ""
    unit = get_object_or_404(units, code=code) if code else request.rights.units("office")[0]
    lines = proposals(Question(today, today), today, reach, unit)
    faults: list[str] = []
    if request.method == "POST" and lines:
        try:
            made = assign_all(request.user, request.now, _wanted(request.POST, lines, today, request.POST.get("document", "").strip()))
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已保存：{unit.name}安排了 {len(made)} 项挂点联系。")
            return redirect("duties:contacts")
    shown = [(line, request.POST.get(line.field, line.proposed)) for line in lines]
    return render(request, "duties/contacts/bulk.html", {"unit": unit, "units": units, "lines": shown, "faults": faults, "start": today})


def _wanted(data: Any, lines: list[Proposal], today: date, document: str) -> list[dict[str, Any]]:
    """Return what is to be assigned: the lines for which something is chosen, each with a value that was offered."""
    try:
        start = date.fromisoformat(data.get("start", "")) if data.get("start") else today
    except ValueError as fault:
        raise ValidationError("起始日期不是日期，请按 2026-11-23 的样子填写。") from fault
    places = {unit.code: unit for unit in Unit.objects.filter(code__in=[value for line in lines for value, _ in line.choices])}
    wanted = []
    for line in lines:
        value = data.get(line.field, "")
        if value not in dict(line.choices):
            continue
        what = {"sector": value} if line.row.needs == "sector" else {"unit": places[value]}
        wanted.append({"officer": line.officer, "target": line.row.needs, "start": start, "document": document, **what})
    if not wanted:
        raise ValidationError("没有选定任何一项。请至少为一位领导选择联系对象。")
    return wanted
