"""Official documents (GB/T 9704—2012): read back from the Word file, and measured on the pages of the PDF."""

import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from anze.documents.official import Heading, Note, Official, Table, Text, day_meant
from anze.documents.pdf import indents, organ_size, pdf_of, senders
from anze.documents.reading import official_of
from anze.documents.titles import title_lines
from anze.documents.word import word_of

MM = 72 / 25.4
NOTICE = Official(
    organ="清远市安全生产委员会办公室文件", number="清安委办约〔2026〕3号", title="关于对英德市人民政府有关负责人进行安全生产约谈的通知", to="英德市人民政府",
    body=(Text("现将有关事项通知如下："), Heading("一、时间"), Text("2026年11月30日。"), Heading("（一）二级", 2), Heading("1．三级", 3),
          Table(("序号", "问题"), (("1", "甲"), ("2", "乙")), (1, 4)), Note("数据截至当日。")),
    attachments=("约谈提纲", "事故情况表"), sender="清远市安全生产委员会办公室", day=date(2026, 11, 23), remark="联系人：张某", cc=("市纪委监委", "市委组织部"),
    printed_by="清远市安全生产委员会办公室", printed_on=date(2026, 11, 24))
UPWARD = Official(organ="清远市安全生产委员会办公室文件", number="清安委办快报〔2026〕1号", signer="甲某", urgency="特急", title="快报", to="广东省应急管理厅",
                  body=(Text("情况如下。"),), sender="清远市安全生产委员会办公室", day=date(2026, 11, 23))
FULL = Official(organ="", title="满页", body=tuple(Text("安全生产责任" * 100) for _ in range(6)))


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(BytesIO(word_of(NOTICE)))


def lines_of(content: bytes, page: int) -> dict[float, list[tuple[str, float]]]:
    """The characters of a page by the upper edge of their line, with their left edges, from top to bottom in points."""
    opened = pypdfium2.PdfDocument(content)
    text = opened[page].get_textpage()
    found: dict[float, list[tuple[str, float]]] = defaultdict(list)
    for place in range(text.count_chars()):
        character = text.get_text_range(place, 1)
        if character.strip():
            left, _, _, top = text.get_charbox(place, loose=True)
            found[round(top)].append((character, left))
    return dict(sorted(found.items(), reverse=True))


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


def test_a_full_page_of_the_pdf_holds_22_lines_of_28_characters() -> None:
    lines = list(lines_of(pdf_of(FULL), 1).values())
    *body, number = lines
    assert len(body) == 22
    # the first line of a paragraph begins two characters in, its last may end early
    assert {len(line) for line in body} <= {28, 26, 600 - 26 - 28 * 20}
    assert max(len(line) for line in body) == 28
    assert "".join(character for character, _ in number) == "—2—"


def test_the_type_area_of_the_pdf_lies_where_the_standard_puts_it() -> None:
    opened = pypdfium2.PdfDocument(pdf_of(FULL))
    assert [round(side / MM) for side in opened[1].get_size()] == [210, 297]
    body = list(lines_of(pdf_of(FULL), 1).items())[:-1]
    assert abs(min(left for _, line in body for _, left in line) - 28 * MM) < 1
    above, below = (28.98 - 15.75) / 2, (28.98 + 15.75) / 2  # a character stands in the middle of its line
    assert abs(297 * MM - body[0][0] - above - 37 * MM) < 2
    assert abs(body[-1][0] - below - 35 * MM) < 2


def test_the_pages_numbers_stand_on_the_outer_side_below_the_type_area() -> None:
    content = pdf_of(FULL)
    for page, outer in ((0, "right"), (1, "left")):
        _, number = list(lines_of(content, page).items())[-1]
        assert (number[0][1] > 105 * MM) == (outer == "right")
        text = pypdfium2.PdfDocument(content)[page].get_textpage()
        tops = [text.get_charbox(place)[3] for place in range(text.count_chars()) if text.get_text_range(place, 1) == "—"]
        assert [abs(top - (35 - 7) * MM) < 1.5 for top in tops] == [True, True]  # the dash lies 7 mm below the type area


def test_the_same_document_is_the_same_bytes() -> None:
    assert pdf_of(NOTICE) == pdf_of(NOTICE)
    assert word_of(NOTICE) == word_of(NOTICE)


def test_many_threads_at_once_make_the_same_pdf() -> None:
    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(pdf_of, [NOTICE] * 24)) == {pdf_of(NOTICE)}


def test_another_process_makes_the_same_pdf() -> None:
    code = "import sys, tests.apps.documents.test_official as t; sys.stdout.buffer.write(t.pdf_of(t.UPWARD))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert made == pdf_of(UPWARD)


