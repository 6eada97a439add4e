"""Pages of yearly key-work lists: make, fill, issue, check."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.access.guard import needs
from anze.duties.actions.keywork import add_item, change_item, check_round, drop_item, issue, make_list
from anze.duties.forms.lists import IssueForm, ReasonForm, WorkItemChangeForm, WorkItemForm, WorkListForm
from anze.duties.models import KeyWorkItem, KeyWorkList
from anze.duties.queries.changeable import leaders_in
from anze.duties.queries.keywork import WORDS, lists_in, states
from anze.people.models import Unit
from anze.people.moment import asked, day_of

PAGE = 50
FORM = "duties/lists/form.html"


def shown(request: Any, pk: int) -> KeyWorkList:
    """Return a list that the account may see; 404 for any other."""
    found: KeyWorkList = get_object_or_404(lists_in(request.rights.reach("board.view")), pk=pk)
    return found


def to_change(request: Any, pk: int) -> KeyWorkList:
    """Return a list that the account may change; 404 for any other."""
    found: KeyWorkList = get_object_or_404(lists_in(request.rights.reach("duty_list.change")), pk=pk)
    return found


@needs("board.view")
def work_lists(request: Any) -> HttpResponse:
    """Show the lists of the units in reach, how many items of each stand how."""
    found = lists_in(request.rights.reach("board.view")).order_by("-year", "unit__path")
    years = sorted(set(found.order_by().values_list("year", flat=True)), reverse=True)
    year = request.GET.get("year", "")
    if year.isdecimal() and int(year) in years:
        found = found.filter(year=int(year))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    its = states(list(page), asked(request.GET, request.now))
    rows = [(one, its[one.pk], sum(item.done for item in its[one.pk]), sum(item.status == "missed" for item in its[one.pk])) for one in page]
    return render(request, "duties/lists/work_lists.html", {"page": page, "rows": rows, "years": years, "year": year,
                                                          "may_change": request.rights.may("duty_list.change")})


@needs("duty_list.change")
def work_list_new(request: Any) -> HttpResponse:
    """Make the list of a unit for a year."""
    units = Unit.objects.filter(request.rights.reach("duty_list.change").of_units(), closed_on=None)
    own = request.rights.units("office", "liaison")
    form = WorkListForm(request.POST or None, units=units, initial={"unit": own[0] if own else None, "year": day_of(request.now).year, "copied": True})
    if request.method == "POST" and form.is_valid():
        try:
            found = make_list(request.user, request.now, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, f"已保存：{found.title}。")
            return redirect("duties:work_list", pk=found.pk)
    return render(request, FORM, {"form": form, "title": "编制年度重点工作责任清单", "verb": "建立清单", "back": "duties:work_lists"})


@needs("board.view")
def work_list(request: Any, pk: int) -> HttpResponse:
    """Show a list with its items, their lamps and the rounds of checks."""
    found = shown(request, pk)
    may = request.rights.may("duty_list.change", unit=found.unit)
    items = states([found], asked(request.GET, request.now))[found.pk]
    return render(request, "duties/lists/work_list.html", {
        "found": found, "items": items, "words": WORDS, "may_change": may, "may_record": may and request.rights.may("act.record", unit=found.unit),
        "rounds": found.rounds.select_related("act", "by"), "done": sum(one.done for one in items)})


def choices(request: Any, unit: Unit) -> dict[str, Any]:
    """Return from whom and what an item may be taken to answer for it."""
    reach = request.rights.reach("duty_list.change")
    officers = leaders_in(reach, day_of(request.now)).filter(tenures__unit=unit, tenures__struck_at=None).distinct()
    return {"officers": officers, "departments": Unit.objects.filter(parent=unit, closed_on=None) | Unit.objects.filter(pk=unit.pk)}


@needs("duty_list.change")
def work_item_new(request: Any, pk: int) -> HttpResponse:
    """Add an item to a list."""
    found = to_change(request, pk)
    last = KeyWorkItem.objects.current().filter(list=found).order_by("-position").first()
    form = WorkItemForm(request.POST or None, initial={"position": last.position + 1 if last else 1, "deadline": date(found.year, 12, 31)},
                        **choices(request, found.unit))
    if request.method == "POST" and form.is_valid():
        try:
            add_item(request.user, request.now, found, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, "已保存：任务列入清单。")
            return redirect("duties:work_list", pk=pk)
    return render(request, FORM, {"form": form, "title": "添加任务", "verb": "保存任务", "back": "duties:work_lists", "within": found})


def _item(request: Any, pk: int) -> KeyWorkItem:
    reach = request.rights.reach("duty_list.change")
    items = KeyWorkItem.objects.current().filter(reach.of_units("list__unit"), list__struck_at=None)
    found: KeyWorkItem = get_object_or_404(items.select_related("list__unit", "officer", "department"), pk=pk)
    return found


@needs("duty_list.change")
def work_item_change(request: Any, pk: int) -> HttpResponse:
    """State an item anew."""
    item = _item(request, pk)
    initial = {name: getattr(item, name) for name in ("position", "content", "officer", "department", "deadline", "provision")}
    form = WorkItemChangeForm(request.POST or None, initial=initial, **choices(request, item.list.unit))
    if request.method == "POST" and form.is_valid():
        try:
            change_item(request.user, request.now, item, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, "已保存更改，原来的记录保留。")
            return redirect("duties:work_list", pk=item.list_id)
    return render(request, FORM, {"form": form, "title": "更改任务", "verb": "保存更改", "back": "duties:work_lists", "within": item.list})


@needs("duty_list.change")
def work_item_drop(request: Any, pk: int) -> HttpResponse:
    """Take an item off its list."""
    item = _item(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drop_item(request.user, request.now, item, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, "已撤下这项任务，原来的记录保留。")
            return redirect("duties:work_list", pk=item.list_id)
    return render(request, FORM, {"form": form, "title": f"撤下任务：{item.content[:30]}", "verb": "撤下任务", "back": "duties:work_lists",
                                  "within": item.list})


def _to_record(request: Any, pk: int) -> KeyWorkList:
    """Return a list of a unit for which the account may record acts: to issue and to check is to record one."""
    found = to_change(request, pk)
    if not request.rights.may("act.record", unit=found.unit):
        raise Http404
    return found


@needs("duty_list.change")
def work_list_issue(request: Any, pk: int) -> HttpResponse:
    """Issue a list, which records the document as an act."""
    found = _to_record(request, pk)
    form = IssueForm(request.POST or None, initial={"issued_on": day_of(request.now), "number": found.number})
    if request.method == "POST" and form.is_valid():
        try:
            act = issue(request.user, request.now, found, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, f"已印发，并登记为履职记录，回执号 {act.uid}。")
            return redirect("duties:work_list", pk=pk)
    return render(request, FORM, {"form": form, "title": f"印发：{found.title}", "verb": "印发清单", "back": "duties:work_lists", "within": found,
                                  "lead": "印发即登记一条履职记录（文件：年度安全生产重点工作责任清单），不用再录一遍。"})


@needs("duty_list.change")
def work_list_check(request: Any, pk: int) -> HttpResponse:
    """Record a round of checks of all items, which records the check as an act."""
    found, today = _to_record(request, pk), day_of(request.now)
    items = states([found], asked({}, request.now))[found.pk]
    faults: list[str] = []
    if request.method == "POST":
        results = {one.item.pk: (request.POST.get(f"done-{one.item.pk}") == "1", request.POST.get(f"note-{one.item.pk}", "").strip()[:300]) for one in items}
        try:
            on = date.fromisoformat(request.POST.get("on", ""))
            check_round(request.user, request.now, found, on=on, results=results, note=request.POST.get("note", "").strip()[:300])
        except ValidationError as fault:
            faults = list(fault.messages)
        except ValueError:
            faults = ["检查日期不是日期，请按 2026-11-23 的样子填写。"]
        else:
            messages.success(request, "已保存检查情况，并登记为履职记录。")
            return redirect("duties:work_list", pk=pk)
    return render(request, "duties/lists/work_check.html", {"found": found, "items": items, "faults": faults, "on": today})
