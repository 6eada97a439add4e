"""A list as people paste it: one a line, from Excel with tabs, with numbers in front, names set apart."""

import pytest

from anze.vetting.queries.lines import lines_of, text_of
from anze.workbook.package import Unreadable
from anze.workbook.write import Column, Sheet, workbook


@pytest.mark.parametrize(("raw", "name", "hints"), [
    ("甲某", "甲某", ()), ("  甲某  ", "甲某", ()), ("甲　某", "甲某", ()), ("甲 某", "甲某", ()), ("甲某 英德市", "甲某", ("英德市",)),
    ("甲　某　英德市", "甲某", ("英德市",)), ("甲某\t英德市\t政府主要负责人", "甲某", ("英德市", "政府主要负责人")), ("甲某，英德市", "甲某", ("英德市",)),
    ("甲某、英德市", "甲某", ("英德市",)), ("1. 甲某", "甲某", ()), ("12、甲某，英德市", "甲某", ("英德市",)), ("3\t甲某\t英德市", "甲某", ("英德市",)),
    ("阿•甲 英德市", "阿·甲", ("英德市",)), ("司马甲 望埠镇", "司马甲", ("望埠镇",)),
    ("1 甲某", "甲某", ()), ("01 甲某 英德市", "甲某", ("英德市",)), ("一、甲某", "甲某", ()), ("十二、甲某，英德市", "甲某", ("英德市",)),
    ("(1) 甲某", "甲某", ()),
    ("（一）甲某", "甲某", ()), ("①甲某", "甲某", ()), ("1 甲某0048", "甲某0048", ()), ("109", "109", ()),
    ("甲某（英德市）", "甲某", ("英德市",)), ("甲某(英德市，市长)", "甲某", ("英德市", "市长")), ("甲某 英德市（市长）", "甲某", ("英德市", "市长")),
    ("甲某（女，汉族），英德市", "甲某", ("英德市",)), ("（2）甲 某（英德市）", "甲某", ("英德市",)), ("甲某（英德市", "甲某（英德市", ())])
def test_a_line_is_a_name_and_what_tells_it_apart(raw: str, name: str, hints: tuple[str, ...]) -> None:
    [line] = lines_of(raw)
    assert (line.name, line.hints) == (name, hints)


def test_empty_lines_are_passed_over_but_counted() -> None:
    assert [(line.number, line.name) for line in lines_of("\n甲某\r\n\r\n乙某\n")] == [(2, "甲某"), (4, "乙某")]


def test_a_first_line_with_titles_says_what_the_columns_are() -> None:
    [line] = lines_of("序号\t姓名\t人员编号\t单位职务\t备注\n1\t甲某\tp1\t英德市\t随便\n2\t\t\t\t")
    assert (line.name, line.code, line.hints) == ("甲某", "p1", ("英德市",))


def test_below_titles_a_code_alone_stands_for_the_name_and_a_unit_alone_is_not_passed_over() -> None:
    """The form says: 也可以只写人员编号."""
    found = lines_of("姓名\t人员编号\t单位\n甲某\tp1\t\n\tp2\t英德市\n\t\t英德市\n丁某（望埠镇）\t\t")
    assert [(one.number, one.name, one.code, one.hints) for one in found] == [
        (2, "甲某", "p1", ()), (3, "p2", "", ("英德市",)), (4, "", "", ("英德市",)), (5, "丁某", "", ("望埠镇",))]
    assert [one.name for one in lines_of("人员编号\t单位\np1\t英德市")] == ["p1"]


def test_a_workbook_is_read_as_if_it_were_pasted() -> None:
    sheet = Sheet("名单", [Column("序号"), Column("姓名"), Column("现任单位和职务")], [[1, "甲 某", "英德市\n党委"], [2, "乙某", ""]])
    lines = lines_of(text_of(workbook([sheet])))
    assert [(line.name, line.hints) for line in lines] == [("甲某", ("英德市党委",)), ("乙某", ())]


def test_a_workbook_without_names_is_refused_with_the_remedy() -> None:
    with pytest.raises(Unreadable, match="没有“姓名”一列。请下载名单模板"):
        text_of(workbook([Sheet("名单", [Column("名字")], [["甲某"]])]))


def test_lines_without_a_name_are_passed_over_but_counted() -> None:
    assert [(line.number, line.name) for line in lines_of("，\n 、,；\n3.\n甲某\n\u200b\n乙某")] == [(4, "甲某"), (6, "乙某")]
