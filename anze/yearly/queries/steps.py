"""How far the steps of a unit's year are that the law itself counts: letters signed, tours made, results confirmed and published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.duties.sources import Lists, Scope, sources
from anze.duties.world import kept_memory, world
from anze.law.clauses import Cycle
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.assessment import steps_taken
from anze.law.rules.cycle import cycle, toured
from anze.record.marks import mark
from anze.yearly.queries.plan import cycle_of

READ: Final = frozenset({"letters", "tours", "assessments"})  # whose facts the steps are counted by
_kept: Final = kept_memory(8)


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many of how many; `status` where that is settled, empty where it depends on the days left."""

    done: int
    total: int
    status: str = ""


def counted_steps(unit: str, year: int, asked: Question, today: date) -> Mapping[str, StepCount]:
    """Return the counts of a unit's steps of a year (letters, tours, assessment, publication) as of a question; a step with nothing to count is left
    out, and before the regulation binds all are."""
    known = _known(asked, today)
    if unit not in known.tree.units or asked.as_of < known.pack.effective_from:
        return {}
    clauses: dict[str, Cycle] = {clause.step: clause for clause in known.pack.of(Cycle)}
    found = dict(_counts(known, clauses, unit, year))
    return {step: count for step, count in found.items() if count.total}


def _known(asked: Question, today: date) -> Known:
    facts, known_at = world(asked, today), min(asked.known_at, today)
    lists: Lists = _kept.get((mark(), known_at), lambda: _read(known_at))
    return Known(facts.pack, facts.index.with_lists(lists), asked)


def _read(known_at: date) -> Lists:
    found: Lists = {}
    for source in sources():
        if source.name in READ:
            found |= source.read(known_at, Scope())
    return found


def _counts(known: Known, clauses: Mapping[str, Cycle], unit: str, year: int) -> Iterator[tuple[str, StepCount]]:
    if "letters" in clauses:
        yield "letters", _letters(known, clauses["letters"], unit, year)
    if "tours" in clauses:
        yield "tours", _tours(known, clauses["tours"], unit, year)
    if "assessment" in clauses:
        below = known.tree.subordinates(unit)
        taken = {one.unit: steps_taken(known, clauses["assessment"], one) for one in known.facts.assessments if one.unit in below}
        for step, name in (("assessment", "confirmed"), ("publication", "published")):
            done = {code for code, steps in taken.items() if name in steps and steps[name].year == year}
            yield step, StepCount(len(done), len(below), "met" if len(done) == len(below) else "")


def _letters(known: Known, clause: Cycle, unit: str, year: int) -> StepCount:
    found = [one["status"] for one in cycle(known) if one["rule"] == clause.rule and one.get("superior") == unit and one["year"] == year]
    done = [status for status in found if status in {"met", "late"}]
    status = "missed" if "missed" in found else "" if len(done) < len(found) else "backfilled" if "late" in found else "met"
    return StepCount(len(done), len(found), status)


def _tours(known: Known, clause: Cycle, unit: str, year: int) -> StepCount:
    """A cycle runs over years: before its last nothing is late."""
    start = cycle_of(known.pack, clause, year)
    due, visited = toured(known, clause, unit, start)
    last = year == start + clause.years - 1
    return StepCount(len(visited), len(due), "met" if due == visited else "" if last else "pending")
