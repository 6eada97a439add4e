"""Which duties an act serves is said before and after it is saved, by the law and not by the form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from anze.acts.actions.recording import record_act
from anze.acts.queries.serves import served_by, serves
from anze.acts.told import Told, ToldTopic
from anze.people.moment import day_of
from anze.record.marks import mark
from anze.register.actions import end_tenure
from tests.apps.acts.telling import JUNE_15, at, inspection, meeting
from tests.cast import Cast


def said(told: Told, now=JUNE_15) -> list[tuple[str, str, str]]:
    return [(one.provision, one.whom, one.period.name) for one in serves(told, now)]


def test_one_inspection_serves_every_post_that_its_leader_holds(cast: Cast) -> None:
    """丙某 is 常务副县长 and a member of the standing committee: 第七条第二款 and 第八条（七）."""
    assert said(inspection(cast, "丙某", "英德")) == [("7.p2", "丙某", "2026-06"), ("8.7", "丙某", "2026-06")]


def test_who_only_attends_is_served_nothing(cast: Cast) -> None:
    assert said(inspection(cast, "丁某", attend=("戊某",))) == [("10.7", "丁某", "2026-06")]


def test_a_joint_meeting_serves_party_and_government(cast: Cast) -> None:
    both = meeting(cast, ("standing_committee", "executive_meeting"), "甲某", "英德")
    assert said(both) == [("5.2", "英德市（甲某）", "2026Q2"), ("6.2", "英德市（乙某）", "2026Q2")]


def test_a_topic_that_was_not_studied_on_its_own_serves_nothing(cast: Cast) -> None:
    assert said(meeting(cast, "standing_committee", "甲某", "英德", special=False)) == []
    both = (ToldTopic("研究人事",), ToldTopic("研究安全生产", "work_safety", True))
    assert [one[0] for one in said(replace(meeting(cast, "standing_committee", "甲某", "英德"), topics=both))] == ["5.2"]


def test_a_meeting_of_a_department_that_its_deputy_called_serves_that_deputy(cast: Cast) -> None:
    assert said(meeting(cast, "dept_study", "辛某", "应急局", special=False)) == [("14.2.study", "辛某", "2026Q2")]
    assert said(meeting(cast, "dept_study", "庚某", "应急局")) == []


@pytest.mark.parametrize(("fund", "expected"), [("108.00", ["6.4"]), ("107.99", [])])
def test_a_budget_serves_where_the_fund_grows_as_fast_as_revenue(cast: Cast, fund: str, expected: list[str]) -> None:
    told = Told(type="budget", unit=cast.unit["英德"], date=date(2026, 2, 1), year=2026, fund=Decimal(fund), fund_before=Decimal(100),
                revenue_growth=Decimal("0.08"))
    assert [one[0] for one in said(told)] == expected


@pytest.mark.parametrize(("day", "late"), [("2026-06-07", False), ("2026-06-08", True)])
def test_seven_days_after_the_month_are_in_time_and_eight_are_not(cast: Cast, day: str, late: bool) -> None:
    told = inspection(cast, day=date(2026, 5, 20))
    assert [one.late for one in serves(told, at(day))] == [late]
    assert record_act(None, at(day), told).backfilled is late


def test_after_saving_the_same_is_served_as_before(cast: Cast, django_assert_num_queries) -> None:
    tolds = [inspection(cast, "丙某", "英德"), meeting(cast, "party_committee", "丁某", "望埠"), inspection(cast, "丁某", attend=("己某",))]
    acts = [record_act(None, JUNE_15, told) for told in tolds]
    mark()  # what was written since is looked at once
    with django_assert_num_queries(4):
        found = served_by(acts, day_of(JUNE_15))
    assert [found[act.pk] for act in acts] == [serves(told, JUNE_15) for told in tolds]


def test_who_had_left_office_that_day_is_served_nothing(cast: Cast) -> None:
    tenure = cast.officer["丁某"].tenures.get()
    end_tenure(None, at("2026-06-14"), tenure, end=date(2026, 6, 11))
    assert said(inspection(cast)) == []
