"""What holds of every evaluation, whatever the facts: once each, in any order, the same bytes, nothing unlearned."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from anze.law.casefile import case_from
from anze.law.clauses import Recurring
from anze.law.evaluate import Evaluation, evaluate
from anze.law.facts import Act, Facts
from anze.law.pack import Pack, load_pack
from anze.law.question import Question
from anze.law.whatif import what_changed
from tests.law.oracle.periods import DUE_SOON, MIN_DAYS, periods
from tests.law.oracle.recurring import DUTIES, Duty, binds, days_in_post
from tests.law.oracle.world import Row, World
from tests.law.strategies import Size, facts_of, pack_of, question_of, random_case, shuffled, to_yaml

D = date
FIRST, LAST = D(2024, 1, 1), D(2034, 12, 31)
SOME = Size(acts=20, cluster=4, lists=3)


def bytes_of(pack: Pack, facts: Facts, asked: Question) -> str:
    return json.dumps(evaluate(pack, facts, asked).as_dict(), ensure_ascii=False, indent=1)


def small_city() -> Row:
    units = [{"id": "sq", "level": "city"}, {"id": "x0", "level": "county", "parent": "sq"},
             {"id": "z0", "level": "town", "parent": "x0"}, {"id": "kf", "level": "zone", "parent": "sq"},
             {"id": "bm0", "level": "department", "parent": "x0", "function": "regulator"},
             {"id": "bm1", "level": "department", "parent": "x0", "function": "industry"}]
    posts = {"sq": "party_head gov_head", "x0": "party_head gov_head gov_executive_deputy party_standing", "kf": "gov_head",
             "z0": "party_head gov_head safety_deputy other_leader", "bm0": "dept_head dept_safety_deputy", "bm1": "dept_head"}
    held = [(unit, post) for unit, names in posts.items() for post in names.split()]
    tenures: list[Row] = [{"officer": f"p{n}", "unit": unit, "post": post, "from": D(2020, 1, 1)} for n, (unit, post) in enumerate(held)]
    changes = (D(2023, 6, 1), D(2024, 2, 15), D(2024, 2, 29), D(2026, 7, 2), D(2026, 8, 17), D(2028, 11, 15), D(2031, 5, 17), D(2033, 7, 3))
    tenures += [{"officer": f"q{n}", "unit": "x0", "post": "gov_deputy", "from": start, "to": end - timedelta(days=1)}
                for n, (start, end) in enumerate(zip(changes, [*changes[1:], D(2034, 10, 17)], strict=True))]
    officers = [{"id": name} for name in dict.fromkeys(tenure["officer"] for tenure in tenures)]
    return {"as_of": LAST, "units": units, "officers": officers, "tenures": tenures}


Key = tuple[str, str, str, str]  # duty, unit, officer (empty where the body owes), period


def calendar_of(world: World, duty: Duty) -> dict[Key, tuple[date, date, int]]:
    """Every instance of the decade: since which day it is there, its last day, how many days before that it is due soon."""
    found: dict[Key, tuple[date, date, int]] = {}
    for name, first, last in periods(duty.period, FIRST, LAST):
        owed = [(unit, "", first) for unit in world.units if binds(world, duty, unit)] if duty.owner == "body" else [
            (t["unit"], t["officer"], max(first, t["from"])) for t in world.rows("tenures") if t["post"] in duty.posts
            and binds(world, duty, t["unit"]) and days_in_post(t, first, last) >= MIN_DAYS[duty.period]]
        for unit, officer, since in owed:
            assert (duty.id, unit, officer, name) not in found
            found[duty.id, unit, officer, name] = since, last, DUE_SOON[duty.period]
    return found


# One duty of each kind of period and owner; in the second pack a city's committee owes each half-year.
DAILY = ("5.2", "5.7", "6.3", "9.4", "10.2", "14.3", "22.p2")


def decade(duties: Iterable[Duty] = DUTIES) -> tuple[Row, dict[Key, tuple[date, date, int]]]:
    city = small_city()
    world = World(city)
    found: dict[Key, tuple[date, date, int]] = {}
    for duty in duties:
        found |= calendar_of(world, duty)
    return city, found


def daily() -> tuple[Pack, list[Duty]]:
    """The second pack with the duties of `DAILY` only, since it is asked 4,018 times; and the same duties by the page."""
    pack = load_pack("guangdong-2022")
    some = [duty for duty in DUTIES if duty.id in DAILY and duty.id != "5.2"]
    meeting = next(duty for duty in DUTIES if duty.id == "5.2")
    some += [replace(meeting, where=("city",), period="half_year"), replace(meeting, where=("county",))]
    return replace(pack, clauses=tuple(clause for clause in pack.of(Recurring) if clause.id in DAILY)), some


def expected(calendar: dict[Key, tuple[date, date, int]], first: date, day: date) -> Counter[tuple[Key, str, bool]]:
    """What is there on a day on which nothing was ever done: pending to the last day, missed from the day after it."""
    return Counter((key, "pending" if day <= last else "missed", day <= last and (last - day).days <= soon)
                   for key, (since, last, soon) in calendar.items()
                   if since <= day and first <= start_of(key, last))


def period_kind(key: Key) -> str:
    """A month is 2026-05, a quarter 2026Q2, a half-year 2026H1, a year 2026."""
    return {"-": "month", "Q": "quarter", "H": "half_year", "": "year"}[key[3][4:5]]


def start_of(key: Key, last: date) -> date:
    """The first day of the period that ends with `last`."""
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[period_kind(key)]
    return last.replace(month=last.month - months + 1, day=1)


def found_on(evaluation: Evaluation) -> Counter[tuple[Key, str, bool]]:
    bodies = {duty.id for duty in DUTIES if duty.owner == "body"}
    return Counter(((row["duty"], row["unit"], "" if row["duty"] in bodies else row["officers"][0], row["period"]), row["status"], row["due_soon"])
                   for block in evaluation.obligation_blocks() for row in evaluation.obligation_rows(block))


@pytest.mark.parametrize("year", range(2024, 2035))
def test_on_each_day_of_the_decade_every_obligation_is_there_exactly_once(year: int) -> None:
    pack, duties = daily()
    city, calendar = decade(duties)
    first = max(FIRST, D(year - 1, 1, 1))
    calendar = {key: kept for key, kept in calendar.items() if first <= start_of(key, kept[1]) <= D(year, 12, 31)}
    facts, pack = facts_of(city), replace(pack, effective_from=first)
    assert {period_kind(key) for key in calendar} == {"month", "quarter", "half_year", "year"}
    for offset in range((D(year, 12, 31) - D(year, 1, 1)).days + 1):
        day = D(year, 1, 1) + timedelta(days=offset)
        assert found_on(Evaluation(pack, facts, Question(day, day))) == expected(calendar, first, day), day


def test_over_the_whole_decade_obligations_only_ever_come_and_turn_missed_the_day_after_their_period() -> None:
    city, calendar = decade()
    facts, pack = facts_of(city), replace(load_pack("qingyuan-draft"), effective_from=FIRST)
    before: set[Key] = set()
    for year in range(2024, 2035):
        for day in (D(year, 3, 31), D(year, 4, 1), D(year, 12, 31)):
            found = found_on(Evaluation(pack, facts, Question(day, day)))
            assert found == expected(calendar, FIRST, day), day
            keys = {key for key, _, _ in found}
            assert before < keys or before == keys
            before = keys
    assert before == set(calendar)


def test_the_day_of_effect_inside_a_period_begins_with_the_next_one() -> None:
    city, calendar = decade()
    facts = facts_of(city)
    for effect in (D(2026, 1, 1), D(2026, 1, 2), D(2026, 2, 28), D(2026, 4, 1), D(2026, 12, 31)):
        pack = replace(load_pack("qingyuan-draft"), effective_from=effect)
        for day in (effect, D(2027, 1, 1)):
            assert found_on(Evaluation(pack, facts, Question(day, day))) == expected(calendar, effect, day), (effect, day)


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_the_input_never_matters(seed: int) -> None:
    made = random_case(Random(seed), SOME)
    results = set()
    for rng in (None, Random(1), Random(2)):
        given = made if rng is None else shuffled(made, rng)
        read = case_from(to_yaml(given), "同一案例.yaml")
        results.add(bytes_of(read.pack, read.facts, read.asked))
    assert len(results) == 1


def test_updates_reports_officers_and_topics_may_stand_in_any_order_too() -> None:
    lists = [key for seed in range(12) for row in random_case(Random(seed), SOME).get("accidents", ()) for key, value in row.items()
             if isinstance(value, list) and len(value) > 1]
    assert {"updates", "reports", "responsibility_outside"} <= set(lists)


def test_the_same_input_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "案例.yaml"
    path.write_text(to_yaml(random_case(Random(7))), "utf-8")
    printed = set()
    for seed in ("0", "1", "20260630"):
        command = [sys.executable, "-c", "from anze.project.cli import main; main()", "case", str(path)]
        done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        printed.add(done.stdout)
    assert len(printed) == 1
    assert len(printed.pop()) > 10_000


STEPS = ("missed", "pending", "backfilled", "met")


@pytest.mark.parametrize("seed", range(10))
def test_what_is_once_known_is_never_unknown_later(seed: int) -> None:
    made = random_case(Random(seed), Size(acts=60))
    facts, pack, as_of = facts_of(made), pack_of(made), made["as_of"]
    before: dict[str, Any] = {}
    for days in range(-90, 91, 6):
        evaluation = Evaluation(pack, facts, Question(as_of, as_of + timedelta(days=days)))
        rows = [row for block in evaluation.obligation_blocks() for row in evaluation.obligation_rows(block)]
        now = {str(place): (set(row["acts"]), row["status"]) for place, row in enumerate(rows)}
        for key, (acts, status) in before.items():
            assert acts <= now[key][0]
            assert STEPS.index(status) <= STEPS.index(now[key][1])
            assert (status, now[key][1]) != ("backfilled", "met")  # a late record is not made good by a later one
        before = now


@pytest.mark.parametrize("seed", range(10))
def test_an_act_that_fits_no_duty_changes_nothing(seed: int) -> None:
    made = random_case(Random(seed), SOME)
    facts, pack, asked = facts_of(made), pack_of(made), question_of(made)
    officer, county, day = facts.tenures[0].officer, "x0", made["as_of"] - timedelta(days=40)
    idle = [
        Act(id="n1", type="inspection", officer=officer, role="attend", date=day),
        Act(id="n2", type="inspection", officer=officer, role="lead", date=asked.as_of + timedelta(days=1)),
        Act(id="n3", type="inspection", officer=officer, role="lead", date=day, recorded_on=asked.known_at + timedelta(days=1)),
        Act(id="n4", type="meeting", unit=county, body="standing_committee", topics=("flood_control",), date=day),
        Act(id="n5", type="meeting", unit=county, body="book_club", topics=("work_safety",), date=day),
        Act(id="n6", type="document", kind="circular", unit=county, officer=officer, date=day),
        Act(id="n7", type="budget", unit=county, date=day, year=2050),
        Act(id="n8", type="inspection", officer=officer, role="lead", date=D(1999, 1, 1)),
    ]
    more = replace(facts, acts=(*idle, *facts.acts))
    assert bytes_of(pack, more, asked) == bytes_of(pack, facts, asked)


@pytest.mark.parametrize("block", [1, 7, 100, 1_000_000])
def test_the_size_of_the_blocks_never_matters(block: int) -> None:
    made = random_case(Random(3), Size(acts=80))
    facts, pack, asked = facts_of(made), pack_of(made), question_of(made)
    evaluation = Evaluation(pack, facts, asked)
    rows = [row for found in evaluation.obligation_blocks(block) for row in evaluation.obligation_rows(found)]
    whole = evaluate(pack, facts, asked)
    assert rows == whole.lists["obligations"]
    assert dict(evaluation.others()) == {name: found for name, found in whole.lists.items() if name != "obligations"}


def test_a_parameter_set_to_its_default_changes_nothing() -> None:
    made = {key: value for key, value in random_case(Random(11), SOME).items() if key != "parameters"}
    facts, pack, asked = facts_of(made), pack_of(made), question_of(made)
    plain = evaluate(pack, facts, asked)
    for name, parameter in pack.parameters.items():
        written = ",".join(parameter.default) if isinstance(parameter.default, tuple) else str(parameter.default).lower()
        other = pack.with_values({name: written})
        found = evaluate(other, facts, asked)
        assert found.as_dict() == plain.as_dict(), name
        assert what_changed(pack, other, plain, found) == {"parameters": {}, "changes": {}}


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_parameter_may_stand_at_either_end_of_its_range(end: str) -> None:
    made = {key: value for key, value in random_case(Random(13), SOME).items() if key != "parameters"}
    facts, asked, plain = facts_of(made), question_of(made), pack_of(made)
    ends: dict[str, object] = {}
    for name, parameter in plain.parameters.items():
        if isinstance(parameter.default, bool):
            ends[name] = end == "high"
        elif isinstance(parameter.default, str):
            ends[name] = parameter.choices[0 if end == "low" else -1]
        elif parameter.choices:
            ends[name] = parameter.choices[:1] if end == "low" else parameter.choices
        else:
            ends[name] = parameter.low if end == "low" else parameter.high
    tries: list[dict[str, object]] = [{name: value} for name, value in ends.items()]
    tries += [ends, {"letters.due_month": 2, "letters.due_day": 31}]
    for values in tries:
        found = evaluate(plain.with_values(values), facts, asked).as_dict()
        assert found["parameters"].items() >= {name: value for name, value in values.items() if not isinstance(value, tuple)}.items()
