"""Departments' duty lists out to Excel and in again, with the same columns."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from anze.access.guard import needs
from anze.duties.actions.safety_lists_import import SHEET, import_lists
from anze.duties.forms.upload import UploadForm
from anze.duties.views.lists_departments import shown_rows
from anze.people.moment import day_of
from anze.workbook.write import Column, Sheet, download, workbook

HEADS = {"序号": 8, "部门代码": 18, "部门": 26, "上级单位": 18, "自": 12, "至": 12, "安全生产工作机构": 22, "印发文件": 30, "清单内容": 60, "落实情况": 40}


@needs("board.view")
def safety_lists_excel(request: Any) -> HttpResponse:
    """Give each department shown with its list, as it can be imported again, and beside it how the duty stands."""
    rows = []
    for place, row in enumerate(shown_rows(request), 1):
        unit, found = row["unit"], row["list"]
        stated = [found.start, found.end, found.safety_body, found.document, found.text] if found else [None] * 5
        rows.append([place, unit.code, unit.name, unit.parent.name if unit.parent else "", *stated, row["said"]["why"] if row["said"] else ""])
    columns = [Column(head, width, look="text" if head == "部门代码" else "") for head, width in HEADS.items()]
    return download(f"部门责任清单_{day_of(request.now)}.xlsx", workbook([Sheet(SHEET, columns, rows)]))


@needs("duty_list.change")
def safety_lists_import(request: Any) -> HttpResponse:
    """Take a workbook in, all of it or nothing."""
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new, changed, same = import_lists(request.user, request.now, request.rights.reach("duty_list.change"), form.cleaned_data["file"].read())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新增 {new} 份，更改 {changed} 份，没有变化 {same} 份。")
            return redirect("duties:safety_lists")
    return render(request, "duties/contacts/import.html", {"form": form, "faults": faults, "back": "duties:safety_lists", "title": "导入部门责任清单",
                                                         "export": "duties:safety_lists_excel"})
