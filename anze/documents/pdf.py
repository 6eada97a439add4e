"""Official documents as PDF: typeset by typst with the fonts that are shipped, so that the same document is the same bytes everywhere."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pypdfium2
import typst

from anze.documents.codes import drawn
from anze.documents.glyphs import FONTS
from anze.documents.official import Block, Heading, Note, Official, Table, attachment_lines, in_words
from anze.documents.paper import printable

PDF: Final = "application/pdf"
LAYOUT: Final = Path(__file__).parent / "official.typ"
LINE: Final = 442.2      # points: 156 mm
LARGEST_ORGAN: Final = 44
_ONE_AT_A_TIME: Final = Lock()


def pdf_of(official: Official) -> bytes:
    """Return the bytes of the PDF. Every text goes in as data: nothing in it is read as an instruction."""
    said = json.dumps(_data(official), ensure_ascii=False)
    with _ONE_AT_A_TIME:  # a compiler serves one thread; it takes some 20 ms
        made: bytes = _compiler().compile(format="pdf", sys_inputs={"said": said})
    return made


def pages_for_imprint(official: Official) -> int:
    """Return how many pages begin for 版记, which stands on the last page and on an even one: none where the text ends on an even page and
    leaves room, one after an odd page, two (one of them blank) where an even page is full (GB/T 9704—2012, 7.4, 7.5)."""
    if not (official.cc or official.printed_by):
        return 0
    return _pages(official) - _pages(replace(official, cc=(), printed_by="", printed_on=None))


def _pages(official: Official) -> int:
    return len(pypdfium2.PdfDocument(pdf_of(official)))


@cache
def _compiler() -> Any:
    return typst.Compiler(LAYOUT, root=LAYOUT.parent, font_paths=[FONTS], ignore_system_fonts=True)


def _data(official: Official) -> dict[str, Any]:
    day, sender = in_words(official.day), printable(official.sender)
    sender_indent, day_indent = indents(sender, day)
    return {
        "organ": printable(official.organ), "organ_size": organ_size(official.organ), "number": printable(official.number),
        "signer": printable(official.signer), "urgency": printable(official.urgency),
        "title": printable(official.title), "title_width": title_width(official.title),
        "to": printable(official.to),
        "body": [one for block in official.body for one in _plain(block)], "attachments": [printable(line) for line in attachment_lines(official.attachments)],
        "sender": sender, "day": day, "sender_indent": sender_indent, "day_indent": day_indent, "seal": official.seal, "remark": printable(official.remark),
        "cc": printable("，".join(official.cc)), "printed_by": printable(official.printed_by),
        "printed_on": f"{in_words(official.printed_on)}印发" if official.printed_on else "",
        "code": official.code, "code_drawn": drawn(official.code) if official.code else "",
    }


def _plain(block: Block) -> list[dict[str, Any]]:
    match block:
        case Heading(text, level):
            return [{"kind": "heading", "text": printable(text), "level": level}]
        case Table():
            return [{"kind": "table", "heads": [printable(head) for head in block.heads], "widths": list(block.shares()),
                     "rows": [[printable(str(cell)) for cell in row] for row in block.rows]}]
    kind = "note" if isinstance(block, Note) else "text"
    return [{"kind": kind, "text": printable(line)} for line in block.text.splitlines() or [""]]


def organ_size(organ: str) -> float:
    """Return in which size, in points, the red line on top fills one line and no more."""
    return min(LARGEST_ORGAN, round(LINE / max(len(organ), 1) - 0.3, 1))


def title_width(title: str) -> int:
    """Return how many characters stand in a line of a title, so that its lines are about equally long."""
    most = int(LINE / 22)
    lines = -(-max(len(title), 1) // most)
    return min(most, -(-len(title) // lines) + 1) if lines > 1 else most


def indents(sender: str, day: str) -> tuple[float, float]:
    """Return how many characters sender and day stand in from the right, one centred on the other: the longer at two, the day alone at four."""
    wide = {name: sum(0.5 if character.isascii() else 1 for character in text) for name, text in (("sender", sender), ("day", day))}
    if wide["sender"] > wide["day"]:
        return 2, 2 + (wide["sender"] - wide["day"]) / 2
    return 4 + (wide["day"] - wide["sender"]) / 2, 4
