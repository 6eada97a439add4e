"""The one table from which letters are generated: which subordinates, and the limit of every number for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from anze.law.codes import SIDES
from anze.letters.forms.base import number_in
from anze.letters.models import Goal, Pattern
from anze.letters.told import said
from anze.people.models import Unit

Key = tuple[int, int]  # goal, unit


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the table: the name of its input, what stands in it, what is wrong with it, how it is called."""

    name: str
    value: str
    fault: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A subordinate: ticked or not, its boxes in the order of the goals, the sides of which a letter stands already."""

    unit: Unit
    ticked: bool
    boxes: tuple[Box, ...]
    there: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether letters of all sides stand."""
        return len(self.there) == len(SIDES)


class Table:
    """The table as it begins, or as it was sent."""

    def __init__(self, data: Any, *, patterns: Sequence[Pattern], units: Sequence[Unit], begun: Mapping[Key, Decimal | None],
                 there: Mapping[int, Sequence[str]]) -> None:
        self.data, self.units, self.begun, self.there = data, list(units), begun, there
        self.goals: list[Goal] = [goal for pattern in patterns for goal in pattern.goals.all() if goal.kind == "number"]
        self.faults: dict[str, str] = {}
        self.limits: dict[Key, Decimal] = {}
        self.chosen = [unit for unit in self.units if self._ticked(unit)]
        self._read()

    def _ticked(self, unit: Unit) -> bool:
        if len(self.there.get(unit.pk, ())) == len(SIDES):
            return False
        return unit.code in self.data.getlist("units") if self.data is not None else True

    def _read(self) -> None:
        for unit in self.units:
            for goal in self.goals:
                key, name = (goal.pk, unit.pk), self.name(goal, unit)
                if self.data is None or name not in self.data:
                    limit = self.begun.get(key)
                else:
                    try:
                        limit = number_in(self.data[name])
                    except ValidationError as fault:
                        self.faults[name] = str(fault.messages[0])
                        continue
                if limit is not None:
                    self.limits[key] = limit

    @staticmethod
    def name(goal: Goal, unit: Unit) -> str:
        """Return the name of an input."""
        return f"limit-{goal.pk}-{unit.pk}"

    @property
    def widths(self) -> dict[str, int]:
        """How many numbers each side has."""
        return {side: sum(goal.pattern.side == side for goal in self.goals) for side in SIDES}

    def lines(self) -> list[Line]:
        """Return the rows for the page."""
        return [Line(unit, unit in self.chosen, tuple(self._box(goal, unit) for goal in self.goals), tuple(self.there.get(unit.pk, ()))) for unit in self.units]

    def _box(self, goal: Goal, unit: Unit) -> Box:
        name = self.name(goal, unit)
        typed = self.data[name] if self.data is not None and name in self.data else said(self.limits.get((goal.pk, unit.pk)))
        return Box(name, typed, self.faults.get(name, ""), f"{unit.name}（{SIDES[goal.pattern.side]}）{goal.text}")

    def sentences(self) -> list[tuple[str, str]]:
        """Return each fault with the name of its input."""
        labels = {self.name(goal, unit): f"{unit.name}（{SIDES[goal.pattern.side]}）{goal.text}" for unit in self.units for goal in self.goals}
        return [(name, f"{labels[name]}：{words}") for name, words in self.faults.items()]
