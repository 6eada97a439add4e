"""How a number begins for each subordinate in the table, so that nobody types what is known: as shared out, as in last year's letter, as it came out
last year, as the pattern says."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from anze.law.question import Question
from anze.letters.models import Goal, Letter, Pattern, Share
from anze.letters.queries.outcomes import offered, value_of
from anze.letters.told import said
from anze.people.models import Unit

Key = tuple[int, int]  # goal, unit


def begun(patterns: Sequence[Pattern], units: Sequence[Unit], asked: Question, today: date) -> dict[Key, Decimal | None]:
    """Return the limit with which each cell of the table begins; None where nothing is known."""
    goals = [goal for pattern in patterns for goal in pattern.goals.all() if goal.kind == "number"]
    shared = {(one.goal_id, one.unit_id): one.limit for one in Share.objects.filter(goal__in=[goal.pk for goal in goals])}
    before = _last_year(patterns, units)
    counted = _counted([goal for goal in goals if goal.limit is None and goal.figure], units, asked, today)
    found: dict[Key, Decimal | None] = {}
    for goal in goals:
        for unit in units:
            key = goal.pk, unit.pk
            found[key] = shared.get(key, before.get((goal.pattern.side, goal.text, unit.pk), goal.limit if goal.limit is not None else counted.get(key)))
    return found


def _last_year(patterns: Sequence[Pattern], units: Sequence[Unit]) -> dict[tuple[str, str, int], Decimal]:
    if not patterns:
        return {}
    superior, year = patterns[0].superior, patterns[0].year - 1
    rows = Letter.objects.standing().filter(superior=superior, year=year, subordinate__in=[unit.pk for unit in units])
    return {(one.side, goal["text"], one.subordinate_id): Decimal(goal["limit"]) for one in rows for goal in one.numbers}


def _counted(goals: Sequence[Goal], units: Sequence[Unit], asked: Question, today: date) -> dict[Key, Decimal]:
    """Return what was counted in the year before of each figure that has no limit yet: nothing grew is where one begins."""
    figures, found = {one.name: one for one in offered()}, dict[Key, Decimal]()
    by_code: Mapping[str, Unit] = {unit.code: unit for unit in units}
    counts = {(name, year): figures[name].count(sorted(by_code), year, asked, today)
              for name, year in {(goal.figure, goal.pattern.year - 1) for goal in goals} if name in figures}
    for goal in goals:
        for code, count in counts.get((goal.figure, goal.pattern.year - 1), {}).items():
            found[goal.pk, by_code[code].pk] = value_of(count)
    return found


def differing(patterns: Sequence[Pattern], units: Sequence[Unit], limits: Mapping[Key, Decimal | None]) -> list[str]:
    """Say of which units the letters of both sides have different numbers for the same goal: it may be meant, but somebody should have seen it."""
    goals = [(pattern, goal) for pattern in patterns for goal in pattern.goals.all() if goal.kind == "number"]
    found = []
    for unit in units:
        by_text: dict[str, list[tuple[str, Decimal]]] = {}
        for pattern, goal in goals:
            limit = limits.get((goal.pk, unit.pk))
            if limit is not None:
                by_text.setdefault(goal.text, []).append((pattern.get_side_display(), limit))
        for text, some in by_text.items():
            if len({limit for _, limit in some}) > 1:
                found.append(f"{unit.name}“{text}”：{'，'.join(f'{side} {said(limit)}' for side, limit in some)}，两份不一样，请核对。")
    return found
