"""国务院令第493号: grades on both sides of every number, and the limits of time."""

from datetime import date
from decimal import Decimal

import pytest

from anze.law.national.grades import (
    GRADES,
    MEASURES,
    casualty_window_days,
    grade_label,
    grade_of,
    measure_label,
    table,
    tables,
)

ON = date(2026, 5, 1)


@pytest.mark.parametrize(("deaths", "grade"), [(0, "ordinary"), (1, "ordinary"), (2, "ordinary"), (3, "considerable"),
                                               (9, "considerable"), (10, "major"), (29, "major"), (30, "extraordinary"),
                                               (400, "extraordinary")])
def test_the_dead_make_the_grade_and_the_number_itself_is_included(deaths: int, grade: str) -> None:  # 第三条第一款、第三款
    assert grade_of(deaths, 0, 0, ON) == (grade, "deaths")


@pytest.mark.parametrize(("injured", "grade"), [(1, "ordinary"), (9, "ordinary"), (10, "considerable"),
                                                (49, "considerable"), (50, "major"), (99, "major"),
                                                (100, "extraordinary")])
def test_the_seriously_injured_make_the_grade(injured: int, grade: str) -> None:
    assert grade_of(0, injured, 0, ON) == (grade, "deaths" if grade == "ordinary" else "serious_injuries")


@pytest.mark.parametrize(("loss", "grade"), [(1, "ordinary"), (999, "ordinary"), (1000, "considerable"),
                                             (4999, "considerable"), (5000, "major"), (9999, "major"),
                                             (10000, "extraordinary"), (Decimal("999.9999"), "ordinary"),
                                             (Decimal("1000.00"), "considerable"), (Decimal("9999.99"), "major")])
def test_the_loss_in_ten_thousand_yuan_makes_the_grade(loss: int | Decimal, grade: str) -> None:
    assert grade_of(0, 0, loss, ON) == (grade, "deaths" if grade == "ordinary" else "loss")


@pytest.mark.parametrize(("numbers", "expected"), [
    ((2, 10, 999), ("considerable", "serious_injuries")), ((3, 50, 1000), ("major", "serious_injuries")),
    ((3, 10, 10000), ("extraordinary", "loss")), ((9, 99, 5000), ("major", "serious_injuries")),
])
def test_the_highest_that_any_measure_reaches_counts(numbers: tuple[int, int, int], expected: tuple[str, str]) -> None:
    assert grade_of(numbers[0], numbers[1], numbers[2], ON) == expected


@pytest.mark.parametrize(("numbers", "measure"), [((3, 10, 1000), "deaths"), ((0, 10, 1000), "serious_injuries"),
                                                  ((2, 9, 999), "deaths"), ((0, 0, 1000), "loss"), ((0, 9, 999), "deaths"),
                                                  ((0, 0, 0), "deaths")])
def test_where_measures_tie_the_dead_come_first_then_the_injured(numbers: tuple[int, int, int], measure: str) -> None:
    assert grade_of(numbers[0], numbers[1], numbers[2], ON)[1] == measure


@pytest.mark.parametrize("numbers", [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_fewer_than_nobody_is_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="不能小于 0"):
        grade_of(numbers[0], numbers[1], numbers[2], ON)


def test_before_the_order_took_effect_there_is_no_grade() -> None:
    assert grade_of(3, 0, 0, date(2007, 6, 1))[0] == "considerable"
    with pytest.raises(ValueError, match="2007-06-01 起施行"):
        grade_of(3, 0, 0, date(2007, 5, 31))


def test_changed_casualties_count_for_thirty_days_and_for_seven_on_roads_and_in_fires() -> None:  # 第十三条第二款
    assert (casualty_window_days(False, ON), casualty_window_days(True, ON)) == (30, 7)


def test_the_limits_of_reporting_investigation_and_reply_are_those_of_the_order() -> None:  # 第九、十一、二十九、三十二条
    limits = table(ON).limits
    assert (limits.report_hours_enterprise, limits.report_hours_each_level) == (1, 2)
    assert (limits.investigation_days, limits.investigation_extension_days) == (60, 60)
    assert (limits.reply_days, limits.reply_days_extraordinary, limits.reply_extension_days_extraordinary) == (15, 30, 30)
    assert limits.write_off_notice_days == 7


def test_the_table_is_in_rising_order_and_every_grade_and_measure_has_its_name() -> None:
    for version in tables():
        assert tuple(step.code for step in version.grade) == GRADES
        for measure in MEASURES:
            steps = [getattr(step, measure) for step in version.grade]
            assert steps == sorted(set(steps)) and measure_label(measure)
    assert [grade_label(grade) for grade in GRADES] == ["一般事故", "较大事故", "重大事故", "特别重大事故"]


def test_the_words_beside_the_table_name_its_numbers() -> None:
    words = table(ON).words
    for number in ("30人以上死亡", "100人以上重伤", "1亿元以上", "10人以上30人以下死亡", "3人以上10人以下死亡", "1000万元以上5000万元以下"):
        assert number in words
