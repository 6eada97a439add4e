"""Workbooks that nobody should open, made on the spot."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from anze.workbook.write import Column, Sheet, workbook

SHEET: Final = "<worksheet><sheetData>%s</sheetData></worksheet>"
SECRETS: Final = "file:" + "///etc/passwd"
NAME: Final = "xl/worksheets/sheet1.xml"


def sound() -> bytes:
    """A harmless workbook."""
    return workbook([Sheet("人员", [Column("人员编号"), Column("姓名")], [("x1", "子某")])])


def changed(parts: dict[str, bytes | None] | None = None, content: bytes = b"") -> bytes:
    """A workbook with some parts put in, replaced, or (None) taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content or sound())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = parts or {}
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def sheet(cells: str) -> bytes:
    """A workbook whose sheet has these cells."""
    return changed({NAME: (SHEET % cells).encode()})


def lying() -> bytes:
    """A part that claims to be small and is not: the header says a kilobyte, the stream gives a hundred megabytes."""
    content = changed({NAME: b" " * 100_000_000})
    out = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        info = package.getinfo(NAME)
    small = (1000).to_bytes(4, "little")
    out[info.header_offset + 22:info.header_offset + 26] = small
    entry = out.rfind(NAME.encode()) - 46
    out[entry + 24:entry + 28] = small
    sum_of_small = zlib.crc32(b" " * 1000).to_bytes(4, "little")
    out[info.header_offset + 14:info.header_offset + 18] = sum_of_small
    out[entry + 16:entry + 20] = sum_of_small
    return bytes(out)


def encrypted() -> bytes:
    """A zip whose entries say that they need a password."""
    out = bytearray(sound())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(mark)
        while place >= 0:
            out[place + at] |= 1
            place = out.find(mark, place + 4)
    return bytes(out)


DTD: Final = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "%s">]><worksheet xmlns="m"><sheetData/></worksheet>'
TENFOLD: Final = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS: Final = f'<!DOCTYPE x [<!ENTITY a0 "哈">{TENFOLD}]><worksheet>&a9;</worksheet>'.encode()
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16: Final = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "{SECRETS}">]><worksheet>&a;</worksheet>'.encode("utf-16")

# what it is → the file, and words of the refusal
REFUSED: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing": (lambda: b"", "文件是空的"),
    "text": ("单位代码,单位名称\n1,2".encode, "其实是文本"),
    "text in GBK": (lambda: "单位代码,单位名称\n1,2".encode("gbk"), "其实是文本"),
    "web page": (lambda: b"<html><script>alert(1)</script></html>", "其实是网页"),
    "SVG": (lambda: b'<svg xmlns="x"><script>1</script></svg>', "其实是网页"),
    "PDF": (lambda: b"%PDF-1.7\n", "其实是PDF"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0", "不是 .xlsx 工作簿"),
    "old workbook": (lambda: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), ".xls 或 .et"),
    "workbook with a password": (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    "zip with a password": (encrypted, "密码"),
    "too large": (lambda: b"PK" + b"\0" * 10_000_000, "超过 10 MB"),
    "cut short": (lambda: sound()[:-200], "不完整或者已经损坏"),
    "cut in half": (lambda: sound()[:len(sound()) // 2], "不完整或者已经损坏"),
    "a byte flipped": (lambda: sound().replace(b"PK\x01\x02", b"PK\x01\x03", 1), "不完整或者已经损坏"),
    "Word document": (lambda: changed({"word/document.xml": b"<x/>", "xl/workbook.xml": None}), "其实是Word 文档"),
    "ODF": (lambda: changed({"content.xml": b"<x/>", "xl/workbook.xml": None}), "ODF"),
    "any zip": (lambda: changed({"xl/workbook.xml": None}), "不是 .xlsx 工作簿"),
    "macros": (lambda: changed({"xl/vbaProject.bin": b"Sub Auto_Open()"}), "带有宏"),
    "macros under another name": (lambda: changed({"xl/tables/table1.bin": b"x", "[Content_Types].xml": b'<Types ContentType="application/vnd.ms-excel.'
                                                   b'sheet.macroEnabled.main+xml"/>'}), "带有宏"),
    "macro sheet of Excel 4": (lambda: changed({"xl/macrosheets/sheet1.xml": b"<x/>"}), "带有宏"),
    "ActiveX": (lambda: changed({"xl/activeX/activeX1.xml": b"<x/>"}), "带有宏"),
    "way out of the folder": (lambda: changed({"../../etc/cron.d/x": b"x"}), "名称可疑"),
    "backslash way out": (lambda: changed({"..\\..\\x": b"x"}), "名称可疑"),
    "entity": (lambda: changed({NAME: DTD % b"b"}), "外部的定义"),
    "outside entity": (lambda: changed({NAME: DTD.replace(b'"%s"', f'SYSTEM "{SECRETS}"'.encode())}), "外部的定义"),
    "outside entity in UTF-16": (lambda: changed({NAME: UTF16}), "外部的定义"),
    "outside entity in the relationships": (lambda: changed({"xl/_rels/workbook.xml.rels": DTD % b"b"}), "外部的定义"),
    "million laughs": (lambda: changed({NAME: LAUGHS}), "外部的定义"),
    "bomb": (lambda: changed({NAME: b" " * 200_000_000}), "压缩炸弹"),
    "bomb that lies about its size": (lying, "已经损坏"),
    "bomb of many parts": (lambda: changed({f"xl/media/{n}.bin": b"" for n in range(600)}), "压缩炸弹"),
    "a million cells": (lambda: sheet("<row>" + "<c/>" * 1_000_000 + "</row>"), "格子太多"),
    "ten million tags": (lambda: sheet("<a/>" * 7_000_000), "内容过多"),
    "tags nested without end": (lambda: sheet("<a>" * 100_000), "内容过多"),
    "no XML": (lambda: changed({NAME: b"\xff\xfe\0\0 no"}), "已经损坏"),
    "XML cut short": (lambda: changed({NAME: b"<worksheet><sheetData><row>"}), "已经损坏"),
    "address that is none": (lambda: sheet('<row r="1"><c r="甲1"><v>1</v></c></row>'), "已经损坏"),
}
# what it is → the file: harmless once read as we read it
DEFUSED: Final[dict[str, Callable[[], bytes]]] = {
    "cell at the far corner": lambda: sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row>'),
    "string that is not there": lambda: sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'),
    "number with a hundred thousand digits": lambda: sheet(f'<row r="1"><c r="A1"><v>{"9" * 100_000}</v></c></row>'),
    "link to elsewhere": lambda: changed({"xl/externalLinks/externalLink1.xml": b"<externalLink/>", "xl/externalLinks/_rels/externalLink1.xml.rels": b"<x/>"}),
    "picture of a pixel flood": lambda: changed({"xl/media/image1.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff"}),
    "formula that calls a program": lambda: sheet("<row r=\"1\"><c r=\"A1\"><f>cmd|' /C calc'!A0</f><v>1</v></c></row>"),
    "row of a billion": lambda: sheet('<row r="999999999"><c><v>1</v></c></row>'),
}
