"""What the law core finds of the accidents of a place: the same lists, by the same rules, as `anze case` prints of the same facts, vetoes by what leaders
received undivided."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Final

from anze.duties.situation import counties_of, since_for, situation
from anze.duties.sources import Scope
from anze.duties.world import world
from anze.law import facts as law
from anze.law.findings import Findings, in_order
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.accidents import accidents
from anze.law.rules.count import grounds, silent_reports
from anze.law.rules.event import event_triggers
from anze.law.rules.undivided import undivided
from anze.law.rules.veto import vetoes
from anze.law.rules.window import outlook, window_triggers
from anze.law.rules.withdrawn import withdrawn

LISTS: Final = ("accidents", "triggers", "withdrawn", "outlook", "grounds", "vetoes", "undecided")


def findings(known: Known) -> Findings:
    """Return what is found about accidents, each list in the order of `anze case`. What rests on missed duties is left to the duty board.

    Vetoes by what leaders received are not told apart (decisions/0055): many read of accidents, and of their changes in the ledger.
    """
    known = undivided(known)
    vetoed = in_order("vetoes", vetoes(known))
    fired = in_order("triggers", chain(window_triggers(known), event_triggers(known, vetoed)))
    return Findings(known.pack, known.asked, {
        "accidents": in_order("accidents", accidents(known)), "triggers": fired, "withdrawn": in_order("withdrawn", withdrawn(known, [*fired, *vetoed])),
        "outlook": in_order("outlook", outlook(known)), "grounds": in_order("grounds", grounds(known, {})), "vetoes": vetoed,
        "undecided": in_order("undecided", silent_reports(known))})


def around(units: Collection[str], day: date, asked: Question, today: date) -> Known:
    """Return all that was known of the counties in which `units` (codes) lie, as far back as an accident of `day` is judged by."""
    facts = world(asked, today)
    return situation(asked, today, Scope(counties_of(facts.index.tree, frozenset(units)), since_for(facts.pack, day)))


def with_accident(known: Known, code: str, fact: law.Accident | None) -> Known:
    """Return the same facts with one accident as it is now; without it where it is no longer on record."""
    return with_accidents(known, {code: fact})


def with_accidents(known: Known, facts: Mapping[str, law.Accident | None]) -> Known:
    """Return the same facts with some accidents (by code) as they are now; without those that are no longer on record."""
    others: Iterable[law.Accident] = (one for one in known.facts.accidents if one.id not in facts)
    lists = {"accidents": (*others, *(fact for fact in facts.values() if fact is not None))}
    return Known(known.pack, known.index.with_lists(lists), known.asked)
