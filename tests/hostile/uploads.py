"""The sixty: what somebody uploads, and what must become of it — the words of the refusal, or the kind it is kept as, defused."""

import zlib
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from anze.acts.evidence.refuse import TEST_VIRUS
from tests.hostile.office import (
    SCHEMAS,
    SHEET_MAIN,
    doc,
    docx,
    external,
    ole,
    packed,
    pdf,
    rels,
    types,
    xls,
    xlsx,
    zipped,
)
from tests.hostile.pictures import drawn, jpeg_of, located, png_flood


class Upload(NamedTuple):
    """A file by its name and content; `refused`: words of the refusal, or `kept`: the ending it is kept under."""

    name: str
    make: Callable[[], bytes]
    refused: str = ""
    kept: str = ""


ZEROS: Final = b"\0" * 50_000_000
DTD: Final = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{}etc/passwd">]><d>&x;</d>'.format("file" + ":///")
LAUGHS: Final = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
OUTSIDE: Final = "http:" + "//example.invalid/x"
SCRIPT: Final = "<script>alert(1)</script>"


def nested() -> bytes:
    inner = docx()
    for _ in range(4):
        inner = docx({"word/embeddings/a.docx": inner})
    return inner


def locked_zip() -> bytes:
    made = bytearray(docx())
    at = made.rindex(b"PK\x01\x02")
    made[at + 8] |= 1
    made[6] |= 1
    return bytes(made)


