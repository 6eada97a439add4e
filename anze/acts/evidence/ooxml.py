"""Office files that are ZIP archives: measured before they are opened; nothing in them that runs, reaches out or hides."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

from anze.acts.evidence.kinds import BY_ENDING
from anze.acts.evidence.refuse import TEST_VIRUS, Refusal, virus

MOST_MEMBERS: Final = 3_000
MOST_BYTES: Final = 150_000_000      # all members, inflated
MOST_MEMBER: Final = 60_000_000
MOST_RATIO: Final = 150              # of a member larger than a megabyte
DEEPEST: Final = 2                   # office files within office files (charts)
SAVE_AGAIN: Final = "请在本机打开，另存为一份新的再上传，或另存为 PDF"
MAIN: Final = {b"wordprocessingml.document.main": "docx", b"spreadsheetml.sheet.main": "xlsx", b"presentationml.presentation.main": "pptx",
               b"presentationml.slideshow.main": "pptx", b"wordprocessingml.template.main": "docx", b"spreadsheetml.template.main": "xlsx"}
RUNS: Final = re.compile(r"(?:^|/)(?:vbaproject|vbadata|activex|macrosheets|oleobject|attachedtoolbars)", re.I)
MACRO_TYPES: Final = re.compile(rb"macroEnabled|ms-office\.vbaProject|intlmacrosheet|ms-excel\.macrosheet", re.I)
PROGRAM: Final = re.compile(r"\.(?:exe|dll|scr|com|bat|cmd|vbs|js|jse|wsf|ps1|hta|lnk|jar|msi|html?|svg|sh|bin)$", re.I)
OUTSIDE: Final = re.compile(rb"<[^<>]*Relationship\b[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.I)
MAY_POINT_OUTSIDE: Final = re.compile(rb"Type\s*=\s*[\"'][^\"']*/(?:hyperlink|externalLinkPath|xlPathMissing|xlExternalLinkPath/\w+)[\"']", re.I)
REMOTE_CALL: Final = re.compile(rb"<\w*:?(?:instrText|fldSimple)\b[^>]*>?[^<]*\bDDE(?:AUTO)?\b|<\w*:?ddeLink\b", re.I)
TEXTS: Final = (".xml", ".rels", ".vml")
PRINTER: Final = re.compile(r"(?:^|/)printerSettings/|(?:^|/)customProperty\d*\.bin$", re.I)  # harmless binaries of Excel


def examine_ooxml(given: Path, content: bytes) -> dict[str, Any]:
    """Return what kind of office file this is. Raises Refusal. The ending is the content's, whatever the name was."""
    del given
    return {"media_type": BY_ENDING[_examined(content, 0)].media_type}


def _examined(content: bytes, depth: int) -> str:
    """Return the ending of an office file that may be kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(archive, content)
            ending = _kind(archive)
            for member in archive.infolist():
                _look_into(archive, member, depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, UnicodeDecodeError, ValueError, KeyError) as fault:
        raise Refusal("文件不完整或已损坏", SAVE_AGAIN) from fault
    except RuntimeError as fault:  # zipfile's own for a password
        raise Refusal("文件加了密码", "请去掉密码后上传") from fault
    return ending


def _measure(archive: zipfile.ZipFile, content: bytes) -> None:
    """Refuse, by the directory alone, what would grow beyond measure or is something else besides."""
    members = archive.infolist()
    if archive.comment or min((member.header_offset for member in members), default=0) or len(content) - content.rfind(b"PK\x05\x06") != 22:
        raise Refusal("文件里还藏着别的内容", SAVE_AGAIN)
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS or len(set(names)) != len(names) or sum(member.compress_size for member in members) > len(content):
        raise Refusal("文件的内部结构不正常", SAVE_AGAIN)
    for member in members:
        if member.flag_bits & 1:
            raise Refusal("文件加了密码", "请去掉密码后上传")
        grown = member.file_size > 1_000_000 and member.file_size > MOST_RATIO * max(member.compress_size, 1)
        if grown or member.file_size > MOST_MEMBER:
            raise Refusal("文件展开后大得不正常（压缩炸弹）", SAVE_AGAIN)
        if ".." in member.filename.split("/") or member.filename.startswith(("/", "\\")) or "\\" in member.filename or ":" in member.filename:
            raise Refusal("文件里有指向外面的路径", SAVE_AGAIN)
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise Refusal("文件展开后大得不正常（压缩炸弹）", SAVE_AGAIN)


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        if "OFD.xml" in names:
            raise Refusal("OFD 文件暂不收", "请用 OFD 阅读器另存为 PDF 后上传")
        raise Refusal("压缩包不能直接上传", "请解开后把里面的文件逐个上传；ODF 文档请另存为 docx、xlsx")
    types = archive.read("[Content_Types].xml")
    if MACRO_TYPES.search(types):
        raise Refusal("文件里有宏", "请另存为不带宏的 docx、xlsx 或 pptx 后上传")
    for word, ending in MAIN.items():
        if word in types:
            return ending
    raise Refusal("这种 Office 文件不收", "请另存为 docx、xlsx 或 pptx 后上传")


def _look_into(archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> None:
    """Refuse a member that runs, reaches out, or hides."""
    name = member.filename
    if RUNS.search(name):
        raise Refusal("文件里有宏、控件或嵌入的对象", "请删去嵌入的对象，另存为不带宏的文件后上传；嵌入的文件可以单独上传")
    if PROGRAM.search(name) and not PRINTER.search(name):
        raise Refusal("文件里夹带了程序或网页", SAVE_AGAIN)
    if member.is_dir():
        return
    content = archive.read(member)
    if TEST_VIRUS in content:
        raise virus()
    if content.startswith((b"MZ", b"\x7fELF")):
        raise Refusal("文件里夹带了程序", SAVE_AGAIN)
    if content.startswith(b"PK\x03\x04"):
        if depth >= DEEPEST:
            raise Refusal("文件里一层套一层", SAVE_AGAIN)
        _examined(content, depth + 1)
    elif name.lower().endswith(TEXTS) or content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        _read_xml(content)


def _read_xml(content: bytes) -> None:
    """Refuse definitions of documents and entities, whatever the encoding, and links that fetch or call."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:64]:
        content = content.replace(b"\x00", b"")
    declared = re.search(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", content[:200])
    if declared and declared[1].lower() not in {b"utf-8", b"utf-16", b"us-ascii", b"ascii"}:
        raise Refusal("文件内部的编码不合规范", SAVE_AGAIN)
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", content, re.I):
        raise Refusal("文件里有外部实体定义（XXE）", SAVE_AGAIN)
    if MACRO_TYPES.search(content[:4096]):
        raise Refusal("文件里有宏", "请另存为不带宏的 docx、xlsx 或 pptx 后上传")
    if any(not MAY_POINT_OUTSIDE.search(found) for found in OUTSIDE.findall(content)):
        raise Refusal("文件打开时会去外面取内容", "请在本机把外部图片、模板改成嵌入，另存一份再上传")
    if REMOTE_CALL.search(content):
        raise Refusal("文件里有会调用别的程序的字段（DDE）", SAVE_AGAIN)
