"""The form of a letter (信函格式, GB/T 9704—2012, 10.1): read back from the Word file, and measured on the pages of the PDF."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from anze.documents.official import Official, Text
from anze.documents.pdf import pdf_of
from anze.documents.reading import official_of
from anze.documents.word import word_of

MM = 72 / 25.4
LETTER = Official(
    letter=True, organ="清远市安全生产委员会办公室", number="清安委办函〔2026〕3号", title="关于催办安全生产职责任务的函", to="英德市人民政府",
    body=(Text("请抓紧办理。"),), sender="清远市安全生产委员会办公室", day=date(2026, 11, 23), cc=("市纪委监委",),
    printed_by="清远市安全生产委员会办公室", printed_on=date(2026, 11, 24))
LONG = replace(LETTER, body=tuple(Text(f"第{number}段正文。") for number in range(40)))


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(BytesIO(word_of(LETTER)))


def pages(official: Official) -> list[str]:
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf_of(official))]


def red_lines(content: bytes, page: int) -> list[tuple[float, float, float]]:
    """The red lines across a page from top to bottom: how far from the upper edge, how long, how thick, in millimetres."""
    picture = pypdfium2.PdfDocument(content)[page].render(scale=10).to_pil().convert("RGB")
    pixel = 210 / picture.width
    pixels, found, start = picture.load(), [], None
    for y in range(picture.height):
        red = all(pixels[round(x / pixel), y][1] < 120 and pixels[round(x / pixel), y][0] > 150 for x in (30, 60, 105, 150, 180))
        if red and start is None:
            start = y
        elif not red and start is not None:
            wide = [x for x in range(picture.width) if pixels[x, start][1] < 120]
            found.append((start * pixel, (wide[-1] - wide[0] + 1) * pixel, (y - start) * pixel))
            start = None
    return found


def places(content: bytes, page: int, words: str) -> tuple[float, float, float, float]:
    """Where words stand: left, upper, right and lower edge in millimetres from the left and upper edge of the page."""
    opened = pypdfium2.PdfDocument(content)
    text = opened[page].get_textpage()
    start, _ = text.search(words).get_next()
    boxes = [text.get_charbox(place) for place in range(start, start + len(words))]
    lefts, lowers, rights, uppers = zip(*boxes, strict=True)
    return (min(lefts) / MM, 297 - max(uppers) / MM, max(rights) / MM, 297 - min(lowers) / MM)


def test_the_mark_of_a_letter_stands_thirty_millimetres_from_the_upper_edge_in_word(document: Any) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    [mark, rule] = section.first_page_header.paragraphs
    assert (mark.text, mark.style.name, str(mark.runs[0].font.color.rgb)) == (LETTER.organ, "发文机关标志", "D7000F")
    assert mark.paragraph_format.line_spacing.pt == mark.runs[0].font.size.pt  # nothing over the characters
    assert round(section.header_distance.mm, 1) == 30
    assert rule.style.name == "红色双线"
    assert round(rule.paragraph_format.space_before.mm, 1) == 4
    assert not any(one.style.name == "发文机关标志" for one in document.paragraphs)


def test_the_red_lines_of_the_word_file_are_170_millimetres_long_thick_over_thin_and_thin_over_thick(document: Any) -> None:
    section = document.sections[0]
    above, below = section.first_page_header.paragraphs[1], section.first_page_footer.paragraphs[0]
    for rule, thick, thin in ((above, "top", "bottom"), (below, "bottom", "top")):
        borders = rule._p.pPr.find(qn("w:pBdr"))
        sizes = {side: int(borders.find(qn(f"w:{side}")).get(qn("w:sz"))) for side in ("top", "bottom")}
        assert sizes[thick] > sizes[thin]
        assert {borders.find(qn(f"w:{side}")).get(qn("w:color")) for side in ("top", "bottom")} == {"D7000F"}
    layout = above.paragraph_format
    assert round(156 - layout.left_indent.mm - layout.right_indent.mm) == 170
    assert round(28 + layout.left_indent.mm) == 20
    frame = below._p.pPr.find(qn("w:framePr"))
    at = {name: round(int(frame.get(qn(f"w:{name}"))) / 1440 * 25.4) for name in ("x", "y", "w")}
    assert at == {"x": 20, "y": 277, "w": 170}
    assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:hAnchor"))) == ("page", "page")


def test_the_number_of_a_letter_stands_at_the_right_under_the_first_line_and_the_urgency_at_the_left(document: Any) -> None:
    first = document.paragraphs[0]
    assert (first.text, first.style.name, first.alignment) == (LETTER.number, "发文字号", 2)
    urgent = Document(BytesIO(word_of(replace(LETTER, urgency="特急")))).paragraphs[0]
    assert urgent.text == f"特急\t{LETTER.number}"
    assert [round(stop.position.mm) for stop in urgent.paragraph_format.tab_stops] == [156]


def test_no_page_number_stands_on_the_first_page_of_a_letter(document: Any) -> None:
    footer = document.sections[0].first_page_footer
    assert "PAGE" not in footer._element.xml
    assert "PAGE" in document.sections[0].even_page_footer._element.xml
    found = pages(LONG)
    assert not found[0].endswith("—1—") and found[1].endswith("—2—")


def test_the_imprint_of_a_letter_has_neither_printer_nor_lines(document: Any) -> None:
    [table] = document.tables
    assert [cell.text for row in table.rows for cell in row.cells if cell.text] == ["抄送：市纪委监委。"] * len(table.columns)
    assert {border.get(qn("w:val")) for border in table._tbl.tblPr.find(qn("w:tblBorders"))} == {"nil"}
    assert "抄送：市纪委监委。" in pages(LETTER)[-1] and not any("印发" in page for page in pages(LETTER))
    without = replace(LETTER, cc=())
    assert not Document(BytesIO(word_of(without))).tables
    assert len(pages(without)) == 1


def test_a_letter_has_no_signer() -> None:
    signed = replace(LETTER, signer="甲某")
    assert "签发人" not in "".join(pages(signed))
    assert not any("签发人" in one.text for one in Document(BytesIO(word_of(signed))).paragraphs)


def test_the_pdf_of_a_letter_lies_where_the_standard_puts_it() -> None:
    content = pdf_of(LONG)
    left, top, right, bottom = places(content, 0, LETTER.organ)
    assert abs(top - 30) < 0.6
    assert abs((left + right) / 2 - 106) < 2
    first, second, third, fourth = red_lines(content, 0)
    assert 4 <= first[0] - bottom < 5.5
    assert first[2] > second[2] and third[2] < fourth[2]
    assert abs(third[0] - 277) < 0.5
    assert all(abs(one[1] - 170) < 0.5 for one in (first, second, third, fourth))
    number = places(content, 0, LETTER.number)
    assert abs(number[2] - 184) < 2
    assert abs(number[1] - second[0] - 7 / 8 * 16 / MM) < 1.5
    assert places(content, 0, LETTER.title)[1] - number[3] > 2 * 10
    assert not red_lines(content, 1)


def test_the_urgency_of_a_letter_stands_at_the_left_on_the_line_of_its_number() -> None:
    content = pdf_of(replace(LETTER, urgency="特急"))
    urgency, number = places(content, 0, "特急"), places(content, 0, LETTER.number)
    assert abs(urgency[0] - 28) < 1 and abs(urgency[1] - number[1]) < 1


def test_a_letter_in_word_says_what_was_put_into_it() -> None:
    for official in (LETTER, replace(LETTER, urgency="特急"), replace(LETTER, number="")):
        read = official_of(word_of(official))
        for name in ("letter", "organ", "number", "urgency", "title", "to", "sender", "cc"):
            assert getattr(read, name) == getattr(official, name), name
        assert (read.signer, read.printed_by) == ("", "")


@pytest.mark.parametrize("lines", [1, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 24, 36, 37, 38, 39, 40])
def test_the_imprint_of_a_letter_stands_on_its_last_page_with_the_seal(lines: int) -> None:
    found = pages(replace(LONG, body=LONG.body[:lines]))
    assert "抄送：市纪委监委。" in found[-1] and "2026年11月23日" in found[-1] and "" not in found
