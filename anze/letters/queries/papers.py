"""A letter as a document: its words in the layout of official documents, with the printed code at the foot of every page."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pypdfium2

from anze.documents.official import Block, Heading, Official, Table, Text, in_words
from anze.documents.pdf import pdf_of
from anze.documents.word import word_of
from anze.law.codes import POSTS, SIDES
from anze.letters.codes import GOALS, WAYS
from anze.letters.models import Letter, Signing

_IDENTIFIER: Final = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=>>\s*startxref\s+\d+\s+%%EOF\s*$)")
NUMBERS: Final = "一二三四五"
ROOM: Final = "\n\n"  # for a hand and a seal
BLANK_DAY: Final = "　　　　年　　月　　日"
LAST: Final = "本责任书一式两份，双方各执一份，自双方签字之日起生效。完成情况纳入年度安全生产责任制考核。"


def title_of(letter: Letter) -> str:
    """Return the title of a letter."""
    return f"{letter.year}年度安全生产责任书"


def official_of(letter: Letter, signed: Mapping[str, Signing] | None = None) -> Official:
    """Return a letter as a document; `signed`: who has signed, by party, stands in place of the blanks."""
    body: list[Block] = [Text(f"甲方：{letter.superior_name}"), Text(f"乙方：{letter.subordinate_name}"),
                         Text(f"为落实安全生产责任制，明确{letter.year}年安全生产责任目标和工作要求，甲方与乙方签订本责任书。")]
    parts = [(kind, [goal for goal in letter.goals if goal["kind"] == kind]) for kind in GOALS]
    shown = [(kind, goals) for kind, goals in parts if goals]
    for place, (kind, goals) in enumerate(shown):
        body += [Heading(f"{NUMBERS[place]}、{'责任目标' if kind == 'number' else GOALS[kind]}"), *_goals(kind, goals)]
    body.append(Heading(f"{NUMBERS[len(shown)]}、工作要求和考核"))
    body += [Text(line) for line in letter.text.splitlines() if line.strip()]
    body += [Text(LAST), _signatures(letter, signed or {})]
    return Official(organ="", title=title_of(letter), body=tuple(body), seal=False, code=letter.code)


def _goals(kind: str, goals: list[dict[str, Any]]) -> list[Block]:
    if kind == "number":
        rows = tuple((str(place), goal["text"], f"{WAYS[goal['way']]} {goal['limit'] or '　　'} {goal['word']}".strip()) for place, goal in enumerate(goals, 1))
        return [Table(("序号", "目标", "要求"), rows, (1, 6, 3))]
    return [Text(f"{place}．{goal['text']}") for place, goal in enumerate(goals, 1)]


def _signatures(letter: Letter, signed: Mapping[str, Signing]) -> Table:
    """Return the table in which both sides sign."""
    def cells(of: Any) -> tuple[str, ...]:
        return tuple(of(party) for party in ("superior", "subordinate"))

    def name(party: str) -> str:
        one = signed.get(party)
        return f"{ROOM}{POSTS[letter.head_post]}（签字）：{one.officer.name if one and one.officer else ''}{ROOM}"

    def day(party: str) -> str:
        one = signed.get(party)
        return f"{in_words(one.on)}{'（在系统上签）' if one.how == 'page' else ''}" if one else BLANK_DAY

    return Table((f"甲方（盖章）：{letter.superior_name}", f"乙方（盖章）：{letter.subordinate_name}"), (cells(name), cells(day)))


def pages_of(letter: Letter) -> int:
    """Return how many pages a letter has when it is printed: so many a whole scan of it has."""
    with pypdfium2.PdfDocument(pdf_of(official_of(letter))) as one:
        return len(one)


def digest_of(letter: Letter) -> str:
    """Return the digest of what a letter says: what whoever signs on the page signs."""
    plain = {"code": letter.code, "year": letter.year, "side": SIDES[letter.side], "superior": letter.superior_name, "subordinate": letter.subordinate_name,
             "text": letter.text, "goals": letter.goals}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def all_pdf(letters: Iterable[tuple[Letter, Mapping[str, Signing]]]) -> bytes:
    """Return letters as one PDF, one behind the other: to be printed at once. The same letters give the same bytes."""
    whole = pypdfium2.PdfDocument.new()
    for letter, signed in letters:
        with pypdfium2.PdfDocument(pdf_of(official_of(letter, signed))) as one:
            whole.import_pages(one)
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return _IDENTIFIER.sub(b"", out.getvalue())  # made by chance, and not needed: the trailer is all that follows it


def each_word(letters: Iterable[tuple[Letter, Mapping[str, Signing]]]) -> list[tuple[Letter, bytes]]:
    """Return each letter with its Word file."""
    return [(letter, word_of(official_of(letter, signed))) for letter, signed in letters]


def zipped(files: Iterable[tuple[Letter, bytes]]) -> bytes:
    """Return the Word files of letters in an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for letter, content in files:
            archive.writestr(f"{file_name(letter)}.docx", content)
    return out.getvalue()


def file_name(letter: Letter) -> str:
    """Return what a letter's file is called, without its ending."""
    return f"{title_of(letter)}_{letter.subordinate.name}_{SIDES[letter.side]}_{letter.code}"