@pytest.mark.parametrize("text", ['#eval("1+1") #read("/etc/passwd") #panic()', "*粗* _斜_ `码` $x^2$ @引 <标> //注", '"，\\"】]}#', "= 标题\n- 列\n/ 词: 释"])
def test_what_a_person_typed_is_shown_and_never_read_as_an_instruction(text: str) -> None:
    said = text_of(pdf_of(Official(organ=text, title=text, to=text, number=text, body=(Text(text), Heading(text), Table((text,), ((text,),)), Note(text)),
                                   attachments=(text,), sender=text, remark=text, cc=(text,), printed_by=text)))
    plain = "".join(text.split())
    assert "".join(said.split()).count(plain) >= 4


def test_what_a_document_cannot_carry_is_left_out() -> None:
    assert "甲乙" in text_of(pdf_of(Official(organ="", title="题", body=(Text("甲\x00\x01乙"),))))


def test_every_part_of_the_word_file_bears_the_style_of_its_name(document: Any) -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.text}
    assert styles[NOTICE.organ] == "发文机关标志"
    assert styles[NOTICE.number] == "发文字号"
    assert styles["\n".join(title_lines(NOTICE.title))] == "Title"
    assert styles["英德市人民政府："] == "主送机关"
    assert [styles[text] for text in ("一、时间", "（一）二级", "1．三级")] == ["Heading 1", "Heading 2", "Heading 3"]
    assert styles["附件：1．约谈提纲"] == styles["2．事故情况表"] == "附件说明"
    assert (styles[NOTICE.sender], styles["2026年11月23日"], styles["（联系人：张某）"]) == ("发文机关署名", "成文日期", "附注")


