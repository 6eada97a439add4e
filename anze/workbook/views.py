"""我的导出: what is being written, what can be fetched."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from anze.access.guard import needs
from anze.workbook.actions import cancel, let_go
from anze.workbook.kept import place
from anze.workbook.models import Export
from anze.workbook.write import download


@needs("signed_in")
@require_GET
def exports(request: Any) -> HttpResponse:
    """Show one's exports; while one is under way the list asks for itself again."""
    let_go(request.user, request.now)
    found = Export.objects.of(request.user).defer("content")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    values = {"page": page, "under_way": any(one.under_way for one in page)}
    return render(request, f"workbook/{'exports_list' if request.htmx else 'exports'}.html", values)


@needs("signed_in")
@require_GET
def fetched(request: Any, uid: UUID) -> HttpResponseBase:
    """Give an export that is ready."""
    return given(get_object_or_404(Export.objects.of(request.user).filter(state="ready", expires_at__gte=request.now), uid=uid))


def given(found: Export) -> HttpResponseBase:
    """Answer with the file of an export that is ready. Http404 where it lies as a file and does not any more."""
    if found.content is not None:
        return download(found.name, bytes(found.content), found.media_type)
    try:
        response = FileResponse(place(found.uid).open("rb"), content_type=found.media_type)
    except FileNotFoundError as fault:
        raise Http404("这个文件已经不在了。请重新生成。") from fault
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response["Content-Encoding"] = "identity"  # what is packed already is not packed again on the way
    return response


@needs("signed_in")
@require_POST
def cancelled(request: Any, uid: UUID) -> HttpResponse:
    """Cancel an export."""
    found = get_object_or_404(Export.objects.of(request.user).defer("content"), uid=uid)
    if cancel(found):
        messages.success(request, f"已取消“{found.name}”。")
    else:
        messages.info(request, f"“{found.name}”已经结束，不用取消。")
    return redirect("workbook:exports")
