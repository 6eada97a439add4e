"""The register of accidents from Excel: upload, look, mend in place, confirm, take back."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anze.access.guard import needs
from anze.accidents.actions.imports import apply, mend, receive
from anze.accidents.actions.undoing import undo
from anze.accidents.excel.book import template
from anze.accidents.excel.columns import TABLES
from anze.accidents.models import AccidentImport
from anze.register.actions.imports import sheets_of
from anze.register.excel.marking import marked
from anze.register.forms.excel import WorkbookForm, edits_of, number_of
from anze.register.queries.imports import faults_of, sentence
from anze.register.views.excel import page_of
from anze.workbook.write import download, workbook

BY_KEY = {table.key: table for table in TABLES}
PLACE = {"space": "accidents", "where": "事故台账", "first": "list", "export": reverse_lazy("accidents:list", query={"excel": "1"}),
         "sheets": "一张表，一行一起。带台账编号的是已登记的，改了就更正；没有编号的是新的。历史事故也这样补登，登记时间记为导入的时候。"}


@needs("accident.record")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Any) -> HttpResponse:
    """Show where a workbook is dropped and the ones that came before; take one."""
    form = WorkbookForm(request.POST or None, request.FILES or None) if request.method == "POST" else WorkbookForm()
    form.fields["file"].help_text = "只收 .xlsx，最大 10 MB、20,000 行；行多的在后台写入。"
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = receive(request.user, request.now, request.rights, name=file.name, content=file.read())
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            return redirect("accidents:imported", found.uid)
    page = Paginator(AccidentImport.objects.of(request.user).defer("content", "typed", "entered"), 20).get_page(request.GET.get("page"))
    return render(request, "register/excel/upload.html", {"form": form, "page": page, "earlier": [(one, sentence(one)) for one in page], **PLACE},
                  status=422 if form.errors else 200)


@needs("accident.record")
@require_GET
def imported(request: Any, uid: UUID) -> HttpResponse:
    """Show a workbook: its wrong cells, or what it will do (or has done)."""
    return _page(request, _own(request, uid))


@needs("accident.record")
@require_POST
def mended(request: Any, uid: UUID) -> HttpResponse:
    """Put the texts that were sent into the cells, check all again, show what is left."""
    try:
        found = mend(_own(request, uid), request.rights, request.now, edits=edits_of(request.POST, BY_KEY))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("accidents:imported", uid)
    if found.faults:
        messages.warning(request, f"已保存并重新检查，还有 {len(found.faults)} 处要改。")
    else:
        messages.success(request, "已保存并重新检查，没有错误了。请核对后确认导入。")
    return redirect("accidents:imported", uid)


@needs("accident.record")
@require_POST
def applied(request: Any, uid: UUID) -> HttpResponse:
    """Take a workbook over."""
    try:
        found = apply(request.user, request.now, _own(request, uid), revision=number_of(request.POST, "revision"))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        if found.applied_at:
            messages.success(request, f"已导入：{sentence(found)}。")
        elif found.notice:
            messages.error(request, found.notice)
    return redirect("accidents:imported", uid)


@needs("accident.record")
@require_POST
def undone(request: Any, uid: UUID) -> HttpResponse:
    """Take an import back."""
    found = _own(request, uid)
    try:
        found = undo(request.user, request.now, found)
    except ValidationError as refused:
        return _page(request, found, stops=refused.messages, status=409)
    if found.undone_at:
        messages.success(request, "已撤销：这次导入新增的登记已全部撤销，更正的已恢复原样。")
    elif found.notice:
        messages.error(request, found.notice)
    return redirect("accidents:imported", uid)


@needs("accident.record")
@require_GET
def template_file(request: Any) -> HttpResponse:
    """Give the template: lists to choose from, notes and an example row."""
    return download("事故台账导入模板.xlsx", workbook(template()))


@needs("accident.record")
@require_GET
def marked_file(request: Any, uid: UUID) -> HttpResponse:
    """Give a workbook back with its wrong cells red and the reasons beside them."""
    found = get_object_or_404(AccidentImport.objects.of(request.user), uid=uid)
    return download(f"{PurePath(found.name).stem}-错误说明.xlsx", marked(bytes(found.content), sheets_of(found), faults_of(found), found.edits))


def _own(request: Any, uid: UUID) -> AccidentImport:
    return get_object_or_404(AccidentImport.objects.of(request.user).defer("content"), uid=uid)


def _page(request: Any, found: AccidentImport, *, stops: list[str] | None = None, status: int = 200) -> HttpResponse:
    if found.stage:
        return render(request, "accidents/imports/under_way.html", {"imported": found})
    return page_of(request, found, stops=stops, status=status, space="accidents", where="事故台账")
