"""Open the package of a workbook that somebody sent: refuse what is none or might do harm, with the remedy, before anything reads it."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.core.exceptions import ValidationError

PARTS: Final = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be: bytes of the file and of all its parts together, cells (those with nothing but a format included), elements."""

    largest: int = 10_000_000
    unpacked: int = 32_000_000
    cells: int = 250_000
    elements: int = 1_200_000


USUAL: Final = Limits()
LARGE: Final = Limits(largest=30_000_000, unpacked=160_000_000, cells=1_500_000, elements=6_000_000)  # read in the background alone
LARGEST: Final = USUAL.largest
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
REMEDY: Final = "请在 Excel 或 WPS 中打开它，另存为“Excel 工作簿（.xlsx）”，再上传。"
_MACROS: Final = re.compile(r"vbaproject|macrosheets|activex", re.IGNORECASE)
_OUTSIDE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Pictures, objects and links to elsewhere: nothing of ours needs them, and whoever draws them runs a risk.
_RELATED: Final = re.compile(rb'<Relationship\b[^>]*?Type="[^"]*/(?:drawing|image|oleObject|control|ctrlProp|package|externalLink|attachedTemplate)"'
                             rb"[^>]*?(?:/>|>\s*</Relationship>)")


class Unreadable(ValidationError):  # noqa: N818 — a refusal, not a fault of ours
    """A file that is no workbook one can read; the message says why and what to do."""


def opened(content: bytes, limits: Limits = USUAL) -> dict[str, bytes]:
    """Return the parts of an .xlsx by name, each read to its real end and no further. Raises Unreadable."""
    if len(content) > limits.largest:
        raise Unreadable(f"文件超过 {limits.largest // 1_000_000} MB。正常的表格用不了这么大：请把数据复制到新下载的模板里（只粘贴数值），再上传。")
    if not content:
        raise Unreadable("文件是空的。请重新选择文件。")
    _refuse_others(content)
    try:
        parts = _unpacked(content, limits.unpacked)
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError, KeyError, RecursionError) as fault:
        raise Unreadable(f"文件不完整或者已经损坏，打不开。请重新下载或者重新发送一份；能用 Excel 打开的，{REMEDY.removeprefix('请')}") from fault
    _refuse_harm(parts)
    return parts


def rebuilt(parts: dict[str, bytes]) -> BytesIO:
    """Return the package again with these parts and nothing else, without what they point to outside."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, _RELATED.sub(b"", content) if name.endswith(".rels") else content)
    out.seek(0)
    return out


def _refuse_others(content: bytes) -> None:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Unreadable("文件加了打开密码，系统读不了。请在 Excel 中取消密码（文件 → 信息 → 保护工作簿），保存后再上传。")
        raise Unreadable(f"这是旧格式的表格（.xls 或 .et），系统只读 .xlsx。{REMEDY}")
    if not content.startswith(ZIP):
        kind = "网页" if content.lstrip()[:1] == b"<" else "PDF" if content.startswith(b"%PDF") else ""
        if not kind and b"\0" not in content[:4096]:
            kind = "文本（如 .csv）"
        raise Unreadable(f"这个文件{f'其实是{kind}，' if kind else ''}不是 .xlsx 工作簿。{REMEDY}")


def _unpacked(content: bytes, unpacked: int) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = unpacked
    with zipfile.ZipFile(BytesIO(content)) as package:
        infos = package.infolist()
        if len(infos) > PARTS or sum(info.file_size for info in infos) > unpacked:
            raise Unreadable("文件展开后过大，可能是压缩炸弹，也可能夹带了很多图片。请把数据复制到新下载的模板里（只粘贴数值），再上传。")
        for info in infos:
            name = info.filename.lstrip("/")
            if ".." in name.split("/") or "\\" in name or name in parts:
                raise Unreadable(f"文件的结构不正常（里面的名称可疑），系统不打开。{REMEDY}")
            if info.flag_bits & 0x1:
                raise Unreadable("文件加了密码，系统读不了。请取消密码，保存后再上传。")
            with package.open(info) as part:  # bounded by what is left, whatever the package claims
                parts[name] = part.read(left + 1)
            left -= len(parts[name])
            if left < 0:
                raise Unreadable("文件展开后过大，可能是压缩炸弹。请把数据复制到新下载的模板里（只粘贴数值），再上传。")
    return parts


def _refuse_harm(parts: dict[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if any(_MACROS.search(name) for name in parts) or b"macroEnabled" in types or b"vbaProject" in types:
        raise Unreadable("文件里带有宏。为了安全，系统不接收带宏的文件，改了扩展名也一样。请另存为不带宏的“Excel 工作簿（.xlsx）”，再上传。")
    if any(_OUTSIDE.search(content) for name, content in parts.items() if name.endswith((".xml", ".rels", ".vml"))):
        raise Unreadable(f"文件里有指向外部的定义（DTD），正常的工作簿没有这种内容，系统不打开。{REMEDY}")
    if "xl/workbook.xml" not in parts:
        other = next((words for folder, words in (("word/", "Word 文档"), ("ppt/", "演示文稿"), ("content.xml", "ODF 表格（.ods）")) if any(
            name.startswith(folder) for name in parts)), "")
        raise Unreadable(f"这个文件{f'其实是{other}，' if other else ''}不是 .xlsx 工作簿。{REMEDY}")
