"""Files are served so that nothing in them runs: to be saved, or as pictures of their pages."""

from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from anze.acts.evidence import store
from anze.acts.evidence.kinds import kind_of
from anze.acts.evidence.preview import Shown, shown
from anze.acts.evidence.refuse import Refusal
from anze.acts.models import Blob
from anze.acts.views.evidence import PAGES_AT_ONCE, SEALED_OFF


def saved(blob: Blob, name: str) -> HttpResponseBase:
    """Answer with a file to be saved."""
    try:
        response = FileResponse(store.place(blob.sha256).open("rb"), content_type=blob.media_type)
    except FileNotFoundError as fault:
        raise Http404("文件的内容不在了。请告诉系统管理员核对文件库。") from fault
    return _sealed_off(response, **{"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"})


def page_of(blob: Blob, number: int) -> HttpResponseBase:
    """Answer with the picture of a page of a file."""
    try:
        picture = shown(blob.sha256, kind_of(blob.media_type), number).picture
    except Refusal as refusal:
        raise Http404 from refusal
    if picture is None:
        raise Http404
    return _sealed_off(FileResponse(picture.open("rb"), content_type="image/jpeg"), **{"Content-Disposition": "inline"})


def pages_shown(blob: Blob, query: Any) -> dict[str, Any]:
    """Return the context of `papers/parts/shown.html`: what a page shows of a file, twenty of its pages at once."""
    try:
        seen = shown(blob.sha256, kind_of(blob.media_type))
    except Refusal as refusal:
        seen = Shown(said=str(refusal))
    asked = query.get("from", "")
    first = max(1, min(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1, seen.pages))
    after = first + PAGES_AT_ONCE
    return {"shown": seen, "pages": range(first, min(after, seen.pages + 1)), "more": after if after <= seen.pages else None}


def _sealed_off(response: FileResponse, **headers: str) -> FileResponse:
    for name, value in (SEALED_OFF | headers).items():
        response[name] = value
    return response
