"""Departments' duty lists (第十三条第二款) out to Excel and in again: unchanged, changed, new, and every wrong cell in one pass."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.duties.actions.safety_lists import enter_list
from anze.duties.models import SafetyDutyList
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.register.actions import add_unit
from anze.register.actions.units import close_unit
from tests.cast import LONG_AGO, Cast

NOW = datetime(2026, 5, 20, 10, tzinfo=SHANGHAI)
SHEET = "部门责任清单"


@pytest.fixture(autouse=True)
def the_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def lists(cast: Cast) -> Cast:
    """Two departments with a list, one of them of many lines; a third without."""
    by = cast.account["英德安委办"]
    enter_list(by, NOW, unit=cast.unit["应急局"], start=date(2026, 1, 1), safety_body="综合协调股", document="英应急〔2026〕1号",
               text=" 一、统筹。\r\n二、=监管。\r\n")
    enter_list(by, NOW, unit=cast.unit["教育局"], start=date(2026, 2, 1), end=date(2026, 12, 31))
    add_unit(by, NOW, code="slj", name="英德市水利局", level="department", parent=cast.unit["英德"], function="industry")
    return cast


def exported(cast: Cast, who: str = "英德安委办") -> bytes:
    return bytes(cast.client(who).get("/lists/departments/excel/").content)


def sent(cast: Cast, content: bytes, who: str = "英德安委办") -> str:
    done = cast.client(who).post("/lists/departments/import/", {"file": SimpleUploadedFile("清单.xlsx", content)}, follow=True)
    return str(done.content.decode())


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    change(book[SHEET])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(sheet: Any, code: str) -> int:
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value == code)


def test_what_is_exported_is_imported_unchanged(lists: Cast) -> None:
    entries = Entry.objects.count()
    assert "新增 0 份，更改 0 份，没有变化 2 份" in sent(lists, exported(lists))
    assert (SafetyDutyList.objects.count(), Entry.objects.count()) == (2, entries)


def test_what_excel_saved_again_is_imported_unchanged(lists: Cast) -> None:
    assert "新增 0 份，更改 0 份，没有变化 2 份" in sent(lists, changed(exported(lists), lambda sheet: None))


def test_a_changed_row_is_struck_and_replaced_and_a_filled_one_entered(lists: Cast) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "yjj"), 7, "安全监管股")
        new = row_of(sheet, "slj")
        sheet.cell(new, 5, date(2026, 5, 1))
        sheet.cell(new, 9, "一、河道采砂。")

    assert "新增 1 份，更改 1 份，没有变化 1 份" in sent(lists, changed(exported(lists), change))
    of_bureau = SafetyDutyList.objects.filter(unit=lists.unit["应急局"]).order_by("pk")
    assert [(one.safety_body, one.struck_reason) for one in of_bureau] == [("综合协调股", "按导入的表格更改"), ("安全监管股", "")]
    assert of_bureau[1].text == " 一、统筹。\r\n二、=监管。\r\n"  # what the workbook does not change stays to the letter
    assert SafetyDutyList.objects.current().get(unit__code="slj").text == "一、河道采砂。"
    assert list(Entry.objects.filter(object_type="duty_list").order_by("-seq").values_list("verb", flat=True)[:2]) == ["登记责任清单", "更改责任清单"]


def test_an_old_list_ends_and_the_new_one_follows_in_one_workbook_in_either_order(lists: Cast) -> None:
    def change(sheet: Any) -> None:
        old = row_of(sheet, "yjj")
        sheet.cell(old, 6, date(2026, 4, 30))
        sheet.insert_rows(2)
        for column, value in ((2, "yjj"), (5, date(2026, 5, 1)), (7, "新股")):
            sheet.cell(2, column, value)

    assert "新增 1 份，更改 1 份，没有变化 1 份" in sent(lists, changed(exported(lists), change))


def test_every_wrong_cell_is_named_in_one_pass_and_nothing_is_written(lists: Cast) -> None:
    def change(sheet: Any) -> None:
        first, second = row_of(sheet, "yjj"), row_of(sheet, "jyj")
        sheet.cell(first, 6, date(2025, 12, 31))     # ends before it begins
        sheet.cell(first, 7, "股" * 61)
        sheet.cell(second, 3, "别的局")
        sheet.cell(second, 8, "=A1&B1")              # a formula
        sheet.append([9, "th-x", "不知哪个局", "", "去年", "至今", "", "文" * 121, "", ""])
        sheet.append([10, "jyj", "英德市教育局", "", date(2026, 6, 1), "", "", "", "", ""])  # while another is in force
        sheet.append([11, "slj", "", "", "", "", "只有机构", "", "", ""])                   # from when?

    content = changed(exported(lists), change)
    sheet = openpyxl.load_workbook(BytesIO(content))[SHEET]
    first, second, last = row_of(sheet, "yjj"), row_of(sheet, "jyj"), sheet.max_row
    said = sent(lists, content)
    cells = [f"F{first}（至）", f"G{first}（安全生产工作机构）", f"C{second}（部门）", f"H{second}（印发文件）",
             f"B{last - 2}（部门代码）", f"E{last - 2}（自）", f"F{last - 2}（至）", f"H{last - 2}（印发文件）", f"E{last - 1}（自）", f"E{last}（自）"]
    assert [cell for cell in cells if cell not in said] == []
    assert f"一行也没有写入，有 {len(cells)} 处要改" in said
    assert "选择性粘贴" in said
    assert SafetyDutyList.objects.count() == 2


def test_a_list_that_stands_twice_and_one_of_a_closed_department_are_refused(lists: Cast) -> None:
    old = add_unit(None, LONG_AGO, code="old", name="英德市某局", level="department", parent=lists.unit["英德"])
    close_unit(None, NOW, old, on=date(2026, 1, 31), reason="撤并")

    def change(sheet: Any) -> None:
        for code in ("slj", "slj", "old"):
            sheet.append(["", code, "", "", date(2026, 5, 1), "", "", "", "", ""])

    content = changed(exported(lists), change)
    last = openpyxl.load_workbook(BytesIO(content))[SHEET].max_row
    said = sent(lists, content)
    assert f"和第 {last - 2} 行是同一份清单" in said
    assert "英德市某局已经撤销，不能再登记清单" in said
    assert SafetyDutyList.objects.count() == 2


@pytest.mark.parametrize(("who", "words"), [("清新安委办", "您管辖的部门里没有这个代码"), ("望埠安委办", "您管辖的部门里没有这个代码")])
def test_anothers_departments_are_not_there(lists: Cast, who: str, words: str) -> None:
    assert words in sent(lists, exported(lists), who)
    assert SafetyDutyList.objects.count() == 2


def test_a_liaison_brings_in_the_own_departments_list_alone(lists: Cast) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "yjj"), 8, "英应急〔2026〕9号")

    own = exported(lists, "应急局联络员")
    assert openpyxl.load_workbook(BytesIO(own))[SHEET].max_row == 2
    assert "更改 1 份" in sent(lists, changed(own, change), "应急局联络员")
    assert "您管辖的部门里没有这个代码" in sent(lists, exported(lists), "应急局联络员")


def test_a_leader_and_the_auditor_bring_in_nothing(lists: Cast) -> None:
    for who in ("甲", "审计", "系统管理员"):
        client = lists.client(who)
        assert client.get("/lists/departments/import/").status_code == 403
        assert client.post("/lists/departments/import/", {"file": SimpleUploadedFile("清单.xlsx", exported(lists))}).status_code == 403
    assert "导入 Excel" in lists.client("英德安委办").get("/lists/departments/").content.decode()
    assert "导入 Excel" not in lists.client("甲").get("/lists/departments/").content.decode()
