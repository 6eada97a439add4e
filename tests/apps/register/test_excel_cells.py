"""What people type in cells, as it is taken and as it is refused; both sides of each bound."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from anze.access.rights import Reach
from anze.register.excel.cells import Wrong, day, value
from anze.register.excel.columns import OFFICERS, TABLES, TENURES, UNITS
from anze.register.excel.marking import marked
from anze.register.excel.tables import Fault, typed
from anze.register.overlaps import Span, overlaps
from anze.workbook.read import read
from tests.apps.register.excel_books import TENURE, book, named, reach_of, sent
from tests.cast import Cast

MAY_FIRST = date(2026, 5, 1)


@pytest.mark.parametrize("typed_so", ["2026-05-01", "2026/5/1", "2026.5.1", "2026年5月1日", "２０２６－５－１", "20260501", "46143", "46143.0",
                                      "2026-05-01 00:00:00", " 2026 年 5 月 1 日 "])
def test_a_day_is_taken_however_it_is_typed(typed_so: str) -> None:
    assert value(TENURES.by_key["start"], typed_so) == MAY_FIRST


@pytest.mark.parametrize("typed_so", ["2026-02-29", "2026-4-31", "2026-13-1", "2026-0-1", "5月1日", "至今", "1949-09-30", "2101-01-01", "12", "999999"])
def test_a_day_that_is_none_is_refused(typed_so: str) -> None:
    with pytest.raises(Wrong):
        value(TENURES.by_key["start"], typed_so)


def test_days_at_the_bounds_are_taken() -> None:
    assert [day(text) for text in ("1949-10-01", "2100-12-31", "2024-02-29")] == [date(1949, 10, 1), date(2100, 12, 31), date(2024, 2, 29)]


def test_old_macintosh_days_are_counted_from_1904(cast: Cast) -> None:
    file = openpyxl.Workbook()
    file.epoch = CALENDAR_MAC_1904
    page = file.create_sheet("任期")
    page.append(["人员编号", "单位代码", "职务类别", "任职日期"])
    page.append(["p5", "dz", "政府主要负责人", MAY_FIRST])
    out = BytesIO()
    file.save(out)
    assert typed(read(out.getvalue()))[0]["tenure"].rows[0].cells["start"] == "2026-05-01"


@pytest.mark.parametrize(("key", "typed_so", "taken"), [
    ("level", "乡镇", "town"), ("level", "县(市、区)", "county"), ("level", " 镇 ", "town"), ("level", "town", "town"), ("function", "监管部门", "regulator"),
    ("determined", "是", True), ("determined", "√", True), ("determined", "否", False), ("determined", "", None), ("position", "７", 7),
    ("code", " 441881101 ", "441881101"), ("code", "４４１８", "4418"), ("name", "望　埠 镇", "望埠镇"), ("name", "A B", "A B")])
def test_codes_words_and_marks_are_taken_however_they_are_typed(key: str, typed_so: str, taken: object) -> None:
    assert value(UNITS.by_key[key], typed_so) == taken


def test_lengths_on_both_sides() -> None:
    name = OFFICERS.by_key["name"]
    assert value(name, "某" * 40) == "某" * 40
    with pytest.raises(Wrong, match="41"):
        value(name, "某" * 41)


def test_headings_stand_in_any_order_anywhere_near_the_top(cast: Cast) -> None:
    file = openpyxl.Workbook()
    page = file.create_sheet(" 任 期 ")
    page["C3"], page["E3"], page["F3"], page["H3"], page["J3"] = "任职日期*", "单位 名称", "职务类别", "姓名", "备注"
    page["C5"], page["E5"], page["F5"], page["H5"], page["J5"] = "2026年5月1日", "大站镇", "政府主要负责人", "戊　某", "随便写"
    out = BytesIO()
    file.save(out)
    imported = sent(cast, out.getvalue())
    assert imported.faults == []
    assert [line[1:4] for line in imported.changes] == [[5, "新增", "戊某，大站镇政府主要负责人"]]


def test_a_sheet_without_its_columns_says_so(cast: Cast) -> None:
    file = openpyxl.Workbook()
    page = file.create_sheet("人员")
    page.append(["人员编号", "人员编号", "部门"])
    page.append(["x1", "x2", "y"])
    out = BytesIO()
    file.save(out)
    reasons = [fault[5] for fault in sent(cast, out.getvalue()).faults if not fault[2]]
    assert reasons == ["“人员编号”这一列出现了两次（另一列在 A1）", "“人员”表缺少“姓名”这一列"]


def test_a_workbook_without_any_of_the_sheets_says_so(cast: Cast) -> None:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    assert "没有“单位”“人员”“任期”中的任何一张表" in sent(cast, out.getvalue()).faults[0][5]


def test_two_of_one_name_are_told_apart_by_their_number(cast: Cast) -> None:
    twins = [("x1", "子某"), ("x2", "子某")]
    by_name = sent(cast, book(officers=twins, tenures=[("", "子某", "dz", "", "政府主要负责人", "", "2026-05-01")]))
    assert [(fault[3], fault[5]) for fault in by_name.faults] == [("B2", "有几个名为“子某”的人员")]
    assert sent(cast, book(officers=twins, tenures=[("x2", "", "dz", "", "政府主要负责人", "", "2026-05-01")])).faults == []


def test_a_successor_begins_the_day_after_and_not_on_the_last_day(cast: Cast) -> None:
    ended = ("p2", "", "yd", "", "政府主要负责人", "", "2025-03-01", "2026-04-30", "", "")
    for start, wrong in (("2026-05-01", set()), ("2026-04-30", {("tenure", "G3")})):
        assert named(sent(cast, book(tenures=[ended, ("p4", "", "yd", "", "政府主要负责人", "", start)]))) == wrong


def test_a_row_that_ends_the_predecessor_counts_although_it_stands_below(cast: Cast) -> None:
    rows = [("p4", "", "yd", "", "政府主要负责人", "", "2026-05-01"), ("p2", "", "yd", "", "政府主要负责人", "", "2025-03-01", "2026-04-30", "", "")]
    assert sent(cast, book(tenures=rows)).faults == []


def test_an_officer_from_elsewhere_is_taken_on_by_number_and_name_only(cast: Cast) -> None:
    row = ["p9", "壬某", "dz", "", "政府主要负责人", "", "2026-05-01"]
    assert sent(cast, book(tenures=[row])).faults == []
    assert named(sent(cast, book(tenures=[["p9", "", *row[2:]]]))) == {("tenure", "A2")}
    assert named(sent(cast, book(officers=[("p9", "别人")]))) == {("officer", "A2")}


def test_another_countys_units_cannot_be_told_from_none(cast: Cast) -> None:
    said = [[fault[5].replace(code, "…") for fault in sent(cast, book(tenures=[("p1", "", code, "", "政府主要负责人", "", "2026-05-01")])).faults]
            for code in ("th", "nowhere")]
    assert said[0] == said[1]


def test_a_column_that_is_not_there_leaves_what_is_on_record(cast: Cast) -> None:
    file = openpyxl.Workbook()
    page = file.create_sheet("单位")
    page.append(["单位代码", "单位名称", "级别"])
    page.append(["yjj", "英德市应急管理局", "部门"])
    page = file.create_sheet("任期")
    page.append(["人员编号", "单位代码", "职务类别", "任职日期"])
    page.append(["p4", "wb", "党委主要负责人", "2025-03-01"])
    out = BytesIO()
    file.save(out)
    imported = sent(cast, out.getvalue())
    assert (imported.faults, imported.changes) == ([], [])


def test_no_formula_survives_in_the_workbook_that_comes_back(cast: Cast) -> None:
    file = openpyxl.load_workbook(BytesIO(book(officers=[("x1", "子某")])))
    file["人员"]["B2"] = "=HYPERLINK(\"x\")"
    file["人员"]["F9"] = "=cmd|' /C calc'!A0"
    other = file.create_sheet("别的")
    other["A1"] = "=1+1"
    out = BytesIO()
    file.save(out)
    imported = sent(cast, out.getvalue())
    assert named(imported) == {("officer", "B2")}
    sheets, _ = typed(read(out.getvalue()))
    back = openpyxl.load_workbook(BytesIO(marked(out.getvalue(), sheets, [Fault(*fault) for fault in imported.faults], {"officer!A2": "=2+2"})))
    assert {cell.data_type for sheet in back for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert back["人员"]["A2"].value == "=2+2"


def test_a_later_round_takes_back_the_red_of_an_earlier_one(cast: Cast) -> None:
    first = book(officers=[("", "子某"), ("x2", "丑某")])
    sheets, _ = typed(read(first))
    once = marked(first, sheets, [Fault("officer", 2, "code", "A2", "", "没有填", "请填写")], {})
    file = openpyxl.load_workbook(BytesIO(once))
    file["人员"]["A2"] = "x1"
    out = BytesIO()
    file.save(out)
    again = openpyxl.load_workbook(BytesIO(marked(out.getvalue(), typed(read(out.getvalue()))[0], [], {})))["人员"]
    assert (again["A2"].fill.fgColor.rgb, again["C2"].value, again["C1"].value) == ("00000000", None, "错误说明")


def test_overlaps_are_found_by_the_day() -> None:
    def span(what: str, officer: str, post: str, start: int, end: int | None) -> Span[str]:
        return Span(what, officer, "u", post, date(2026, 1, start), date(2026, 1, end) if end else None)

    assert list(overlaps([span("a", "1", "gov_head", 1, 10), span("b", "2", "gov_head", 10, None)])) == [("a", "b")]
    assert list(overlaps([span("a", "1", "gov_head", 1, 10), span("b", "2", "gov_head", 11, None)])) == []
    assert list(overlaps([span("a", "1", "gov_deputy", 1, None), span("b", "2", "gov_deputy", 2, None)])) == []
    assert list(overlaps([span("a", "1", "gov_deputy", 1, None), span("b", "1", "gov_deputy", 2, None)])) == [("a", "b")]


def test_every_column_has_what_the_template_needs() -> None:
    for table in TABLES:
        assert len(table.by_key) == len(table.by_title) == len(table.headings)
        assert all(heading.note for heading in table.headings)
        assert all(value(heading, heading.example) is not None for heading in table.headings if heading.needed and heading.kind in {"choice", "day"})
    assert set(TENURE) == set(TENURES.by_key)


def test_nobody_imports_beyond_the_reach(cast: Cast) -> None:
    assert reach_of(cast, "英德").covers_unit(cast.unit["望埠"])
    assert not Reach().covers_unit(cast.unit["望埠"])
    units = [("qx", "清新区改", "县（市、区）", "qy"), ("n9", "新镇", "镇", "qx")]
    beyond = sent(cast, book(units=units, tenures=[("p1", "", "qx", "", "政府主要负责人", "", "2026-05-01")]))
    assert named(beyond) == {("unit", "A2"), ("unit", "D3"), ("tenure", "C2")}
