"""Read an official document out of a Word file by its styles: what an office's own template made is typeset as PDF too."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from anze.documents.official import Block, Heading, Note, Official, Table, Text

LEVELS: Final = {"Heading 1": 1, "Heading 2": 2, "Heading 3": 3}
NUMBERED: Final = re.compile(r"^\d+[．.、]\s*")


def official_of(content: bytes) -> Official:
    """Return what a .docx says as an official document. What bears no style of a part is body."""
    document = Document(BytesIO(content))
    found: dict[str, Any] = {"organ": "", "title": "", "attachments": [], "body": []} | _letter_head(document)
    for element in _elements(document):
        if isinstance(element, WordTable):
            _table(element, found)
        else:
            _paragraph(element, found)
    return Official(**found | {"body": tuple(found["body"]), "attachments": tuple(found["attachments"])})


def _elements(document: Any) -> Iterator[Paragraph | WordTable]:
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            yield Paragraph(element, document._body)
        elif element.tag == qn("w:tbl"):
            yield WordTable(element, document._body)


def _letter_head(document: Any) -> dict[str, Any]:
    """Return the mark of a letter: it stands in the header of the first page."""
    first = document.sections[0]
    lines = first.first_page_header.paragraphs if first.different_first_page_header_footer else ()
    return next(({"letter": True, "organ": line.text.strip()} for line in lines if _style(line) == "发文机关标志"), {})


def _style(line: Paragraph) -> str:
    return str(line.style.name) if line.style is not None else ""


def _paragraph(line: Paragraph, found: dict[str, Any]) -> None:
    style, text = _style(line), line.text.strip()
    if not text:
        return
    if style == "Title":
        found["title"] += text.replace("\n", "")
    elif style == "发文字号":
        number, _, signer = text.partition("\t")
        if found.get("letter"):
            found["urgency"], _, number = line.text.rpartition("\t")
            signer = ""
        found["number"], found["signer"] = number.strip(), signer.strip().removeprefix("签发人：")
    elif style == "附件说明":
        found["attachments"].append(NUMBERED.sub("", text.removeprefix("附件：")))
    elif style == "附注":
        found["remark"] = text.removeprefix("（").removesuffix("）")
    elif style == "主送机关":
        found["to"] = text.rstrip("：:")
    elif style in PARTS:
        found[PARTS[style]] = text
    else:
        found["body"] += _blocks(style, text)


PARTS: Final = {"紧急程度": "urgency", "发文机关标志": "organ", "发文机关署名": "sender", "成文日期": "day"}


def _blocks(style: str, text: str) -> list[Block]:
    if style in LEVELS:
        return [Heading(text.replace("\n", ""), LEVELS[style])]
    return [Note(part) if style == "Note" else Text(part.strip()) for part in text.split("\n") if part.strip()]


def _table(table: WordTable, found: dict[str, Any]) -> None:
    """A table of the body; or the 版记, known by the styles in its cells."""
    lines = [line for row in table.rows for cell in row.cells for line in cell.paragraphs if line.text.strip()]
    styles = {_style(line) for line in lines}
    if styles & {"抄送机关", "印发机关", "印发日期"}:
        for line in lines:
            text = line.text.strip()
            if _style(line) == "抄送机关":
                found["cc"] = tuple(part for part in text.removeprefix("抄送：").rstrip("。").split("，") if part)
            elif _style(line) == "印发日期":
                found["printed_on"] = text.removesuffix("印发")
            else:
                found["printed_by"] = text
        return
    rows = [tuple(cell.text.strip() for cell in row.cells) for row in table.rows]
    if rows and rows[0]:
        wide = len(rows[0])
        found["body"].append(Table(rows[0], tuple(row for row in rows[1:] if len(row) == wide), _widths(table, wide)))


def _widths(table: WordTable, wide: int) -> tuple[int, ...]:
    shares = [int(cell.width or 0) // 100_000 for cell in table.rows[0].cells]
    return tuple(shares) if len(shares) == wide and all(shares) else ()
