"""Office files of the old format (doc, xls, ppt; also wps, et, dps): compound files without macros, objects or passwords."""

import io
import struct
from typing import Any, Final

import olefile

from anze.acts.evidence.kinds import BY_ENDING
from anze.acts.evidence.refuse import Refusal

SAVE_AGAIN: Final = "请另存为 docx、xlsx、pptx 或 PDF 后上传"
MACROS: Final = frozenset({"macros", "vba", "_vba_project_cur", "_vba_project", "vba_project", "_vba_project_cur/vba"})
OBJECTS: Final = frozenset({"objectpool", "\x01ole10native", "package", "\x01ole10itemname"})
LOCKED: Final = frozenset({"encryptedpackage", "encryptioninfo", "encryptedsummary"})
BOUNDSHEET, FILEPASS, MACRO_SHEETS = 0x85, 0x2F, frozenset({1, 6})


def examine_ole(content: bytes) -> dict[str, Any]:
    """Return what a compound file is. Raises Refusal."""
    try:
        with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT) as ole:
            parts = {part.lower() for path in ole.listdir(streams=True, storages=True) for part in path}
            _refuse_parts(parts)
            if ole.exists("WordDocument"):
                _word(ole)
                ending = "doc"
            elif ole.exists("Workbook") or ole.exists("Book"):
                _workbook(ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read())
                ending = "xls"
            elif ole.exists("PowerPoint Document"):
                ending = "ppt"
            else:
                raise Refusal("认不出这是什么文件", SAVE_AGAIN)
    except (OSError, ValueError, IndexError, struct.error, TypeError, KeyError) as fault:
        raise Refusal("文件不完整或已损坏", SAVE_AGAIN) from fault
    return {"media_type": BY_ENDING[ending].media_type}


def _refuse_parts(parts: set[str]) -> None:
    if parts & LOCKED:
        raise Refusal("文件加了密码", "请去掉密码后上传")
    if parts & MACROS:
        raise Refusal("文件里有宏", "请另存为不带宏的 docx、xlsx 或 pptx 后上传")
    if parts & OBJECTS:
        raise Refusal("文件里有嵌入的对象", "请删去嵌入的对象后另存；嵌入的文件可以单独上传")


def _word(ole: Any) -> None:
    head = ole.openstream("WordDocument").read(12)
    flags = struct.unpack_from("<H", head, 10)[0]
    if flags & 0x0100:  # fEncrypted
        raise Refusal("文件加了密码", "请去掉密码后上传")


def _workbook(stream: bytes) -> None:
    """Walk the records of a workbook's first part: a password, or a sheet of macros."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == FILEPASS:
            raise Refusal("文件加了密码", "请去掉密码后上传")
        if kind == BOUNDSHEET and size >= 6 and stream[at + 9] in MACRO_SHEETS:
            raise Refusal("文件里有宏表", "请另存为 xlsx 后上传")
        if kind == 0x0A:  # the end of the workbook's globals
            return
        at += 4 + size
    raise struct.error("no end of the globals")
