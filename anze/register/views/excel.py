"""The roster from Excel: upload, look, mend in place, confirm, take back."""

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
from anze.register.actions.imports import apply, look_again, mend, receive
from anze.register.actions.undoing import undo
from anze.register.forms.excel import WorkbookForm, edits_of, number_of
from anze.register.models import Import, Incoming
from anze.register.queries.imports import ROWS, grid, lines, of_sheets, sentence, sheets_shown, totals

# What the page of uploading says of the roster.
PLACE = {"space": "register", "where": "名册", "first": "units", "dirty": True, "export": reverse_lazy("register:export"),
         "sheets": "一个工作簿三张表：单位、人员、任期。"}


@needs("register.import")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Any) -> HttpResponse:
    """Show where a workbook is dropped and the ones that came before; take one."""
    form = WorkbookForm(request.POST or None, request.FILES or None) if request.method == "POST" else WorkbookForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = receive(request.user, request.now, request.rights.reach("register.import"), name=file.name, content=file.read())
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            return redirect("register:imported", imported.uid)
    earlier = Import.objects.of(request.user).defer("content", "typed", "changes", "entered")
    page = Paginator(earlier, 20).get_page(request.GET.get("page"))
    found = [(one, sentence(one)) for one in page]
    return render(request, "register/excel/upload.html", {"form": form, "page": page, "earlier": found, **PLACE}, status=422 if form.errors else 200)


@needs("register.import")
@require_GET
def imported(request: Any, uid: UUID) -> HttpResponse:
    """Show a workbook: its wrong cells, or what it will do (or has done)."""
    return _page(request, _own(request, uid))


@needs("register.import")
@require_POST
def mended(request: Any, uid: UUID) -> HttpResponse:
    """Put the texts that were sent into the cells, check all again, show what is left."""
    try:
        found = mend(_own(request, uid), request.rights.reach("register.import"), edits=edits_of(request.POST))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("register:imported", uid)
    if found.faults:
        messages.warning(request, f"已保存并重新检查，还有 {len(found.faults)} 处要改。")
    else:
        messages.success(request, "已保存并重新检查，没有错误了。请核对后确认导入。")
    response = redirect("register:imported", found.uid)
    if found.faults and request.POST.get("table") in found.counts:
        response["Location"] += f"?table={request.POST['table']}"
    return response


@needs("register.import")
@require_POST
def applied(request: Any, uid: UUID) -> HttpResponse:
    """Take a workbook over."""
    found = _own(request, uid)
    reach = request.rights.reach("register.import")
    try:
        found = apply(request.user, request.now, found, reach, revision=number_of(request.POST, "revision"))
    except ValidationError as refused:
        look_again(found, reach)
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"已导入：{sentence(found)}。")
    return redirect("register:imported", uid)


@needs("register.import")
@require_POST
def undone(request: Any, uid: UUID) -> HttpResponse:
    """Take an import back."""
    found = _own(request, uid)
    try:
        undo(request.user, request.now, found)
    except ValidationError as refused:
        return _page(request, found, stops=refused.messages, status=409)
    messages.success(request, "已撤销：这次导入写入的记录已全部撤下，原来的记录已恢复。")
    return redirect("register:imported", uid)


def _own(request: Any, uid: UUID) -> Import:
    return get_object_or_404(Import.objects.of(request.user).defer("content"), uid=uid)


def _page(request: Any, found: Import, *, stops: list[str] | None = None, status: int = 200) -> HttpResponse:
    return page_of(request, found, stops=stops, status=status, space="register", where="名册")


def page_of(request: Any, found: Incoming, *, stops: list[str] | None = None, status: int = 200, space: str, where: str) -> HttpResponse:
    """Return the page of a workbook; `space` is where the addresses of its kind of import are, `where` what it goes into."""
    tabs, key = sheets_shown(found, request.GET.get("table", ""))
    values: dict[str, Any] = {"imported": found, "tabs": tabs, "table": key, "totals": totals(found), "sentence": sentence(found), "stops": stops,
                              "space": space, "where": where}
    if found.state == "wrong":
        everything = request.GET.get("show") == "all"
        rows = grid(found, key, everything=everything, opened=number_of(request.GET, "row"))
        values |= {"grid": rows, "of_sheets": of_sheets(found), "everything": everything}
        shown: Any = rows or []
    else:
        shown = lines(found, key)
    values["page"] = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    return render(request, f"register/excel/{'wrong' if found.state == 'wrong' else 'ready'}.html", values, status=status)