@pytest.mark.parametrize(("style", "font", "size"), [
    ("发文机关标志", "方正小标宋简体", None), ("发文字号", "仿宋_GB2312", 16), ("主送机关", "仿宋_GB2312", 16), ("抄送机关", "仿宋_GB2312", 14),
    ("印发机关", "仿宋_GB2312", 14), ("紧急程度", "黑体", 16), ("Heading 2", "楷体_GB2312", 16),
])
def test_the_word_file_names_the_fonts_of_the_standard(document: Any, style: str, font: str, size: int | None) -> None:
    found = document.styles[style]
    assert {found.element.rPr.rFonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert size is None or found.font.size.pt == size


def test_the_line_on_top_is_red_and_a_red_line_lies_under_the_number(document: Any) -> None:
    mark = next(one for one in document.paragraphs if one.style.name == "发文机关标志")
    assert str(mark.runs[0].font.color.rgb) == "D7000F"
    assert round(mark.paragraph_format.space_before.mm) == 35
    number = next(one for one in document.paragraphs if one.style.name == "发文字号")
    rule = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert (rule.get(qn("w:color")), rule.get(qn("w:space"))) == ("D7000F", "11")  # 4 mm


def test_an_upward_document_has_its_number_on_the_left_and_the_signer_on_the_right() -> None:
    number = next(one for one in Document(BytesIO(word_of(UPWARD))).paragraphs if one.style is not None and one.style.name == "发文字号")
    assert number.text == "清安委办快报〔2026〕1号\t签发人：甲某"
    assert number.runs[-1].font.name == "楷体_GB2312"
    assert not number.paragraph_format.left_indent  # the red line under it is as wide as the type area
    [line] = [line for line in lines_of(pdf_of(UPWARD), 0).values() if "签" in dict(line)]
    assert min(left for _, left in line) < 40 * MM
    assert dict(line)["签"] > 120 * MM


def test_columns_are_as_wide_as_their_shares_for_every_program(document: Any) -> None:
    body = document.tables[0]
    assert round(body.columns[1].width / body.columns[0].width) == 4
    assert body.columns[1].width == body.rows[1].cells[1].width


def test_what_is_not_body_is_off_the_grid_of_characters(document: Any) -> None:
    off = {style.name for style in document.styles if style.element.find(f".//{qn('w:snapToGrid')}") is not None}
    assert {"Title", "发文机关标志", "发文字号", "成文日期", "印发日期"} <= off
    assert not {"Body Text", "Heading 1", "Normal", "主送机关"} & off


def test_room_is_kept_for_the_seal_over_sender_and_day(document: Any) -> None:
    sender = next(one for one in document.paragraphs if one.style.name == "发文机关署名")
    assert sender.paragraph_format.space_before.pt > 50
    assert sender.paragraph_format.keep_with_next


@pytest.mark.parametrize(("sender", "day", "expected"), [("某办", "2026年11月23日", (6.5, 4)), ("清远市安全生产委员会办公室", "2026年11月23日", (2, 5))])
def test_sender_and_day_are_centred_on_each_other(sender: str, day: str, expected: tuple[float, float]) -> None:
    assert indents(sender, day) == expected
    widths = [sum(0.5 if one.isascii() else 1 for one in text) for text in (sender, day)]
    centres = [indent + width / 2 for indent, width in zip(indents(sender, day), widths, strict=True)]
    assert centres[0] == centres[1]


PAIR = "中国共产党英德市纪律检查委员会\n英德市监察委员会"  # which go together, and sign each for itself


def test_two_bodies_stand_one_under_the_other_centred_on_the_longer_name() -> None:
    assert organ_size(PAIR) == organ_size(PAIR.splitlines()[0]) > 29
    assert indents(PAIR, "2026年11月23日") == indents(PAIR.splitlines()[0], "2026年11月23日")
    assert senders(PAIR, "2026年11月23日") == [("中国共产党英德市纪律检查委员会", 2), ("英德市监察委员会", 5.5)]


def test_word_and_pdf_of_two_bodies_bear_each_name_in_a_line_of_its_own() -> None:
    made = Official(organ=PAIR, title="复审结果通知书", body=(Text("正文。"),), sender=PAIR, day=date(2026, 11, 23))
    page = pypdfium2.PdfDocument(pdf_of(made))[0].get_textpage().get_text_bounded().split()
    assert [line for line in page if line.endswith("委员会")] == PAIR.splitlines() * 2
    document: Any = Document(BytesIO(word_of(made)))
    assert next(one for one in document.paragraphs if one.style.name == "发文机关标志").text == PAIR
    assert [one.text for one in document.paragraphs if one.style.name == "发文机关署名"] == PAIR.splitlines()


def test_word_and_pdf_break_a_long_title_between_the_same_words(document: Any) -> None:
    broken = ["关于对英德市人民政府有关负责人", "进行安全生产约谈的通知"]
    title = next(one for one in document.paragraphs if one.style.name == "Title")
    assert title.text.split("\n") == broken
    assert not title.paragraph_format.left_indent
    assert title.paragraph_format.right_indent is None
    shown = ["".join(one for one, _ in line) for line in lines_of(pdf_of(NOTICE), 0).values()]
    assert [line for line in shown if line in broken] == broken


def test_a_word_file_says_what_was_put_into_it() -> None:
    for official in (NOTICE, UPWARD):
        read = official_of(word_of(official))
        for name in ("organ", "number", "signer", "urgency", "title", "to", "attachments", "sender", "remark", "cc", "printed_by"):
            assert getattr(read, name) == getattr(official, name), name
        assert (day_meant(read.day), day_meant(read.printed_on)) == (official.day, official.printed_on)
        assert [type(block) for block in read.body] == [type(block) for block in official.body]
    assert pdf_of(official_of(word_of(UPWARD))) == pdf_of(UPWARD)


def test_a_paragraph_of_several_lines_stays_several_paragraphs_in_both() -> None:
    official = Official(organ="", title="题", body=(Text("甲。\n乙。"),))
    assert [one.text for one in Document(BytesIO(word_of(official))).paragraphs if one.text in {"甲。", "乙。"}] == ["甲。", "乙。"]
    lefts = [line[0][1] for line in lines_of(pdf_of(official), 0).values() if line[0][0] in {"甲", "乙"}]
    assert len(lefts) == 2
    assert lefts[0] == pytest.approx(lefts[1], abs=0.1)  # both two characters in


@pytest.mark.parametrize("day", ["2026年13月1日", "十一月", ""])
def test_words_that_mean_no_day_are_no_day(day: str) -> None:
    assert day_meant(day) is None


def test_the_seal_never_stands_on_a_page_without_text() -> None:
    for lines in range(6, 28):  # wherever on the page the text ends
        body = tuple(Text(f"第{number}段正文。") for number in range(lines))
        content = pdf_of(Official(organ="某某文件", title="题", body=body, sender="某某办公室", day=date(2026, 11, 23)))
        last = "".join(list(pypdfium2.PdfDocument(content))[-1].get_textpage().get_text_bounded().split())
        assert "某某办公室" in last, lines
        assert "段正文" in last, lines


def long(lines: int, **more: Any) -> Official:
    """A document whose text is so many lines long."""
    return replace(NOTICE, body=tuple(Text(f"第{number}段正文。") for number in range(lines)), attachments=(), remark="", **more)


def pages(official: Official) -> list[str]:
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf_of(official))]


@pytest.mark.parametrize("lines", [1, 4, 10, 22, 23, 24, 25, 26, 44, 45, 46, 47, 48, 60])
def test_the_imprint_stands_on_the_last_page_together_with_the_seal(lines: int) -> None:
    found = pages(long(lines))
    assert "2026年11月24日印发" in found[-1] and not any("印发" in page for page in found[:-1])
    assert "段正文" in found[-1] and "2026年11月23日" in found[-1]
    assert "" not in found
    assert all(page.endswith(f"—{number}—") for number, page in enumerate(found, 1))


