"""Show a file in a page without download: pictures and pages as pictures, Word and Excel as our own plain HTML, text as text.

Everything is made in a confined process, once, and kept under `shown/` in the store, from where it may be deleted at any time.
"""

import json
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import mark_safe

from anze.acts.evidence import confined, store
from anze.acts.evidence.kinds import IMAGE, NONE, PDF, Kind
from anze.acts.evidence.refuse import Refusal

VERSION: Final = "2"  # raised when what is made changes


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a file: `pages` pictures, or `html` (clean), or `text`, or a sentence why not (`said`)."""

    pages: int = 0
    html: str = ""
    text: str = ""
    said: str = ""
    picture: Path | None = None
    cut: bool = False


def shown(sha256: str, kind: Kind, number: int = 1) -> Shown:
    """Return what is shown of a file; for pages, with the picture of page `number`. Raises Refusal where it cannot be shown."""
    if kind.shown_as == NONE:
        return Shown(said="这种格式不能在页面里打开，请下载后用 Word 或 WPS 看；下次可以存成 docx、pptx 或 PDF 再上传。")
    if not store.place(sha256).exists():
        raise Refusal("文件的内容不在了", "请告诉系统管理员核对文件库")
    if kind.shown_as in {IMAGE, PDF}:
        said = _made(sha256, kind, number)
        picture = _folder(sha256) / f"{number}.jpg"
        return Shown(pages=said["pages"], picture=picture if picture.exists() else None)
    said = _made(sha256, kind, 1)
    # Safe: made by draw.py, which lets nothing through but the tags it names (nh3) or escapes every value itself.
    return Shown(html=mark_safe(said.get("html", "")), text=said.get("text", ""), cut=bool(said.get("cut")))


def _folder(sha256: str) -> Path:
    return Path(settings.FILES) / store.SHOWN / sha256[:2] / f"{sha256}-{VERSION}"


def _made(sha256: str, kind: Kind, number: int) -> dict[str, Any]:
    """Return what was made of a page before, or make it now: in a folder beside, put in place whole."""
    folder = _folder(sha256)
    kept = folder / f"{number}.json"
    if kept.exists():
        return dict(json.loads(kept.read_text("utf-8")))
    beside = Path(settings.FILES) / store.INCOMING / uuid.uuid4().hex
    beside.mkdir(parents=True)
    try:
        said = confined.run("draw", store.place(sha256), kind.shown_as, str(number), beside / f"{number}.jpg")
        (beside / f"{number}.json").write_text(json.dumps(said), "utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(beside.iterdir(), key=lambda one: one.suffix == ".json"):  # the word that all is there comes last
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return said
