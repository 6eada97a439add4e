"""The facts of the processes above joined to the register's: what the rules about accidents, interviews and years are asked with.

Unlike `world` it is read for a few units and days at a time, so that ten years of a province's accidents cost nothing here.
"""

from datetime import date, timedelta
from typing import Final

from anze.duties.sources import Lists, Scope, sources
from anze.duties.world import kept_memory, world
from anze.law.clauses import Window
from anze.law.known import Known
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.tree import Tree
from anze.record.marks import mark

_kept: Final = kept_memory(32)


def situation(asked: Question, today: date, scope: Scope | None = None) -> Known:
    """Return what was known on `asked.known_at`, of the units and since the day that `scope` names; of everything without one."""
    scope, known_at, facts = scope or Scope(), min(asked.known_at, today), world(asked, today)
    lists: Lists = _kept.get((mark(), known_at, scope), lambda: _read(known_at, scope))  # nothing changes but with an entry of the ledger
    return Known(facts.pack, facts.index.with_lists(lists), asked)


def _read(known_at: date, scope: Scope) -> Lists:
    found: Lists = {}
    for source in sources():
        found |= source.read(known_at, scope)
    return found


def counties_of(tree: Tree, units: frozenset[str]) -> frozenset[str]:
    """Return the codes of everything that lies in the counties in which `units` lie: what a window or a veto about them looks at."""
    counties = {tree.county_of(unit) or unit for unit in units}
    return frozenset(unit for unit in tree.units if unit in counties or tree.county_of(unit) in counties)


def since_for(pack: Pack, day: date) -> date:
    """Return from which day on accidents must be read to judge those of `day`: its whole year, and the longest window behind it."""
    month = timedelta(days=31)  # months are not equally long: a window read too far back finds no more
    spans = (clause.span.end(day) - day + month for clause in pack.of(Window))
    return min(date(day.year, 1, 1), day - max(spans, default=month))