def test_the_remark_stands_with_the_seal_on_the_line_under_the_day() -> None:
    for lines in range(6, 28):  # wherever on the page the text ends
        said = replace(long(lines), remark="联系人：张某")
        found = pages(said)
        assert "2026年11月23日（联系人：张某）" in found[-1], lines
        assert "段正文" in found[-1], lines
    day = next(one for one in Document(BytesIO(word_of(said))).paragraphs if one.style is not None and one.style.name == "成文日期")
    assert day.paragraph_format.keep_with_next and not day.paragraph_format.space_after


def test_a_heading_comes_along_with_the_last_paragraph() -> None:
    said = long(25)  # the second page is full
    said = replace(said, body=(*said.body[:-2], Heading("五、工作要求"), said.body[-1]))
    found = pages(said)
    assert len(found) == 3
    assert found[2].startswith("五、工作要求第24段正文。清远市")


def test_the_imprint_of_a_single_full_page_stands_on_its_back() -> None:
    found = pages(long(2))
    assert len(found) == 2
    assert "2026年11月23日" in found[0] and found[1].endswith("2026年11月24日印发—2—")


def test_what_is_too_long_to_come_along_leaves_the_imprint_on_an_even_page() -> None:
    table = Table(("序号", "问题"), tuple((str(number), "甲") for number in range(34)))
    for rows in range(20, 34):  # wherever on the page the text ends
        said = long(2, cc=("市纪委监委",))
        found = pages(replace(said, body=(*said.body, replace(table, rows=table.rows[:rows]))))
        alone = "2026年11月23日" not in found[-1]
        assert not alone or len(found) % 2 == 0, rows
        blank = [number for number, page in enumerate(found, 1) if not page]
        assert blank in ([], [len(found) - 1]), rows
        if blank:  # a page left blank before it: neither bears a number
            assert "—" not in found[-1]


def test_the_imprint_lies_at_the_foot_of_the_type_area() -> None:
    for official in (long(2), long(22)):
        content = pdf_of(official)
        last = len(pypdfium2.PdfDocument(content)) - 1
        line = next(top for top, row in lines_of(content, last).items() if "".join(one for one, _ in row).endswith("印发"))
        assert 34.9 * MM <= line - 14 <= 34.9 * MM + 14


def test_without_an_imprint_no_page_is_added() -> None:
    assert len(pages(long(2, cc=(), printed_by="", printed_on=None))) == 1


# the page has room; a single page is full; an even one is
@pytest.mark.parametrize(("lines", "begins"), [(1, []), (2, [""]), (22, []), (24, ["第23段正文。"]), (40, [])])
def test_the_word_file_puts_the_imprint_on_the_same_page(lines: int, begins: list[str]) -> None:
    said = long(lines)
    assert [one.text for one in Document(BytesIO(word_of(said))).paragraphs if one.paragraph_format.page_break_before] == begins
    assert official_of(word_of(said)).cc == NOTICE.cc


@pytest.mark.parametrize(("rows", "sections"), [(26, 2), (28, 1)])
def test_neither_a_blank_page_nor_the_imprint_after_it_bears_a_number_in_word(rows: int, sections: int) -> None:  # 7.5
    table = Table(("序号", "问题"), tuple((str(number), "甲") for number in range(rows)))
    said = long(2, cc=("市纪委监委",))
    said = replace(said, body=(*said.body, table))
    assert ("" in pages(said)) == (sections == 2)
    document = Document(BytesIO(word_of(said)))
    assert len(document.sections) == sections
    assert "PAGE" in document.sections[0].footer._element.xml and "PAGE" in document.sections[0].even_page_footer._element.xml
    if sections == 2:
        last = document.sections[1]
        assert not any("PAGE" in footer._element.xml for footer in (last.footer, last.even_page_footer))
        assert not last.footer.is_linked_to_previous and not last.even_page_footer.is_linked_to_previous
        day = next(one for one in document.paragraphs if one.style is not None and one.style.name == "成文日期")
        properties = day._p.pPr
        assert properties is not None and properties.find(qn("w:sectPr")) is not None  # the break is in the last line of the text
        assert [one.paragraph_format.page_break_before for one in document.paragraphs[-3:]] == [None, True, None]


@pytest.mark.parametrize("letter", [False, True])
def test_a_blank_page_bears_nothing_of_the_first(letter: bool) -> None:
    table = Table(("序号", "问题"), tuple((str(number), "甲") for number in range(60)))
    found = next(said for rows in range(20, 60) if "" in pages(said := replace(long(2, cc=("市纪委监委",)), letter=letter, body=(
        *NOTICE.body[:1], replace(table, rows=table.rows[:rows])))))
    last = Document(BytesIO(word_of(found))).sections[-1]
    assert not last.different_first_page_header_footer and "PAGE" not in last.footer._element.xml
