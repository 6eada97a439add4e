"""Hypothesis strategies for whole cases; `random_case(rng)` is the same generator without Hypothesis.

    @given(cases())
    def test_…(case): assert differences(evaluate(case), ours(case)) == []

    for seed in range(10_000): case = random_case(Random(seed))
"""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from anze.law.facts import LISTS, Facts
from anze.law.findings import Findings
from anze.law.input.records import Raw, read_record
from anze.law.pack import DEFAULT_PACK, Pack, load_pack
from anze.law.problems import Problem
from anze.law.question import Question
from tests.law.oracle.made import Size, random_accident_case, random_case
from tests.law.oracle.yaml_text import to_yaml

Row = dict[str, Any]
SMALL = Size(counties=1, zones=0, towns=1, departments=1, officers=3, successions=2, acts=8, fulfilled=1, clusters=1,
             cluster=4, lists=2)
__all__ = ["SMALL", "Size", "accident_cases", "cases", "days", "facts_of", "pack_of", "question_of", "random_accident_case",
           "random_case", "rows_of", "shuffled", "to_yaml"]
PACKS: dict[str, Pack] = {}  # reading a pack takes longer than judging a small case


def cases(size: Size = SMALL) -> st.SearchStrategy[Row]:
    """Valid cases of every kind of fact; Hypothesis owns the chance, so a failure shrinks."""
    return st.randoms(use_true_random=False).map(lambda rng: random_case(rng, size))


def accident_cases(size: Size | None = None) -> st.SearchStrategy[Row]:
    """Cases of units, accidents, hazards and interviews only."""
    return st.randoms(use_true_random=False).map(lambda rng: random_accident_case(rng, size))


def days(first: date = date(2024, 1, 1), last: date = date(2034, 12, 31)) -> st.SearchStrategy[date]:
    """Days of the decade that the obligations are checked for."""
    return st.dates(first, last)


def shuffled(case: Row, rng: Random) -> Row:
    """The same facts in another order: keys, rows, and every list and record inside the rows."""
    return {key: _shuffled(case[key], rng) for key in rng.sample(list(case), len(case))}


def _shuffled(value: Any, rng: Random) -> Any:
    if isinstance(value, dict):
        return {key: _shuffled(value[key], rng) for key in rng.sample(list(value), len(value))}
    return [_shuffled(part, rng) for part in rng.sample(value, len(value))] if isinstance(value, list) else value


def facts_of(case: Row) -> Facts:
    """The facts of an invented case without the way through YAML, for tens of thousands of cases."""
    problems: list[Problem] = []
    lists = {name: tuple(read_record(kind, Raw(row, 0, {}), "", name, problems) for row in case.get(name, ()))
             for name, kind in LISTS.items()}
    assert not problems, problems
    return Facts(**lists)


def pack_of(case: Row) -> Pack:
    """The case's pack with its parameters and its day of effect."""
    key = repr(sorted(case.get("parameters", {}).items()))
    if key not in PACKS:
        PACKS[key] = load_pack(case.get("pack", DEFAULT_PACK), case.get("parameters"))
    return replace(PACKS[key], effective_from=case.get("effective_from") or PACKS[key].effective_from)


def question_of(case: Row) -> Question:
    """The two days that the case asks for."""
    return Question(case["as_of"], case.get("known_at") or case["as_of"])


def rows_of(found: Findings) -> dict[str, list[Row]]:
    """Findings as the comparison wants them: lists by name."""
    return {name: list(rows) for name, rows in found.lists.items()}
