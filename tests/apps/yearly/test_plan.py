"""A unit's tasks of a year come from the clauses of the pack: numbers, days and words are the regulation's."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anze.law.clauses import Cycle
from anze.law.pack import load_pack
from anze.yearly.queries.plan import planned

PACK = load_pack("qingyuan-draft")


def test_a_county_has_letters_to_sign_by_the_day_the_pack_says_in_the_regulation_s_own_words() -> None:
    found = {one.key: one for one in planned(PACK, "county", 2026, has_subordinates=True)}
    assert (found["19.p1"].due, found["19.p1"].text) == (date(2026, 3, 31), "每年初上级党委和政府与下级党委和政府签订安全生产责任书")
    assert found["20.p1"].due == found["24.p1"].due == date(2026, 12, 31)


def test_a_unit_without_subordinates_signs_no_letters_and_assesses_nobody() -> None:
    keys = {one.key for one in planned(PACK, "town", 2026, has_subordinates=False)}
    assert not keys & {"18.p1", "19.p1", "20.p1", "24.p1"}
    assert "17.p1" in keys


def test_each_meeting_of_a_body_is_a_task_of_its_period() -> None:
    found = [one for one in planned(PACK, "county", 2026, has_subordinates=True) if one.duties == ("5.2",)]
    assert [(one.period, one.due) for one in found] == [("2026Q1", date(2026, 3, 31)), ("2026Q2", date(2026, 6, 30)), ("2026Q3", date(2026, 9, 30)),
                                                        ("2026Q4", date(2026, 12, 31))]
    assert [one.due.month for one in planned(PACK, "town", 2026, has_subordinates=False) if one.duties == ("10.2",)] == list(range(1, 13))


def test_what_persons_owe_is_looked_after_in_one_line_a_period_however_many_posts_owe_it() -> None:
    found = [one for one in planned(PACK, "county", 2026, has_subordinates=True) if one.key.startswith("inspection:")]
    assert len(found) == 12
    assert set(found[0].duties) == {"5.7", "6.7", "7.p2", "8.7", "9.6"}


@pytest.mark.parametrize(("month", "day", "due"), [(2, 30, date(2026, 2, 28)), (4, 31, date(2026, 4, 30)), (1, 15, date(2026, 1, 15))])
def test_a_day_that_a_month_lacks_is_its_last(month: int, day: int, due: date) -> None:
    clauses = tuple(replace(one, due_month=month, due_day=day) if isinstance(one, Cycle) and one.step == "letters" else one for one in PACK.clauses)
    found = {one.key: one for one in planned(replace(PACK, clauses=clauses), "county", 2026, has_subordinates=True)}
    assert found["19.p1"].due == due


@given(st.integers(2000, 2100), st.sampled_from(["city", "county", "town"]), st.booleans())
def test_every_task_falls_in_its_year_and_has_a_key_of_its_own(year: int, level: str, has: bool) -> None:
    found = planned(PACK, level, year, has_subordinates=has)
    assert len({one.key for one in found}) == len(found) > 10
    assert all(one.due.year == year for one in found)
    assert [one.due for one in found] == sorted(one.due for one in found)
