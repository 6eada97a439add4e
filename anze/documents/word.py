"""Official documents as Word files: every part a real style under the name the standard gives it, the layout of GB/T 9704—2012."""

import zipfile
from io import BytesIO
from typing import Any, Final

from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from anze.documents import geometry as g
from anze.documents import letterform
from anze.documents.codes import picture
from anze.documents.official import Heading, Note, Official, Table, Text, attachment_lines, in_words
from anze.documents.paper import Paper, printable
from anze.documents.pdf import Ending, ending_of, indents, organ_size, senders
from anze.documents.titles import title_lines

RED: Final = RGBColor(0xD7, 0x00, 0x0F)
CHARACTER: Final = g.SIZES["三号"]
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def word_of(official: Official) -> bytes:
    """Return the bytes of the .docx: the same for the same document."""
    return Sheet(official).save()


class Sheet(Paper):
    """An official document put together from top to bottom."""

    def __init__(self, official: Official) -> None:
        super().__init__(official.title, shown=False)
        self._said = official
        self._head()
        self._body()
        self._end()
        self._imprint()
        if official.code:
            self._code()

    def save(self) -> bytes:
        """Return the bytes, without the moment at which they were made."""
        return settled(super().save())

    def _head(self) -> None:
        said = self._said
        if said.urgency and not said.letter:
            self._add(said.urgency, "紧急程度")
        if said.organ and said.letter:
            letterform.frame(self._document.sections[0], printable(said.organ), RED)
            self._letter_number()
            self._blank()
        elif said.organ:
            mark = self._add(said.organ, "发文机关标志")
            mark.paragraph_format.space_before = Length(Mm(35) - (g.EXACT_LINE if said.urgency else 0))
            mark.runs[0].font.size, mark.runs[0].font.color.rgb = Pt(organ_size(said.organ)), RED
            self._number()
            self._blank()
        title = self._add(self._title(), "Title")
        if said.organ:
            title.paragraph_format.space_before = g.EXACT_LINE
        if said.to:
            self._add(f"{said.to}：", "主送机关")

    def _title(self) -> str:
        """Return the title with the line breaks that keep its words whole."""
        return "\n".join(title_lines(printable(self._said.title)))

    def _number(self) -> None:
        """The number under two empty lines, above the red line; with a signer the number goes left, the signer right."""
        said = self._said
        line = self._add("", "发文字号")
        line.paragraph_format.space_before = Length(2 * g.EXACT_LINE)
        if said.signer:
            line.alignment = 0
            line.paragraph_format.first_line_indent = CHARACTER  # no indent of the paragraph: the red line is as wide as the type area
            line.paragraph_format.tab_stops.add_tab_stop(Length(g.AREA_WIDTH - CHARACTER), WD_TAB_ALIGNMENT.RIGHT)
            line.add_run(f"{printable(said.number)}\t签发人：")
            _font(line.add_run(printable(said.signer)), g.SECOND)
        else:
            line.add_run(printable(said.number))
        rule = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "12"), ("space", "11"), ("color", str(RED))):
            bottom.set(qn(f"w:{name}"), value)
        rule.append(bottom)
        _insert(line._p.get_or_add_pPr(), rule)

    def _letter_number(self) -> None:
        """The number at the right under the first red line, the urgency at the left of it (10.1)."""
        said = self._said
        line = self._add("", "发文字号")
        line.paragraph_format.space_before = letterform.UNDER_RULE
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if said.urgency:
            line.alignment = WD_ALIGN_PARAGRAPH.LEFT
            line.paragraph_format.tab_stops.add_tab_stop(g.AREA_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
            _font(line.add_run(printable(said.urgency)), g.HEADING)
            line.add_run("\t")
        line.add_run(printable(said.number))

    def _body(self) -> None:
        ending = self._ending()
        for place, block in enumerate(self._said.body):
            if place == ending.carried:
                self.new_page()
            match block:
                case Heading(text, level):
                    self.heading(text, level)
                case Table():
                    self.table(block.heads, block.rows, block.shares())
                case Note(text):
                    self.note(text)
                case Text(text):
                    self.paragraph(text)

    def _end(self) -> None:
        said = self._said
        self._keep_last()
        if said.attachments:
            self._blank().paragraph_format.keep_with_next = True
            for place, line in enumerate(attachment_lines(said.attachments)):
                self._attachment(f"{'附件：' if place == 0 else ''}{line}", hanging=place == 0)
        if said.sender or said.day:
            day = in_words(said.day)
            if not said.seal:
                self._blank()
            for place, (name, indent) in enumerate(senders(said.sender, day)):
                sender = self._add(name, "发文机关署名")
                if said.seal and not place:  # room for a seal over both lines
                    sender.paragraph_format.space_before = Length(2 * g.EXACT_LINE)
                sender.paragraph_format.right_indent, sender.paragraph_format.keep_with_next = Length(int(indent * CHARACTER)), True
            date = self._add(day, "成文日期")
            date.paragraph_format.right_indent = Length(int(indents(said.sender, day)[1] * CHARACTER))
            if said.remark:
                date.paragraph_format.keep_with_next = True  # the 附注 stands on the line under the day
            elif said.seal:
                date.paragraph_format.space_after = g.EXACT_LINE
        if said.remark:
            self._add(f"（{said.remark}）", "附注")

    def _keep_last(self) -> None:
        """The last paragraph comes along to the page of the seal, which never stands on a page without text."""
        if self._said.body and not isinstance(self._said.body[-1], Table):
            self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _attachment(self, line: str, *, hanging: bool) -> None:
        one = self._add(line, "附件说明")
        one.paragraph_format.left_indent, one.paragraph_format.keep_with_next = Length(5 * CHARACTER), True
        one.paragraph_format.first_line_indent = Length(-3 * CHARACTER) if hanging else Length(0)

    def _cc(self) -> str:
        return f"抄送：{'，'.join(self._said.cc)}。"

    def _imprint(self) -> None:
        """版记: a table that stands at the foot of the last page, between its rules."""
        said = self._said
        if not said.has_imprint:
            return
        rows: list[tuple[str, str | None]] = [(self._cc(), None)] if said.cc else []
        if said.printed_by and not said.letter:
            rows.append((said.printed_by, f"{in_words(said.printed_on)}印发" if said.printed_on else ""))
        self._begin_pages(self._ending().begun)
        table = self._document.add_table(rows=len(rows), cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, share in zip(table.columns, (0.55, 0.45), strict=True):
            column.width = Length(int(g.AREA_WIDTH * share))
        for place, (left, right) in enumerate(rows):
            cells = table.rows[place].cells
            if right is None:
                _say(cells[0].merge(cells[1]), left, "抄送机关")
                continue
            cells[0].width, cells[1].width = Length(int(g.AREA_WIDTH * 0.55)), Length(int(g.AREA_WIDTH * 0.45))
            _say(cells[0], left, "印发机关")
            _say(cells[1], right, "印发日期")
        _rules(table, "nil" if said.letter else "single")
        _at_the_foot(table)
        self._add("", "Normal").paragraph_format.line_spacing = Pt(1)

    def _begin_pages(self, begun: int) -> None:
        """Begin the pages of a 版记 that stands alone: where one of them is left blank, neither bears a number (7.5)."""
        if begun > 1:
            self._unnumbered()
            self._blank()
        for _ in range(begun - 1 if begun > 1 else begun):
            self._blank().paragraph_format.page_break_before = True

    def _unnumbered(self) -> None:
        """Let a section without page numbers begin on the next page; the break stands in the last line of the text, which takes no line of its own."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        carrier = self._document.paragraphs[-1]
        last = carrier._p.getprevious()
        if last.tag == qn("w:p"):
            last.get_or_add_pPr().append(carrier._p.pPr.find(qn("w:sectPr")))
            last.getparent().remove(carrier._p)
        else:  # a table: the break stands in a line that is next to nothing
            carrier.paragraph_format.line_spacing = Pt(1)
        section.different_first_page_header_footer = False
        section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False

    def _code(self) -> None:
        """The printed code at the foot of every page, odd and even."""
        section = self._document.sections[0]
        for footer in (section.footer, section.even_page_footer):
            line = footer.add_paragraph(style="Footer")
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.add_run().add_picture(BytesIO(picture(self._said.code)), width=Mm(17))
            line.add_run(f"　编号 {printable(self._said.code)}").font.size = Pt(10.5)

    def _ending(self) -> Ending:
        """Return how the document ends: as the PDF does, which is laid out alike."""
        return ending_of(self._said)

    def _blank(self) -> Any:
        return self._add("", "Normal")


def _say(cell: Any, text: str, style: str) -> None:
    line = cell.paragraphs[0]
    line.style = style
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Length(g.SIZES["四号"] // 2)
    line.add_run(printable(text))


def _rules(table: Any, drawn: str) -> None:
    """First and last rule 0.35 mm, those between 0.25 mm; nothing at the sides, and no rule at all in a letter."""
    borders = OxmlElement("w:tblBorders")
    for side, value, size in (("top", drawn, "8"), ("left", "nil", "0"), ("bottom", drawn, "8"), ("right", "nil", "0"), ("insideH", drawn, "6"),
                              ("insideV", "nil", "0")):
        border = OxmlElement(f"w:{side}")
        for name, said in (("val", value), ("sz", size), ("space", "0"), ("color", "000000")):
            border.set(qn(f"w:{name}"), said)
        borders.append(border)
    properties = table._tbl.tblPr
    after = properties.find(qn("w:tblLayout"))
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)


def _at_the_foot(table: Any) -> None:
    place = OxmlElement("w:tblpPr")
    for name, value in (("leftFromText", "0"), ("rightFromText", "0"), ("vertAnchor", "margin"), ("horzAnchor", "margin"), ("tblpXSpec", "center"),
                        ("tblpYSpec", "bottom")):
        place.set(qn(f"w:{name}"), value)
    style = table._tbl.tblPr.find(qn("w:tblStyle"))
    if style is None:
        table._tbl.tblPr.insert(0, place)
    else:
        style.addnext(place)


def _font(run: Any, name: str) -> None:
    run.font.name = name
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _insert(properties: Any, border: Any) -> None:
    """Put a paragraph's border where the schema wants it: before its spacing and indents."""
    for name in ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"):
        found = properties.find(qn(name))
        if found is not None:
            found.addprevious(border)
            return
    properties.append(border)


def settled(content: bytes) -> bytes:
    """Return a .docx without the moments at which its members were packed, so that the same document has the same digest."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in given.infolist():
            made.writestr(zipfile.ZipInfo(member.filename, _LONG_AGO), given.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
