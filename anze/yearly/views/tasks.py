"""The tasks of a unit's year: laid out, added, changed, marked; as Excel."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from anze.access.guard import needs
from anze.duties.forms.lists import ReasonForm
from anze.duties.views.board import clock_query
from anze.duties.world import pack_in_force, world
from anze.people.models import Unit
from anze.people.moment import asked, day_named, day_of
from anze.yearly.actions.tasks import add_task, change_task, drop_task, lay_out, mark_task
from anze.yearly.forms import TaskChangeForm, TaskForm
from anze.yearly.models import YearTask
from anze.yearly.queries.tasks import planned_for, states, units_for

FORM = "yearly/task_form.html"


def unit_shown(request: Any, code: str, permission: str) -> Unit:
    """Return a unit with a year of its own that the account reaches; 404 for any other."""
    found: Unit = get_object_or_404(Unit.objects.filter(request.rights.reach(permission).of_units()).exclude(level="department"), code=code)
    return found


def provisions() -> frozenset[str]:
    """Return the provisions a task may be done under."""
    return frozenset(clause.id for clause in pack_in_force().clauses)


@needs("year_task.view")
def own_tasks(request: Any) -> HttpResponse:
    """Go to this year's tasks of the unit nearest to the account."""
    found = units_for(request.rights, "year_task.view")
    return redirect("yearly:tasks", code=found[0].code, year=day_of(request.now).year) if found else redirect("yearly:year")


@needs("year_task.view")
def tasks(request: Any, code: str, year: int) -> HttpResponse:
    """Show the tasks of a unit's year and how each stands."""
    unit = unit_shown(request, code, "year_task.view")
    question, today = asked(request.GET, request.now), day_of(request.now)
    found = states(unit, year, question, today)
    may = request.rights.may("year_task.change", unit=unit) and question.as_of == question.known_at == today
    pack, tree = pack_in_force(), world(question, today).index.tree
    missing = len({one.key for one in planned_for(pack, tree, unit.code, year)} - set(
        YearTask.objects.filter(unit=unit, year=year).values_list("key", flat=True))) if may else 0
    return render(request, "yearly/tasks.html", {
        "unit": unit, "year": year, "asked": question, "clock": clock_query(request), "tasks": found, "may_change": may, "missing": missing,
        "done": sum(one.status in {"met", "backfilled"} for one in found), "missed": sum(one.status == "missed" for one in found),
        "units": units_for(request.rights, "year_task.view"), "today": today})


@needs("year_task.change")
@require_POST
def tasks_lay_out(request: Any, code: str, year: int) -> HttpResponse:
    """Lay the year out from the regulation."""
    unit = unit_shown(request, code, "year_task.change")
    today = day_of(request.now)
    plan = planned_for(pack_in_force(), world(asked({}, request.now), today).index.tree, unit.code, year)
    new, own = lay_out(request.user, request.now, unit=unit, year=year, plan=plan)
    said = f"已列出：照规定 {new} 项" + (f"，照上一年自行添加的 {own} 项" if own else "") + "。"
    messages.success(request, said if new or own else "没有要列出的：照规定该有的任务都已在表上，或者曾被撤下。")
    return redirect("yearly:tasks", code=code, year=year)


@needs("year_task.change")
def task_new(request: Any, code: str, year: int) -> HttpResponse:
    """Add a task of the office's own."""
    unit = unit_shown(request, code, "year_task.change")
    form = TaskForm(request.POST or None, year=year, provisions=provisions())
    if request.method == "POST" and form.is_valid():
        try:
            add_task(request.user, request.now, unit=unit, year=year, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, "已保存：任务列入年度任务。")
            return redirect("yearly:tasks", code=code, year=year)
    return render(request, FORM, {"form": form, "unit": unit, "year": year, "title": f"添加{year}年度任务", "verb": "保存任务"})


def _task(request: Any, pk: int) -> YearTask:
    rows = YearTask.objects.current().filter(request.rights.reach("year_task.change").of_units("unit")).select_related("unit")
    found: YearTask = get_object_or_404(rows, pk=pk)
    return found


@needs("year_task.change")
def task_change(request: Any, pk: int) -> HttpResponse:
    """State a task anew."""
    task = _task(request, pk)
    form = TaskChangeForm(request.POST or None, year=task.year, provisions=provisions(),
                          initial={name: getattr(task, name) for name in ("text", "due", "provision", "note")})
    if request.method == "POST" and form.is_valid():
        try:
            change_task(request.user, request.now, task, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, "已保存更改，原来的记录保留。")
            return redirect("yearly:tasks", code=task.unit.code, year=task.year)
    return render(request, FORM, {"form": form, "unit": task.unit, "year": task.year, "title": "更改年度任务", "verb": "保存更改"})


@needs("year_task.change")
def task_drop(request: Any, pk: int) -> HttpResponse:
    """Take a task off the year."""
    task = _task(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drop_task(request.user, request.now, task, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, list(fault.messages))
        else:
            messages.success(request, "已撤下这项任务，原来的记录保留。")
            return redirect("yearly:tasks", code=task.unit.code, year=task.year)
    return render(request, FORM, {"form": form, "unit": task.unit, "year": task.year, "title": f"撤下任务：{task.text[:30]}", "verb": "撤下任务"})


@needs("year_task.change")
@require_POST
def task_mark(request: Any, pk: int) -> HttpResponse:
    """Put on record that a task is done, or that it is not after all."""
    task = _task(request, pk)
    done = request.POST.get("done") == "1"
    on = day_named(request.POST.get("on", "")) or day_of(request.now)
    try:
        mark_task(request.user, request.now, task, on=on, done=done, note=request.POST.get("note", "").strip())
    except ValidationError as fault:
        messages.error(request, "".join(fault.messages))
    else:
        messages.success(request, f"已登记：“{task.text[:30]}”{'完成' if done else '未完成'}。")
    return redirect("yearly:tasks", code=task.unit.code, year=task.year)
