"""The pages of an incoming workbook, whatever it goes into: upload, look, mend in place, confirm, take back; the template, the marked file.

An app says in a `Place` what its import is called and which verbs stand behind the pages; `addresses` gives them their addresses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anze.access.guard import needs
from anze.register.actions.imports import sheets_of
from anze.register.actions.taking import Taking
from anze.register.excel.columns import Table
from anze.register.excel.marking import marked
from anze.register.forms.excel import WorkbookForm, edits_of, number_of
from anze.register.queries.imports import ROWS, faults_of, grid, lines, of_sheets, sentence, sheets_shown, totals
from anze.workbook.write import Sheet, download, workbook

Edits = Mapping[tuple[str, int, str], str]


def marked_whole(request: Any, found: Any) -> HttpResponse:
    """Give a workbook back with its wrong cells red and the reasons beside them."""
    return download(f"{PurePath(found.name).stem}-错误说明.xlsx", marked(bytes(found.content), sheets_of(found), faults_of(found), found.edits))


def under_way(request: Any, found: Any, place: "Place") -> HttpResponse | None:
    """Return the page of a workbook that is being worked on in the background, or that failed there; None for all others."""
    return render(request, "register/excel/under_way.html", {"imported": found, **place.said}) if getattr(found, "stage", "") else None


def nothing_more(request: Any, found: Any) -> Mapping[str, Any]:
    """Return what most imports have beside their rows."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A kind of import: where its addresses are (`space`), what it goes into (`where`), who may, its model and sheets, the verbs.

    Each verb is given the request first; what it refuses it raises as ValidationError. `consequences`: what the page of a workbook without faults
    is told besides: `shows` is the template of what follows, `asks` that of what must be said with the confirmation, `styled`
    their style sheet.
    """

    space: str
    where: str
    permission: str
    model: Any
    tables: Sequence[Table]
    first: str
    sheets: str
    export: Any
    template: Callable[[], list[Sheet]]
    receive: Callable[[Any, str, bytes], Any]
    mend: Callable[[Any, Any, Edits], Any]
    apply: Callable[[Any, Any, int], Any]
    undo: Callable[[Any, Any], Any]
    undone: str = "已撤销：这次导入新增的已全部撤下，变更的已恢复原样。"
    hint: str = ""
    form: type[Any] = WorkbookForm
    dirty: bool = False
    marked: Callable[[Any, Any], HttpResponse] = marked_whole
    waiting: Callable[[Any, Any, "Place"], HttpResponse | None] = under_way
    consequences: Callable[[Any, Any], Mapping[str, Any]] = nothing_more

    @property
    def said(self) -> dict[str, Any]:
        """What templates say of it."""
        return {"space": self.space, "where": self.where, "first": self.first, "sheets": self.sheets, "export": self.export, "dirty": self.dirty}

    def own(self, request: Any, uid: UUID) -> Any:
        """Return one's own workbook; 404 for another's."""
        return get_object_or_404(self.model.objects.of(request.user).defer("content"), uid=uid)


def verbs_of(taking: Taking[Any]) -> dict[str, Any]:
    """Return the verbs of a kind of import for its `Place`."""
    return {"receive": lambda request, name, content: taking.receive(request.user, request.now, request.rights, name=name, content=content),
            "mend": lambda request, found, edits: taking.mend(found, request.rights, request.now, edits=edits),
            "apply": lambda request, found, revision: taking.apply(request.user, request.now, found, revision=revision),
            "undo": lambda request, found: taking.undo(request.user, request.now, found)}


def addresses(place: Place, prefix: str) -> list[URLPattern]:
    """Return the addresses of an import under a prefix: import, import_template, imported, import_mend, …_apply, …_undo, …_marked."""
    of_one = {"": ("imported", _imported), "mend/": ("import_mend", _mended), "apply/": ("import_apply", _applied), "undo/": ("import_undo", _undone),
              "marked.xlsx": ("import_marked", _marked)}
    return [path(prefix, _upload(place), name="import"), path(f"{prefix}template.xlsx", _template(place), name="import_template"),
            *(path(f"{prefix}<uuid:uid>/{end}", view(place), name=name) for end, (name, view) in of_one.items())]


def _upload(place: Place) -> Any:
    @needs(place.permission)
    @require_http_methods(["GET", "HEAD", "POST"])
    def upload(request: Any) -> HttpResponse:
        """Show where a workbook is dropped and the ones that came before; take one."""
        form = place.form(request.POST or None, request.FILES or None) if request.method == "POST" else place.form()
        if place.hint:
            form.fields["file"].help_text = place.hint
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                found = place.receive(request, file.name, file.read())
            except ValidationError as refused:
                form.add_error("file", refused)
            else:
                return redirect(f"{place.space}:imported", found.uid)
        page = Paginator(place.model.objects.of(request.user).defer("content", "typed", "changes", "entered"), 20).get_page(request.GET.get("page"))
        return render(request, "register/excel/upload.html", {"form": form, "page": page, "earlier": [(one, sentence(one)) for one in page], **place.said},
                      status=422 if form.errors else 200)

    return upload


def _imported(place: Place) -> Any:
    @needs(place.permission)
    @require_GET
    def imported(request: Any, uid: UUID) -> HttpResponse:
        """Show a workbook: how far it is, its wrong cells, or what it will do (or has done)."""
        return _page(request, place.own(request, uid), place)

    return imported


def _mended(place: Place) -> Any:
    by_key = {table.key: table for table in place.tables}

    @needs(place.permission)
    @require_POST
    def mended(request: Any, uid: UUID) -> HttpResponse:
        """Put the texts that were sent into the cells, check all again, show what is left."""
        response = redirect(f"{place.space}:imported", uid)
        try:
            found = place.mend(request, place.own(request, uid), edits_of(request.POST, by_key))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return response
        if getattr(found, "under_way", False):
            messages.info(request, "已保存，正在后台重新检查。")
        elif found.faults:
            messages.warning(request, f"已保存并重新检查，还有 {len(found.faults)} 处要改。")
        else:
            messages.success(request, "已保存并重新检查，没有错误了。请核对后确认导入。")
        if found.faults and len(by_key) > 1 and request.POST.get("table") in found.counts:
            response["Location"] += f"?table={request.POST['table']}"
        return response

    return mended


def _applied(place: Place) -> Any:
    @needs(place.permission)
    @require_POST
    def applied(request: Any, uid: UUID) -> HttpResponse:
        """Take a workbook over."""
        try:
            found = place.apply(request, place.own(request, uid), number_of(request.POST, "revision"))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            if found.applied_at:
                messages.success(request, f"已导入：{sentence(found)}。")
            elif found.notice:
                messages.error(request, found.notice)
        return redirect(f"{place.space}:imported", uid)

    return applied


def _undone(place: Place) -> Any:
    @needs(place.permission)
    @require_POST
    def undone(request: Any, uid: UUID) -> HttpResponse:
        """Take an import back."""
        found = place.own(request, uid)
        try:
            found = place.undo(request, found)
        except ValidationError as refused:
            return _page(request, found, place, stops=refused.messages, status=409)
        if found.undone_at:
            messages.success(request, place.undone)
        elif found.notice:
            messages.error(request, found.notice)
        return redirect(f"{place.space}:imported", uid)

    return undone


def _template(place: Place) -> Any:
    @needs(place.permission)
    @require_GET
    def template_file(request: Any) -> HttpResponse:
        """Give the template: lists to choose from, notes and an example row."""
        return download(f"{place.where}导入模板.xlsx", workbook(place.template()))

    return template_file


def _marked(place: Place) -> Any:
    @needs(place.permission)
    @require_GET
    def marked_file(request: Any, uid: UUID) -> HttpResponse:
        """Give a workbook back with what is wrong beside each row."""
        return place.marked(request, get_object_or_404(place.model.objects.of(request.user), uid=uid))

    return marked_file


def _page(request: Any, found: Any, place: Place, *, stops: list[str] | None = None, status: int = 200) -> HttpResponse:
    waiting = place.waiting(request, found, place)
    if waiting is not None:
        return waiting
    tabs, key = sheets_shown(found, request.GET.get("table", ""))
    values: dict[str, Any] = {"imported": found, "tabs": tabs, "table": key, "totals": totals(found), "sentence": sentence(found), "stops": stops,
                              "space": place.space, "where": place.where}
    if found.state == "wrong":
        everything = request.GET.get("show") == "all"
        rows = grid(found, key, everything=everything, opened=number_of(request.GET, "row"))
        values |= {"grid": rows, "of_sheets": of_sheets(found), "everything": everything}
        shown: Any = rows or []
    else:
        shown = lines(found, key)
        values |= place.consequences(request, found)
    values["page"] = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    return render(request, f"register/excel/{'wrong' if found.state == 'wrong' else 'ready'}.html", values, status=status)
