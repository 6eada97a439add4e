"""The reference evaluator against findings worked out by hand from the page, and the invented cases against the page."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from tests.law.oracle import differences, evaluate
from tests.law.oracle.accidents import grade_of
from tests.law.oracle.made.people import SINGLE
from tests.law.strategies import SMALL, accident_cases, cases, random_case, shuffled, to_yaml

D = date
UNITS = [{"id": "qy", "level": "city"}, {"id": "yd", "level": "county", "parent": "qy"},
         {"id": "wb", "level": "town", "parent": "yd"},
         {"id": "yjj", "level": "department", "parent": "yd", "function": "regulator"}]


def case(**facts: Any) -> dict[str, Any]:
    return {"as_of": D(2026, 6, 30), "effective_from": D(2026, 1, 1), "units": UNITS} | facts


def rows(found: dict[str, Any], name: str, **keys: Any) -> list[dict[str, Any]]:
    return [row for row in found[name] if all(row[key] == value for key, value in keys.items())]


def head(start: date, end: date | None = None) -> list[dict[str, Any]]:
    return [{"officer": "p1", "unit": "yd", "post": "party_head", "from": start, "to": end}]


def inspection(on: date, recorded: date | None = None, role: str = "lead") -> dict[str, Any]:
    return {"id": "i1", "type": "inspection", "officer": "p1", "role": role, "date": on, "recorded_on": recorded or on}


def accident(name: str, on: date, deaths: int = 3, unit: str = "wb", **more: Any) -> dict[str, Any]:
    return {"id": name, "unit": unit, "date": on, "deaths": deaths} | more


@pytest.mark.parametrize(("recorded", "as_of", "status"), [
    (D(2026, 6, 7), D(2026, 6, 30), "met"),  # seven days after the month's end
    (D(2026, 6, 8), D(2026, 6, 30), "backfilled"),
    (D(2026, 7, 1), D(2026, 6, 30), "missed"),  # not on record yet
    (D(2026, 7, 1), D(2026, 5, 31), "pending"),
])
def test_the_record_decides_between_met_backfilled_missed_and_pending(recorded: date, as_of: date, status: str) -> None:
    found = evaluate(case(tenures=head(D(2026, 1, 1)), acts=[inspection(D(2026, 5, 6), recorded)], as_of=as_of))
    assert [row["status"] for row in rows(found, "obligations", duty="5.7", period="2026-05")] == [status]


@pytest.mark.parametrize(("as_of", "soon"), [(D(2026, 5, 23), False), (D(2026, 5, 24), True)])
def test_a_month_is_due_soon_with_seven_days_left(as_of: date, soon: bool) -> None:
    found = evaluate(case(tenures=head(D(2026, 1, 1)), as_of=as_of))
    assert rows(found, "obligations", duty="5.7", period="2026-05")[0]["due_soon"] is soon


@pytest.mark.parametrize(("start", "instances"), [(D(2026, 5, 17), 1), (D(2026, 5, 18), 0)])
def test_fifteen_days_in_post_make_a_monthly_instance(start: date, instances: int) -> None:
    found = evaluate(case(tenures=head(start)))
    assert len(rows(found, "obligations", duty="5.7", period="2026-05")) == instances


def test_a_body_obligation_falls_on_whoever_holds_the_post_on_the_last_day_or_is_vacant() -> None:
    found = evaluate(case(tenures=head(D(2026, 6, 20))))
    second = rows(found, "obligations", duty="5.2", period="2026Q2", unit="yd")[0]
    first = rows(found, "obligations", duty="5.2", period="2026Q1", unit="yd")[0]
    assert (second["officers"], second["vacant"]) == (["p1"], False)
    assert (first["officers"], first["vacant"]) == ([], True)


def test_attending_an_inspection_is_not_leading_it() -> None:
    found = evaluate(case(tenures=head(D(2026, 1, 1)), acts=[inspection(D(2026, 5, 6), role="attend")]))
    assert rows(found, "obligations", duty="5.7", period="2026-05")[0]["status"] == "missed"


@pytest.mark.parametrize(("fund", "status"), [(115, "met"), (114, "missed")])  # 115/100 − 1 < 0.15 in floats
def test_the_safety_fund_grows_no_less_than_revenue(fund: int, status: str) -> None:
    budget = {"id": "b1", "type": "budget", "unit": "yd", "date": D(2026, 1, 30), "year": 2026, "fund": fund,
              "fund_before": 100, "revenue_growth": 0.15}
    found = evaluate(case(acts=[budget], as_of=D(2027, 1, 1)))
    assert rows(found, "obligations", duty="6.4", unit="yd", period="2026")[0]["status"] == status


@pytest.mark.parametrize(("totals", "expected"), [
    ({"deaths": 2, "serious_injuries": 9, "loss": 999}, ("ordinary", "deaths")),
    ({"deaths": 3}, ("considerable", "deaths")), ({"deaths": 9}, ("considerable", "deaths")),
    ({"deaths": 10}, ("major", "deaths")), ({"deaths": 30}, ("extraordinary", "deaths")),
    ({"deaths": 2, "serious_injuries": 50}, ("major", "serious_injuries")),
    ({"deaths": 3, "loss": 10_000}, ("extraordinary", "loss")),
])
def test_the_grade_is_the_highest_of_three_measures(totals: dict[str, int], expected: tuple[str, str]) -> None:
    assert grade_of(totals) == expected


@pytest.mark.parametrize(("days", "road", "grade"), [(30, False, "considerable"), (31, False, "ordinary"),
                                                     (7, True, "considerable"), (8, True, "ordinary")])
def test_a_death_on_day_thirty_moves_the_grade_and_on_day_seven_after_a_road_accident(
        days: int, road: bool, grade: str) -> None:
    late = accident("a1", D(2026, 5, 1), 2, road_or_fire=road,
                    updates=[{"date": D(2026, 5, 1) + timedelta(days=days), "deaths": 3}])
    assert evaluate(case(accidents=[late]))["accidents"][0]["grade"] == grade


@pytest.mark.parametrize(("second", "fires"), [(D(2026, 5, 31), True), (D(2026, 6, 1), False)])
def test_thirty_days_apart_is_within_thirty_days_and_thirty_one_is_not(second: date, fires: bool) -> None:
    found = evaluate(case(accidents=[accident("a1", D(2026, 5, 1)), accident("a2", second)]))
    expected = [{"rule": "21.2.2", "unit": "yd", "on": second.isoformat(), "accidents": ["a1", "a2"], "repeat_of": None}]
    assert rows(found, "triggers", rule="21.2.2") == (expected if fires else [])


def test_three_in_one_window_fire_twice_with_two_and_with_three() -> None:
    found = evaluate(case(accidents=[accident(f"a{n}", D(2026, 5, n)) for n in (1, 2, 3)]))
    assert [row["accidents"] for row in rows(found, "triggers", rule="21.2.2")] == [["a1", "a2"], ["a1", "a2", "a3"]]


def test_an_earlier_accident_that_grows_fires_on_the_day_of_its_correction() -> None:
    grown = accident("a1", D(2026, 5, 1), 2, updates=[{"date": D(2026, 5, 20), "deaths": 3}])
    found = evaluate(case(accidents=[grown, accident("a2", D(2026, 5, 10))]))
    assert rows(found, "triggers", rule="21.2.2")[0]["on"] == "2026-05-20"


def test_an_accident_written_off_counts_for_nothing_but_stays_in_the_register() -> None:
    gone = accident("a1", D(2026, 5, 1), 10, written_off_on=D(2026, 6, 30))
    before, after = (evaluate(case(accidents=[gone], known_at=day)) for day in (D(2026, 6, 29), D(2026, 6, 30)))
    assert [row["rule"] for row in before["triggers"]] == ["21.2.1", "21.2.5"]
    assert (after["triggers"], after["vetoes"], after["accidents"][0]["grade"]) == ([], [], "major")


def test_three_of_one_nature_fire_and_a_missing_nature_never_counts() -> None:
    same = [accident(f"a{n}", D(2026, 5, n), 1, sector="工矿商贸", nature="坍塌") for n in (1, 2, 31)]
    assert [row["rule"] for row in evaluate(case(accidents=same))["triggers"]] == ["21.2.3"]
    assert evaluate(case(accidents=[{**row, "nature": None} for row in same]))["triggers"] == []


def test_an_accident_beside_an_interview_already_opened_repeats_it() -> None:
    three = [accident(f"a{n}", D(2026, 5, n)) for n in (1, 2, 20)]
    interview = {"id": "v1", "unit": "yd", "officers": [], "date": D(2026, 6, 1), "opened_on": D(2026, 5, 3),
                 "by": "qy", "accidents": ["a1", "a2"]}
    found = evaluate(case(accidents=three, interviews=[interview]))
    assert [row["repeat_of"] for row in rows(found, "triggers", rule="21.2.2")] == [None, "v1"]


@pytest.mark.parametrize(("finding", "on"), [(D(2026, 5, 20), "2026-06-02"), (D(2026, 6, 2), "2026-06-02"),
                                             (D(2026, 6, 10), "2026-06-10"), (None, None)])
def test_a_hazard_fires_the_day_after_its_deadline_or_on_the_finding(finding: date | None, on: str | None) -> None:
    hazard = {"id": "h1", "unit": "yd", "deadline": D(2026, 6, 1), "finding_on": finding}
    found = evaluate(case(hazards=[hazard]))
    assert [row["on"] for row in found["triggers"]] == ([on] if on else [])
    assert [row["hazard"] for row in found["undecided"]] == ([] if on else ["h1"])


def test_one_more_by_the_thirtieth_day_is_the_outlook() -> None:
    found = evaluate(case(accidents=[accident("a1", D(2026, 6, 1))]))
    assert found["outlook"] == [{"rule": "21.2.2", "unit": "yd", "needs": 1, "until": "2026-07-01"}]


@pytest.mark.parametrize(("last", "fires"), [(D(2025, 2, 28), True), (D(2025, 3, 1), False)])
def test_an_interview_of_29_february_counts_until_28_february(last: date, fires: bool) -> None:
    held = [{"id": f"v{n}", "unit": "yd", "officers": ["p2"], "date": day, "by": "qy"}
            for n, day in enumerate((D(2024, 2, 29), D(2024, 9, 1), last))]
    expected = {"rule": "25.5", "officer": "p2", "on": last.isoformat(), "interviews": ["v0", "v1", "v2"]}
    assert rows(evaluate(case(interviews=held)), "grounds", rule="25.5") == ([expected] if fires else [])


def test_a_town_is_vetoed_by_one_considerable_accident_and_its_county_by_two() -> None:
    one = evaluate(case(accidents=[accident("a1", D(2026, 2, 1))]))
    two = evaluate(case(accidents=[accident("a1", D(2026, 2, 1)), accident("a2", D(2026, 6, 1), unit="yd")]))
    assert [(row["unit"], row["on"]) for row in one["vetoes"]] == [("wb", "2026-02-01")]
    assert [(row["unit"], row["on"]) for row in two["vetoes"]] == [("wb", "2026-02-01"), ("yd", "2026-06-01")]


def test_a_unit_that_the_report_clears_is_not_vetoed() -> None:
    cleared = accident("a1", D(2026, 2, 1), 10, responsibility_outside=["wb"])
    assert [row["unit"] for row in evaluate(case(accidents=[cleared]))["vetoes"]] == ["yd"]


def test_six_months_from_31_august_end_on_28_february() -> None:
    measure = {"officer": "p1", "kind": "诫勉", "date": D(2025, 8, 31), "accident": "a1"}
    found = evaluate(case(accidents=[accident("a1", D(2025, 8, 1))], measures=[measure]))
    assert found["bans"] == [{"officer": "p1", "measure": "诫勉", "no_promotion_until": "2026-02-28",
                              "no_award_year": 2025}]


def test_exemption_needs_every_duty_met_with_what_was_on_record_that_day() -> None:
    facts = case(tenures=head(D(2026, 1, 1)), accidents=[accident("a1", D(2026, 3, 2))],
                 acts=[inspection(D(2026, 1, 6)), inspection(D(2026, 2, 6), D(2026, 3, 3)) | {"id": "i2"}],
                 contacts=[{"officer": "p1", "target": "sector", "sector": "非煤矿山", "from": D(2026, 1, 15)},
                           {"officer": "p1", "target": "town", "unit": "wb", "from": D(2026, 1, 15)}],
                 problem_towns=[{"unit": "wb", "from": D(2026, 1, 1)}],
                 exemption_asked=[{"accident": "a1", "officer": "p1"}])
    row = evaluate(facts)["exemptions"][0]
    assert (row["exempt"], row["failing"]) == (
        False, [{"duty": "5.7", "period": "2026-02", "status": "missed", "unit": "yd"}])
    facts["acts"][1]["recorded_on"] = D(2026, 3, 2)
    assert evaluate(facts)["exemptions"][0] == {"accident": "a1", "officer": "p1", "exempt": True, "failing": []}


@pytest.mark.parametrize(("signed", "as_of", "status"), [
    (D(2026, 3, 31), D(2026, 6, 30), "met"), (D(2026, 4, 1), D(2026, 6, 30), "late"),
    (None, D(2026, 3, 31), "pending"), (None, D(2026, 4, 1), "missed")])
def test_a_letter_is_due_on_31_march(signed: date | None, as_of: date, status: str) -> None:
    letter = {"superior": "qy", "subordinate": "yd", "side": "party", "year": 2026, "signed_on": signed}
    found = evaluate(case(letters=[letter], as_of=as_of))
    assert [row["status"] for row in rows(found, "cycle", rule="19")
            if (row["superior"], row["side"]) == ("qy", "party")] == [status]


def test_coverage_of_tours_counts_both_sides_of_every_direct_subordinate() -> None:
    tour = {"by": "qy", "unit": "yd", "side": "government", "from": D(2026, 5, 5), "to": D(2026, 5, 15)}
    found = evaluate(case(tours=[tour, tour]))
    assert rows(found, "cycle", rule="18")[0] == {"rule": "18", "by": "qy", "visited": 1, "all": 2, "cycle_from": "2026"}


def test_differences_name_the_row_whichever_side_lacks_it() -> None:
    here: dict[str, Any] = {"triggers": [{"rule": "21.2.1", "unit": "yd", "repeat_of": None, "why": "…"}]}
    there: dict[str, Any] = {"triggers": [{"rule": "21.2.1", "unit": "wb"}]}
    assert [text[:10] for text in differences(here, there)] == ["triggers −", "triggers +"]
    assert differences(here, {"triggers": [{"rule": "21.2.1", "unit": "yd"}]}) == []


@pytest.mark.parametrize("seed", range(40))
def test_an_invented_case_is_valid_and_its_text_gives_it_back(seed: int) -> None:
    made = random_case(Random(seed))
    assert yaml.safe_load(to_yaml(made)) == made
    held = [row for row in made["tenures"] if row["post"] in SINGLE]
    clashes = [(one, other) for one in held for other in held if one is not other
               and (one["unit"], one["post"]) == (other["unit"], other["post"])
               and one["from"] <= other.get("to", date.max) and other["from"] <= one.get("to", date.max)]
    assert clashes == []
    assert all(row["from"] <= row.get("to", date.max) for row in made["tenures"])


@settings(max_examples=25, deadline=None)
@given(cases(SMALL))
def test_the_order_of_the_input_never_matters(made: dict[str, Any]) -> None:
    assert evaluate(shuffled(made, Random(1))) == evaluate(made)


@settings(max_examples=50, deadline=None)
@given(accident_cases())
def test_no_trigger_is_dated_after_what_is_known(made: dict[str, Any]) -> None:
    """But for a listed danger whose deadline passes by the day asked: a day that comes needs no record (第二十一条第二款（四）)."""
    known = min(made["as_of"], made.get("known_at", made["as_of"]))
    assert all(row["on"] <= (made["as_of"] if row["rule"] == "21.2.4" else known).isoformat() for row in evaluate(made, ["triggers"])["triggers"])


def test_a_standing_duty_in_its_first_thirty_days_neither_defeats_the_exemption_nor_grants_it() -> None:
    facts = case(tenures=head(D(2026, 2, 20)), accidents=[accident("a1", D(2026, 3, 2))],
                 exemption_asked=[{"accident": "a1", "officer": "p1"}])
    assert evaluate(facts)["exemptions"][0]["failing"] == [{"status": "untested"}]
    facts["tasks"] = [{"id": "t1", "officer": "p1", "due": D(2026, 2, 25), "done_on": D(2026, 2, 24)}]
    assert evaluate(facts)["exemptions"][0]["exempt"] is True
    facts["tenures"][0]["from"] = D(2026, 1, 31)
    assert {row["duty"] for row in evaluate(facts)["exemptions"][0]["failing"]} >= {"5.7.town", "5.7.sector"}


def test_a_late_report_to_the_city_falls_on_the_leaders_of_the_county() -> None:
    report = {"to": "city", "due": "2026-02-01T12:00", "at": "2026-02-01T13:00"}
    facts = case(tenures=head(D(2026, 1, 1)), accidents=[accident("a1", D(2026, 2, 1), 1, reports=[report])])
    expected = {"rule": "25.3", "officer": "p1", "on": "2026-02-01", "accident": "a1", "unit": "yd"}
    assert rows(evaluate(facts), "grounds", rule="25.3") == [expected]
    report["to"] = "county"
    assert rows(evaluate(facts), "grounds", rule="25.3") == []


def test_a_loss_found_after_thirty_days_moves_the_grade_and_a_death_does_not() -> None:
    loss, death = ([{"date": D(2026, 6, 29), key: number}] for key, number in (("loss", 1_000), ("deaths", 3)))
    grades = [evaluate(case(accidents=[accident("a1", D(2026, 5, 1), 1, updates=updates)]))["accidents"][0]["grade"]
              for updates in (loss, death)]
    assert grades == ["considerable", "ordinary"]


def test_effects_that_run_into_one_another_end_with_the_last() -> None:
    measures = [{"officer": "p1", "kind": kind, "date": day, "accident": "a1"} for kind, day in (
        ("诫勉", D(2025, 1, 1)), ("政务警告", D(2025, 6, 1)), ("政务记过", D(2025, 12, 1)), ("诫勉", D(2026, 12, 2)))]
    found = evaluate(case(accidents=[accident("a1", D(2025, 1, 1))], measures=measures, as_of=D(2026, 12, 31)))
    assert [row["no_promotion_until"] for row in found["bans"]] == ["2026-12-01"] * 3 + ["2027-06-02"]


def test_an_unbound_street_office_is_vetoed_for_its_accidents_all_the_same() -> None:
    units = [*UNITS, {"id": "jd", "level": "subdistrict", "parent": "yd"}]
    found = evaluate(case(units=units, accidents=[accident("a1", D(2026, 2, 1), unit="jd")]))
    assert [row["unit"] for row in found["vetoes"]] == ["jd"]
