"""The evaluator against the slow reading of the rules that was written apart from it: no difference is left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from anze.law.casefile import case_from
from anze.law.clauses import Window
from anze.law.days import Span
from anze.law.evaluate import evaluate
from anze.law.index import FactIndex
from anze.law.known import Known
from anze.law.rules.accidents import accidents
from anze.law.rules.event import event_triggers
from anze.law.rules.veto import vetoes
from anze.law.rules.window import outlook, window_triggers
from anze.law.rules.withdrawn import withdrawn
from tests.law.oracle import differences
from tests.law.oracle import evaluate as by_the_page
from tests.law.oracle.accidents import counting, history, qualified_on
from tests.law.oracle.periods import months_on, name_of
from tests.law.oracle.world import Row, World
from tests.law.strategies import (
    Size,
    cases,
    facts_of,
    pack_of,
    question_of,
    random_accident_case,
    random_case,
    rows_of,
    to_yaml,
)

LISTS_OF_ACCIDENTS = ("accidents", "triggers", "outlook", "vetoes")


@pytest.mark.parametrize("block", range(15))
def test_whole_cases_give_what_the_page_says(block: int) -> None:
    for seed in range(10 * block, 10 * block + 10):
        made = random_case(Random(seed), Size(ends=seed % 2 == 1))
        read = case_from(to_yaml(made), f"{seed}.yaml")
        found = rows_of(evaluate(read.pack, read.facts, read.asked))
        assert differences(by_the_page(made), found) == [], f"seed {seed}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases())
def test_small_cases_give_what_the_page_says_and_shrink_where_they_do_not(made: Row) -> None:
    found = rows_of(evaluate(pack_of(made), facts_of(made), question_of(made)))
    assert differences(by_the_page(made), found) == []


@pytest.mark.parametrize("block", range(20))
def test_ten_thousand_histories_of_accidents_fire_what_the_page_says(block: int) -> None:
    for seed in range(500 * block, 500 * block + 500):
        made = random_accident_case(Random(seed))
        known = Known(pack_of(made), FactIndex(facts_of(made)), question_of(made))
        found = {"accidents": list(accidents(known)), "outlook": list(outlook(known)), "vetoes": list(vetoes(known))}
        found["triggers"] = [*window_triggers(known), *event_triggers(known, found["vetoes"])]
        assert differences(by_the_page(made, LISTS_OF_ACCIDENTS), found) == [], f"seed {seed}"


@pytest.mark.parametrize("block", range(2))
def test_a_write_off_withdraws_exactly_what_stood_on_the_day_before_and_no_longer_does(block: int) -> None:
    seen = 0
    for seed in range(500 * block, 500 * block + 500):
        made = random_accident_case(Random(seed))
        known = Known(pack_of(made), FactIndex(facts_of(made)), question_of(made))
        standing = [*window_triggers(known), *vetoes(known), *event_triggers(known, vetoes(known))]
        found = list(withdrawn(known, standing))
        assert same({"withdrawn": found}) == ended_by_a_write_off(made) - same(by_the_page(made, RULES)), f"seed {seed}"
        seen += len(found)
    assert seen > 20


RULES = ("triggers", "vetoes")


def ended_by_a_write_off(made: Row) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """What stood, by the page, on the day before a write-off over an accident that it took away."""
    found = set()
    as_of, known_at = made["as_of"], made.get("known_at", made["as_of"])
    for day in {row["written_off_on"] for row in made.get("accidents", ()) if row.get("written_off_on")}:
        if day > known_at:
            continue
        eve = day - timedelta(days=1)
        off = {row["id"] for row in made["accidents"] if row.get("written_off_on") == day}
        stood = same(by_the_page({**made, "as_of": min(as_of, eve), "known_at": min(known_at, eve)}, RULES))
        found |= {one for one in stood if off & set(one[3])}
    return found


def same(found: dict[str, list[Row]]) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """What tells one trigger or veto from another."""
    return {(row["rule"], row["unit"], row["on"], tuple(row["accidents"])) for rows in found.values() for row in rows}


def test_the_histories_hold_what_they_are_to_try() -> None:
    made = [random_accident_case(Random(seed)) for seed in range(300)]
    rows = [row for case in made for row in case.get("accidents", ())]
    fired = {row["rule"] for case in made for row in by_the_page(case, ["triggers"])["triggers"]}
    assert sum("written_off_on" in row for row in rows) > 100
    assert sum(len(row.get("updates", ())) > 1 for row in rows) > 100
    assert fired >= {"21.2.1", "21.2.2", "21.2.3", "21.2.4", "21.2.5"}


# Windows as other cities have them: 2 in 3 months, 3 in 6 months, 1 in a year, so many in the same quarter.
SPANS = (Span("days", 1), Span("days", 31), Span("days", 60), Span("months", 1), Span("months", 3), Span("months", 6),
         Span("years", 1), Span("calendar", calendar="month"), Span("calendar", calendar="quarter"), Span("calendar", calendar="year"))


def within(span: Span, before: date, day: date) -> bool:
    """The slow way: whether `day`, not before `before`, is still within the span that begins with it."""
    if span.unit == "days":
        return (day - before).days <= span.length
    if span.unit == "calendar":
        months = {"month": 1, "quarter": 3, "year": 12}[span.calendar]
        first, other = (one.replace(month=(one.month - 1) // months * months + 1, day=1) for one in (before, day))
        return name_of(span.calendar, first) == name_of(span.calendar, other)
    return day <= months_on(before, span.length * (12 if span.unit == "years" else 1))


def random_window(rng: Random) -> Window:
    grades = rng.choice((("ordinary",), ("considerable",), ("considerable", "major"), ("major", "extraordinary")))
    return Window(id="21.2.2", quote="", level="county", grades=grades, sector=rng.choice(("", "工矿商贸")), at_least=rng.randint(1, 4),
                  same=rng.choice(((), ("nature",), ("unit",), ("nature", "sector"))), span=rng.choice(SPANS), interviewees=())


def groups(world: World, clause: Window, county: str) -> dict[tuple[Any, ...], list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in counting(world):
        known = [row.get(field) for field in clause.same]
        if (world.county_of(row["unit"]) == county and history(world, row)[-1][1] in clause.grades and all(known)
                and clause.sector in ("", row.get("sector"))):
            found.setdefault(tuple(known), []).append(row)
    return found


def fires(world: World, clause: Window) -> Iterator[tuple[str, str, list[str]]]:
    for county in world.counties():
        for group in groups(world, clause, county).values():
            for place, last in enumerate(group):
                window = [row for row in group[: place + 1] if within(clause.span, row["date"], last["date"])]
                window = window if clause.at_least > 1 else [last]
                if len(window) >= clause.at_least:
                    since = [qualified_on(world, row, lambda grade: grade in clause.grades) for row in window]
                    yield county, max(day for day in since if day).isoformat(), [row["id"] for row in window]


def nears(world: World, clause: Window) -> Iterator[tuple[str, int, str]]:
    """Try every day to come with one more accident, two more …: the fewest that fire, and the last day on which they do."""
    for county in world.counties():
        for group in groups(world, clause, county).values():
            ahead = [world.as_of + timedelta(days=n) for n in range(400)]
            counts = [sum(within(clause.span, row["date"], day) for row in group) for day in ahead]
            for more in range(1, clause.at_least):
                good = [day for day, count in zip(ahead, counts, strict=True) if count >= clause.at_least - more]
                if good:
                    yield county, more, max(good).isoformat()
                    break


@pytest.mark.parametrize("block", range(4))
def test_windows_of_any_shape_fire_and_warn_as_counting_by_hand_does(block: int) -> None:
    fired = warned = 0
    for seed in range(200 * block, 200 * block + 200):
        rng = Random(seed)
        made, clause = random_accident_case(rng), random_window(rng)
        world = World(made)
        known = Known(replace(pack_of(made), clauses=(clause,)), FactIndex(facts_of(made)), question_of(made))
        triggers = [(row["unit"], row["on"], row["accidents"]) for row in window_triggers(known)]
        assert sorted(triggers) == sorted(fires(world, clause)), f"seed {seed}"
        near = [(row["unit"], row["needs"], row["until"]) for row in outlook(known)]
        assert sorted(near) == sorted(nears(world, clause)), f"seed {seed}"
        fired, warned = fired + len(triggers), warned + len(near)
    assert min(fired, warned) > 10
