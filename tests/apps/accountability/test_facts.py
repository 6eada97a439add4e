"""What of cases becomes a fact of the law: decided measures and what weighs with them, by what was on record; nothing before a decision."""

from datetime import date

import pytest

from anze.accountability.facts import read, struck_measures
from anze.accountability.models import Concerned
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.law.question import Question
from anze.law.rules.ban import bans
from anze.law.rules.circumstance import circumstances, repetitions
from anze.law.rules.veto import vetoes
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.given import case_of, concerned_by, decided, revoked, served, weighed
from tests.cast import Cast

TODAY = date(2026, 9, 1)


def measures(known_at: date, scope: Scope = Scope()) -> list[tuple[str, str]]:  # noqa: B008 — frozen
    return [(one.officer, one.kind) for one in read(known_at, scope)["measures"]]


def found(rule: str, as_of: date = TODAY, known_at: date = TODAY) -> list[tuple[str, int]]:
    return [(one["unit"], one["year"]) for one in vetoes(situation(Question(as_of, known_at), TODAY)) if one["rule"] == rule]


@pytest.mark.parametrize(("known_at", "there"), [(date(2026, 7, 9), []), (date(2026, 7, 10), [("p2", "诫勉")])])
def test_a_measure_is_a_fact_from_the_day_on_which_its_decision_was_served(cast: Cast, known_at: date, there: list[tuple[str, str]]) -> None:
    served(cast, decided(cast, "乙某", "诫勉", serve=False), at("2026-07-10"))
    assert measures(known_at) == there


def test_that_a_measure_stands_beside_another_for_the_same_fact_is_told_to_the_law(cast: Cast) -> None:  # 同一事实并处
    measure = decided(cast, "乙某", "诫勉")
    assert [one.beside for one in read(TODAY, Scope())["measures"]] == [False]
    measure.doubled = True
    measure.save(update_fields=["doubled"])
    assert [one.beside for one in read(TODAY, Scope())["measures"]] == [True]


def test_a_decision_that_was_never_served_is_no_fact_and_its_revocation_tells_nobody(cast: Cast) -> None:
    accident = fall(cast)
    measure = decided(cast, "乙某", "停职检查", accident=accident.code, serve=False)
    weighed(cast, measure.concerned, "28.p2")
    assert measures(TODAY) == [] and found("27.p4") == [] and read(TODAY, Scope())["circumstances"] == ()
    revoked(cast, measure, "2026-08-10")
    assert not struck_measures(TODAY).exists()


def test_a_measure_that_takes_the_place_of_a_served_one_is_a_fact_once_that_was_served(cast: Cast) -> None:
    before = revoked(cast, decided(cast, "乙某", "停职检查"), "2026-08-10")
    after = decided(cast, "丙某", "诫勉", "2026-08-10", serve=False)
    after.concerned, after.decision = before.concerned, before.decision
    after.save()
    assert measures(TODAY) == []  # what was served is the decision before it
    served(cast, after, at("2026-08-20"))
    assert measures(date(2026, 8, 19)) == [] and measures(date(2026, 8, 20)) == [("p2", "诫勉")]


@pytest.mark.parametrize(("known_at", "there"), [(date(2026, 8, 9), 1), (date(2026, 8, 10), 0)])
def test_a_measure_that_was_revoked_is_none_from_that_day_on(cast: Cast, known_at: date, there: int) -> None:
    revoked(cast, decided(cast, "乙某", "诫勉"), "2026-08-10")
    assert len(measures(known_at)) == there and struck_measures(known_at).count() == 1 - there


def test_measures_of_every_unit_count_since_an_officer_answers_wherever_he_is(cast: Cast) -> None:  # 第三十一条
    decided(cast, "乙某", "诫勉")
    assert measures(TODAY, Scope(units=frozenset({"qx"}))) == [("p2", "诫勉")]
    assert measures(TODAY, Scope(since=date(2026, 7, 1))) and not measures(TODAY, Scope(since=date(2026, 7, 2)))


def test_a_leader_who_was_suspended_for_an_accident_vetoes_his_unit_for_the_year_of_the_decision(cast: Cast) -> None:  # 第二十七条第四款
    accident = fall(cast)
    decided(cast, "乙某", "停职检查", accident=accident.code)
    assert found("27.p4") == [("yd", 2026)] and found("27.p5") == []


def test_a_grave_demerit_vetoes_by_the_fifth_paragraph_and_a_demerit_by_none(cast: Cast) -> None:
    accident = fall(cast)
    decided(cast, "丙某", "政务记过", accident=accident.code)
    assert found("27.p5") == []
    decided(cast, "乙某", "政务记大过", accident=accident.code)
    assert found("27.p5") == [("yd", 2026)]


def test_a_veto_goes_with_the_decision_and_stays_for_whoever_asks_of_before(cast: Cast) -> None:
    accident = fall(cast)
    revoked(cast, decided(cast, "乙某", "停职检查", accident=accident.code), "2026-08-10")
    assert found("27.p4") == [] and found("27.p4", known_at=date(2026, 8, 9)) == [("yd", 2026)]


def test_a_veto_says_neither_whom_nor_what(cast: Cast) -> None:
    accident = fall(cast)
    decided(cast, "乙某", "停职检查", accident=accident.code)
    [one] = [one for one in vetoes(situation(Question(TODAY, TODAY), TODAY)) if one["rule"] == "27.p4"]
    assert "乙某" not in one["why"] and "停职检查" not in one["why"] and "p2" not in one["why"]


def test_an_award_is_barred_for_the_year_and_promotion_for_the_effect(cast: Cast) -> None:  # 第二十七条第一款
    accident = fall(cast)
    decided(cast, "乙某", "诫勉", accident=accident.code)
    [one] = bans(situation(Question(TODAY, TODAY), TODAY))
    assert (one["officer"], one["no_award_year"], one["no_promotion_until"]) == ("p2", 2026, "2027-01-01")


def test_a_second_measure_within_the_tenure_is_found_with_both(cast: Cast) -> None:  # 第二十八条第四款
    first, second = fall(cast), fall(cast, "2026-06-02")
    decided(cast, "乙某", "诫勉", accident=first.code)
    decided(cast, "乙某", "党内警告", "2026-08-01", accident=second.code)
    [one] = repetitions(situation(Question(TODAY, TODAY), TODAY))
    assert (one.before.kind, one.after.kind, one.tenure.unit) == ("诫勉", "党内警告", "yd")


def test_what_weighs_is_no_fact_before_the_decision_and_its_words_never_are(cast: Cast) -> None:
    accident = fall(cast)
    weighed(cast, concerned_by(cast, case_of(cast, accident.code), "丙某"), "29.p2")
    assert read(TODAY, Scope())["circumstances"] == ()
    decided(cast, "乙某", "诫勉", accident=accident.code)
    weighed(cast, Concerned.objects.get(officer=cast.officer["乙某"]), "28.p2")
    [one] = read(TODAY, Scope())["circumstances"]
    assert (one.officer, one.rule, one.note) == ("p2", "28.p2", "")
    [finding] = circumstances(situation(Question(TODAY, TODAY), TODAY))
    assert finding["effect"] == "aggravating"


def test_a_measure_recorded_late_is_known_only_then(cast: Cast) -> None:
    decided(cast, "乙某", "诫勉", recorded=at("2026-07-20"))
    assert measures(date(2026, 7, 19)) == [] and measures(date(2026, 7, 20)) != []
