"""Key-work lists as Excel, out and in, and as Word."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anze.access.guard import needs
from anze.documents.paper import WORD, Paper
from anze.duties.actions.keywork_import import SHEET, TITLES, import_items
from anze.duties.forms.upload import UploadForm
from anze.duties.queries.keywork import states
from anze.duties.queries.list_papers import in_words
from anze.duties.views.lists_work import choices, shown, to_change
from anze.duties.world import pack_in_force
from anze.people.moment import asked
from anze.workbook.write import Column, Sheet, download, workbook


@needs("board.view")
def work_list_excel(request: Any, pk: int) -> HttpResponse:
    """Give a list as a workbook that can be imported again; how each item stands is beside it."""
    found = shown(request, pk)
    items = states([found], asked(request.GET, request.now))[found.pk]
    rows = [[one.item.position, one.item.content, one.item.officer.code if one.item.officer else "", one.item.officer.name if one.item.officer else "",
             one.item.department.code if one.item.department else "", one.item.department.name if one.item.department else "", one.item.deadline,
             one.item.provision] for one in items]
    checks = [[one.item.position, one.item.content, one.words, check.on, check.done, check.note] for one in items for check in one.checks]
    sheets = [Sheet(SHEET, [Column(title, 50 if title == "工作任务" else 14) for title in TITLES], rows),
              Sheet("检查情况", [Column("序号", 8), Column("工作任务", 50), Column("现状"), Column("检查日期"), Column("已完成"), Column("情况", 40)], checks)]
    return download(f"{found.title}.xlsx", workbook(sheets))


@needs("duty_list.change")
def work_list_import(request: Any, pk: int) -> HttpResponse:
    """Take items in from a workbook, all or none."""
    found = to_change(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new, changed = import_items(request.user, request.now, found, form.cleaned_data["file"].read(), pack_in_force(), choices(request, found.unit))
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新增 {new} 项，更改 {changed} 项。")
            return redirect("duties:work_list", pk=pk)
    return render(request, "duties/contacts/import.html", {"form": form, "faults": faults, "back": "duties:work_lists", "title": f"导入任务：{found.title}",
                                                         "export_address": reverse("duties:work_list_excel", args=(pk,))})


@needs("board.view")
def work_list_word(request: Any, pk: int) -> HttpResponse:
    """Give a list as Word in the layout of official documents."""
    found, question = shown(request, pk), asked(request.GET, request.now)
    paper = Paper(found.title, number=found.number)
    rows = [(one.item.position, one.item.content, one.item.officer.name if one.item.officer else "", one.item.department.name if one.item.department else "",
             in_words(one.item.deadline), one.words) for one in states([found], question)[found.pk]]
    paper.table(("序号", "工作任务", "责任领导", "责任单位", "完成时限", "进展"), rows, (6, 40, 12, 18, 14, 10))
    paper.note(f"进展截至{in_words(question.as_of)}。").signature(found.unit.name, in_words(found.issued_on) if found.issued_on else "")
    return download(f"{found.title}.docx", paper.save(), WORD)
