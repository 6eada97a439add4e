"""Official documents as PDF: typeset by typst with the fonts that are shipped, so that the same document is the same bytes everywhere."""

import json
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pypdfium2
import typst

from anze.documents.codes import drawn
from anze.documents.glyphs import FONTS
from anze.documents.official import Block, Heading, Note, Official, Table, Text, attachment_lines, in_words
from anze.documents.paper import printable
from anze.documents.titles import title_lines

PDF: Final = "application/pdf"
LAYOUT: Final = Path(__file__).parent / "official.typ"
LINE: Final = 442.2      # points: 156 mm
LARGEST_ORGAN: Final = 44
# A row of a table stays whole unless it may be higher than this: half a page, since how it breaks is only guessed.
HIGHEST_ROW, TABLE_SIZE, TABLE_LINE, TABLE_INSET = 320, 12, 16, 8
# What comes along to the next page with the seal: a paragraph of six lines, five attachments; more would leave too much of a page empty.
LONGEST_CARRIED, MOST_CARRIED = 6 * 28, 5
_ONE_AT_A_TIME: Final = Lock()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a document ends: `carried` is the block of its body that begins a new page so that 版记 stands with text, None where none does;
    `begun` is how many pages begin for 版记 alone (two: one of them blank, after a full even page)."""

    carried: int | None = None
    begun: int = 0


def pdf_of(official: Official) -> bytes:
    """Return the bytes of the PDF. Every text goes in as data: nothing in it is read as an instruction."""
    return _made(official, ending_of(official).carried)


@lru_cache(64)
def ending_of(official: Official) -> Ending:
    """Return how a document ends. 版记 stands at the foot of the last page (GB/T 9704—2012, 7.4): of the page on which the text ends, where that
    leaves room; where it does not, the last paragraph and the seal come along to the next page. 版记 stands alone only on the back of a single full
    page, and after what cannot come along: then on an even page (7.5)."""
    if not official.has_imprint:
        return Ending()
    text = _pages(replace(official, cc=(), printed_by="", printed_on=None), None)
    begun, last = _pages(official, None) - text, _last_words(official)
    if begun and text > 1 and last is not None and _pages(official, last) == text + 1:
        return Ending(carried=last)
    return Ending(begun=begun)


def _last_words(official: Official) -> int | None:
    """Return from where the body can come along with the seal: its last paragraph, with its headings; None where that is long or all there is."""
    body = official.body
    start = len(body) - 1
    last = body[start] if start > 0 else None
    if not isinstance(last, Text | Note) or len(last.text) > LONGEST_CARRIED or len(official.attachments) > MOST_CARRIED:
        return None
    before = body[start - 1]
    if isinstance(last, Note) and isinstance(before, Text | Note) and len(before.text) + len(last.text) <= LONGEST_CARRIED:
        start -= 1  # a remark stays with what it is about
    while start and isinstance(body[start - 1], Heading):
        start -= 1
    return start or None


def _pages(official: Official, carried: int | None) -> int:
    return len(pypdfium2.PdfDocument(_made(official, carried)))


def _made(official: Official, carried: int | None) -> bytes:
    said = json.dumps(_data(official, carried), ensure_ascii=False)
    with _ONE_AT_A_TIME:  # a compiler serves one thread; it takes some 20 ms
        made: bytes = _compiler().compile(format="pdf", sys_inputs={"said": said})
    return made


@cache
def _compiler() -> Any:
    return typst.Compiler(LAYOUT, root=LAYOUT.parent, font_paths=[FONTS], ignore_system_fonts=True)


def _data(official: Official, carried: int | None) -> dict[str, Any]:
    day, sender = in_words(official.day), printable(official.sender)
    return {
        "organ": printable(official.organ), "organ_lines": printable(official.organ).splitlines(), "organ_size": organ_size(official.organ),
        "number": printable(official.number),
        "letter": official.letter, "signer": "" if official.letter else printable(official.signer), "urgency": printable(official.urgency),
        "title": printable(official.title), "title_lines": title_lines(printable(official.title)),
        "to": printable(official.to),
        "body": [{**one, "begins": place == carried and not part} for place, block in enumerate(official.body) for part, one in enumerate(_plain(block))],
        "attachments": [printable(line) for line in attachment_lines(official.attachments)],
        "sender": sender, "senders": senders(sender, day), "day": day, "day_indent": indents(sender, day)[1], "seal": official.seal,
        "remark": printable(official.remark),
        "cc": printable("，".join(official.cc)), "printed_by": "" if official.letter else printable(official.printed_by),
        "printed_on": f"{in_words(official.printed_on)}印发" if official.printed_on else "",
        "code": official.code, "code_drawn": drawn(official.code) if official.code else "",
    }


def _plain(block: Block) -> list[dict[str, Any]]:
    match block:
        case Heading(text, level):
            return [{"kind": "heading", "text": printable(text), "level": level}]
        case Table():
            return [{"kind": "table", "heads": [printable(head) for head in block.heads], "widths": list(block.shares()),
                     "rows": [[printable(str(cell)) for cell in row] for row in block.rows], "long": _long_rows(block)}]
    kind = "note" if isinstance(block, Note) else "text"
    return [{"kind": kind, "text": printable(line)} for line in block.text.splitlines() or [""]]


def _long_rows(table: Table) -> list[int]:
    """Return the places of the rows that may fill so much of a page that they are let break."""
    wide = [LINE * share / sum(table.shares()) - TABLE_INSET for share in table.shares()]

    def high(text: str, width: float) -> float:
        return TABLE_LINE * sum(-(-len(line) * TABLE_SIZE // width) for line in text.splitlines() or [""])

    return [place for place, row in enumerate(table.rows) if max(high(str(cell), width) for cell, width in zip(row, wide, strict=False)) > HIGHEST_ROW]


def organ_size(organ: str) -> float:
    """Return in which size, in points, the red line on top fills one line and no more; of several bodies the longest name does."""
    return min(LARGEST_ORGAN, round(LINE / max([1, *map(len, organ.splitlines())]) - 0.3, 1))


def indents(sender: str, day: str) -> tuple[float, float]:
    """Return how many characters sender and day stand in from the right, one centred on the other: the longer at two, the day alone at four."""
    wide = {"sender": max([0, *map(_width, sender.splitlines())]), "day": _width(day)}
    if wide["sender"] > wide["day"]:
        return 2, 2 + (wide["sender"] - wide["day"]) / 2
    return 4 + (wide["day"] - wide["sender"]) / 2, 4


def senders(sender: str, day: str) -> list[tuple[str, float]]:
    """Return each line of the sender with how many characters it stands in from the right: of several bodies the names stand centred on the longest."""
    lines = sender.splitlines() or [""]
    first, longest = indents(sender, day)[0], max(map(_width, lines))
    return [(line, first + (longest - _width(line)) / 2) for line in lines]


def _width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in text)
