"""A pack as an official document: the parts of the screen in the layout of GB/T 9704."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from anze.documents.official import Block, Heading, Note, Official, Table, Text, bracketed
from anze.dossiers.archive import Head
from anze.dossiers.pieces import canonical
from anze.dossiers.queries.composed import grouped, lead_of, parts_of, title_of
from anze.dossiers.queries.erasures import Erasure
from anze.dossiers.queries.parts import Lamp, Line, Link, Part
from anze.dossiers.queries.reach import unit_for
from anze.dossiers.queries.whole import Dossier
from anze.law.findings import in_words
from anze.law.provisions import chinese_number

LONG_RUN: Final = re.compile(r"([!-~]{12})(?=[!-~])")  # letters and digits without a place to break: a column would not hold them

# A lamp's shape on paper: done, done but entered late, not done, not due yet, nothing; told apart without colour, in the fonts of official documents.
MARKS: Final[Mapping[str, str]] = {"met": "●", "in_place": "●", "backfilled": "▲", "missed": "■", "overdue": "■", "lacking": "■", "pending": "○",
                                   "waiting": "◇", "withdrawn": "□"}


def official_of(found: Dossier, head: Head, gaps: Collection[Erasure] = ()) -> Official:
    """Return the document; nothing in it depends on the moment at which it is made, but on where the ledger stood (`head`) and what of it was erased."""
    return Official(organ="", title=title_of(found), body=(*_imprint(found, head), *_blocks(found, parts_of(found, gaps))), seal=False)


def print_number(found: Dossier, head: Head, organ: str) -> str:
    """Return the number that tells one paper from another: the same asked by the same organ on the same ledger has the same."""
    said = canonical([found.asked.officer_code, found.day.isoformat(), found.asked.known_at.isoformat(), found.asked.accident_id, found.asked.years, organ,
                      head.digest])
    return f"ZJ-{head.seq}-{hashlib.sha256(said).hexdigest()[:12].upper()}"


def _imprint(found: Dossier, head: Head) -> Iterator[Block]:
    """Yield what every paper bears on top: its number, who made it, until when it tells, on which ledger it rests."""
    unit = unit_for(found.rights, found.officer.code)
    organ = f"{unit.name}纪检监察机关" if unit else f"{found.officer.name}本人"
    yield Note(f"打印编号：{print_number(found, head, organ)}。生成：{organ}。截至{in_words(found.asked.known_at)}在案。")
    yield Note(f"所依据的账本：第1条至第{head.seq}条，末条的摘要（SHA-256）：{grouped(head.digest)}。")


def _blocks(found: Dossier, parts: list[Part]) -> Iterator[Block]:
    for text in lead_of(found):
        yield Text(text)
    yield Text("表中●为完成、落实、在案，▲为补录，■为逾期或者没有落实，○为未到期，◇为待定，□为已撤回；没有记号的，是没有这一项。")
    first = second = 0
    for part in parts:
        if part.level == 1:
            first, second = first + 1, 0
            yield Heading(f"{chinese_number(first)}、{part.title}")
        else:
            second += 1
            yield Heading(f"{bracketed(second)}{part.title}", 2)
        yield from _content(part)


def _content(part: Part) -> Iterator[Block]:
    if part.quote and part.level > 1:
        yield Note(f"条文：{part.quote}")
    for line in part.said:
        yield Text(str(line.cells[0]))
    if part.lines and part.heads:
        yield Table(part.heads, tuple(_row(part, line) for line in part.lines), part.widths)
    for number, line in enumerate(() if part.heads else part.lines, 1):
        yield Text(f"{number}．{line.cells[0]}" if len(part.lines) > 1 else str(line.cells[0]))
    if not part.lines and part.empty:
        yield Text(part.empty)


def _row(part: Part, line: Line) -> tuple[str, ...]:
    cells = tuple(f"{MARKS.get(cell.lamp, '')}{cell}" if isinstance(cell, Lamp) else str(cell) for cell in line.cells)
    every = (*cells, linked(line.links) or part.bare) if len(part.heads) > len(cells) else cells
    return tuple(LONG_RUN.sub("\\1\u200b", cell) for cell in every)


def linked(links: tuple[Link, ...]) -> str:
    """Return what a row rests on in words."""
    return "；".join(one.text for one in links)
