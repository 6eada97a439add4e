"""Dangers from Excel: what goes out comes in unchanged, every wrong cell is named in one pass, mended in place, all or nothing, taken back whole."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.access.rights import rights_of
from anze.hazards.actions.dangers import correct_danger, rectify, stated_of
from anze.hazards.actions.importing import TAKING
from anze.hazards.excel.columns import DANGERS
from anze.hazards.models import Danger, DangerImport, DangerReport, DangerVersion, Listing
from anze.hazards.told import Stated
from anze.record.models import Entry
from anze.register.excel.roster import columns
from anze.workbook.write import Sheet, workbook
from tests.apps.accidents.telling import at
from tests.apps.enterprises.firms import cell, firm
from tests.apps.hazards.telling import TOWN, danger, listed, state_of, stated
from tests.cast import Cast

NOW = at("2026-03-04", 10)
KEYS = [heading.key for heading in DANGERS.headings]
RIGHT = {"unit": "wb", "level": "一般隐患", "source": "企业自查", "found_on": "2026-03-03", "text": "应急灯不亮", "owner": "某木业厂", "deadline": "2026-03-20"}


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def sheet(*rows: dict[str, Any]) -> bytes:
    """Return a workbook of these rows, by key of the column."""
    return workbook([Sheet(DANGERS.title, columns(DANGERS), [[row.get(key, "") for key in KEYS] for row in rows])])


def received(cast: Cast, content: bytes, who: str = TOWN) -> DangerImport:
    return TAKING.receive(cast.account[who], NOW, rights_of(cast.account[who]), name="隐患.xlsx", content=content)


def applied(cast: Cast, found: DangerImport, who: str = TOWN) -> DangerImport:
    return TAKING.apply(cast.account[who], NOW, found, revision=found.revision)


def exported(cast: Cast, who: str = TOWN) -> bytes:
    content: bytes = cast.client(who).get("/hazards/?view=all&excel=1").content
    return content


def row_of(cast: Cast, uid: str, **changes: Any) -> dict[str, Any]:
    """Return the row of a danger as it goes out, some cells changed."""
    rows = openpyxl.load_workbook(io.BytesIO(exported(cast))).worksheets[0].iter_rows(min_row=2, values_only=True)
    return dict(zip(KEYS, next(row for row in rows if row[0] == uid), strict=True)) | changes


def test_what_goes_out_comes_in_unchanged(cast: Cast) -> None:
    danger(cast, text="=第一行\n第二行", cell=cell(cast), enterprise=firm(cast, "甲子木业厂"), department=cast.unit["应急局"])
    listed(cast)
    found = received(cast, exported(cast))
    assert (found.faults, found.state, found.counts["danger"]["unchanged"]) == ([], "empty", 2)


def test_new_rows_are_recorded_by_the_same_verb_and_a_major_one_goes_up(cast: Cast) -> None:
    works = firm(cast, "甲子木业厂")
    found = received(cast, sheet(RIGHT, RIGHT | {"unit": "", "unit_name": "大站镇", "state": "整改中", "source": "日常巡查"},
                                 RIGHT | {"level": "重大隐患", "owner": "", "enterprise_name": "甲子木业厂"}), "英德安委办")
    assert found.state == "ready", found.faults
    assert "提请挂牌督办" in found.changes[2][4]
    assert applied(cast, found, "英德安委办").state == "applied"
    made = list(Danger.objects.order_by("serial"))
    assert [(one.unit.code, one.source, one.owner) for one in made] == [("wb", "enterprise", "某木业厂"), ("dz", "patrol", "某木业厂"),
                                                                      ("wb", "enterprise", "甲子木业厂")]
    assert made[2].enterprise == works and Listing.objects.get().danger == made[2] and DangerReport.objects.filter(danger=made[2]).count() == 2
    assert Entry.objects.filter(verb="登记隐患").count() == 3 and Entry.objects.filter(verb="导入隐患").count() == 1
    assert received(cast, exported(cast, "英德安委办"), "英德安委办").state == "empty"


def test_changed_rows_become_corrections_with_the_reason(cast: Cast) -> None:
    one = danger(cast)
    found = received(cast, sheet(row_of(cast, one.uid, text="自动报警、联动停用", deadline=date(2026, 4, 10), found_on="")))
    assert found.changes[0][2:4] == ["更正", f"{one.uid} 仓库自动报警停用"]
    assert "期限" in found.changes[0][4] or "整改期限：2026-04-01 → 2026-04-10" in found.changes[0][4]
    applied(cast, found)
    one.refresh_from_db()
    assert (one.text, one.deadline, state_of(one)) == ("自动报警、联动停用", date(2026, 4, 10), "open")
    assert DangerVersion.objects.filter(danger=one).count() == 2


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("uid", {"uid": "yh-2026-0999"}, "没有这个编号"), ("unit", {"unit": ""}, "没有写所在地"), ("unit", {"unit": "qx"}, "您可以登记的地方里没有"),
    ("unit_name", {"unit_name": "大站镇"}, "代码 wb 是望埠镇"), ("level", {"level": "特大"}, "不在可选范围内"), ("source", {"source": ""}, "没有填"),
    ("found_on", {"found_on": "2026-03-05"}, "晚于今天"), ("found_on", {"found_on": "昨天"}, "不是日期"), ("place", {"place": "长" * 121}, "超过 120"),
    ("enterprise", {"enterprise": "qy-9"}, "没有这一家"), ("enterprise_name", {"enterprise_name": "没有这厂"}, "没有这一家"),
    ("cell", {"cell": "wb-99"}, "没有这个编号的网格"), ("text", {"text": ""}, "没有填"), ("owner", {"owner": ""}, "没有写整改责任单位"),
    ("department", {"department": "无"}, "没有这个代码的部门"), ("deadline", {"deadline": "2026-03-02"}, "早于发现日期"),
    ("state", {"state": "已办结"}, "状态由系统得出"))


def test_every_wrong_cell_is_named_in_one_pass_and_nothing_is_written(cast: Cast) -> None:
    found = received(cast, sheet(*(RIGHT | wrong for _, wrong, _ in WRONG)))
    named = {(fault[1], fault[2]): fault[5] + fault[6] for fault in found.faults}
    for row, (key, _, says) in enumerate(WRONG, 2):
        assert says in named.get((row, key), ""), (row, key, named)
    assert len(found.faults) == len(WRONG), found.faults
    assert (found.state, Danger.objects.count()) == ("wrong", 0)


def test_what_was_recorded_for_good_is_not_changed_from_a_sheet(cast: Cast) -> None:
    one, major = danger(cast), listed(cast).danger
    found = received(cast, sheet(row_of(cast, one.uid, found_on=date(2026, 3, 1), source="群众举报", unit="dz", unit_name=""),
                                 row_of(cast, one.uid, text="别的"), row_of(cast, major.uid, level="一般隐患")))
    assert [(fault[1], fault[2]) for fault in found.faults] == [(2, "unit"), (2, "source"), (2, "found_on"), (3, "uid"), (4, "level")]
    closed = danger(cast)
    from anze.hazards.actions.dangers import withdraw

    row = row_of(cast, closed.uid)
    withdraw(cast.account[TOWN], NOW, closed, reason="登错")
    [fault] = received(cast, sheet(row | {"text": "改"})).faults
    assert fault[2] == "uid" and "已撤回" in fault[5]


def test_a_strangers_danger_is_no_number_of_the_sheet(cast: Cast) -> None:
    one = danger(cast)
    row = row_of(cast, one.uid, text="别的")
    found = received(cast, sheet(row), "清新安委办")
    assert "您可以登记的隐患里没有这个编号" in {fault[5] for fault in found.faults} and "自动报警" not in str([fault[5:] for fault in found.faults])


def test_an_import_is_taken_back_whole(cast: Cast) -> None:
    one = danger(cast)
    found = applied(cast, received(cast, sheet(RIGHT | {"level": "重大隐患"}, row_of(cast, one.uid, level="重大隐患", text="改过的"))))
    assert found.applied_at and Listing.objects.in_state("proposed").count() == 2
    assert TAKING.undo(cast.account[TOWN], NOW, found).state == "undone"
    assert TAKING.undo(cast.account[TOWN], NOW, found).undone_at == NOW
    one.refresh_from_db()
    new = Danger.objects.exclude(pk=one.pk).get()
    assert (one.level, one.text, state_of(one), state_of(new)) == ("general", "仓库自动报警停用", "open", "withdrawn")
    assert Listing.objects.in_state("dropped").count() == 2
    assert DangerVersion.objects.current().filter(danger=new).count() == 0


def test_an_import_that_something_builds_on_is_not_taken_back(cast: Cast) -> None:
    one = danger(cast)
    found = applied(cast, received(cast, sheet(RIGHT, RIGHT | {"text": "通道堵塞"}, row_of(cast, one.uid, text="改过的"))))
    later, new = at("2026-03-04", 11), Danger.objects.exclude(pk=one.pk).order_by("serial")[0]
    rectify(cast.account[TOWN], later, new, on=NOW.date(), note="已更换")
    one.refresh_from_db()
    correct_danger(cast.account[TOWN], later, one, Stated(**{**_plain(one), "text": "又改"}), reason="再核对")
    with pytest.raises(ValidationError) as refused:
        TAKING.undo(cast.account[TOWN], later, found)
    said = " ".join(refused.value.messages)
    assert f"{new.uid}）：导入之后已登记整改情况" in said and f"{one.uid}）：导入之后又更正过" in said and "通道堵塞" not in said


def _plain(one: Danger) -> dict[str, Any]:
    told = stated_of(one)
    return {name: getattr(told, name) for name in stated().__slots__}


def test_what_changed_meanwhile_stops_the_import_and_two_presses_import_once(cast: Cast) -> None:
    one = danger(cast)
    found, other = received(cast, sheet(RIGHT)), received(cast, sheet(row_of(cast, one.uid, text="别的")))
    assert applied(cast, found).applied_at and applied(cast, found).applied_at and Danger.objects.count() == 2
    correct_danger(cast.account[TOWN], NOW, one, Stated(**{**_plain(one), "text": "先改了"}), reason="核对")
    stopped = applied(cast, other)
    assert (stopped.applied_at, "有了变动" in stopped.notice) == (None, True)


def test_many_rows_are_written_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(TAKING, "quick", 1)
    monkeypatch.setattr(TAKING, "in_background", lambda what, imported: asked.append(what))
    found = applied(cast, received(cast, sheet(RIGHT, RIGHT | {"text": "通道堵塞"})))
    assert (asked, found.state) == (["write"], "writing")
    assert "正在写入" in cast.client(TOWN).get(f"/hazards/import/{found.uid}/").content.decode()
    TAKING.write_in(found.pk, NOW)
    assert Danger.objects.count() == 2


def test_the_walk_through_the_pages(cast: Cast) -> None:
    town = cast.client(TOWN)
    assert 'href="/hazards/import/"' in town.get("/hazards/").content.decode()
    form = openpyxl.load_workbook(io.BytesIO(town.get("/hazards/import/template.xlsx").content)).worksheets[0]
    assert form.title == "隐患" and len(form.data_validations.dataValidation) == 2
    file = SimpleUploadedFile("隐患.xlsx", sheet(RIGHT | {"level": "特大"}))
    page = town.post("/hazards/import/", {"file": file}, follow=True)
    uid = page.redirect_chain[0][0].strip("/").rpartition("/")[2]
    assert "有 1 处要改" in page.content.decode()
    red = openpyxl.load_workbook(io.BytesIO(town.get(f"/hazards/import/{uid}/marked.xlsx").content)).worksheets[0]
    assert red.cell(1, len(KEYS) + 1).value == "错误说明" and "不在可选范围内" in str(red.cell(2, len(KEYS) + 1).value)
    page = town.post(f"/hazards/import/{uid}/mend/", {"danger!2!level": "一般隐患"}, follow=True)
    assert "没有错，请核对后确认" in page.content.decode()
    page = town.post(f"/hazards/import/{uid}/apply/", {"revision": page.context["imported"].revision}, follow=True)
    assert "已导入：新增隐患 1 行" in page.content.decode() and Danger.objects.get().text == "应急灯不亮"
    assert cast.client("清新安委办").get(f"/hazards/import/{uid}/").status_code == 404
    page = town.post(f"/hazards/import/{uid}/undo/", follow=True)
    assert "已撤销：这次导入新增的登记已全部撤回" in page.content.decode() and state_of(Danger.objects.get()) == "withdrawn"
