"""The group of a tour: found by name, account or number; whoever has a tie stays away or is flagged (回避, parameter tours.recusal_years)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.people.models import Tenure
from anze.register.actions import add_officer, begin_tenure
from anze.tours.actions import planning
from anze.tours.queries.group import named_people, ties
from anze.tours.told import Someone
from tests.apps.tours.telling import NOW, OFFICE, START, member, notified, on_site, people, planned, told
from tests.cast import Cast


def test_people_are_found_by_name_number_and_account(cast: Cast) -> None:
    member(cast)
    found, faults = named_people(["癸某", "组员", "某甲", "壬某（p9）"], cast.unit["清远"], START)
    assert [(one.name, bool(one.officer), bool(one.account)) for one in found] == [("癸某", True, False), ("组员", False, True), ("壬某", True, True)]
    assert faults == ["名册和账号里没有“某甲”。请写名册里的姓名、人员编号，或者账号。"]


def test_a_name_that_several_bear_is_asked_about(cast: Cast) -> None:
    for code in ("x1", "x2"):
        one = add_officer(None, NOW, code=code, name="重名某")
        begin_tenure(None, NOW, officer=one, unit=cast.unit["清新"], post="gov_deputy", start=date(2025, 3, 1))
    found, faults = named_people(["重名某"], cast.unit["清远"], START)
    assert not found
    assert "x1、x2" in faults[0]
    assert [one.officer.code for one in named_people(["重名某（x2）"], cast.unit["清远"], START)[0] if one.officer] == ["x2"]


@pytest.mark.parametrize("who", ["甲某", "庚某", "英德安委办", "应急局联络员"])
def test_nobody_of_the_place_goes_there(cast: Cast, who: str) -> None:
    with pytest.raises(ValidationError, match="应当回避"):
        planned(cast, who=people(cast, "癸某", who))


def former(cast: Cast, end: date) -> Someone:
    """癸某 held a post of 英德 until a day."""
    Tenure.objects.create(officer=cast.officer["癸某"], unit=cast.unit["英德"], post="gov_deputy", start=date(2020, 1, 1), end=end, recorded_at=NOW)
    return Someone(name="癸某", officer=cast.officer["癸某"], lead=True)


@pytest.mark.parametrize(("end", "flagged"), [(date(2023, 6, 7), False), (date(2023, 6, 8), True), (date(2026, 1, 1), True)])
def test_who_left_within_three_years_is_flagged(cast: Cast, end: date, flagged: bool) -> None:
    never, ask = ties(former(cast, end), cast.unit["英德"], START)
    assert (never, bool(ask)) == ("", flagged)


def test_a_flag_is_answered_with_a_reason_or_the_plan_is_refused(cast: Cast) -> None:
    one = former(cast, date(2025, 1, 31))
    with pytest.raises(ValidationError, match="离任不满 3 年"):
        planned(cast, who=(one,))
    found = planned(cast, who=(replace(one, flag="只分管过教育。"),))
    assert found.members.current().get().flag == "只分管过教育。"


def test_a_group_has_one_leader_and_somebody(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="应当有一位组长"):
        planned(cast, who=tuple(replace(one, lead=False) for one in people(cast)))
    with pytest.raises(ValidationError, match="请写明巡查组人员"):
        planning.plan(cast.account[OFFICE], NOW, replace(told(cast), visit=replace(told(cast).visit, people=())))


def test_somebody_stands_back_after_the_notice_and_stays_on_record(cast: Cast) -> None:
    found = on_site(cast)
    with pytest.raises(ValidationError, match="请写明调整的原因"):
        planning.recuse(cast.account[OFFICE], NOW, found, people(cast, "癸某"), note="")
    planning.recuse(cast.account[OFFICE], NOW, found, people(cast, "癸某"), note="组员与乙某有亲属关系，回避。")
    assert [one.name for one in found.members.current()] == ["癸某"]
    assert found.members.exclude(struck_at=None).count() == 2
    with pytest.raises(ValidationError, match="巡查组没有变"):
        planning.recuse(cast.account[OFFICE], NOW, found, people(cast, "癸某"), note="再调。")


def test_a_notice_does_not_open_the_group_to_change_by_the_back_door(cast: Cast) -> None:
    found = notified(cast)
    with pytest.raises(ValidationError, match="应当回避"):
        planning.recuse(cast.account[OFFICE], NOW, found, people(cast, "癸某", "甲某"), note="加人。")


def test_somebody_who_is_written_twice_is_refused_by_name_however_he_is_written(cast: Cast) -> None:
    found, faults = named_people(["甲某", "乙某", "甲某（p1）", "p2"], cast.unit["清远"], date(2026, 6, 1))
    assert [one.name for one in found] == ["甲某", "乙某"]
    assert [fault.split("。")[0] for fault in faults] == ["“甲某”写了两次（甲某（p1））", "“乙某”写了两次（p2）"]
