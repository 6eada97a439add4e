"""Workbooks: what goes out comes in unchanged, every wrong cell is named in one pass, all or nothing, taken back whole."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from anze.access.rights import rights_of
from anze.enterprises.actions import imports
from anze.enterprises.actions.cells import name_holder
from anze.enterprises.actions.enterprises import change_enterprise
from anze.enterprises.actions.undoing import undo
from anze.enterprises.excel.book import book, template
from anze.enterprises.excel.columns import ENTERPRISES
from anze.enterprises.models import CellHolder, Charge, Delegation, Enterprise, EnterpriseImport, EnterpriseVersion
from anze.enterprises.queries.visible import CHANGE
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.register.excel.roster import columns
from anze.workbook.exporting import carry_out
from anze.workbook.models import Export
from anze.workbook.read import read
from anze.workbook.write import Sheet, workbook
from tests.apps.enterprises.firms import cell, charge, credit_code, firm, kind
from tests.apps.enterprises.test_delegations import given
from tests.cast import LONG_AGO, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
KEYS = [heading.key for heading in ENTERPRISES.headings]


def sheet(*rows: dict[str, Any]) -> bytes:
    """Return a workbook of these rows, by key of the column."""
    return workbook([Sheet(ENTERPRISES.title, columns(ENTERPRISES), [[row.get(key, "") for key in KEYS] for row in rows])])


def received(cast: Cast, content: bytes, who: str = "英德安委办", now: datetime = NOW) -> EnterpriseImport:
    """Send a workbook in."""
    return imports.receive(cast.account[who], now, rights_of(cast.account[who]).reach(CHANGE), name="单位.xlsx", content=content)


def applied(cast: Cast, found: EnterpriseImport, who: str = "英德安委办", now: datetime = NOW) -> EnterpriseImport:
    """Take it over."""
    return imports.apply(cast.account[who], now, found, rights_of(cast.account[who]).reach(CHANGE), revision=found.revision)


def exported(cast: Cast, who: str = "英德安委办") -> bytes:
    """Return what goes out."""
    return workbook(book(rights_of(cast.account[who]), timezone.now(), state="all"))


def test_what_goes_out_comes_in_unchanged(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    firm(cast, "甲木业厂", credit_code=credit_code(1), risk="red", cell=cell(cast), contact="张某", phone="0763-3300000")
    firm(cast, "=乙店", of="", department=cast.unit["教育局"], department_reason="+会议", state="suspended")
    found = received(cast, exported(cast))
    assert (found.faults, found.state, found.counts["enterprise"]["unchanged"]) == ([], "empty", 2)


def test_new_ones_are_entered_changed_ones_changed_and_each_has_its_entry(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    old = firm(cast, "甲木业厂", risk="yellow")
    before = Entry.objects.count()
    found = received(cast, sheet({"code": old.code, "name": "甲木业厂", "unit": "wb", "kind": "工贸", "risk": "红（重大风险）", "start": "2026-02-01"},
                                 {"name": "乙木业厂", "unit_name": "大站镇", "kind": "工贸", "credit_code": credit_code(2), "start": "2026-01-01"}))
    assert found.state == "ready", found.faults
    assert applied(cast, found).state == "applied"
    rows = EnterpriseVersion.objects.current().filter(enterprise=old).order_by("start").values_list("risk", "end")
    assert list(rows) == [("yellow", date(2026, 1, 31)), ("red", None)]
    assert Enterprise.objects.get(name="乙木业厂").unit == cast.unit["大站"]
    assert Entry.objects.count() == before + 3, "one entered, one changed, one import"


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("name", {"name": ""}, "没有填"), ("credit_code", {"credit_code": "91350100M000100Y44"}, "校验位"),
    ("unit", {"unit": "qx", "unit_name": ""}, "没有这个地方"),
    ("unit_name", {"unit": "", "unit_name": "没有镇"}, "没有这个地方"), ("unit_name", {"unit": "wb", "unit_name": "大站镇"}, "代码 wb 是望埠镇"),
    ("kind", {"kind": "没有类"}, "没有这个类别"), ("risk", {"risk": "紫"}, "不在可选范围内"), ("cell", {"cell": "没有"}, "没有这个编号的网格"),
    ("cell", {"unit": "dz", "cell": "wb-01"}, "望埠镇的网格"), ("department", {"department": "没有局"}, "没有这个部门"),
    ("department_reason", {"department": "yjj"}, "请写明原因"), ("phone", {"phone": "abc"}, "不像电话"), ("state", {"state": "倒闭"}, "不在可选范围内"),
    ("start", {"start": "去年"}, "不是日期"), ("start", {"start": "2090-01-01"}, "今天以后"), ("code", {"code": "Q9999999"}, "没有这个编号"))


def test_every_wrong_cell_is_named_in_one_pass_and_nothing_is_written(cast: Cast) -> None:
    kind()
    cell(cast)
    right = {"name": "甲木业厂", "unit": "wb", "kind": "工贸", "start": "2026-01-01"}
    found = received(cast, sheet(*(right | {"name": f"甲木业{place}厂"} | wrong for place, (_, wrong, _) in enumerate(WRONG))))
    named = {(fault[1], fault[2]): fault[5] + fault[6] for fault in found.faults}
    for row, (key, _, says) in enumerate(WRONG, 2):
        assert says in named.get((row, key), ""), (row, key, named)
    assert len(found.faults) == len(WRONG)
    assert not Enterprise.objects.exists()


def test_the_same_unit_twice_on_the_sheet_is_named(cast: Cast) -> None:
    kind()
    row = {"name": "甲木业厂", "unit": "wb", "kind": "工贸"}
    found = received(cast, sheet(row, row, row | {"name": "乙木业厂", "credit_code": credit_code(3)},
                                 row | {"name": "丙木业厂", "credit_code": credit_code(3)}))
    assert [(fault[1], fault[2]) for fault in found.faults] == [(3, "name"), (5, "credit_code")]


def test_a_credit_code_of_somebody_out_of_reach_is_named_and_nothing_of_theirs(cast: Cast) -> None:
    firm(cast, "壬木业厂", place="太和", credit_code=credit_code(4))
    found = received(cast, sheet({"name": "甲木业厂", "unit": "wb", "kind": "工贸", "credit_code": credit_code(4)}))
    assert [fault[5] for fault in found.faults] == ["这个代码已是别处登记的单位的"]
    assert "壬木业厂" not in str(found.faults)


def test_an_import_is_taken_back_whole(cast: Cast) -> None:
    old, kept = firm(cast, "甲木业厂", risk="yellow"), firm(cast, "丙木业厂", risk="yellow")
    row = {"unit": "wb", "kind": "工贸"}
    found = applied(cast, received(cast, sheet(row | {"code": old.code, "name": "甲木业厂", "risk": "红（重大风险）", "start": "2026-02-01"},
                                               row | {"code": kept.code, "name": "丙木业厂", "risk": "蓝（低风险）", "start": "2025-06-01"},
                                               row | {"name": "乙木业厂", "start": "2026-01-01"})))
    assert undo(cast.account["英德安委办"], NOW, found).state == "undone"
    assert not Enterprise.objects.standing().filter(name="乙木业厂").exists()
    for one in (old, kept):
        row_now = EnterpriseVersion.objects.current().get(enterprise=one)
        assert (row_now.risk, row_now.start, row_now.end) == ("yellow", date(2025, 6, 1), None)
        one.refresh_from_db()
        assert (one.risk, one.since) == ("yellow", date(2025, 6, 1))


def test_an_import_that_something_builds_on_is_not_taken_back(cast: Cast) -> None:
    kind()
    found = applied(cast, received(cast, sheet({"name": "乙木业厂", "unit": "wb", "kind": "工贸", "start": "2026-01-01"})))
    made = Enterprise.objects.get()
    change_enterprise(None, NOW, made, start=date(2026, 2, 1), reason="评定", risk="red")
    answer = cast.client("英德安委办").post(f"/enterprises/import/{found.uid}/undo/")
    assert answer.status_code == 409
    assert "导入之后又变更过" in answer.content.decode()


def test_what_changed_meanwhile_stops_the_import(cast: Cast) -> None:
    old = firm(cast, "甲木业厂", risk="yellow")
    found = received(cast, sheet({"code": old.code, "name": "甲木业厂", "unit": "wb", "kind": "工贸", "risk": "红（重大风险）", "start": "2026-02-01"}))
    change_enterprise(None, NOW, old, start=date(2026, 1, 1), reason="评定", risk="blue", address="别处")
    found = applied(cast, found)
    assert (found.applied_at, "有了变动" in found.notice) == (None, True)


def test_a_large_file_is_checked_in_the_background_and_can_be_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    kind()
    monkeypatch.setattr(imports, "QUICK", 10)
    monkeypatch.setattr(imports, "later", lambda what, imported: None)
    content = sheet({"name": "乙木业厂", "unit": "wb", "kind": "工贸"})
    found, stopped = received(cast, content), received(cast, content)
    page = cast.client("英德安委办")
    assert "正在检查" in page.get(f"/enterprises/import/{found.uid}/").content.decode()
    assert page.post(f"/enterprises/import/{stopped.uid}/cancel/").status_code == 302
    for one in (found, stopped):
        imports.check_in(one.pk, NOW)
        one.refresh_from_db()
    assert (found.state, stopped.state) == ("ready", "cancelled")


def test_the_page_takes_a_workbook_mends_it_and_writes_it(cast: Cast) -> None:
    charge(cast, "英德", "应急局")
    page = cast.client("望埠安委办")
    content = sheet({"name": "乙木业厂", "unit": "wb", "kind": "没有类", "start": "2026-01-01"})
    address = page.post("/enterprises/import/", {"file": SimpleUploadedFile("单位.xlsx", content)})["Location"]
    assert "没有这个类别" in page.get(address).content.decode()
    assert page.get(f"{address}marked.xlsx").status_code == 200
    page.post(f"{address}mend/", {"enterprise!2!kind": "工贸"})
    ready = page.get(address).content.decode()
    assert "确认导入 1 行" in ready
    found = EnterpriseImport.objects.get()
    page.post(f"{address}apply/", {"revision": found.revision})
    assert Enterprise.objects.get().name == "乙木业厂"
    assert "已导入" in page.get("/enterprises/import/").content.decode()
    assert cast.client("英德安委办").get(address).status_code == 404, "a workbook is nobody else's business"


def test_the_template_comes_back_as_nothing_but_its_example(cast: Cast) -> None:
    found = received(cast, workbook(template()))
    assert (found.state, found.counts["enterprise"]["examples"]) == ("empty", 1)


def test_who_may_not_see_contacts_gets_none_in_the_workbook(cast: Cast) -> None:
    firm(cast, "甲木业厂", contact="张某", phone="13800001234")
    found = imports.read(exported(cast, "纪委"))
    assert "13800001234" not in str(found)
    assert "甲木业厂" in str(found)


@pytest.mark.parametrize("what", ["charges", "grid", "delegations"])
def test_the_other_tables_go_out_and_come_in_unchanged_and_name_wrong_cells(cast: Cast, what: str) -> None:
    charge(cast, "英德", "应急局", document="1号")
    name_holder(None, LONG_AGO, cell=cell(cast), role="cell_head", start=date(2025, 2, 1), officer=cast.officer["丁某"])
    cell(cast, code="wb-02")
    given(cast)
    page, before = cast.client("英德安委办"), Entry.objects.count()
    content = page.get(f"/enterprises/{what}/{what}.xlsx").content
    answer = page.post(f"/enterprises/{what}/import/", {"file": SimpleUploadedFile("x.xlsx", content)}, follow=True)
    assert "新增 0 行，更改 0 行" in answer.content.decode()
    assert Entry.objects.count() == before
    stranger = cast.client("清新安委办").post(f"/enterprises/{what}/import/", {"file": SimpleUploadedFile("x.xlsx", content)}).content.decode()
    assert "一行也没有写入" in stranger
    models: tuple[Any, ...] = (Charge, CellHolder, Delegation)
    for model in models:
        model.objects.all().delete()
    if what != "grid":
        page.post(f"/enterprises/{what}/import/", {"file": SimpleUploadedFile("x.xlsx", content)})
        assert Entry.objects.count() == before + 1


def test_a_large_register_goes_out_in_the_background_with_its_filters_and_progress(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    firm(cast, "甲木业厂")
    firm(cast, "乙木业厂", "大站")
    monkeypatch.setattr("anze.workbook.exporting.QUICK", 1)
    office = cast.client("英德安委办")
    page = office.get("/enterprises/?excel=1&unit=dz&rows=1&name=x", follow=True).content.decode()
    assert "正在后台生成" in page and "我的导出" in page
    kept = Export.objects.get()
    carry_out(kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.done, kept.total) == ("ready", 1, 1)
    assert "下载" in office.get("/exports/").content.decode()
    texts = {text for row in read(bytes(kept.content or b"")).sheets[0].rows.values() for text in row.values()}
    assert "乙木业厂" in texts and "甲木业厂" not in texts
