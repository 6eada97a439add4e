"""The days of a case follow its steps, its accident and the first rules on measures; nothing final bears an impossible day (第二十五条、第三十六条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.accountability.actions import deciding, finding, opening, serving
from anze.accountability.models import Case, Concerned
from anze.accountability.told import Drafted, Wanted
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.telling_cases import (
    NOW,
    concerned,
    crew,
    drafted,
    grounded,
    heard,
    lifted,
    opened,
    proposal,
    proposed,
    state_of,
)
from tests.cast import Cast


@pytest.mark.parametrize(("day", "taken"), [(date(2020, 6, 30), False), (date(2020, 7, 1), True), (date(1800, 1, 1), False)])
def test_no_case_and_no_fact_lies_before_the_first_rules_on_measures(cast: Cast, day: date, taken: bool) -> None:
    crew(cast)
    if taken:
        assert proposed(cast, day=day).day == day
        assert finding.add_fact(cast.account["纪委"], NOW, opened(cast), on=day, text="某事实").date == day
        return
    with pytest.raises(ValidationError, match="施行的2020年7月1日"):
        proposed(cast, day=day)
    with pytest.raises(ValidationError, match="施行的2020年7月1日"):
        finding.add_fact(cast.account["纪委"], NOW, opened(cast), on=day, text="某事实")


def notice(cast: Cast, one: Concerned, on: date) -> None:
    serving.notify(cast.account["纪委"], at("2026-04-02"), one, text="告知", on=on, way="direct", due=date(2026, 4, 12))


def test_a_notice_is_served_no_day_before_the_case_was_opened(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    with pytest.raises(ValidationError, match="早于2026年4月1日的批准立案"):
        notice(cast, one, date(2026, 3, 31))
    notice(cast, one, date(2026, 4, 1))
    assert state_of(one) == "notified"


def test_a_decision_is_of_no_day_before_the_person_was_heard(cast: Cast) -> None:
    one = drafted(cast, heard(cast))
    by = cast.account["纪委乙"]
    with pytest.raises(ValidationError, match="早于2026年4月2日的陈述申辩"):
        deciding.decide(by, at("2026-04-20"), one, on=date(2026, 4, 1))
    one.statements.update(nothing_more=True)
    assert deciding.decide(by, at("2026-04-20"), one, on=date(2026, 4, 2)).decided_on == date(2026, 4, 2)


def test_a_measure_without_a_period_is_lifted_no_day_before_its_service(cast: Cast) -> None:
    by, one = cast.account["纪委"], heard(cast)
    deciding.draft(by, at("2026-04-15"), one, Drafted(kind="measures", by="party_committee", body="清远市委", reasons="理由", authority="市委批准文号",
                                                      measures=(Wanted(kind="停职检查"),)))
    deciding.decide(cast.account["纪委乙"], at("2026-04-20"), one, on=date(2026, 4, 20))
    serving.serve(by, at("2026-04-22"), one, on=date(2026, 4, 22), way="direct")
    with pytest.raises(ValidationError, match="早于决定送达"):
        lifted(cast, one, "2026-05-01", on=date(2026, 4, 21), body="清远市委", basis="市委某号")
    lifted(cast, one, "2026-05-01", on=date(2026, 4, 22), body="清远市委", basis="市委某号")
    assert state_of(one) == "lifted"


def propose(cast: Cast, **more: object) -> Case:
    if "纪委乙" not in cast.account:
        crew(cast)
    return opening.propose(cast.account["纪委"], at("2026-06-10"), proposal(cast, **more))


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 6, 2)])
def test_the_day_of_a_case_about_an_accident_is_the_accidents(cast: Cast, day: date) -> None:  # 第二十五条（四）
    code = fall(cast).code
    with pytest.raises(ValidationError, match="事故发生在2026年6月1日"):
        propose(cast, rule="25.4", accident=code, day=day)
    assert propose(cast, rule="25.4", accident=code, day=date(2026, 6, 1)).accident == code


def test_responsibility_for_an_accident_names_the_accident(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="要写明事故编号"):
        propose(cast, rule="25.4", accident="")


@pytest.mark.parametrize(("day", "taken"), [(date(2026, 5, 31), False), (date(2026, 6, 1), True), (date(2026, 6, 2), True)])
def test_other_facts_about_an_accident_come_no_day_before_it(cast: Cast, day: date, taken: bool) -> None:
    code = fall(cast).code
    if taken:
        assert propose(cast, rule="25.3", accident=code, day=day).day == day
        return
    with pytest.raises(ValidationError, match="不能更早"):
        propose(cast, rule="25.3", accident=code, day=day)


def test_an_accident_that_is_not_on_record_is_none(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="没有这个编号的事故"):
        propose(cast, rule="25.4", accident="20260101-9", day=date(2026, 6, 1))
