"""Pages of templates: which counts, its versions, another takes its place, how it comes out; letterheads."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from anze.access.guard import needs
from anze.acts.views.attaching import sent_files
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.papers.actions.templating import adopt, go_back, restore, set_letterhead
from anze.papers.builtin import builtin
from anze.papers.builtin_word import template_of
from anze.papers.forms.templates import LetterheadForm, TemplateForm
from anze.papers.kinds import OPEN_KINDS
from anze.papers.models import Letterhead, Template
from anze.papers.queries.letterheads import letterhead_of, series_of
from anze.papers.queries.preview import example, page_count, page_picture
from anze.papers.queries.templates import template_for
from anze.papers.views.serving import saved
from anze.people.models import Unit
from anze.workbook.write import download


def _units(request: Any) -> list[Unit]:
    """Return the units whose templates the account may change."""
    return list(Unit.objects.filter(request.rights.reach("template.change").of_units(), closed_on=None).order_by("path"))


def _unit(request: Any, code: str) -> Unit:
    return get_object_or_404(Unit.objects.filter(request.rights.reach("template.change").of_units()), code=code)


def _kind(kind: str) -> str:
    if kind not in OPEN_KINDS:
        raise Http404
    return kind


@needs("template.change")
@require_safe
def templates(request: Any) -> HttpResponse:
    """Show for each unit of the account which template of each kind counts, and its letterhead."""
    rows = [(unit, letterhead_of(unit), [(kind, label, template_for(unit, kind), series_of(unit, kind)) for kind, label in OPEN_KINDS.items()])
            for unit in _units(request)]
    return render(request, "papers/templates/list.html", {"may_issue": request.rights.may("paper.issue"), "rows": rows})


@needs("template.change")
def template(request: Any, code: str, kind: str) -> HttpResponse:
    """Show a unit's template of a kind with its versions and fields; a file sent takes its place."""
    unit = _unit(request, code)
    said = builtin(_kind(kind))
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form.is_valid()
        staged, refused = sent_files(request, "file")
        for sentence in refused:
            form.add_error("file", sentence)
        if staged and form.is_valid():
            try:
                made = adopt(request.user, request.now, unit, kind, staged[0], form.cleaned_data["note"])
            except ValidationError as fault:
                form.add_error("file", fault)
            else:
                messages.success(request, f"已启用{unit.name}的{said.label}模板（第 {made.version} 版）。请看一眼下面的样稿。")
                return redirect("papers:template", code=code, kind=kind)
    versions = list(Template.objects.filter(unit=unit, kind=kind).select_related("added_by", "blob", "restores").order_by("-version"))
    current = template_for(unit, kind)
    return render(request, "papers/templates/detail.html", {
        "unit": unit, "kind": kind, "said": said, "form": form, "versions": versions, "current": current,
        "own": current is not None and current.unit_id == unit.pk,
        **_pages(unit, kind)}, status=422 if form.errors else 200)


def _pages(unit: Unit, kind: str) -> dict[str, Any]:
    try:
        return {"pages": range(1, page_count(example(unit, kind)) + 1)}
    except ValidationError as fault:
        return {"pages": (), "broken": fault.messages}


def _version(unit: Unit, kind: str, version: int) -> Template:
    found: Template = get_object_or_404(Template.objects.select_related("blob", "unit"), unit=unit, kind=kind, version=version, blob__isnull=False)
    return found


@needs("template.change")
@require_safe
def template_word(request: Any, code: str, kind: str, version: int) -> HttpResponseBase:
    """Give a version of a template as Word, to change it; version 0 is the built-in one."""
    unit = _unit(request, code)
    name = f"{builtin(_kind(kind)).label}模板"
    if version == 0:
        return download(f"{name}_内置.docx", template_of(kind), WORD)
    found = _version(unit, kind, version)
    return saved(found.blob, f"{name}_第{version}版.docx")  # type: ignore[arg-type]


@needs("template.change")
@require_safe
def template_current(request: Any, code: str, kind: str) -> HttpResponseBase:
    """Give the template that counts for a unit as Word: its own, that of a unit above, or the built-in one."""
    unit = _unit(request, code)
    found = template_for(unit, _kind(kind))
    name = f"{builtin(kind).label}模板.docx"
    return saved(found.blob, name) if found and found.blob else download(name, template_of(kind), WORD)


@needs("template.change")
@require_POST
def template_restore(request: Any, code: str, kind: str, version: int) -> HttpResponse:
    """Take up a former version again; version 0 gives the unit's own template up."""
    unit = _unit(request, code)
    try:
        if version == 0:
            go_back(request.user, request.now, unit, _kind(kind))
            messages.success(request, "已改用上级的或者内置的模板。原来的各版都留着，随时可以恢复。")
        else:
            restore(request.user, request.now, _version(unit, _kind(kind), version))
            messages.success(request, f"已恢复第 {version} 版。")
    except ValidationError as fault:
        messages.error(request, fault.messages[0])
    return redirect("papers:template", code=code, kind=kind)


@needs("template.change")
@require_safe
def template_page(request: Any, code: str, kind: str, number: int) -> HttpResponse:
    """Give a page of the example as a picture."""
    try:
        picture = page_picture(example(_unit(request, code), _kind(kind)), number)
    except ValidationError as fault:
        raise Http404 from fault
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"})


@needs("template.change")
@require_safe
def template_pdf(request: Any, code: str, kind: str) -> HttpResponse:
    """Give the example as PDF."""
    try:
        return download(f"{builtin(_kind(kind)).label}样稿.pdf", pdf_of(example(_unit(request, code), kind)), PDF)
    except ValidationError as fault:
        raise Http404 from fault


@needs("template.change")
def letterhead(request: Any, code: str) -> HttpResponse:
    """Say how a unit's office calls itself on its documents."""
    unit = _unit(request, code)
    head = letterhead_of(unit)
    form = LetterheadForm(request.POST or None, initial={"organ": head.organ, "sender": head.sender, "code": head.code, "printed_by": head.printed_by})
    if request.method == "POST" and form.is_valid():
        try:
            set_letterhead(request.user, request.now, unit, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, "已保存发文机关，从下一份公文起用。")
            return redirect("papers:templates")
    return render(request, "papers/templates/letterhead.html", {
        "form": form, "unit": unit, "earlier": Letterhead.objects.filter(unit=unit).exclude(struck_at=None).order_by("-recorded_at")},
        status=422 if form.errors else 200)
