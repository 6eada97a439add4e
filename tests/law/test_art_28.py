"""第二十八条第四款: held accountable again within one tenure; both measures are named, and a person weighs whether the problem is a similar one."""

from datetime import date

import pytest

from anze.law.casefile import case_from
from anze.law.index import FactIndex
from anze.law.known import Known
from anze.law.rules.circumstance import Repetition, earlier_in_term, repetitions


def found(first: str, second: str, until: str = "2026-06-30", accident: str = "a2", known_at: str = "2026-12-31") -> list[Repetition]:
    text = f"""
as_of: 2026-12-31
known_at: {known_at}
units: [{{id: qy, level: city}}, {{id: yd, level: county, parent: qy}}]
officers: [{{id: p1, name: 甲}}]
tenures:
  - {{officer: p1, unit: yd, post: gov_head, from: 2025-01-01, to: {until}}}
  - {{officer: p1, unit: qy, post: gov_deputy, from: 2026-12-01}}
accidents: [{{id: a1, unit: yd, date: 2026-01-05, deaths: 1}}, {{id: a2, unit: yd, date: 2026-01-06, deaths: 1}}]
measures: [{{officer: p1, kind: 诫勉, date: {first}, accident: a1}}, {{officer: p1, kind: 党内警告, date: {second}, accident: {accident}}}]
"""
    case = case_from(text, "case.yaml")
    return list(repetitions(Known(case.pack, FactIndex(case.facts), case.asked)))


def test_both_measures_and_the_tenure_are_named() -> None:
    [one] = found("2026-02-01", "2026-05-01")
    assert (one.rule, one.officer, one.tenure.unit) == ("28.p4", "p1", "yd") and one.who
    assert [(m.kind, m.date, m.accident) for m in (one.before, one.after)] == [("诫勉", date(2026, 2, 1), "a1"), ("党内警告", date(2026, 5, 1), "a2")]


@pytest.mark.parametrize(("second", "times"), [("2026-06-30", 1), ("2026-07-01", 0)])
def test_the_last_day_of_the_tenure_counts_and_the_day_after_does_not(second: str, times: int) -> None:
    assert len(found("2026-02-01", second)) == times


def test_two_measures_for_one_accident_are_no_repetition() -> None:
    assert found("2026-02-01", "2026-05-01", accident="a1") == []


@pytest.mark.parametrize(("known_at", "times"), [("2026-04-30", 0), ("2026-05-01", 1)])
def test_it_is_found_from_the_day_on_which_the_second_is_on_record(known_at: str, times: int) -> None:
    assert len(found("2026-02-01", "2026-05-01", known_at=known_at)) == times


def before(day: str, accident: str = "a2", ends: str = "2026-06-30") -> list[str]:
    """Return the measures that 甲 had before facts of a day, in the tenure in which they happened."""
    text = f"""
as_of: 2026-12-31
units: [{{id: qy, level: city}}, {{id: yd, level: county, parent: qy}}]
officers: [{{id: p1, name: 甲}}]
tenures:
  - {{officer: p1, unit: yd, post: gov_head, from: 2025-01-01, to: {ends}}}
  - {{officer: p1, unit: qy, post: gov_deputy, from: 2026-07-01}}
accidents: [{{id: a1, unit: yd, date: 2026-01-05, deaths: 1}}, {{id: a2, unit: yd, date: {day}, deaths: 1}}]
measures: [{{officer: p1, kind: 诫勉, date: 2026-02-01, accident: a1}}]
"""
    case = case_from(text, "case.yaml")
    known = Known(case.pack, FactIndex(case.facts), case.asked)
    return [one.measure.kind for one in earlier_in_term(known, "p1", date.fromisoformat(day), accident)]


@pytest.mark.parametrize(("day", "kinds"), [("2026-02-01", []), ("2026-02-02", ["诫勉"]), ("2026-06-30", ["诫勉"]), ("2026-07-01", [])])
def test_a_measure_repeats_for_later_facts_of_the_same_tenure_and_no_day_beyond_it(day: str, kinds: list[str]) -> None:
    assert before(day) == kinds


def test_a_measure_for_the_same_accident_is_not_before_it() -> None:
    assert before("2026-05-01", accident="a1") == []
