"""国务院令第493号: the clocks of reports, investigation and reply, and 安全生产法第八十六条: both sides of every number."""

from datetime import date, datetime, timedelta

import pytest

from anze.law.national.grades import table
from anze.law.national.investigation import (
    ReportClock,
    investigated_by,
    longest_extension,
    notice_until,
    reply_due,
    report_chain,
    report_due,
    review_due,
    review_rule,
    supplementary_until,
)

ON = date(2026, 5, 1)
NINE = datetime(2026, 5, 1, 9)  # noqa: DTZ001 — the law's facts are Shanghai's clock, without a zone


def due(grade: str, **made: datetime) -> dict[str, datetime]:
    return {clock.to: clock.due for clock in report_chain(NINE, grade, made)}


def test_the_enterprise_has_one_hour_and_each_tier_two() -> None:  # 第九条、第十一条
    assert due("extraordinary") == {"county": NINE + timedelta(hours=1), "city": NINE + timedelta(hours=3), "province": NINE + timedelta(hours=5),
                                    "state": NINE + timedelta(hours=7)}


@pytest.mark.parametrize(("grade", "tiers"), [
    ("ordinary", ["county", "city"]), ("considerable", ["county", "city", "province"]), ("major", ["county", "city", "province", "state"]),
    ("extraordinary", ["county", "city", "province", "state"])])
def test_the_chain_goes_as_far_as_the_grade_reaches(grade: str, tiers: list[str]) -> None:  # 第十条
    assert list(due(grade)) == tiers


def test_a_tier_has_its_two_hours_from_when_it_was_told() -> None:  # 第十一条
    told = NINE + timedelta(minutes=20)
    assert due("ordinary", county=told)["city"] == told + timedelta(hours=2)
    late = NINE + timedelta(hours=5)
    assert due("ordinary", county=late)["city"] == late + timedelta(hours=2)


@pytest.mark.parametrize(("at", "minutes"), [(NINE + timedelta(hours=1), 0), (NINE + timedelta(hours=1, minutes=1), 1), (NINE, 0)])
def test_the_hour_itself_is_in_time_and_the_minute_after_it_is_late(at: datetime, minutes: int) -> None:
    assert report_chain(NINE, "ordinary", {"county": at})[0].minutes_late == minutes


def test_what_is_not_on_record_is_not_late() -> None:
    assert ReportClock("county", NINE, None).minutes_late == 0


@pytest.mark.parametrize(("grade", "tier"), [("ordinary", "county"), ("considerable", "city"), ("major", "province"), ("extraordinary", "state")])
def test_who_investigates_follows_the_grade(grade: str, tier: str) -> None:  # 第十九条
    assert investigated_by(grade, ON) == tier


@pytest.mark.parametrize(("road_or_fire", "last"), [(False, date(2026, 5, 31)), (True, date(2026, 5, 8))])
def test_changed_casualties_count_for_thirty_days_and_on_roads_and_in_fires_for_seven(road_or_fire: bool, last: date) -> None:  # 第十三条
    assert supplementary_until(road_or_fire, ON) == last


def test_the_report_is_due_sixty_days_after_the_accident() -> None:  # 第二十九条: the day itself is not counted
    assert report_due(ON) == date(2026, 6, 30)


@pytest.mark.parametrize(("extended", "last"), [(1, date(2026, 7, 1)), (60, date(2026, 8, 29)), (61, date(2026, 8, 29))])
def test_it_is_extended_by_sixty_days_at_most(extended: int, last: date) -> None:
    assert report_due(ON, extended) == last
    assert longest_extension(ON) == 60


@pytest.mark.parametrize(("appraisals", "days"), [
    ([(date(2026, 5, 10), date(2026, 5, 19))], 10),
    ([(date(2026, 5, 10), date(2026, 5, 10))], 1),
    ([(date(2026, 5, 10), date(2026, 5, 19)), (date(2026, 5, 15), date(2026, 5, 21))], 12),  # two at once: their days once
    ([(date(2026, 4, 30), date(2026, 5, 2))], 1),  # days before the term runs are none of it
    ([(date(2026, 6, 30), date(2026, 7, 4))], 5),  # begun on the last day
    ([(date(2026, 7, 1), date(2026, 7, 5))], 0),   # begun when the term was over
    ([(date(2026, 6, 30), date(2026, 7, 2)), (date(2026, 7, 3), date(2026, 7, 4))], 5),  # the second begins within the longer term
])
def test_days_of_a_technical_appraisal_are_not_counted(appraisals: list[tuple[date, date]], days: int) -> None:  # 第二十七条
    assert report_due(ON, 0, appraisals) == date(2026, 6, 30) + timedelta(days=days)


@pytest.mark.parametrize(("grade", "extended", "last"), [
    ("ordinary", 0, date(2026, 7, 15)), ("considerable", 0, date(2026, 7, 15)), ("major", 0, date(2026, 7, 15)),
    ("major", 30, date(2026, 7, 15)),  # only 特别重大 may be extended
    ("extraordinary", 0, date(2026, 7, 30)), ("extraordinary", 30, date(2026, 8, 29)), ("extraordinary", 31, date(2026, 8, 29))])
def test_the_reply_is_due_in_fifteen_days_and_for_extraordinary_ones_in_thirty(grade: str, extended: int, last: date) -> None:  # 第三十二条
    assert reply_due(date(2026, 6, 30), grade, extended) == last


def test_the_notice_of_a_write_off_runs_seven_days() -> None:
    assert notice_until(date(2026, 6, 1)) == date(2026, 6, 8)


@pytest.mark.parametrize(("replied", "last"), [
    (date(2026, 7, 15), date(2027, 7, 15)), (date(2024, 2, 29), date(2025, 2, 28)), (date(2021, 9, 1), date(2022, 9, 1)), (date(2021, 8, 31), None)])
def test_the_review_is_due_within_a_year_of_the_reply_since_the_law_says_so(replied: date, last: date | None) -> None:  # 安全生产法第八十六条
    assert review_due(replied) == last


def test_every_number_stands_in_the_words_beside_it() -> None:
    order, limits = table(ON), table(ON).limits
    for article, number in (("第九条", limits.report_hours_enterprise), ("第十一条", limits.report_hours_each_level), ("第十三条", limits.casualty_window_days),
                            ("第十三条", limits.casualty_window_days_road_or_fire), ("第二十九条", limits.investigation_days),
                            ("第二十九条", limits.investigation_extension_days), ("第三十二条", limits.reply_days),
                            ("第三十二条", limits.reply_days_extraordinary), ("第三十二条", limits.reply_extension_days_extraordinary)):
        assert str(number) in order.words_of(article)
    assert "技术鉴定所需时间不计入事故调查期限" in order.words_of("第二十七条")
    rule = review_rule(ON)
    assert rule is not None and rule.review_years == 1 and "一年内" in rule.words
