"""Contact points out to Excel and in again, with the same columns."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from anze.access.guard import needs
from anze.duties.actions.contacts_import import SHEET, TITLES, import_contacts
from anze.duties.forms.upload import UploadForm
from anze.duties.models import ContactPoint
from anze.duties.views.contacts import shown_rows
from anze.law.codes import STATUSES, TARGETS
from anze.law.provisions import provision_label
from anze.people.moment import day_of
from anze.workbook.write import Column, Sheet, download, workbook

WIDTHS = {"姓名": 10, "联系对象": 22, "地方": 18, "行业": 16, "部门": 22, "自": 12, "至": 12, "依据文件": 30}


def _point(point: ContactPoint) -> list[Any]:
    unit, department = point.unit, point.department
    return [point.officer.code, point.officer.name, TARGETS[point.target], unit.code if unit else "", unit.name if unit else "", point.sector,
            department.code if department else "", department.name if department else "", point.start, point.end, point.document]


@needs("board.view")
def contacts_excel(request: Any) -> HttpResponse:
    """Give the points of the leaders shown, as they can be imported again, and beside them how each duty stands."""
    _, shown, _ = shown_rows(request)
    points = list({point.pk: point for row in shown for point in row.points}.values())
    state = [[number, row.unit_name, row.name, row.officer, row.post_name, provision_label(row.duty), row.what, STATUSES[row.status], row.why]
             for number, row in enumerate(shown, 1)]
    heads = ("序号", "单位", "姓名", "人员编号", "职务", "依据", "应当", "状态", "说明")
    sheets = [Sheet(SHEET, [Column(title, WIDTHS.get(title, 14)) for title in TITLES], [_point(point) for point in points]),
              Sheet("落实情况", [Column(title, 40 if title == "说明" else 14) for title in heads], state)]
    return download(f"挂点联系_{day_of(request.now)}.xlsx", workbook(sheets))


@needs("contact.change")
def contacts_import(request: Any) -> HttpResponse:
    """Take a workbook in, all of it or nothing."""
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new, changed, same = import_contacts(request.user, request.now, request.rights.reach("contact.change"), form.cleaned_data["file"].read())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新增 {new} 项，更改 {changed} 项，没有变化 {same} 项。")
            return redirect("duties:contacts")
    return render(request, "duties/contacts/import.html", {"form": form, "faults": faults, "back": "duties:contacts", "title": "导入挂点联系",
                                                         "export": "duties:contacts_excel"})
