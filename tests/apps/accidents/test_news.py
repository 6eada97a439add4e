"""What is told of accidents: to the county and its superiors, on days off too, each thing once."""

from datetime import date, timedelta

from anze.accidents.actions.figures import update_figures
from anze.accidents.queries.news import urgent
from anze.duties.actions.digests import make_digests
from anze.duties.models import Message
from anze.duties.sources import News
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast


def told(day: str, topic: str) -> list[tuple[str, str]]:
    """Return what is told between the digests of the day before and of the day."""
    until = at(day, 8, 30)
    return [(one.unit, one.text) for one in urgent(until - timedelta(days=1), until) if one.topic == topic]


def test_an_accident_is_told_to_its_county_and_the_city_in_the_next_digest_and_once(cast: Cast) -> None:
    fall(cast, "2026-06-05", recorded=at("2026-06-05", 14))
    expected = [(unit, "新登记：望埠镇“6·5”高处坠落事故，一般事故，死亡1人、重伤0人") for unit in ("qy", "yd")]
    assert told("2026-06-06", "accident") == expected
    assert told("2026-06-05", "accident") == told("2026-06-07", "accident") == []


def test_history_that_comes_in_at_once_is_told_in_one_line(cast: Cast) -> None:
    for day in range(1, 22):
        fall(cast, f"2024-06-{day:02d}", recorded=at("2026-06-05", 14))
    assert told("2026-06-06", "accident") == [(unit, "新登记21起事故（2024年6月1日至2024年6月21日发生），见台账") for unit in ("qy", "yd")]


def test_what_is_registered_before_the_digest_of_its_day_is_told_that_day(cast: Cast) -> None:
    fall(cast, "2026-06-04", recorded=at("2026-06-05", 8))
    assert len(told("2026-06-05", "accident")) == 2 and told("2026-06-06", "accident") == []


def test_a_county_that_came_one_step_away_is_warned_with_the_city(cast: Cast) -> None:  # 第二十一条第二款（二）
    fall(cast, "2026-06-02", recorded=at("2026-06-02", 14), deaths=3)
    warned = told("2026-06-03", "warning")
    assert [unit for unit, _ in warned] == ["yd", "qy"]
    assert "至2026年7月2日再发生1起即触发约谈" in warned[0][1]
    assert told("2026-06-04", "warning") == []  # it was one step away yesterday


def test_two_falls_warn_of_the_third(cast: Cast) -> None:  # 第二十一条第二款（三）: one is two steps away, two are one
    fall(cast, "2026-06-02", recorded=at("2026-06-02", 14))
    assert told("2026-06-03", "warning") == []
    fall(cast, "2026-06-08", recorded=at("2026-06-08", 14))
    assert [unit for unit, _ in told("2026-06-09", "warning")] == ["yd", "qy"]


def test_a_change_that_lets_something_fire_is_told_and_another_is_not(cast: Cast) -> None:
    made = fall(cast, "2026-06-02", recorded=at("2026-06-02", 14), deaths=2)
    office = cast.account["英德安委办"]
    update_figures(office, at("2026-06-04", 10), made, on=date(2026, 6, 4), figures={"missing": 1})
    assert told("2026-06-05", "accident") == []
    update_figures(office, at("2026-06-05", 10), made, on=date(2026, 6, 5), figures={"deaths": 3})
    assert [text.split("：")[1][:8] for _, text in told("2026-06-06", "accident")] == ["更新伤亡和损失，"] * 2


def test_accidents_reach_people_on_a_saturday(cast: Cast) -> None:
    fall(cast, "2026-06-05", recorded=at("2026-06-05", 14))
    make_digests(at("2026-06-06", 9))
    assert {"英德安委办", "市安委办"} <= set(Message.objects.values_list("account__name", flat=True))


def test_every_line_has_an_office_and_a_topic(cast: Cast) -> None:
    fall(cast, "2026-06-05", recorded=at("2026-06-05", 14), deaths=3)
    lines: list[News] = list(urgent(at("2026-06-05", 8), at("2026-06-06", 8)))
    assert lines and all(line.unit and line.at_once for line in lines)
