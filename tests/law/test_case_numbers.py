"""The worked cases hold the draft from both sides: a number one more or one less, a post or a level left out, and a case breaks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from anze.law.clauses import Clause, Count, Event, Recurring, Shape, Standing, Tally, Veto, Window
from anze.law.evaluate import evaluate
from anze.law.expect import differences
from anze.law.pack import Pack, load_pack
from anze.law.problems import Refused
from tests.law.case_files import CASES, case_of, in_folder, provision_of

DRAFT = load_pack("qingyuan-draft")
OTHER_CITIES = sorted(CASES.glob("other-cities/*.yaml"))
# What a clause names several of. Missed duties and interviews are counted whatever post the officer holds.
NAMED = ("posts", "levels", "functions", "grades", "measures", "sources", "interviewees", "tallies")
KINDS = (Recurring, Standing, Shape, Window, Event, Count, Veto)
WHATEVER_POST = {"25.1", "25.5"}
T = TypeVar("T", Clause, Tally)


def near(provision: str) -> list[Path]:
    """The cases of the provision's article, those of the provision itself first."""
    return sorted(in_folder(provision), key=lambda path: not provision.startswith(provision_of(path)))


def holds(path: Path, pack: Pack) -> bool:
    case = case_of(path)
    return differences(evaluate(pack, case.facts, case.asked).lists, case.expect or {}) == []


def moved() -> list[tuple[str, int]]:
    """Every parameter that is a number, one less and one more, as far as its range allows; those that a process reads are held by its own tests."""
    numbers = [(name, value) for name, value in sorted(DRAFT.values.items()) if type(value) is int and not DRAFT.parameters[name].process]
    return [(name, other) for name, value in numbers for other in (value - 1, value + 1) if allowed(name, other)]


def allowed(name: str, value: int) -> bool:
    try:
        DRAFT.with_values({name: value})
    except Refused:
        return False
    return True


@pytest.mark.parametrize(("name", "value"), moved())
def test_a_number_one_more_or_one_less_breaks_a_case(name: str, value: int) -> None:
    about = OTHER_CITIES if name.endswith("half_year") else near(DRAFT.parameters[name].cite)
    broken = (path for path in about if not holds(path, case_of(path).pack.with_values({name: value})))
    assert next(broken, None), f"no case notices {name} = {value}"


def less(whole: T, but: tuple[str, ...] = ()) -> Iterator[tuple[str, T]]:
    """A clause or a limb of one, without one of the things that it names, each in turn."""
    for field in NAMED:
        named = () if field in but else getattr(whole, field, ())
        for one in named if len(named) > 1 else ():
            changes: dict[str, Any] = {field: tuple(other for other in named if other != one)}
            yield f"without {one}", replace(whole, **changes)


def narrowed(clause: Clause) -> Iterator[tuple[str, Clause]]:
    """The clause without one of the things that it or a limb of it names; a recurring duty owed once more."""
    yield from less(clause, but=("posts",) if clause.id in WHATEVER_POST else ())
    if isinstance(clause, Veto):
        for n, tally in enumerate(clause.tallies):
            yield from ((f"limb {n + 1} {change}", replace(clause, tallies=(*clause.tallies[:n], other, *clause.tallies[n + 1:])))
                        for change, other in less(tally))
    if isinstance(clause, Recurring):
        yield "once more", replace(clause, at_least=clause.at_least + 1)


def holds_under(path: Path, place: int, other: Clause) -> bool:
    """Whether the case holds when the clause at `place` reads otherwise."""
    pack = case_of(path).pack
    return holds(path, replace(pack, clauses=(*pack.clauses[:place], other, *pack.clauses[place + 1:])))


@pytest.mark.parametrize(("place", "clause"), [pytest.param(place, clause, id=f"{clause.id}-{clause.kind}")
                                               for place, clause in enumerate(DRAFT.clauses) if isinstance(clause, KINDS)])
def test_a_clause_that_leaves_something_out_breaks_a_case(place: int, clause: Clause) -> None:
    unnoticed = [change for change, other in narrowed(clause) if all(holds_under(path, place, other) for path in near(clause.id))]
    assert unnoticed == []
