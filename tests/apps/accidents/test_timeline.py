"""A year of accidents drawn: every accident once, windows that fired as bars, one county's rolling windows, nothing of a stranger's."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine

from anze.access.models import Grant
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accidents.models import Accident
from anze.accidents.queries.timeline import LEFT, RIGHT, WIDTH, Timeline
from anze.duties.drawing import Scale, rows
from anze.people.models import Unit, UnitVersion
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(at(TODAY, 10), tick=False):
        yield


@pytest.fixture
def told(cast: Cast) -> Cast:
    """英德: three like falls within thirty days, two of one day; a considerable accident; 清新: one; a year before: one."""
    fall(cast, "2025-12-20")
    fall(cast, "2026-05-20")
    fall(cast, "2026-06-01")
    fall(cast, "2026-06-01", unit=cast.unit["大站"])
    fall(cast, "2026-06-05", deaths=3)
    fall(cast, "2026-06-10", by="清新安委办", unit=cast.unit["太和"])
    return cast


def drawn(cast: Cast, query: str = "", name: str = "市安委办") -> Timeline:
    found: Timeline = cast.client(name).get(f"/accidents/timeline/?{query}").context["drawn"]
    return found


def test_days_stand_where_they_lie_and_what_is_beyond_stands_at_the_end() -> None:
    scale = Scale(date(2026, 1, 1), date(2026, 12, 31), 100, 364)
    days = (date(2025, 12, 1), date(2026, 1, 1), date(2026, 1, 31), date(2026, 12, 31), date(2027, 3, 1))
    assert [scale.at(day) for day in days] == [100, 100, 130, 464, 464]


def test_nothing_in_a_row_runs_into_another() -> None:
    assert rows([(0, 10), (5, 15), (11, 20), (16, 18), (16, 18)]) == [0, 1, 0, 1, 2]


def test_every_accident_of_the_year_is_drawn_once_in_its_countys_lane(told: Cast) -> None:
    found = drawn(told)
    marks = {lane.name: [mark.code for mark in lane.marks] for lane in found.lanes}
    assert marks == {"英德市": ["sg-2026-0001", "sg-2026-0002", "sg-2026-0003", "sg-2026-0004"], "清新区": ["sg-2026-0005"]}
    places = [(mark.x, mark.y) for lane in found.lanes for mark in lane.marks]
    assert len(set(places)) == len(places) and all(LEFT <= x <= LEFT + WIDTH for x, _ in places)
    assert [mark.code for lane in drawn(told, "year=2025").lanes for mark in lane.marks] == ["sg-2025-0001"]
    answer = told.client("市安委办").get("/accidents/timeline/").content.decode()
    assert len(re.findall(r'<use class="mark mark-\w+" href="#mark-\w+" x=', answer)) == 5
    assert "style=" not in answer.partition("<main")[2]


def test_shapes_and_words_say_the_grade_not_colour_alone(told: Cast) -> None:
    answer = told.client("市安委办").get("/accidents/timeline/").content.decode()
    assert re.search(r'href="#mark-considerable"[^>]*><title>2026年6月5日 望埠镇“6·5”高处坠落事故，较大事故</title>', answer)
    assert "一般事故（圆）" in answer and "较大事故（三角）" in answer


def test_a_window_that_fired_is_a_bar_with_its_rule_and_days(told: Cast) -> None:
    found = drawn(told)
    assert [(one.rule, one.first, one.last, len(one.codes)) for one in found.fired] == [("21.2.3", date(2026, 5, 20), date(2026, 6, 19), 3)]
    bar = next(bar for lane in found.lanes for bar in lane.bars)
    assert (bar.label, bar.fired, bar.x + bar.width <= RIGHT) == ("二款（三）", True, True)
    assert bar.text == "第二十一条第二款（三）：2026年5月20日至2026年6月19日，3起，自2026年6月1日起成立"
    assert "第二十一条第二款（三）" in told.client("市安委办").get("/accidents/timeline/").content.decode().partition("</svg>")[2]


def test_what_one_accident_brings_about_has_no_window_beyond_its_day(cast: Cast) -> None:  # 第二十一条第二款（一）
    fall(cast, "2026-06-05", deaths=10)
    assert [(one.rule, one.first, one.last) for one in drawn(cast).fired] == [("21.2.1", date(2026, 6, 5), date(2026, 6, 5))]


def test_one_county_shows_the_rolling_windows_of_both_rules_one_below_the_other(told: Cast) -> None:
    found = drawn(told, "unit=yd")
    assert [(lane.name, len(lane.marks), [bar.fired for bar in lane.bars]) for lane in found.lanes] == [
        ("全部事故", 4, []), ("第二款（二）", 1, [False]), ("第二款（三） 高处坠落", 3, [False, True, False, False])]
    tops = [lane.y for lane in found.lanes]
    assert tops == sorted(tops) and found.height > tops[-1]


def test_a_window_of_last_december_reaches_into_this_year(told: Cast) -> None:
    bars = next(lane for lane in drawn(told, "unit=yd").lanes if "高处坠落" in lane.name).bars
    assert (bars[0].x, bars[0].text[:26]) == (LEFT, "30日内：2025年12月20日至2026年1月19日"[:26])


def test_the_cursor_stands_at_the_day_asked_and_accidents_after_it_do_not_stand_yet(told: Cast) -> None:
    then = drawn(told, "as_of=2026-05-31")
    assert then.cursor == LEFT + round(WIDTH * 150 / 364)
    assert len(then.accidents) == 1 and not then.fired
    assert drawn(told, "year=2025").cursor is None


@pytest.mark.parametrize(("name", "lanes"), [("英德安委办", ["英德市"]), ("壬", ["清新区"]), ("望埠安委办", [])])
def test_each_account_sees_its_own_counties_and_another_is_not_there(told: Cast, name: str, lanes: list[str]) -> None:
    assert [lane.name for lane in drawn(told, name=name).lanes] == lanes
    assert told.client("清新安委办").get("/accidents/timeline/?unit=yd").status_code == 404
    assert told.client("英德安委办").get("/accidents/timeline/?unit=yd").status_code == 200


@pytest.mark.parametrize("query", ["year=nonsense", "year=1066", "year=2031", "unit=&year=%00"])
def test_a_year_that_is_none_shows_this_one(told: Cast, query: str) -> None:
    assert drawn(told, query).year == 2026


def test_the_counties_are_counted_without_what_was_written_off(told: Cast) -> None:
    before = told.client("市安委办").get("/accidents/timeline/").context["summary"]
    assert [(unit.name, count, off) for unit, count, _, off in before] == [("英德市", 4, 0), ("清新区", 1, 0)]
    office, one = told.account["市安委办"], Accident.objects.get(code="sg-2026-0001")
    give_notice(office, at("2026-06-02"), one, start=date(2026, 6, 2), reason="经认定不属于生产安全事故")
    write_off(told.account["市安委办主任"], at("2026-06-12"), one, on=date(2026, 6, 12), organ="市应急管理局")
    answer = told.client("市安委办").get("/accidents/timeline/")
    unit, count, grades, off = answer.context["summary"][0]
    assert (unit.name, count, sum(number for _, number in grades), off) == ("英德市", 3, 3, 1)
    assert "另有已核销 1 起" in answer.content.decode() and "起数不含已核销的" in answer.content.decode()


@pytest.fixture
def province(told: Cast) -> Cast:
    """A second city with a county of one accident; the office of both cities."""
    city = Unit.objects.create(code="sg", name="韶关市", level="city", function="other", path="", position=2)
    Unit.objects.filter(pk=city.pk).update(path=f"/{city.pk}/")
    city.refresh_from_db()
    county = Unit.objects.create(code="nx", name="南雄市", level="county", parent=city, function="other", path="")
    Unit.objects.filter(pk=county.pk).update(path=f"{city.path}{county.pk}/")
    county.refresh_from_db()
    for one in (city, county):
        UnitVersion.objects.create(unit=one, name=one.name, level=one.level, parent=one.parent, function="other", recorded_at=at("2025-01-01"))
    Grant.objects.create(account=told.account["市安委办"], role="office", unit=city, given_at=at("2026-01-01"))
    fall(told, "2026-06-02", by="市安委办", unit=county)
    return told


def test_of_several_cities_one_is_drawn_at_a_time(province: Cast) -> None:
    client = province.client("市安委办")
    first, other = (client.get(f"/accidents/timeline/{query}") for query in ("", "?city=sg"))
    assert {lane.name for lane in first.context["drawn"].lanes} == {"英德市", "清新区"}
    assert [lane.name for lane in other.context["drawn"].lanes] == ["南雄市"]
    assert [(unit.name, count) for unit, count, *_ in other.context["summary"]] == [("南雄市", 1)]
    text = other.content.decode()
    assert '<option value="sg" selected>韶关市' in text and "南雄市“6·2”" in text and "6·5" not in text
    assert client.get("/accidents/timeline/?unit=nx").context["chosen"].code == "nx"
    assert "网址里的“nowhere”不是可选的条件" in client.get("/accidents/timeline/?city=nowhere").content.decode()


def test_of_one_city_nobody_is_asked_which(told: Cast) -> None:
    assert 'name="city"' not in told.client("市安委办").get("/accidents/timeline/").content.decode()
