"""Papers in the layout of GB/T 9704: read back from the file, every measure that the standard names."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from anze.documents.paper import Paper, printable


@pytest.fixture(scope="module")
def content() -> bytes:
    paper = Paper("英德市党委主要负责人职责清单", number="英安委〔2026〕1号", about="截至2026年5月20日")
    paper.heading("一、定期任务").heading("（一）排查", 2).heading("1.每月", 3).paragraph("每月牵头至少开展1次。\n第二段。")
    paper.table(("序号", "内容"), [(1, "一"), (2, None)], (1, 4)).note("说明").signature("英德市安委办", "2026年5月20日")
    return paper.new_page().title("第二份").save()


@pytest.fixture(scope="module")
def document(content: bytes) -> Any:
    return Document(BytesIO(content))


def test_the_paper_is_a4_with_its_margins_and_type_area(document: Any) -> None:
    section = document.sections[0]
    in_mm = [round(value.mm) for value in (section.page_width, section.page_height, section.top_margin, section.left_margin)]
    assert in_mm == [210, 297, 37, 28]
    assert round((section.page_width - section.left_margin - section.right_margin) / 36000) == 156
    assert round((section.page_height - section.top_margin - section.bottom_margin) / 36000) == 225


def test_the_grid_holds_22_lines_of_28_characters(document: Any) -> None:
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    pitch, space = int(grid.get(qn("w:linePitch"))), int(grid.get(qn("w:charSpace")))
    assert grid.get(qn("w:type")) == "linesAndChars"
    area_height, area_width = 225 / 25.4 * 1440, 156 / 25.4 * 72
    assert (int(area_height / pitch), int(area_height / (pitch + 40))) == (22, 20)
    character = document.styles["Normal"].font.size.pt + space / 4096
    assert (int(area_width / character), int(area_width / (character + 1))) == (28, 26)
    assert document.styles["Body Text"].paragraph_format.line_spacing.pt * 22 <= 225 / 25.4 * 72


@pytest.mark.parametrize(("style", "font", "size"), [
    ("Body Text", "仿宋_GB2312", 16), ("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16), ("Heading 2", "楷体_GB2312", 16),
    ("Heading 3", "仿宋_GB2312", 16), ("Footer", "宋体", 14),
])
def test_each_style_names_its_font_for_chinese_too(document: Any, style: str, font: str, size: int) -> None:
    found = document.styles[style]
    fonts = found.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert found.font.size.pt == size


def test_the_body_is_two_characters_in_and_nothing_is_formatted_by_hand(document: Any) -> None:
    assert document.styles["Body Text"].paragraph_format.first_line_indent.pt == 32
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[:6] == ["Title", "Subtitle", "Subtitle", "Heading 1", "Heading 2", "Heading 3"]
    assert document.paragraphs[-1].paragraph_format.page_break_before
    assert all(run.font.size is None and run.font.name is None for paragraph in document.paragraphs for run in paragraph.runs)


def test_page_numbers_stand_outside_right_on_odd_and_left_on_even_pages(document: Any, content: bytes) -> None:
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert [str(footer.paragraphs[0].alignment) for footer in (section.footer, section.even_page_footer)] == ["RIGHT (2)", "LEFT (0)"]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        feet = [archive.read(name).decode() for name in archive.namelist() if "footer" in name and name.endswith(".xml")]
    assert len(feet) == 2
    assert all("PAGE" in foot and "— " in foot for foot in feet)


def test_a_table_is_as_wide_as_the_type_area_and_repeats_its_head(document: Any) -> None:
    table = document.tables[0]
    assert round(sum(cell.width for cell in table.rows[0].cells) / 36000) == 156
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["序号", "内容"], ["1", "一"], ["2", ""]]


def test_what_a_document_cannot_carry_is_left_out_and_the_rare_town_stays() -> None:
    assert printable("下\U00031cea镇\x00\x0b\ud800") == "下\U00031cea镇"
    assert Document(BytesIO(Paper("\x07题").save())).paragraphs[0].text == "题"