UPLOADS: Final[Mapping[str, Upload]] = {
    "empty": Upload("空.pdf", lambda: b"", "空的"),
    "too big": Upload("大.txt", lambda: b"a" * 20_000_001, "超过 20 MB"),
    "test virus as text": Upload("a.txt", lambda: TEST_VIRUS, "病毒"),
    "test virus behind text": Upload("a.txt", lambda: "通知\n".encode() * 999 + TEST_VIRUS, "病毒"),
    "test virus in docx": Upload("a.docx", lambda: docx({"word/media/a.txt": TEST_VIRUS}), "病毒"),
    "program as photo": Upload("a.jpg", lambda: b"MZ" + b"\x90" * 2000, "程序"),
    "linux program as pdf": Upload("a.pdf", lambda: b"\x7fELF" + b"\1" * 2000, "程序"),
    "shell script as text": Upload("a.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "程序"),
    "page as text": Upload("a.txt", f"<html>{SCRIPT}</html>".encode, "网页"),
    "page as photo": Upload("a.jpg", f"<!DOCTYPE html>{SCRIPT}".encode, "网页"),
    "page in UTF-16": Upload("a.txt", lambda: f"<html>{SCRIPT}</html>".encode("utf-16"), "网页"),
    "svg": Upload("a.svg", f"<svg onload='x'>{SCRIPT}</svg>".encode, "SVG"),
    "svg as png": Upload("a.png", f'<?xml version="1.0"?><svg>{SCRIPT}</svg>'.encode, "SVG"),
    "script far down in text": Upload("a.txt", ("好" * 50_000 + SCRIPT).encode, "网页"),
    "random bytes": Upload("a.docx", lambda: zlib.compress(b"x" * 9999)[2:] + bytes(range(256)) * 9, "认不出"),
    "text with a zero": Upload("a.txt", lambda: b"abc\0def", "认不出"),
    "rtf": Upload("a.doc", lambda: b"{\\rtf1\\ansi x}", "RTF"),
    "rar": Upload("a.zip", lambda: b"Rar!\x1a\x07\x00" + b"1" * 99, "压缩包"),
    "gzip": Upload("a.txt", lambda: b"\x1f\x8b" + b"1" * 99, "压缩包"),
    "plain zip": Upload("a.docx", lambda: zipped({"a.txt": "x"}), "压缩包"),
    "ofd": Upload("a.ofd", lambda: zipped({"OFD.xml": "<ofd/>"}), "OFD"),
    "film": Upload("a.mp4", lambda: b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"1" * 999, "视频"),
    "zip bomb": Upload("a.docx", lambda: docx({"word/media/a.bmp": ZEROS}), "炸弹"),
    "zip bomb of many": Upload("a.docx", lambda: docx({f"word/media/{n}.bmp": ZEROS[:900_000] for n in range(180)}), "炸弹"),
    "zip of ten thousand": Upload("a.docx", lambda: docx({f"word/{n}.xml": "" for n in range(10_000)}), "不正常"),
    "office in office in office": Upload("a.docx", nested, "一层套一层"),
    "path out of zip": Upload("a.docx", lambda: docx({"../../etc/cron.d/a": "x"}), "路径"),
    "absolute path in zip": Upload("a.docx", lambda: docx({"/etc/passwd": "x"}), "路径"),
    "external entity": Upload("a.docx", lambda: docx(body=DTD), "外部实体"),
    "external entity in UTF-16": Upload("a.docx", lambda: docx(body=DTD.encode("utf-16")), "外部实体"),
    "laughs": Upload("a.xlsx", lambda: xlsx({"xl/extra.xml": LAUGHS}), "外部实体"),
    "entity in relationships": Upload("a.docx", lambda: docx({"word/_rels/x.rels": LAUGHS}), "外部实体"),
    "odd encoding": Upload("a.docx", lambda: docx(body='<?xml version="1.0" encoding="UTF-7"?>+ADw-x/>'), "编码"),
    "docm as docx": Upload("a.docx", lambda: docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "宏"),
    "macros in docx": Upload("a.docx", lambda: docx({"word/vbaProject.bin": b"\xd0\xcf"}), "宏"),
    "macros in capitals": Upload("a.xlsx", lambda: xlsx({"xl/VBAPROJECT.BIN": b"\xd0\xcf"}), "宏"),
    "macros in an embedded book": Upload("a.docx", lambda: docx({"word/embeddings/a.xlsx": xlsx({"xl/vbaProject.bin": b"1"})}), "宏"),
    "control": Upload("a.docx", lambda: docx({"word/activeX/activeX1.xml": "<a/>"}), "控件"),
    "embedded object": Upload("a.docx", lambda: docx({"word/embeddings/oleObject1.bin": b"1"}), "对象"),
    "program in docx": Upload("a.docx", lambda: docx({"word/media/a.png": b"MZ\x90"}), "程序"),
    "page in docx": Upload("a.docx", lambda: docx({"word/afchunk.html": "<b>"}), "网页"),
    "template from outside": Upload("a.docx", lambda: docx({"word/_rels/s.rels": rels(external("attachedTemplate", OUTSIDE))}), "外面"),
    "picture from outside": Upload("a.docx", lambda: docx({"word/_rels/d.rels": rels(external("image", OUTSIDE))}), "外面"),
    "dde": Upload("a.docx", lambda: docx(body='<w:d xmlns:w="x"><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:d>'), "DDE"),
    "locked zip": Upload("a.docx", locked_zip, "密码"),
    "locked docx": Upload("a.docx", lambda: ole({"EncryptionInfo": b"1", "EncryptedPackage": b"1" * 5000}), "密码"),
    "truncated docx": Upload("a.docx", lambda: docx({"word/media/a": bytes(range(256)) * 99})[:-300], "不完整"),
    "docx with a page in front": Upload("a.docx", lambda: b"PK\x03\x04" + SCRIPT.encode() + docx(), "不完整|别的内容|不正常"),
    "docx with a tail": Upload("a.docx", lambda: docx(comment=SCRIPT.encode()), "别的内容"),
    "book without its kind": Upload("a.xlsx", lambda: zipped({"[Content_Types].xml": types("application/x", "/x")}), "不收"),
    "doc with macros": Upload("a.doc", lambda: doc(storages=("Macros",)), "宏"),
    "doc with a password": Upload("a.doc", lambda: doc(0x0100), "密码"),
    "doc with an object": Upload("a.doc", lambda: doc(storages=("ObjectPool",)), "对象"),
    "xls with a password": Upload("a.xls", lambda: xls((0x2F, b"\0" * 6)), "密码"),
    "xls with a sheet of macros": Upload("a.xls", lambda: xls((0x85, b"\0\0\0\0\0\1\4\0abcd")), "宏表"),
    "truncated doc": Upload("a.doc", lambda: doc()[:700], "不完整|认不出"),
    "pdf with a password": Upload("a.pdf", lambda: pdf(trailer="/Encrypt 4 0 R", objects=(b"<< /Filter /Standard /V 1 >>",)), "密码"),
    "pdf with script": Upload("a.pdf", lambda: pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "脚本"),
    "pdf with a disguised script": Upload("a.pdf", lambda: pdf("/OpenAction << /S /J#61vaScript /#4aS (x) >>"), "脚本"),
    "pdf with a packed script": Upload("a.pdf", lambda: pdf(objects=(packed("5 0 << /S /JavaScript /JS (x) >>"),)), "脚本"),
    "pdf that starts a program": Upload("a.pdf", lambda: pdf(page="/Annots [<< /A << /S /Launch /F (cmd.exe) >> >>]"), "脚本|动作"),
    "pdf with a file": Upload("a.pdf", lambda: pdf("/Names << /EmbeddedFiles << /Names [] >> >>"), "夹带"),
    "pdf with a zip": Upload("a.pdf", lambda: pdf(tail=docx()), "不完整|别的内容"),
    "pdf with a short tail": Upload("a.pdf", lambda: pdf(tail=SCRIPT.encode()), "别的内容"),
    "truncated pdf": Upload("a.pdf", lambda: pdf()[:-60], "不完整"),
    "broken pdf": Upload("a.pdf", lambda: b"%PDF-1.7\n" + b"junk " * 500 + b"\n%%EOF\n", "损坏"),
    "pdf bomb": Upload("a.pdf", lambda: pdf(objects=(packed("1 0 " + " " * 90_000_000),)), "展开后太大"),
    "pixel flood png": Upload("a.png", lambda: png_flood(50_000, 50_000), "像素"),
    "pixel flood jpeg": Upload("a.jpg", lambda: jpeg_of(65_000, 65_000), "像素"),
    "truncated photo": Upload("a.jpg", lambda: drawn("JPEG")[:-4000], "不完整"),
    "header of a photo": Upload("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "不完整"),
    # defused
    "photo with a place": Upload("现场.JPG", located, kept="jpg"),
    "photo with a zip behind": Upload("a.jpg", lambda: drawn("JPEG") + docx({"canary-comment": "x"}), kept="jpg"),
    "photo with a page behind": Upload("a.html", lambda: drawn("PNG") + SCRIPT.encode(), kept="png"),
    "name out of the folder": Upload("../../../etc/passwd.jpg", lambda: drawn("JPEG"), kept="jpg"),
    "name with zero and turned text": Upload("照\u202egpj.exe\x00.jpg", lambda: drawn("WEBP"), kept="webp"),
    "xlsx with formula text": Upload("a.csv", xlsx, kept="xlsx"),
    "photo of a phone": Upload("IMG_1.HEIC", lambda: drawn("HEIF"), kept="jpg"),
    "double ending": Upload("纪要.pdf.exe", pdf, kept="pdf"),
}
assert SHEET_MAIN and SCHEMAS
