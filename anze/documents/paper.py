"""Official documents as Word files in the layout of GB/T 9704: ready to print without touching the layout."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt

from anze.documents import geometry as g
from anze.documents.styles import set_styles

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What XML cannot carry: control characters, half of a surrogate pair.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text without the characters that a document cannot carry."""
    return _UNPRINTABLE.sub("", text)


@cache
def _styled() -> bytes:
    """Return an empty document with every style set, made once: setting them takes most of the time of a short paper."""
    document, styled = Document(), BytesIO()
    set_styles(document)
    document.save(styled)
    return styled.getvalue()


class Paper:
    """A document that is put together from top to bottom and then saved.

    `Paper("关于……的通知").paragraph("……").save()`: bytes of a .docx. Each method adds at the end and returns the paper.
    """

    def __init__(self, title: str, *, number: str = "", about: str = "", shown: bool = True) -> None:
        """`shown`: the title stands on top of the first page, with number and subject under it."""
        self._document: Any = Document(BytesIO(_styled()))
        self._breaks = False
        # python-docx looks through all styles for each paragraph that is given one by its name: most of its time in a long table
        self._ids = {style.name: style.style_id for style in self._document.styles if style.name != "Normal"}
        self._page()
        self._document.core_properties.title = printable(title)
        self._document.core_properties.author = self._document.core_properties.comments = ""
        if shown:
            self.title(title)
        if number:
            self._add(number, "Subtitle")
        if about:
            self._add(about, "Subtitle")

    def title(self, text: str) -> "Paper":
        """Add a title: 二号小标宋, centred."""
        self._add(text, "Title")
        return self

    def subtitle(self, text: str) -> "Paper":
        """Add a line under a title: 三号楷体, centred."""
        self._add(text, "Subtitle")
        return self

    def heading(self, text: str, level: int = 1) -> "Paper":
        """Add a heading: level 1 黑体 (一、), 2 楷体 (（一）), 3 仿宋 (1.)."""
        self._add(text, f"Heading {level}")
        return self

    def paragraph(self, text: str, *, indent: bool = True) -> "Paper":
        """Add a paragraph of the body, two characters in. Line breaks in the text stay."""
        for line in text.splitlines() or [""]:
            self._add(line, "Body Text" if indent else "Normal")
        return self

    def linked(self, text: str, links: Sequence[tuple[str, str]]) -> "Paper":
        """Add a paragraph of the body that ends with what it rests on in brackets: each (words, address) a link."""
        paragraph = self._add(text, "Body Text")
        for place, (words, address) in enumerate(links):
            paragraph.add_run("（" if not place else "、")
            _link(paragraph, words, address)
        if links:
            paragraph.add_run("）")
        return self

    def note(self, text: str) -> "Paper":
        """Add a note in smaller type: where it is from, how it was worked out."""
        self._add(text, "Note")
        return self

    def signature(self, who: str, day: str) -> "Paper":
        """Add whose document it is and of which day, at the right."""
        for text in (who, day):
            self._add(text, "Signature")
        return self

    def new_page(self) -> "Paper":
        """Let what is added next begin a new page."""
        self._breaks = True
        return self

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> "Paper":
        """Add a table as wide as the type area; `widths` are shares. Its first row is repeated on every page, no row is torn apart."""
        table = self._document.add_table(rows=1, cols=len(heads))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        shares = [Length(int(g.AREA_WIDTH * width / sum(widths))) for width in widths]
        for column, share in zip(table.columns, shares, strict=True):  # not every program asks the cells
            column.width = share
        _fill(table.rows[0], heads, shares, self._ids["Table Head"])
        _mark(table.rows[0], "w:tblHeader")
        for row in rows:
            added = table.add_row()
            _fill(added, ["" if value is None else str(value) for value in row], shares, self._ids["Table Text"])
            _mark(added, "w:cantSplit")
        return self

    def save(self) -> bytes:
        """Return the bytes of the .docx."""
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _add(self, text: str, style: str) -> Any:
        paragraph = self._document.add_paragraph(printable(text))
        paragraph._p.style = self._ids.get(style)
        if self._breaks:
            paragraph.paragraph_format.page_break_before = True
            self._breaks = False
        return paragraph

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = g.PAGE_WIDTH, g.PAGE_HEIGHT
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = g.TOP, g.BOTTOM, g.LEFT, g.RIGHT
        # The page number's line lies 7 mm under the type area.
        section.header_distance, section.footer_distance = Length(g.TOP // 2), Length(g.BOTTOM - 7 * 36000 - Pt(14))
        for old in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(old)
        grid = OxmlElement("w:docGrid")
        for name, value in (("type", "linesAndChars"), ("linePitch", str(g.LINE_PITCH)), ("charSpace", str(g.CHARACTER_SPACE))):
            grid.set(qn(f"w:{name}"), value)
        section._sectPr.append(grid)
        self._document.settings.odd_and_even_pages_header_footer = True
        _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _fill(row: Any, texts: Sequence[str], widths: Sequence[Length], style: str) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        cell.paragraphs[0]._p.style = style
        cell.paragraphs[0].add_run(printable(text))


def _link(paragraph: Any, words: str, address: str) -> None:
    """Add a hyperlink to a paragraph: python-docx reads links but has no call to write one."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(printable(words))._r)
    paragraph._p.append(link)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _page_number(footer: Any, where: Any) -> None:
    """Put — 1 — into a footer: odd pages at the right, even ones at the left, one character from the edge."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style, line.alignment = "Footer", where
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = g.SIZES["四号"]
    line.add_run("— ")
    run = line.add_run()
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    line.add_run(" —")
