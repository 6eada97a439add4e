"""An accident is not moved past its own reports, investigation or reply: an early report does not become one in time (第九至十三条、第三十二条)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.imports import TAKING
from anze.accidents.actions.investigating import approve_report, record_step
from anze.accidents.actions.reporting import record_concealment, record_report
from anze.accidents.actions.striking import strike
from anze.accidents.actions.writing_off import give_notice
from anze.accidents.models import Accident
from tests.apps.accidents.telling import at, fall, told
from tests.apps.accidents.test_workbooks import applied, received, row_of, sheet
from tests.cast import Cast

NOW = at("2026-07-05", 10)
COUNTY = "英德安委办"
ON = date(2026, 6, 10)
Record = Callable[[Any, Accident], Any]


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def _approved(by: Any, one: Accident) -> Any:
    record_step(by, NOW, one, kind="submitted", on=ON)
    return approve_report(by, NOW, one, on=ON, organ="英德市人民政府")


RECORDS: dict[str, Record] = {
    "2026年6月10日 15:00向县级的事故报告": lambda by, one: record_report(by, NOW, one, to="county", made_at=at(ON, 15)),
    "2026年6月10日的“成立事故调查组”": lambda by, one: record_step(by, NOW, one, kind="opened", on=ON, organ="调查组"),
    "2026年6月10日的批复": _approved,
    "2026年6月10日的伤亡和损失变化": lambda by, one: update_figures(by, NOW, one, on=ON, figures={"deaths": 2}),
    "2026年6月10日的瞒报认定": lambda by, one: record_concealment(by, NOW, one, kind="concealed", on=ON, organ="某局", whose="某厂", evidence="录像"),
    "2026年7月5日的核销公示": lambda by, one: give_notice(by, NOW, one, start=date(2026, 7, 5), reason="非生产经营"),
}


@pytest.mark.parametrize("says", RECORDS)
def test_a_later_time_than_what_is_on_record_is_refused_naming_it(cast: Cast, says: str) -> None:
    one, by = fall(cast), cast.account[COUNTY]
    RECORDS[says](by, one)
    late = told(cast, happened_at=at("2026-06-10", 15, 1)) if "7月" not in says and "报告" in says else told(cast, happened_at=at("2026-06-11"))
    if "7月" in says:
        late = told(cast, happened_at=at("2026-07-06"))
    with pytest.raises(ValidationError) as refused:
        correct_accident(by, at("2026-07-07"), one, late, reason="写错了")
    said = refused.value.message_dict["happened_at"][0]
    assert says in said and "先撤下或者更正它们" in said
    one.refresh_from_db()
    assert one.date == date(2026, 6, 1)


def test_up_to_what_is_on_record_and_earlier_it_may_move(cast: Cast) -> None:
    one, by = fall(cast), cast.account[COUNTY]
    record_report(by, NOW, one, to="county", made_at=at(ON, 15))
    assert correct_accident(by, NOW, one, told(cast, happened_at=at(ON, 15)), reason="核实").accident.date == ON
    assert correct_accident(by, NOW, one, told(cast, "2026-05-01"), reason="核实").accident.date == date(2026, 5, 1)


def test_once_the_wrong_entry_is_taken_off_it_may_move(cast: Cast) -> None:
    one, by = fall(cast), cast.account[COUNTY]
    made = record_report(by, NOW, one, to="county", made_at=at("2026-06-01", 9, 30)).row
    assert made is not None
    strike(by, NOW, one, "report", made, reason="时间写错")
    assert correct_accident(by, NOW, one, told(cast, happened_at=at("2026-06-02")), reason="核实").accident.date == date(2026, 6, 2)


def test_excel_says_the_same_at_the_cell(cast: Cast) -> None:
    one, by = fall(cast), cast.account[COUNTY]
    record_report(by, NOW, one, to="county", made_at=at("2026-06-01", 9, 30))
    found = received(cast, sheet(row_of(cast, one.number, happened_at="2026-06-01 09:31")))
    [fault] = found.faults
    assert fault[2] == "happened_at" and "2026年6月1日 09:30向县级的事故报告" in fault[5] and "先撤下或者更正它们" in fault[6]
    assert received(cast, sheet(row_of(cast, one.number, happened_at="2026-06-01 09:30"))).state == "ready"


def test_an_import_that_moved_it_earlier_is_not_taken_back_past_what_came_since(cast: Cast) -> None:
    one, by = fall(cast), cast.account[COUNTY]
    found = applied(cast, received(cast, sheet(row_of(cast, one.number, happened_at="2026-05-20 09:00"))))
    record_report(by, NOW, Accident.objects.get(pk=one.pk), to="county", made_at=at("2026-05-20", 9, 30))
    with pytest.raises(ValidationError, match="2026年5月20日 09:30向县级的事故报告"):
        TAKING.undo(by, NOW + timedelta(minutes=1), found)
    assert Accident.objects.get(pk=one.pk).date == date(2026, 5, 20)


def test_the_page_of_a_correction_says_it_at_the_field(cast: Cast) -> None:
    one, by = fall(cast), cast.account[COUNTY]
    record_report(by, NOW, one, to="county", made_at=at("2026-06-01", 9, 30))
    client, path = cast.client(COUNTY), f"/accidents/{one.code}/correct/"
    begin = {name: value for name, value in client.get(path).context["form"].initial.items() if value not in (None, "")}
    page = client.post(path, begin | {"happened_at": "2026-06-01T09:31", "reason": "核实", "unit": "wb"})
    assert page.status_code == 422 and "向县级的事故报告" in page.content.decode()
