"""The register of a past day: filters, order and the sheet go by what was on record then, never by what came since."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine

from anze.access.rights import rights_of
from anze.accidents.actions.correcting import correct_accident, withdraw_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.striking import strike
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accidents.models import Accident
from anze.accidents.queries.lists import accident_book
from anze.workbook.write import workbook
from tests.apps.accidents.telling import at, fall, told
from tests.cast import Cast

NOW = at("2026-07-05", 10)


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def city(cast: Cast) -> Cast:
    """Three falls: one that became considerable on 20 June, told on 25 June; one that was corrected on 26 June; one as it ever was."""
    office = cast.account["市安委办"]
    grown = fall(cast, "2026-06-01", deaths=2)
    moved = fall(cast, "2026-06-02")
    fall(cast, "2026-06-03")
    update_figures(office, at("2026-06-25"), grown, on=date(2026, 6, 20), figures={"deaths": 3})
    correct_accident(office, at("2026-06-26"), moved, told(cast, "2026-05-20", nature="坍塌", unit=cast.unit["大站"], enterprise="某石材厂"), reason="核实")
    return cast


def numbers(cast: Cast, query: str) -> list[str]:
    return [one.number[-1] for one in cast.client("市安委办").get(f"/accidents/?{query}").context["accidents"]]


@pytest.mark.parametrize(("query", "found"), [
    ("grade=considerable", "1"), ("grade=considerable&known_at=2026-06-25", "1"), ("grade=considerable&known_at=2026-06-24", ""),
    ("grade=ordinary&known_at=2026-06-24", "321"), ("grade=considerable&as_of=2026-06-20", "1"), ("grade=considerable&as_of=2026-06-19", ""),
    ("grade=ordinary&as_of=2026-06-19", "312"), ("grade=ordinary", "32"),
    ("", "312"), ("known_at=2026-06-25", "321"), ("known_at=2026-06-26", "312"),
    ("nature=坍塌&known_at=2026-06-25", ""), ("nature=坍塌&known_at=2026-06-26", "2"), ("unit=wb&known_at=2026-06-25", "321"), ("unit=wb", "31"),
    ("q=某石材厂&known_at=2026-06-25", ""), ("q=某石材厂", "2"), ("from=2026-06-01&known_at=2026-06-25", "321"), ("from=2026-06-01", "31"),
    ("as_of=2026-06-01&known_at=2026-06-25", "1"), ("as_of=2026-06-01", "12"),
])
def test_the_filters_and_the_order_are_those_of_the_day(city: Cast, query: str, found: str) -> None:
    assert "".join(numbers(city, query)) == found


def test_an_update_that_was_taken_off_since_counted_then(cast: Cast) -> None:
    office, one = cast.account["市安委办"], fall(cast, deaths=2)
    made = update_figures(office, at("2026-06-10"), one, on=date(2026, 6, 9), figures={"deaths": 3})
    assert made.row is not None
    strike(office, at("2026-06-12"), one, "figures", made.row, reason="报错")
    assert [len(numbers(cast, f"grade=considerable&known_at=2026-06-{day}")) for day in ("09", 10, 11, 12)] == [0, 1, 1, 0]


def test_a_write_off_counts_from_the_day_it_was_decided(cast: Cast) -> None:
    one = fall(cast)
    give_notice(cast.account["英德安委办"], at("2026-06-02"), one, start=date(2026, 6, 2), reason="不属于生产安全事故")
    write_off(cast.account["市安委办"], at("2026-06-20"), one, on=date(2026, 6, 20), organ="市应急管理局")
    assert [len(numbers(cast, f"state=written_off&{clock}=2026-06-{day}")) for clock in ("known_at", "as_of") for day in (19, 20)] == [0, 1, 0, 1]
    assert [len(numbers(cast, f"state=counting&as_of=2026-06-{day}")) for day in (19, 20)] == [1, 0]


def test_what_was_withdrawn_since_stood_then(cast: Cast) -> None:
    withdraw_accident(cast.account["英德安委办"], at("2026-06-05"), fall(cast), reason="重复登记")
    assert [len(numbers(cast, f"state=withdrawn&known_at=2026-06-0{day}")) for day in (4, 5)] == [0, 1]


@pytest.mark.parametrize(("query", "deaths", "grades"), [
    ({}, [3, 1, 1], ["较大事故", "一般事故", "一般事故"]), ({"known_at": "2026-06-24"}, [2, 1, 1], ["一般事故"] * 3),
    ({"as_of": "2026-06-19"}, [2, 1, 1], ["一般事故"] * 3)])
def test_the_sheet_shows_the_figures_of_the_day(city: Cast, query: dict[str, str], deaths: list[int], grades: list[str]) -> None:
    book = workbook(accident_book(rights_of(city.account["市安委办"]), NOW, **query))
    heads, *rows = openpyxl.load_workbook(BytesIO(book)).worksheets[0].iter_rows(values_only=True)
    assert [row[heads.index("死亡")] for row in rows] == deaths
    assert [row[heads.index("等级")] for row in rows] == grades
    assert [row[heads.index("发生地")] for row in rows][1] == ("大站镇" if query.get("known_at") is None else "望埠镇")


def test_the_days_register_asks_the_database_no_more_for_more_accidents(city: Cast, django_assert_max_num_queries: Any) -> None:
    for day in range(10, 28):
        fall(city, f"2026-06-{day}", recorded=at("2026-06-28"))
    assert Accident.objects.count() == 21
    client = city.client("市安委办")
    client.get("/accidents/")
    with django_assert_max_num_queries(40):
        client.get("/accidents/?grade=ordinary&as_of=2026-06-29&known_at=2026-06-29")
