"""第二十条：召开党委常委会会议、政府常务会议审定安全生产责任制考核结果. No step is skipped; both meetings come first."""

from datetime import date

import pytest

from anze.law.clauses import Cycle
from anze.law.pack import load_pack
from anze.law.rules.assessment import step_faults

CLAUSE = next(clause for clause in load_pack("qingyuan-draft").of(Cycle) if clause.rule == "20")
IN_ORDER = {
    "scheme": date(2025, 12, 1), "self_assessment": date(2026, 1, 5), "scoring": date(2026, 1, 20), "draft": date(2026, 2, 1),
    "standing_committee": date(2026, 2, 10), "executive_meeting": date(2026, 2, 12), "confirmed": date(2026, 3, 1), "published": date(2026, 4, 1),
}


def test_every_step_in_its_order_has_no_fault() -> None:
    assert step_faults(CLAUSE, IN_ORDER) == []


@pytest.mark.parametrize("left_out", [step for step in IN_ORDER if step != "published"])
def test_a_step_that_was_left_out_is_named(left_out: str) -> None:
    faults = step_faults(CLAUSE, {step: on for step, on in IN_ORDER.items() if step != left_out})
    assert len(faults) == 1 and faults[0].startswith("跳过了")


def test_the_two_meetings_may_come_in_either_order() -> None:
    assert step_faults(CLAUSE, {**IN_ORDER, "standing_committee": date(2026, 2, 12), "executive_meeting": date(2026, 2, 10)}) == []


@pytest.mark.parametrize(("day", "faults"), [(1, 0), (31, 1)])
def test_a_meeting_on_the_day_of_the_draft_approves_it_and_one_before_does_not(day: int, faults: int) -> None:
    on = date(2026, 2, 1) if day == 1 else date(2026, 1, 31)
    assert len(step_faults(CLAUSE, {**IN_ORDER, "standing_committee": on})) == faults


def test_a_result_is_not_confirmed_before_the_second_meeting() -> None:
    assert step_faults(CLAUSE, {**IN_ORDER, "executive_meeting": date(2026, 3, 2)}) == ["“确认”（2026年3月1日）早于“政府常务会议审定”（2026年3月2日）"]


@pytest.mark.parametrize("reached", range(1, 9))
def test_an_assessment_under_way_has_no_fault(reached: int) -> None:
    assert step_faults(CLAUSE, dict(list(IN_ORDER.items())[:reached])) == []


def test_an_assessment_between_the_two_meetings_has_no_fault_whichever_came_first() -> None:
    under_way = {step: on for step, on in IN_ORDER.items() if step not in ("standing_committee", "confirmed", "published")}
    assert step_faults(CLAUSE, under_way) == []
