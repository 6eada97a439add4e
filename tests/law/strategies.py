"""Hypothesis strategies for whole cases; `random_case(rng)` is the same generator without Hypothesis.

    @given(cases())
    def test_…(case): assert differences(evaluate(case), ours(case)) == []

    for seed in range(10_000): case = random_case(Random(seed))
"""

from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.law.oracle.made import Size, random_accident_case, random_case
from tests.law.oracle.yaml_text import to_yaml

Row = dict[str, Any]
SMALL = Size(counties=1, zones=0, towns=1, departments=1, officers=3, successions=2, acts=8, fulfilled=1, clusters=1,
             cluster=4, lists=2)
__all__ = ["SMALL", "Size", "accident_cases", "cases", "days", "random_accident_case", "random_case", "shuffled", "to_yaml"]


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
    """The same facts in another order: keys, rows, and the lists whose order says nothing."""
    keys = list(case)
    rng.shuffle(keys)
    found: Row = {}
    for key in keys:
        value = case[key]
        found[key] = rng.sample(value, len(value)) if isinstance(value, list) else value
    return found
