"""Items from Excel: what goes out comes in unchanged, every wrong cell is named in one pass, mended in place, all or nothing, taken back whole."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.access.rights import rights_of
from anze.record.models import Entry
from anze.register.excel.roster import columns
from anze.supervision.actions.importing import TAKING
from anze.supervision.actions.planning import assign
from anze.supervision.excel.columns import TASKS
from anze.supervision.models import Task, TaskImport
from anze.workbook.write import Sheet, workbook
from tests.apps.supervision.telling import CITY, NOW, assigned, planned, state_of
from tests.cast import Cast

KEYS = [heading.key for heading in TASKS.headings]
RIGHT = {"title": "检查学校食堂", "due": "2026-04-01", "main": "wb", "assists": "大站镇"}


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def sheet(*rows: dict[str, Any]) -> bytes:
    """Return a workbook of these rows, by key of the column."""
    return workbook([Sheet(TASKS.title, columns(TASKS), [[row.get(key, "") for key in KEYS] for row in rows])])


def received(cast: Cast, content: bytes, who: str = CITY) -> TaskImport:
    return TAKING.receive(cast.account[who], NOW, rights_of(cast.account[who]), name="督办.xlsx", content=content)


def applied(cast: Cast, found: TaskImport, who: str = CITY) -> TaskImport:
    return TAKING.apply(cast.account[who], NOW, found, revision=found.revision)


def exported(cast: Cast) -> bytes:
    content: bytes = cast.client(CITY).get("/supervision/?view=all&excel=1").content
    return content


def row_of(cast: Cast, uid: str, **changes: Any) -> dict[str, Any]:
    """Return the row of an item as it goes out, some cells changed."""
    rows = openpyxl.load_workbook(io.BytesIO(exported(cast))).worksheets[0].iter_rows(min_row=2, values_only=True)
    return dict(zip(KEYS, next(row for row in rows if row[0] == uid), strict=True)) | changes


def test_what_goes_out_comes_in_unchanged(cast: Cast) -> None:
    planned(cast, assists=("望埠",), title="=清查", text="第一行\n第二行")
    assigned(cast, title="整治气站")
    found = received(cast, exported(cast))
    assert (found.faults, found.state, found.counts["task"]["unchanged"]) == ([], "empty", 2)


def test_new_rows_are_planned_and_planned_ones_changed(cast: Cast) -> None:
    early = planned(cast, assists=("望埠",))
    found = received(cast, sheet(row_of(cast, early.uid, title="清查气瓶", due=date(2026, 4, 2)), RIGHT, RIGHT | {
        "title": "落实省的部署", "assists": "", "origin": "上级文件", "document": "粤安办〔2026〕9号", "issuer": "省安委办", "issued_on": "2026-03-01"}))
    assert found.state == "ready", found.faults
    assert "督办事项：完成液化气瓶专项清查 → 清查气瓶" in found.changes[0][4] and "2026年4月2日前" in found.changes[0][4]
    applied(cast, found)
    early.refresh_from_db()
    new, from_above = Task.objects.get(title="检查学校食堂"), Task.objects.get(title="落实省的部署")
    assert (early.title, early.due, state_of(new)) == ("清查气瓶", date(2026, 4, 2), "planned")
    assert [(one.part, one.unit.name) for one in new.undertakings.order_by("position")] == [("main", "望埠镇"), ("assist", "大站镇")]
    assert (from_above.origin, from_above.document, from_above.issued_on) == ("document", "粤安办〔2026〕9号", date(2026, 3, 1))
    assert Entry.objects.filter(verb="导入督办事项").count() == 1
    assert received(cast, exported(cast)).state == "empty"


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("uid", {"uid": "db-2026-0099"}, "没有这个编号"), ("unit", {"unit": "xx"}, "没有这个代码"), ("title", {"title": ""}, "没有填"),
    ("title", {"title": "长" * 81}, "超过 80"), ("due", {"due": "昨天"}, "不是日期"), ("due", {"due": "2026-03-01"}, "已经过去"),
    ("main", {"main": "没有"}, "没有“没有”"), ("main", {"main": ""}, "没有写主办单位"), ("main_name", {"main_name": "大站镇"}, "代码 wb 是望埠镇"),
    ("assists", {"assists": "大站镇、zz"}, "没有“zz”"), ("answering", {"answering": "市长"}, "不在可选范围内"),
    ("origin", {"origin": "会议决定"}, "在它自己的页面立项"),
    ("document", {"origin": "上级文件", "issuer": "省安委办", "issued_on": "2026-03-01"}, "文号、单位、日期都要填"),
    ("issued_on", {"origin": "上级文件", "document": "九号", "issuer": "省安委办", "issued_on": "2026-03-09"}, "晚于今天"),
    ("state", {"state": "已办结"}, "状态由系统得出"))


def test_every_wrong_cell_is_named_in_one_pass_and_nothing_is_written(cast: Cast) -> None:
    found = received(cast, sheet(*(RIGHT | wrong for _, wrong, _ in WRONG)))
    named = {(fault[1], fault[2]): fault[5] + fault[6] for fault in found.faults}
    for row, (key, _, says) in enumerate(WRONG, 2):
        assert says in named.get((row, key), ""), (row, key, named)
    assert len(found.faults) == len(WRONG), found.faults
    assert (found.state, Task.objects.count()) == ("wrong", 0)


def test_what_is_out_already_is_not_changed_from_a_sheet(cast: Cast) -> None:
    out, early = assigned(cast), planned(cast, title="另一件事")
    found = received(cast, sheet(row_of(cast, out.uid, title="改了"), row_of(cast, early.uid, origin="上级文件"), row_of(cast, early.uid, title="又改")))
    assert [(fault[1], fault[2]) for fault in found.faults] == [(2, "uid"), (3, "origin"), (4, "uid")]
    assert "现在是“办理中”，不能更改" in found.faults[0][5]


def test_wrong_cells_are_mended_in_place_and_then_taken_over_from_the_page(cast: Cast) -> None:
    client = cast.client(CITY)
    client.post("/supervision/import/", {"file": SimpleUploadedFile("督办.xlsx", sheet(RIGHT | {"due": "昨天"}))})
    found = TaskImport.objects.get()
    assert found.state == "wrong" and "不是日期" in client.get(f"/supervision/import/{found.uid}/").content.decode()
    client.post(f"/supervision/import/{found.uid}/mend/", {"task!2!due": "2026-04-01"})
    found.refresh_from_db()
    assert found.state == "ready", found.faults
    client.post(f"/supervision/import/{found.uid}/apply/", {"revision": found.revision})
    assert Task.objects.get().title == "检查学校食堂"


def test_an_import_is_taken_back_whole(cast: Cast) -> None:
    early = planned(cast)
    found = applied(cast, received(cast, sheet(row_of(cast, early.uid, title="清查气瓶", assists="大站镇"), RIGHT)))
    TAKING.undo(cast.account[CITY], NOW, found)
    early.refresh_from_db()
    new = Task.objects.get(title="检查学校食堂")
    assert (early.title, early.undertakings.count(), state_of(new)) == ("完成液化气瓶专项清查", 1, "withdrawn")


def test_what_was_assigned_since_keeps_an_import_from_being_taken_back(cast: Cast) -> None:
    found = applied(cast, received(cast, sheet(RIGHT | {"main": "yd", "assists": ""})))
    made = Task.objects.get()
    assign(cast.account[CITY], NOW, made)
    with pytest.raises(ValidationError, match="导入之后已交办"):
        TAKING.undo(cast.account[CITY], NOW, found)
    assert state_of(made) == "assigned"
