"""What the law makes of assessments (第二十条、第二十一条第二款（五）、第二十四条): steps in order, a poor grade interviewed, results published."""

from datetime import date
from decimal import Decimal

from anze.assessments.actions import deciding
from anze.assessments.facts import read
from anze.assessments.queries.confirmed import confirmed_results
from anze.assessments.queries.news import news
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.interviews.queries.triggers import standing
from anze.law.question import Question
from anze.law.rules.cycle import cycle
from tests.apps.assessments.telling import NOW, OFFICE, confirmed, drafted, frozen, issued
from tests.cast import Cast

TODAY = NOW.date()
ASKED = Question(TODAY, TODAY)
POOR = {"excellent_from": Decimal(100), "good_from": Decimal("99.98"), "fair_from": Decimal("99.97")}


def found(step: str = "20") -> list[tuple[str, str]]:
    return [(one["unit"], one["status"]) for one in cycle(situation(ASKED, TODAY, Scope())) if one["rule"] == step and "unit" in one]


def test_the_law_follows_the_steps_of_each_unit(cast: Cast) -> None:
    issued(cast)
    assert found() == [("yd", "pending"), ("qx", "pending")]


def test_a_confirmed_result_stands_in_order_and_waits_for_publication(cast: Cast) -> None:
    one = confirmed(cast)
    assert found() == [("yd", "met"), ("qx", "met")] and found("24") == [("yd", "pending"), ("qx", "pending")]
    deciding.publish(cast.account[OFFICE], NOW, one)
    assert found("24") == [("yd", "met"), ("qx", "met")]
    assert [(each.unit, each.published_on) for each in confirmed_results(TODAY, year=2026, published=True)] == [("yd", TODAY), ("qx", TODAY)]
    assert confirmed_results(date(2027, 1, 9)) == [] and confirmed_results(TODAY, unit="qx")[0].unit_name == "清新区"


def test_a_poor_grade_fires_an_interview_by_itself_once_it_is_confirmed(cast: Cast) -> None:
    frozen(cast, **POOR)
    assert [one for one in standing(ASKED, TODAY).values() if one.rule == "21.2.5"] == []


def test_a_poor_grade_that_is_confirmed_fires_an_interview(cast: Cast) -> None:
    confirmed(cast, **POOR)
    assert {one.unit for one in standing(ASKED, TODAY).values() if one.rule == "21.2.5"} == {"yd", "qx"}


def test_what_was_known_before_stays_known(cast: Cast) -> None:
    confirmed(cast)
    assert read(date(2027, 1, 7), Scope())["assessments"] == ()
    [fact] = read(TODAY, Scope(units=frozenset({"yd"})))["assessments"]
    assert fact.confirmed_on == TODAY and {step.step for step in fact.steps} == {
        "scheme", "self_assessment", "scoring", "draft", "standing_committee", "executive_meeting", "confirmed"}


def test_units_are_told_of_scheme_and_draft_and_of_their_day(cast: Cast) -> None:
    issued(cast)
    told = [(one.unit, one.text) for one in news(date(2027, 1, 14))]
    assert ("yd", "考核自评还有 6 天截止：2026年度安全生产责任制考核方案") in told
    tomorrow = [(one.unit, one.text) for one in news(date(2027, 1, 11))]
    assert ("qx", "考核方案已印发，请自评：2026年度安全生产责任制考核方案") in tomorrow


def test_the_draft_is_told_to_each_unit(cast: Cast) -> None:
    drafted(cast)
    assert {one.unit for one in news(date(2027, 1, 11)) if one.text.startswith("考核初步结果已送达")} == {"yd", "qx"}
