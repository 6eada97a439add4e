"""Files of acts: uploaded, shown without download, served so that nothing in them runs, taken down."""

from typing import Any, Final
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from anze.access.guard import needs
from anze.acts.actions.evidence import attach, take_down
from anze.acts.evidence import store
from anze.acts.evidence.preview import Shown, shown
from anze.acts.evidence.refuse import Refusal
from anze.acts.forms.evidence import TakeDownForm
from anze.acts.models import Act, Attachment
from anze.acts.queries.evidence import may_attach
from anze.acts.views.attaching import sent_files

# What is served is nobody's page: it loads nothing, runs nothing, and stands in an origin of its own.
SEALED_OFF: Final = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff",
                     "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "private, no-store"}

PAGES_AT_ONCE: Final = 20


@needs("act.view", to_change="act.record")
@require_POST
def upload(request: Any, uid: str) -> HttpResponse:
    """Attach the files of the form to an act; what is refused is named, the others are attached."""
    act = get_object_or_404(Act.objects.visible_to(request.rights).select_related("unit", "withdrawal"), uid=uid)
    if not may_attach(request.rights, act):
        raise Http404
    staged, refused = _examined(request)
    try:
        made = attach(request.user, request.now, act, staged) if staged else []
    except ValidationError as fault:
        made, refused = [], [*refused, *fault.messages]
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"attached": [{"id": one.pk, "name": one.name} for one in made], "refused": refused}, status=422 if refused else 201)
    if made:
        messages.success(request, f"已附上 {len(made)} 个文件。")
    for sentence in refused:
        messages.error(request, sentence)
    return redirect(_back_to(act))


def _examined(request: HttpRequest) -> tuple[list[store.Staged], list[str]]:
    """Return the uploads that may be kept, staged, and a sentence for each that may not."""
    staged, refused = sent_files(request, "files")
    if not staged and not refused:
        refused.append("没有选中文件。请先选择要上传的文件。")
    return staged, refused


def _back_to(act: Act) -> str:
    try:
        return f"{reverse('acts:detail', args=(act.uid,))}#files"
    except NoReverseMatch:
        return reverse("portal:home")


def _visible(request: Any, pk: int) -> Attachment:
    found = Attachment.objects.visible_to(request.rights).select_related("blob", "act__unit", "act__withdrawal", "added_by", "struck_by")
    return get_object_or_404(found, pk=pk)


@needs("act.view")
@require_safe
def file(request: Any, pk: int) -> HttpResponseBase:
    """Serve a file to be saved."""
    attachment = _visible(request, pk)
    try:
        response = FileResponse(store.place(attachment.blob.sha256).open("rb"), content_type=attachment.blob.media_type)
    except FileNotFoundError as fault:
        raise Http404("文件的内容不在了。请告诉系统管理员核对文件库。") from fault
    return _sealed_off(response, **{"Content-Disposition": f"attachment; filename*=UTF-8''{quote(attachment.name)}"})


def _sealed_off(response: FileResponse, **headers: str) -> FileResponse:
    for name, value in (SEALED_OFF | headers).items():
        response[name] = value
    return response


@needs("act.view")
@require_safe
def preview(request: Any, pk: int) -> HttpResponse:
    """Show a file within a page of ours."""
    attachment = _visible(request, pk)
    try:
        seen = shown(attachment.blob.sha256, attachment.kind)
    except Refusal as refusal:
        seen = Shown(said=str(refusal))
    first = max(1, min(_number(request.GET.get("from", "")), seen.pages))
    after = first + PAGES_AT_ONCE
    context = {"file": attachment, "act": attachment.act, "shown": seen, "back": _back_to(attachment.act),
               "pages": range(first, min(after, seen.pages + 1)), "more": after if after <= seen.pages else None,
               "may_attach": attachment.struck_at is None and may_attach(request.rights, attachment.act)}
    return render(request, "acts/evidence/preview.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


@needs("act.view")
@require_safe
def preview_page(request: Any, pk: int, number: int) -> HttpResponseBase:
    """Serve the picture of a page, or the picture made smaller."""
    attachment = _visible(request, pk)
    try:
        picture = shown(attachment.blob.sha256, attachment.kind, number).picture
    except Refusal as refusal:
        raise Http404 from refusal
    if picture is None:
        raise Http404
    response = FileResponse(picture.open("rb"), content_type="image/jpeg")
    return _sealed_off(response, **{"Content-Disposition": "inline", "Cache-Control": "private, no-store"})


@needs("act.view", to_change="act.record")
def remove_file(request: Any, pk: int) -> HttpResponse:
    """Take an attachment down, with a reason."""
    attachment = _visible(request, pk)
    if not may_attach(request.rights, attachment.act) or attachment.struck_at:
        raise Http404
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_down(request.user, request.now, attachment, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"已撤下“{attachment.name}”，内容和原因留在案上。")
            return redirect(_back_to(attachment.act))
    return render(request, "acts/evidence/remove.html", {"form": form, "file": attachment, "act": attachment.act, "back": _back_to(attachment.act)},
                  status=422 if form.errors else 200)
