"""Grounds that wait to be weighed, for the home page of discipline: those handed over with an interview, and the others but for missed duties."""

from datetime import date

from anze.access.rights import Rights
from anze.accountability.queries.ground import HANDED, MISSED, RULES, Wanted, grounds
from anze.duties.sources import Due
from anze.law.question import Question


def handed_over(rights: Rights, asked: Question, today: date) -> list[Due]:
    """Return the interviews in reach whose matter was handed over and waits, the longest first."""
    return _due(rights, asked, today, [HANDED])


def to_weigh(rights: Rights, asked: Question, today: date) -> list[Due]:
    """Return the other grounds in reach that wait, but for missed duties, which are candidates by the hundred; the longest first."""
    return _due(rights, asked, today, [rule for rule in RULES if rule not in {HANDED, MISSED}])


def _due(rights: Rights, asked: Question, today: date, rules: list[str]) -> list[Due]:
    rows = [one for rule in rules for one in grounds(rights, asked, today, Wanted(rule=rule))]
    return [Due(one.unit.name, f"{one.label}：{one.found.text}", "waiting", one.found.on, "accountability:ground", (one.key,))
            for one in sorted(rows, key=lambda one: (one.found.on, one.key))]
