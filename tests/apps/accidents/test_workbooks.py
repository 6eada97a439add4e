"""The register from Excel: what goes out comes in unchanged, every wrong cell is named in one pass, all or nothing, taken back whole."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.access.rights import rights_of
from anze.accidents.actions.correcting import withdraw_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.imports import TAKING
from anze.accidents.excel.book import template
from anze.accidents.excel.columns import ACCIDENTS
from anze.accidents.models import Accident, AccidentImport, Statement
from anze.accidents.queries.lists import COLUMNS, accident_book
from anze.record.models import Entry
from anze.register.excel.cells import Wrong, moment, moment_of_number
from anze.register.excel.roster import columns
from anze.workbook.write import Sheet, workbook
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-07-05", 10)
KEYS = [heading.key for heading in ACCIDENTS.headings]
RIGHT = {"unit": "wb", "happened_at": "2026-05-01 09:30", "sector": "工矿商贸", "nature": "高处坠落", "deaths": 1, "loss": Decimal("90.5")}


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def sheet(*rows: dict[str, Any]) -> bytes:
    """Return a workbook of these rows, by key of the column."""
    return workbook([Sheet(ACCIDENTS.title, columns(ACCIDENTS), [[row.get(key, "") for key in KEYS] for row in rows])])


def received(cast: Cast, content: bytes, who: str = "英德安委办") -> AccidentImport:
    return TAKING.receive(cast.account[who], NOW, rights_of(cast.account[who]), name="事故.xlsx", content=content)


def applied(cast: Cast, found: AccidentImport, who: str = "英德安委办", reason: str = "照复核报告") -> AccidentImport:
    return TAKING.apply(cast.account[who], NOW, found, revision=found.revision, reason=reason)


def exported(cast: Cast, who: str = "英德安委办") -> bytes:
    return workbook(accident_book(rights_of(cast.account[who]), NOW))


def row_of(cast: Cast, number: str, **changes: Any) -> dict[str, Any]:
    """Return the row of an accident as it goes out, some cells changed."""
    rows = first_sheet(exported(cast)).iter_rows(min_row=2, values_only=True)
    return dict(zip(KEYS, next(row for row in rows if row[0] == number), strict=True)) | changes


def first_sheet(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content)).worksheets[0]


def test_the_columns_are_those_of_the_register() -> None:
    assert [heading.title for heading in ACCIDENTS.headings] == [column.title for column in COLUMNS]


def test_what_goes_out_comes_in_unchanged(cast: Cast) -> None:
    one = fall(cast, loss=Decimal("12.50"), account="=第一行\n第二行  有空格", serious_injuries=2, enterprise="-某厂", trade="建材",
               learned_at=at("2026-06-01", 9, 30))
    update_figures(cast.account["英德安委办"], at("2026-06-03"), one, on=date(2026, 6, 2), figures={"deaths": 3}, note="医院证明")
    withdraw_accident(cast.account["英德安委办"], at("2026-06-05"), fall(cast, "2026-06-04"), reason="重复登记")
    fall(cast, "2026-06-20", happened_at=datetime.fromisoformat("2026-06-20T09:00:33+08:00"), sector="道路运输", nature="车辆伤害", road_or_fire=True)
    found = received(cast, exported(cast))
    assert (found.faults, found.state, found.counts["accident"]["unchanged"]) == ([], "empty", 3)


def test_new_rows_are_registered_by_the_same_verb_and_history_stays_visible_as_entered_late(cast: Cast) -> None:
    found = received(cast, sheet(RIGHT | {"happened_at": "2017-03-02 08:00", "source": "上级交办", "account": "第一行\n第二行"},
                                 RIGHT | {"unit": "", "unit_name": "大站镇", "grade": "一般事故", "state": "计入统计"},
                                 RIGHT | {"happened_at": "2016年11月5日7时5分"}))
    assert found.state == "ready", found.faults
    before = Entry.objects.count()
    assert applied(cast, found).state == "applied"
    made = list(Accident.objects.order_by("date"))
    assert [one.number for one in made] == ["2016-0001", "2017-0001", "2026-0001"]
    assert [(one.grade, one.loss, one.recorded_at) for one in made] == [("ordinary", Decimal("90.50"), NOW)] * 3
    assert (made[1].account, made[1].source, made[2].unit.code) == ("第一行\n第二行", "superior", "dz")
    assert Entry.objects.filter(verb="登记事故").count() == 3 and Entry.objects.count() == before + 4
    again = received(cast, exported(cast))
    assert (again.state, again.faults) == ("empty", [])


def test_changed_rows_become_corrections_with_the_reason(cast: Cast) -> None:
    one = fall(cast)
    found = received(cast, sheet(row_of(cast, one.number, deaths=3, grade="", address="某工业园五号厂房")))
    assert found.changes[0][2:4] == ["更正", f"{one.title}（{one.number}）"]
    assert "死亡：1 → 3" in found.changes[0][4] and "五号厂房" in found.changes[0][4]
    applied(cast, found)
    one.refresh_from_db()
    assert (one.deaths, one.grade, one.address) == (3, "considerable", "某工业园五号厂房")
    stands = Statement.objects.current().get(accident=one)
    assert (stands.reason, Statement.objects.get(pk=stands.replaces_id or 0).deaths) == ("照复核报告", 1)


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("number", {"number": "2026-0999"}, "台账里没有这个编号"), ("unit", {"unit": ""}, "没有写发生地"), ("unit", {"unit": "th"}, "没有这个地方"),
    ("unit", {"unit": "yjj"}, "没有这个地方"), ("unit_name", {"unit_name": "大站镇"}, "编码 wb 是望埠镇"), ("happened_at", {"happened_at": ""}, "没有填"),
    ("happened_at", {"happened_at": "2026-05-01"}, "没有写几时几分"), ("happened_at", {"happened_at": "2026-08-01 09:00"}, "还没有发生"),
    ("happened_at", {"happened_at": "去年"}, "不是时间"), ("learned_at", {"learned_at": "2026-04-01 09:00"}, "早于事故发生"),
    ("credit_code", {"credit_code": "123"}, "18位"), ("sector", {"sector": "农业"}, "不在可选范围内"), ("trade", {"trade": "纺纱"}, "不在可选范围内"),
    ("nature", {"nature": "没有这类"}, "不在"), ("road_or_fire", {"road_or_fire": "也许"}, "只能填"), ("deaths", {"deaths": "三"}, "不是整数"),
    ("loss", {"loss": "约90"}, "不是数字"), ("loss", {"loss": "1.234"}, "小数超过两位"), ("source", {"source": "听说"}, "不在可选范围内"),
    ("account", {"account": "长" * 5001}, "超过 5000"), ("grade", {"grade": "重大事故"}, "这起事故是一般事故"), ("state", {"state": "已核销"}, "计入统计"),
    ("recorded_at", {"recorded_at": "2026-05-01 10:00"}, "由系统记下"))


def test_every_wrong_cell_is_named_in_one_pass_and_nothing_is_written(cast: Cast) -> None:
    found = received(cast, sheet(*(RIGHT | {"enterprise": f"某{place}厂"} | wrong for place, (_, wrong, _) in enumerate(WRONG))))
    named = {(fault[1], fault[2]): fault[5] + fault[6] for fault in found.faults}
    for row, (key, _, says) in enumerate(WRONG, 2):
        assert says in named.get((row, key), ""), (row, key, named)
    assert len(found.faults) == len(WRONG)
    assert (found.state, Accident.objects.count()) == ("wrong", 0)


def test_what_is_registered_already_or_stands_twice_is_named(cast: Cast) -> None:
    one = fall(cast, "2026-05-01", enterprise="某厂")
    again = RIGHT | {"happened_at": "2026-05-01 09:00", "enterprise": "某厂"}
    found = received(cast, sheet(again, RIGHT, RIGHT, row_of(cast, one.number), row_of(cast, one.number)))
    assert [(fault[1], fault[2]) for fault in found.faults] == [(2, "happened_at"), (4, "happened_at"), (6, "number")]
    assert "台账编号 2026-0001" in found.faults[0][5]


def test_a_strangers_accident_is_no_number_of_the_register(cast: Cast) -> None:
    one = fall(cast)
    row = row_of(cast, one.number, deaths=2)
    found = received(cast, sheet(row), "清新安委办")
    assert "台账里没有这个编号，或者不在您的范围里" in {fault[5] for fault in found.faults}
    assert "某建材厂" not in str([fault[5:] for fault in found.faults])


def test_figures_that_were_updated_and_what_was_withdrawn_are_changed_on_their_pages(cast: Cast) -> None:
    one, gone = fall(cast), fall(cast, "2026-06-04")
    update_figures(cast.account["英德安委办"], at("2026-06-03"), one, on=date(2026, 6, 2), figures={"deaths": 2}, note="医院证明")
    withdraw_accident(cast.account["英德安委办"], at("2026-06-05"), gone, reason="重复登记")
    found = received(cast, sheet(row_of(cast, one.number, deaths=3), row_of(cast, gone.number, deaths=3)))
    assert [(fault[1], fault[2]) for fault in found.faults] == [(2, "deaths"), (3, "number")]
    fine = received(cast, sheet(row_of(cast, one.number, address="别处")))
    applied(cast, fine)
    one.refresh_from_db()
    assert (one.deaths, one.address) == (2, "别处")
    assert Statement.objects.current().get(accident=one).deaths == 1, "what was first stated stays, the update stands"


def test_an_import_is_taken_back_whole(cast: Cast) -> None:
    one = fall(cast)
    found = applied(cast, received(cast, sheet(row_of(cast, one.number, deaths=3, grade=""), RIGHT)))
    assert TAKING.undo(cast.account["英德安委办"], NOW, found).state == "undone"
    one.refresh_from_db()
    assert (one.deaths, one.grade) == (1, "ordinary")
    new = Accident.objects.exclude(pk=one.pk).get()
    assert new.withdrawn_at == NOW and not Statement.objects.current().filter(accident=new).exists()
    assert list(Entry.objects.order_by("-seq").values_list("verb", flat=True)[:3]) == ["撤销导入", "更正事故情况", "撤销登记"]
    before = Entry.objects.count()
    assert TAKING.undo(cast.account["英德安委办"], NOW, found).undone_at == NOW
    assert Entry.objects.count() == before, "pressed twice, it is taken back once"


def test_an_import_that_something_builds_on_is_not_taken_back(cast: Cast) -> None:
    found = applied(cast, received(cast, sheet(RIGHT)))
    update_figures(cast.account["英德安委办"], NOW, Accident.objects.get(), on=date(2026, 5, 2), figures={"deaths": 2}, note="")
    answer = cast.client("英德安委办").post(f"/accidents/import/{found.uid}/undo/")
    assert answer.status_code == 409 and "伤亡和损失的变化" in answer.content.decode()
    assert not Accident.objects.get().withdrawn_at


def test_what_changed_meanwhile_stops_the_import_and_two_presses_import_once(cast: Cast) -> None:
    found, other = received(cast, sheet(RIGHT)), received(cast, sheet(RIGHT))
    assert applied(cast, found).applied_at and applied(cast, found).applied_at
    stopped = applied(cast, other)
    assert (stopped.applied_at, "有了变动" in stopped.notice, Accident.objects.count()) == (None, True, 1)


def test_many_rows_are_written_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(TAKING, "quick", 1)
    monkeypatch.setattr(TAKING, "in_background", lambda what, imported: asked.append(what))
    found = applied(cast, received(cast, sheet(*({**RIGHT, "happened_at": f"20{year}-05-01 09:00"} for year in (16, 17, 18)))))
    assert (asked, found.state) == (["write"], "writing")
    assert "正在写入" in cast.client("英德安委办").get(f"/accidents/import/{found.uid}/").content.decode()
    TAKING.write_in(found.pk, NOW)
    assert Accident.objects.count() == 3


def test_the_walk_through_the_pages(cast: Cast) -> None:
    office = cast.client("英德安委办")
    assert 'href="/accidents/import/"' in office.get("/accidents/").content.decode()
    form = first_sheet(office.get("/accidents/import/template.xlsx").content)
    assert form.title == "事故" and len(form.data_validations.dataValidation) == 5 and form["S1"].comment is not None
    file = SimpleUploadedFile("事故.xlsx", sheet(RIGHT | {"deaths": "三"}))
    page = office.post("/accidents/import/", {"file": file}, follow=True)
    uid = page.redirect_chain[0][0].strip("/").rpartition("/")[2]
    assert "有 1 处要改" in page.content.decode()
    red = first_sheet(office.get(f"/accidents/import/{uid}/marked.xlsx").content)
    assert red.cell(1, len(KEYS) + 1).value == "错误说明" and "不是整数" in str(red.cell(2, len(KEYS) + 1).value)
    page = office.post(f"/accidents/import/{uid}/mend/", {"accident!2!deaths": "3"}, follow=True)
    assert "没有错，请核对后确认" in page.content.decode()
    page = office.post(f"/accidents/import/{uid}/apply/", {"revision": page.context["imported"].revision}, follow=True)
    assert "已导入：新增事故 1 行" in page.content.decode() and Accident.objects.get().grade == "considerable"
    assert cast.client("清新安委办").get(f"/accidents/import/{uid}/").status_code == 404


def test_the_example_row_is_passed_over(cast: Cast) -> None:
    found = received(cast, workbook(template()))
    assert (found.state, found.faults, found.counts["accident"]["examples"]) == ("empty", [], 1)


@pytest.mark.parametrize(("text", "hour"), [("2026-05-01 09:30", 9), ("2026/5/1 9:30:00", 9), ("2026年5月1日9时30分", 9), ("2026-05-01T21:30", 21)])
def test_moments_are_read_as_people_write_them(text: str, hour: int) -> None:
    assert moment(text) == datetime(2026, 5, 1, hour, 30)  # noqa: DTZ001
    assert moment_of_number("46143.3958333333") == datetime(2026, 5, 1, 9, 30)  # noqa: DTZ001
    with pytest.raises(Wrong):
        moment("2026-05-01 24:00")
