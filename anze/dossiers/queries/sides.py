"""What is known of a person on a day, by one of two clocks: as it was on record that day, or by what came on record since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from anze.duties.queries.performing import performed
from anze.duties.situation import situation
from anze.duties.world import World, world
from anze.law.clauses import Recurring
from anze.law.days import Period, add_years
from anze.law.facts import Assessment, Interview, Letter, Measure, Task, Tenure
from anze.law.findings import Finding
from anze.law.known import Known
from anze.law.question import Question
from anze.law.recurring.calendar import day_number
from anze.law.recurring.decide import STATUS_NAMES
from anze.law.rules.exemption import Performance
from anze.law.rules.standing import standing

Key = tuple[str, str, str, int]  # duty, unit, period, which of several tenures at that time


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation of a period for which the person answers: how it stands, the acts (codes of facts) that counted, those of them recorded late."""

    duty: Recurring
    unit: str
    period: Period
    status: str
    done: int
    acts: tuple[str, ...]
    late: frozenset[str]


class Side:
    """The facts of one clock about one officer (code): `asked.as_of` is the day of the pack on both sides."""

    def __init__(self, officer: str, asked: Question, years: int, today: date) -> None:
        self.officer, self.asked, self.since = officer, asked, add_years(asked.as_of, -years)
        self.there: frozenset[tuple[str, int]] = frozenset()  # units and years whose papers belong to the picture, the same on both sides
        self.world: World = world(asked, today)
        self.known: Known = situation(asked, today)

    @cached_property
    def tenures(self) -> list[Tenure]:
        """The person's tenures, in the order of their start."""
        return self.known.index.tenures_of.get(self.officer, [])

    @property
    def held(self) -> list[Tenure]:
        """The tenures that are held on the day."""
        return [one for one in self.tenures if one.holds_on(self.asked.as_of)]

    @cached_property
    def owed(self) -> dict[Key, Owed]:
        """What the person owed of periods that ended in the years before the day or had begun by it, in the order of duties, units and periods."""
        found: dict[Key, Owed] = {}
        for one in self._rows():
            twin = next(number for number in range(99) if (one.duty.id, one.unit, one.period.name, number) not in found)
            found[one.duty.id, one.unit, one.period.name, twin] = one
        return found

    def _rows(self) -> Iterator[Owed]:
        recurrence = self.world.recurrence
        roll, known = recurrence.roll, recurrence.acts
        code, grace = roll.officer_codes.get(self.officer, -1), self.known.pack.int("grace_days")
        for block in recurrence.blocks(self.asked, within=np.unique(roll.unit[roll.officer == code])):
            owed = np.zeros(len(block), dtype=np.bool_)
            owed[np.repeat(np.arange(len(block)), np.diff(block.officer_at))[block.officers == code]] = True
            periods = block.periods()
            for row in np.flatnonzero(owed & (block.last_day >= day_number(self.since))).tolist():
                acts = block.acts[block.act_at[row]:block.act_at[row + 1]]
                ids, late = known.ids.take(acts), known.recorded.take(acts) - block.last_day[row] > grace
                yield Owed(block.duty, roll.units[block.unit[row]], periods[row], STATUS_NAMES[block.status[row]], int(block.done[row]),
                           tuple(ids.tolist()), frozenset(ids[late].tolist()))

    @cached_property
    def standing(self) -> dict[tuple[str, str], Finding]:
        """The standing duties of the day, by duty and unit."""
        found = sorted(standing(self.known, frozenset({self.officer})), key=lambda one: (one["duty"], one["unit"]))
        return {(one["duty"], one["unit"]): one for one in found}

    @cached_property
    def performance(self) -> list[Performance]:
        """The full-performance test (第三十条), every item."""
        return performed(self.world, self.known, self.officer, self.asked)

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """The tasks of the person, however long ago they fell due: the test of 第三十条 looks at every one."""
        return {one.id: one for one in self.known.index.tasks_of.get(self.officer, ())}

    def task_status(self, task: Task) -> str:
        """Return how a task stands on the day."""
        if self.done_on(task) is None:
            return "missed" if task.due < self.asked.as_of else "pending"
        return "late" if task.done_on is not None and task.done_on > task.due else "met"

    def done_on(self, task: Task) -> date | None:
        """Return the day on which a task was done, as far as that is on record."""
        return task.done_on if self.known.on_record(task.done_on, task.recorded_on) else None

    @cached_property
    def interviews(self) -> dict[str, Interview]:
        """The interviews of the person held since the years before the day."""
        mine = [one for one in self.known.facts.interviews if self.officer in one.officers and self.since <= one.date <= self.asked.as_of]
        return {one.id: one for one in sorted(mine, key=lambda one: (one.date, one.id))}

    @cached_property
    def letters(self) -> dict[tuple[str, str, str, int], Letter]:
        """The letters of responsibility that the person's units of the day signed with their superiors, of the years in which the person was there."""
        mine = [one for one in self.known.facts.letters if (one.subordinate, one.year) in self.there]
        return {(one.subordinate, one.superior, one.side, one.year): one for one in sorted(mine, key=lambda one: (one.year, one.subordinate, one.side))}

    @cached_property
    def assessments(self) -> dict[tuple[str, int], Assessment]:
        """The confirmed results of the person's units of the day, of the years in which the person was there."""
        mine = [one for one in self.known.facts.assessments if (one.unit, one.year) in self.there and self.known.on_record(one.confirmed_on)]
        return {(one.unit, one.year): one for one in sorted(mine, key=lambda one: (one.year, one.unit))}

    @property
    def years_held(self) -> frozenset[tuple[str, int]]:
        """The units in which the person held a post on the day, with each year of these posts up to the day."""
        return frozenset((one.unit, year) for one in self.held for year in range(max(one.start, self.since).year, self.asked.as_of.year + 1))

    @cached_property
    def measures(self) -> list[Measure]:
        """The measures that the person had received by the day."""
        return sorted((one for one in self.known.facts.measures if one.officer == self.officer and self.known.on_record(one.date)),
                      key=lambda one: (one.date, one.kind))

    @cached_property
    def interviews_later(self) -> dict[str, Interview]:
        """The interviews of the person held after the day, by `known_at`: they belong to no column, but are not kept silent about."""
        mine = [one for one in self.known.facts.interviews if self.officer in one.officers and self.asked.as_of < one.date <= self.asked.known_at]
        return {one.id: one for one in sorted(mine, key=lambda one: (one.date, one.id))}

    def leadership(self) -> dict[str, list[Tenure]]:
        """Return who held which post of the units in which the person held one on the day: by unit."""
        units = dict.fromkeys(one.unit for one in self.held)
        return {unit: [one for one in self.known.index.tenures_at.get(unit, ()) if one.holds_on(self.asked.as_of)] for unit in units}
