"""The register of production units from Excel: what the pages of incoming workbooks are told of it; what takes long goes on in the background."""

from datetime import datetime
from pathlib import PurePath
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

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
from anze.register.excel.marking import plainly_marked
from anze.register.queries.imports import faults_of
from anze.register.views.incoming import Place, marked_whole
from anze.workbook.exporting import export, exporter
from anze.workbook.write import Sheet

LARGE_FILE = 300_000  # bytes beyond which a workbook comes back plainly written, in the background


@needs("enterprise.change")
@require_POST
def cancelled(request: Any, uid: UUID) -> HttpResponse:
    """Stop a check that is under way."""
    if cancel(PLACE.own(request, uid)):
        messages.success(request, "已取消，什么也没有写入。")
    else:
        messages.info(request, "检查已经结束，不用取消。")
    return redirect("enterprises:imported", uid)


def _marked(request: Any, found: EnterpriseImport) -> HttpResponse:
    """Give a workbook back with its wrong cells red and the reasons beside them; a large one plainly written, in the background."""
    if len(found.content) <= LARGE_FILE:
        return marked_whole(request, found)
    rows = sum(count["rows"] for count in found.counts.values())
    return export(request, f"{PurePath(found.name).stem}-错误说明.xlsx", marked_book, rows=rows, uid=str(found.uid))


@exporter
def marked_book(rights: Rights, now: datetime, *, uid: str) -> list[Sheet]:
    """Return the sheets of one's own workbook with what is wrong beside each row."""
    found = EnterpriseImport.objects.of(rights.account).get(uid=uid)
    return plainly_marked(sheets_of(found), faults_of(found))


def _waiting(request: Any, found: EnterpriseImport, place: Place) -> HttpResponse | None:
    """Return how far it is, as a whole page or, asked by htmx, as the part that changes."""
    if request.htmx and not found.under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})  # it is done: the whole page is another now
    if not found.stage:
        return None
    name = "under_way_part" if request.htmx else "under_way"
    return render(request, f"enterprises/imports/{name}.html", {"imported": found, **place.said})


PLACE: Final = Place(
    space="enterprises", where="生产经营单位名册", permission=CHANGE, model=EnterpriseImport, tables=TABLES, first="list", form=WorkbookForm,
    export=reverse_lazy("enterprises:list", query={"excel": "1", "state": "all"}), template=template, marked=_marked, waiting=_waiting,
    sheets="一张表，一行一家。带编号的是已登记的，改了就变更；没有编号的是新的。",
    receive=lambda request, name, content: receive(request.user, request.now, request.rights.reach(CHANGE), name=name, content=content),
    mend=lambda request, found, edits: mend(found, request.rights.reach(CHANGE), request.now, edits=edits),
    apply=lambda request, found, revision: apply(request.user, request.now, found, request.rights.reach(CHANGE), revision=revision),
    undo=lambda request, found: undo(request.user, request.now, found))
