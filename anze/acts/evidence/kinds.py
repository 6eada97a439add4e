"""The kinds of file that are taken. What a file is is read from its content; its name is never asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

IMAGE, PDF, WORD, SHEET, SLIDES, TEXT, NONE = "image", "pdf", "word", "sheet", "slides", "text", ""
_OOXML: Final = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, the ending its name gets, what people call it, how it is shown in a page (empty: not)."""

    media_type: str
    ending: str
    label: str
    shown_as: str


KINDS: Final[Mapping[str, Kind]] = {kind.media_type: kind for kind in (
    Kind("image/jpeg", "jpg", "照片", IMAGE),
    Kind("image/png", "png", "图片", IMAGE),
    Kind("image/webp", "webp", "图片", IMAGE),
    Kind("application/pdf", "pdf", "PDF", PDF),
    Kind(f"{_OOXML}wordprocessingml.document", "docx", "Word 文档", WORD),
    Kind(f"{_OOXML}spreadsheetml.sheet", "xlsx", "Excel 表格", SHEET),
    Kind(f"{_OOXML}presentationml.presentation", "pptx", "演示文稿", SLIDES),
    Kind("application/msword", "doc", "Word 文档（旧格式）", NONE),
    Kind("application/vnd.ms-excel", "xls", "Excel 表格（旧格式）", SHEET),
    Kind("application/vnd.ms-powerpoint", "ppt", "演示文稿（旧格式）", NONE),
    Kind("text/plain", "txt", "文本", TEXT),
)}
UNKNOWN: Final = Kind("application/octet-stream", "bin", "文件", NONE)
BY_ENDING: Final[Mapping[str, Kind]] = {kind.ending: kind for kind in KINDS.values()}
ACCEPT: Final = ".jpg,.jpeg,.png,.webp,.heic,.heif,.pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.wps,.et,.dps,.txt,image/*"
ALLOWED: Final = "照片和图片、PDF、Word、Excel、演示文稿、纯文本"


def kind_of(media_type: str) -> Kind:
    """Return the kind of a media type."""
    return KINDS.get(media_type, UNKNOWN)
