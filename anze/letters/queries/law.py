"""What the law finds of letters (第十九条): of every superior, subordinate, side and year whether it is signed in time, late, pending or missed."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from anze.acts.pack import pack_in_force
from anze.duties.sources import Scope
from anze.duties.world import kept_memory, world
from anze.law.clauses import Cycle
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.cycle import cycle, letters_due
from anze.letters.facts import read
from anze.people.models import Unit
from anze.record.marks import mark

Key = tuple[str, str, str, int]  # superior, subordinate, side, year
_kept: Final = kept_memory(8)


def clause() -> Cycle:
    """Return the clause about letters. LookupError where the pack has none."""
    return next(one for one in pack_in_force().of(Cycle) if one.step == "letters")


def due(year: int) -> date:
    """Return the day by which the letters of a year are signed."""
    return letters_due(clause(), year)


def first_year() -> int:
    """Return the first year that has letters."""
    return pack_in_force().effective_from.year


def findings(asked: Question, today: date) -> Mapping[Key, Mapping[str, Any]]:
    """Return the law's findings about letters, with what was on record on `asked.known_at`; of a unit that was gone before the day there is none."""
    found: Mapping[Key, Mapping[str, Any]] = _kept.get((mark(), asked, today), lambda: _found(asked, today))  # what a town records daily touches none
    return found


def _found(asked: Question, today: date) -> Mapping[Key, Mapping[str, Any]]:
    facts, rule = world(asked, today), clause().rule
    known = Known(facts.pack, facts.index.with_lists(read(min(asked.known_at, today), Scope())), asked)
    gone = {code: day for code, day in Unit.objects.exclude(closed_on=None).values_list("code", "closed_on") if day}
    return {(one["superior"], one["subordinate"], one["side"], one["year"]): one for one in cycle(known) if one["rule"] == rule and "superior" in one
            and not any(code in gone and gone[code] < due(one["year"]) for code in (one["superior"], one["subordinate"]))}
