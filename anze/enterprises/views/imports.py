"""The register of production units from Excel: upload, look, mend in place, confirm, take back; what takes long goes on in the background."""

from datetime import datetime
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
from anze.access.rights import Rights
from anze.enterprises.actions.imports import apply, cancel, mend, receive
from anze.enterprises.actions.undoing import undo
from anze.enterprises.excel.book import template
from anze.enterprises.excel.columns import TABLES
from anze.enterprises.forms.imports import WorkbookForm
from anze.enterprises.models import EnterpriseImport
from anze.enterprises.queries.visible import CHANGE
from anze.register.actions.imports import sheets_of
from anze.register.excel.marking import marked, plainly_marked
from anze.register.forms.excel import edits_of, number_of
from anze.register.queries.imports import faults_of, sentence
from anze.register.views.excel import page_of
from anze.workbook.exporting import export, exporter
from anze.workbook.write import Sheet, download, workbook

BY_KEY = {table.key: table for table in TABLES}
LARGE_FILE = 300_000  # bytes beyond which a workbook comes back plainly written, in the background
PLACE = {"space": "enterprises", "where": "生产经营单位名册", "first": "list", "export": reverse_lazy("enterprises:list", query={"excel": "1", "state": "all"}),
         "sheets": "一张表，一行一家。带编号的是已登记的，改了就变更；没有编号的是新的。"}


@needs("enterprise.change")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Any) -> HttpResponse:
    """Show where a workbook is dropped and the ones that came before; take one."""
    form = WorkbookForm(request.POST or None, request.FILES or None) if request.method == "POST" else WorkbookForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = receive(request.user, request.now, request.rights.reach(CHANGE), name=file.name, content=file.read())
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            return redirect("enterprises:imported", imported.uid)
    earlier = EnterpriseImport.objects.of(request.user).defer("content", "typed", "changes", "entered")
    page = Paginator(earlier, 20).get_page(request.GET.get("page"))
    found = [(one, sentence(one)) for one in page]
    return render(request, "enterprises/imports/upload.html", {"form": form, "page": page, "earlier": found, **PLACE}, status=422 if form.errors else 200)


@needs("enterprise.change")
@require_GET
def imported(request: Any, uid: UUID) -> HttpResponse:
    """Show a workbook: how far it is, its wrong cells, or what it will do (or has done)."""
    return _page(request, _own(request, uid))


@needs("enterprise.change")
@require_POST
def mended(request: Any, uid: UUID) -> HttpResponse:
    """Put the texts that were sent into the cells, check all again, show what is left."""
    try:
        found = mend(_own(request, uid), request.rights.reach(CHANGE), request.now, edits=edits_of(request.POST, BY_KEY))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("enterprises:imported", uid)
    if found.under_way:
        messages.info(request, "已保存，正在后台重新检查。")
    elif found.faults:
        messages.warning(request, f"已保存并重新检查，还有 {len(found.faults)} 处要改。")
    else:
        messages.success(request, "已保存并重新检查，没有错误了。请核对后确认导入。")
    return redirect("enterprises:imported", uid)


@needs("enterprise.change")
@require_POST
def applied(request: Any, uid: UUID) -> HttpResponse:
    """Take a workbook over."""
    try:
        found = apply(request.user, request.now, _own(request, uid), request.rights.reach(CHANGE), revision=number_of(request.POST, "revision"))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        if found.applied_at:
            messages.success(request, f"已导入：{sentence(found)}。")
        elif found.notice:
            messages.error(request, found.notice)
    return redirect("enterprises:imported", uid)


@needs("enterprise.change")
@require_POST
def undone(request: Any, uid: UUID) -> HttpResponse:
    """Take an import back."""
    found = _own(request, uid)
    try:
        found = undo(request.user, request.now, found)
    except ValidationError as refused:
        return _page(request, found, stops=refused.messages, status=409)
    if found.undone_at:
        messages.success(request, "已撤销：这次导入新增的已全部撤下，变更的已恢复原样。")
    return redirect("enterprises:imported", uid)


@needs("enterprise.change")
@require_POST
def cancelled(request: Any, uid: UUID) -> HttpResponse:
    """Stop a check that is under way."""
    if cancel(_own(request, uid)):
        messages.success(request, "已取消，什么也没有写入。")
    else:
        messages.info(request, "检查已经结束，不用取消。")
    return redirect("enterprises:imported", uid)


@needs("enterprise.change")
@require_GET
def template_file(request: Any) -> HttpResponse:
    """Give the template: lists to choose from, notes and an example row."""
    return download("生产经营单位导入模板.xlsx", workbook(template()))


@needs("enterprise.change")
@require_GET
def marked_file(request: Any, uid: UUID) -> HttpResponse:
    """Give a workbook back with its wrong cells red and the reasons beside them; a large one plainly written, in the background."""
    found = _own(request, uid)
    name = f"{PurePath(found.name).stem}-错误说明.xlsx"
    if len(found.content) > LARGE_FILE:
        return export(request, name, marked_book, rows=sum(count["rows"] for count in found.counts.values()), uid=str(uid))
    return download(name, marked(bytes(found.content), sheets_of(found), faults_of(found), found.edits))


@exporter
def marked_book(rights: Rights, now: datetime, *, uid: str) -> list[Sheet]:
    """Return the sheets of one's own workbook with what is wrong beside each row."""
    found = EnterpriseImport.objects.of(rights.account).get(uid=uid)
    return plainly_marked(sheets_of(found), faults_of(found))


def _own(request: Any, uid: UUID) -> EnterpriseImport:
    return get_object_or_404(EnterpriseImport.objects.of(request.user).defer("content"), uid=uid)


def _page(request: Any, found: EnterpriseImport, *, stops: list[str] | None = None, status: int = 200) -> HttpResponse:
    if found.under_way or found.stage:
        template_name = "under_way_part" if request.htmx and found.under_way else "under_way"
        response = render(request, f"enterprises/imports/{template_name}.html", {"imported": found, **PLACE})
    else:
        response = page_of(request, found, stops=stops, status=status, space="enterprises", where="生产经营单位名册")
    if request.htmx and not found.under_way:
        response = HttpResponse(headers={"HX-Refresh": "true"})  # it is done: the whole page is another now
    return response
