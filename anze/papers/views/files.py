"""Files of cases: taken in after the same examination as evidence, shown without download, served so that nothing in them runs, taken down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anze.access.guard import needs
from anze.acts.views.attaching import sent_files
from anze.papers.actions.filing import attach, strike
from anze.papers.forms.reasons import StrikeForm
from anze.papers.models import Filed
from anze.papers.policies import case_kind, may_file, may_see
from anze.papers.views.serving import page_of, pages_shown, saved


@needs("signed_in")
@require_POST
def add(request: Any, object_type: str, object_id: str) -> HttpResponse:
    """Put the files of the form to a case; what is refused is named, the others are kept."""
    if not may_file(request.rights, object_type, object_id):
        raise Http404
    kind = case_kind(object_type)
    purpose = request.POST.get("purpose", "").strip()[:40] or "材料"
    if kind and kind.purposes and purpose not in kind.purposes:
        purpose = kind.purposes[-1]
    staged, refused = sent_files(request, "files")
    if not staged and not refused:
        refused.append("没有选中文件。请先选择要上传的文件。")
    made = [attach(request.user, request.now, (object_type, object_id), purpose, one, kind.unit(object_id) if kind else None) for one in staged]
    if made:
        messages.success(request, f"已归入 {len(made)} 个文件。")
    for sentence in refused:
        messages.error(request, sentence)
    return redirect(_case(object_type, object_id))


def _case(object_type: str, object_id: str) -> str:
    kind = case_kind(object_type)
    address = kind.address(object_id) if kind else ""
    return f"{address}#files" if address else reverse("portal:home")


def _seen(request: Any, pk: int) -> Filed:
    found = Filed.objects.select_related("blob", "unit", "added_by", "struck_by").filter(pk=pk).first()
    if found is None or not may_see(request.rights, found.object_type, found.object_id):
        raise Http404
    return found


@needs("signed_in")
@require_safe
def file(request: Any, pk: int) -> HttpResponseBase:
    """Give a file to be saved."""
    found = _seen(request, pk)
    return saved(found.blob, found.name)


@needs("signed_in")
@require_safe
def preview(request: Any, pk: int) -> HttpResponse:
    """Show a file within a page of ours."""
    found = _seen(request, pk)
    return render(request, "papers/files/preview.html", {
        "file": found, "back": _case(found.object_type, found.object_id), **pages_shown(found.blob, request.GET),
        "may_strike": found.struck_at is None and may_file(request.rights, found.object_type, found.object_id)})


@needs("signed_in")
@require_safe
def page(request: Any, pk: int, number: int) -> HttpResponseBase:
    """Give the picture of a page of a file."""
    return page_of(_seen(request, pk).blob, number)


@needs("signed_in")
def remove(request: Any, pk: int) -> HttpResponse:
    """Take a file down, with a reason."""
    found = _seen(request, pk)
    if found.struck_at or not may_file(request.rights, found.object_type, found.object_id):
        raise Http404
    form, back = StrikeForm(request.POST or None), _case(found.object_type, found.object_id)
    if request.method == "POST" and form.is_valid():
        try:
            strike(request.user, request.now, found, form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"已撤下“{found.name}”，内容和原因留在案上。")
            return redirect(back)
    return render(request, "papers/files/remove.html", {"form": form, "file": found, "back": back}, status=422 if form.errors else 200)
