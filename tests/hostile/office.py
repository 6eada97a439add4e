"""Office files and PDF, good and hostile, made by code: none lies in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

SCHEMAS: Final = "http:" + "//schemas.openxmlformats.org/"
WORD_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_MAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
BODY: Final = f'<w:document xmlns:w="{SCHEMAS}wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>会议纪要</w:t></w:r></w:p></w:body></w:document>'


def zipped(members: Mapping[str, bytes | str], comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def types(main: str, part: str = "/word/document.xml") -> str:
    return (f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{SCHEMAS}package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="{part}" ContentType="{main}"/></Types>')


def rels(*more: str) -> str:
    return (f'<Relationships xmlns="{SCHEMAS}package/2006/relationships">'
            f'<Relationship Id="r1" Type="{SCHEMAS}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            f'{"".join(more)}</Relationships>')


def external(kind: str, target: str) -> str:
    return f'<Relationship Id="r9" Type="{SCHEMAS}officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/>'


def docx(extra: Mapping[str, bytes | str] | None = None, *, body: bytes | str = BODY, main: str = WORD_MAIN, comment: bytes = b"") -> bytes:
    members: dict[str, bytes | str] = {"[Content_Types].xml": types(main), "_rels/.rels": rels(), "word/document.xml": body}
    return zipped(members | dict(extra or {}), comment)


def xlsx(extra: Mapping[str, bytes | str] | None = None) -> bytes:
    """A real workbook by openpyxl, with more members."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["单位", "次数", "<script>alert(1)</script>"])
    sheet.append(["英德市", 3, "=1+1"])
    book.save(out)
    if extra:
        with zipfile.ZipFile(out, "a") as archive:
            for name, content in extra.items():
                archive.writestr(name, content)
    return out.getvalue()


def pdf(catalog: str = "", page: str = "", *, objects: tuple[bytes, ...] = (), trailer: str = "", tail: bytes = b"") -> bytes:
    parts = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] {page} >>".encode(), *objects]
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    begin = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + (f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\n"
                  f"startxref\n{begin}\n%%EOF\n").encode() + tail


def packed(text: str) -> bytes:
    """Objects hidden in a compressed stream of objects."""
    return _stream(zlib.compress(text.encode()), "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")


def _stream(content: bytes, dictionary: str) -> bytes:
    return f"<< {dictionary} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def ole(streams: Mapping[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """A compound file with streams (of 4096 bytes or more each, so that none needs the small table) and empty storages at its root."""
    sector = 512
    contents = [content.ljust(4096, b"\0") for content in streams.values()]
    sizes = [-(-len(content) // sector) for content in contents]
    entries = [*streams, *storages]
    folders = -(-(len(entries) + 1) * 128 // sector)
    table = [0xFFFFFFFD]
    for place in range(folders):
        table.append(0xFFFFFFFE if place == folders - 1 else len(table) + 1)
    starts = []
    for size in sizes:
        starts.append(len(table))
        table += [len(table) + step + 1 for step in range(size - 1)] + [0xFFFFFFFE]
    assert len(table) <= 128
    header = struct.pack("<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096,
                         0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    found = _folder("Root Entry", 5, 1 if entries else 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0)
    for number, name in enumerate(entries, 1):
        after = number + 1 if number < len(entries) else 0xFFFFFFFF
        stream = number <= len(contents)
        found += _folder(name, 2 if stream else 1, 0xFFFFFFFF, after, starts[number - 1] if stream else 0, len(contents[number - 1]) if stream else 0)
    found = found.ljust(folders * sector, b"\0")
    return header + struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table))) + found + b"".join(contents)


def _folder(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, 0xFFFFFFFF, right, child, b"\0" * 16, 0, 0, 0, start, size)


def xls(*records: tuple[int, bytes]) -> bytes:
    made = b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in ((0x809, b"\0" * 16), *records, (0x0A, b"")))
    return ole({"Workbook": made})


def doc(flags: int = 0, storages: tuple[str, ...] = (), streams: Mapping[str, bytes] | None = None) -> bytes:
    return ole({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, flags), **(streams or {})}, storages)
