"""Acts keyed duty by duty, all duties at once, and in blocks of any size: always the same pairs, the same obligations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anze.law.casefile import Case, case_from
from anze.law.clauses import Recurring
from anze.law.days import PERIOD_KINDS, PeriodKind
from anze.law.evaluate import Evaluation
from anze.law.recurring.columns import Acts, Roll, act_columns, roll
from anze.law.recurring.keys import Keyed, index, key_acts
from anze.law.recurring.plan import Runs, body_runs, holders, owing_units, person_runs, qualifying
from anze.law.recurring.scan import scan
from anze.law.tree import Tree
from tests.law.strategies import cases, days, random_case, to_yaml

COLUMNS = ("key", "act", "date", "recorded", "lag")


def read(case: dict[str, Any]) -> tuple[Case, Roll, Acts]:
    found = case_from(to_yaml(case), "案例.yaml")
    held = roll(Tree(found.facts.units), found.facts.officers, found.facts.tenures)
    return found, held, act_columns(found.facts.acts, held)


def planned(case: Case, held: Roll) -> Iterator[tuple[Recurring, Runs]]:
    for duty in case.pack.of(Recurring):
        for level in duty.levels:
            units, kind, effective = owing_units(held, duty, level), duty.period[level], case.pack.effective_from
            if duty.owner == "body":
                yield duty, body_runs(units, kind, effective, case.asked.as_of)
            else:
                tenures = holders(held, duty, units, case.asked.as_of)
                yield duty, person_runs(held, tenures, kind, effective, case.asked.as_of, case.pack.int(f"min_days.{kind}"))


def rows(keyed: Keyed, before: int = 0) -> list[tuple[int, ...]]:
    key, *others = (getattr(keyed, name).tolist() for name in COLUMNS)
    return list(zip((one + before for one in key), *others, strict=True))


def one_by_one(case: Case, held: Roll, acts: Acts) -> list[tuple[int, ...]]:
    found, before = [], 0
    for duty, runs in planned(case, held):
        found += rows(key_acts(duty, runs, acts, index(duty, acts, held), held), before)
        before += runs.size
    return found


@given(cases())
@settings(max_examples=30, deadline=None)
def test_all_duties_at_once_find_the_pairs_that_they_find_one_by_one(case: dict[str, Any]) -> None:
    found, held, acts = read(case)
    together = rows(scan(list(planned(found, held)), acts, held))
    assert sorted(together) == sorted(one_by_one(found, held, acts))


@pytest.mark.parametrize("seed", range(5))
def test_the_pairs_of_a_duty_come_in_the_order_of_instance_then_act(seed: int) -> None:
    found, held, acts = read(random_case(Random(seed)))
    assert (pairs := one_by_one(found, held, acts))
    assert pairs == sorted(pairs)


@given(case=cases(), block=st.integers(1, 40))
@settings(max_examples=20, deadline=None)
def test_the_obligations_do_not_depend_on_the_size_of_the_blocks(case: dict[str, Any], block: int) -> None:
    found, _, _ = read(case)

    def obligations(size: int) -> list[dict[str, Any]]:
        evaluation = Evaluation(found.pack, found.facts, found.asked)
        return [row for one in evaluation.obligation_blocks(size) for row in evaluation.obligation_rows(one)]

    assert obligations(block) == obligations(1_000_000)


@given(spans=st.lists(st.tuples(st.integers(-7_000, 60_000), st.integers(0, 2_000)), min_size=1, max_size=8),
       kind=st.sampled_from(PERIOD_KINDS), as_of=days(), min_days=st.integers(1, 183))
def test_tenures_are_placed_in_periods_by_table_as_by_the_calendar(spans: list[tuple[int, int]], kind: PeriodKind, as_of: date, min_days: int) -> None:
    """One tenure of centuries ago makes all be worked out; without it they are looked up."""
    held = read(random_case(Random(1)))[1]
    start = np.array([first for first, _ in spans] + [-100_000], dtype=np.int32)
    end = np.array([first + length for first, length in spans] + [-99_000], dtype=np.int32)
    placed = replace(held, start=start, end=end)
    together = qualifying(placed, np.arange(len(start), dtype=np.int32), kind, as_of, min_days)
    looked_up = qualifying(placed, np.arange(len(spans), dtype=np.int32), kind, as_of, min_days)
    for worked_out, found in zip(together, looked_up, strict=True):
        assert worked_out[:-1].tolist() == found.tolist()
