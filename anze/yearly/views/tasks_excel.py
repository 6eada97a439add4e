"""A year's tasks as Excel, out and in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anze.access.guard import needs
from anze.duties.forms.upload import UploadForm
from anze.law.provisions import provision_label
from anze.people.moment import asked, day_of
from anze.workbook.write import Column, Sheet, download, workbook
from anze.yearly.actions.tasks_import import SHEET, TITLES, import_tasks
from anze.yearly.queries.tasks import states
from anze.yearly.views.tasks import provisions, unit_shown


@needs("year_task.view")
def tasks_excel(request: Any, code: str, year: int) -> HttpResponse:
    """Give the tasks as a workbook that can be imported again; how each stands is on a sheet beside it."""
    unit = unit_shown(request, code, "year_task.view")
    found = states(unit, year, asked(request.GET, request.now), day_of(request.now))
    rows = [[one.task.line, one.task.text, one.task.due, provision_label(one.task.provision) if one.task.provision else "", one.task.note] for one in found]
    stand = [[one.task.line, one.task.text, one.words, f"{one.done}/{one.total}" if one.counted and one.total else "",
              one.marks[-1].on if one.marks and one.marks[-1].done else None] for one in found]
    sheets = [Sheet(SHEET, [Column(title, 50 if title in {"任务", "说明"} else 16) for title in TITLES], rows),
              Sheet("完成情况", [Column("编号"), Column("任务", 50), Column("现状"), Column("完成数"), Column("完成日期")], stand)]
    return download(f"{unit.name}{year}年度任务.xlsx", workbook(sheets))


@needs("year_task.change")
def tasks_import(request: Any, code: str, year: int) -> HttpResponse:
    """Take tasks in from a workbook, all or none."""
    unit = unit_shown(request, code, "year_task.change")
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            added, changed = import_tasks(request.user, request.now, unit, year, form.cleaned_data["file"].read(), provisions())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新增 {added} 项，更改 {changed} 项。")
            return redirect("yearly:tasks", code=code, year=year)
    return render(request, "duties/contacts/import.html", {
        "form": form, "faults": faults, "back": "yearly:own_tasks", "title": f"导入{unit.name}{year}年度任务",
        "export_address": reverse("yearly:tasks_excel", args=(code, year))})
