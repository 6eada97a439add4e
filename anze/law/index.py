"""Facts by whom and where they concern: what does not depend on the day asked, indexed once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final, Protocol, TypeVar

from anze.law.facts import Committee, Contact, DutyList, Facts, ProblemTown, Task, Tenure, Tour
from anze.law.tree import Tree


class Lasting(Protocol):
    """A fact that holds from a day to a day, both included."""

    @property
    def start(self) -> date:
        """Its first day."""

    @property
    def end(self) -> date | None:
        """Its last day; None while it lasts."""


T = TypeVar("T")
# What is indexed → the list of facts that it rests on.
_RESTS_ON: Final = {"_tenures": "tenures", "tenures_of": "tenures", "tenures_at": "tenures", "contacts_of": "contacts", "problem_town_at": "problem_towns",
                    "duty_lists_at": "duty_lists", "tasks_of": "tasks", "tours_by": "tours", "committees_at": "committees"}


def in_force(fact: Lasting, day: date) -> bool:
    """Say whether the fact holds on `day`."""
    return fact.start <= day and (fact.end is None or day <= fact.end)


class FactIndex:
    """The tree of units and the facts by officer and by unit, each list in the order of start."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.tree = Tree(facts.units)
        self.names = {officer.id: officer.name or officer.id for officer in facts.officers}

    def with_lists(self, lists: Mapping[str, tuple[Any, ...]]) -> "FactIndex":
        """Return an index of the same facts with other lists (by name) in place of its own; what does not rest on them is kept.

        Units and officers cannot be replaced: everything rests on them. Raises ValueError where they are among the lists.
        """
        if lists.keys() & {"units", "officers"}:
            raise ValueError("units and officers need an index of their own")
        found = object.__new__(FactIndex)
        found.__dict__.update({name: value for name, value in self.__dict__.items() if _RESTS_ON.get(name) not in lists})
        found.facts = replace(self.facts, **lists)
        return found

    @cached_property
    def _tenures(self) -> list[Tenure]:
        return sorted(self.facts.tenures, key=lambda t: (t.start, t.officer, t.unit, t.post, t.end or date.max))

    @cached_property
    def tenures_of(self) -> dict[str, list[Tenure]]:
        """Tenures by officer."""
        return _by((t.officer, t) for t in self._tenures)

    @cached_property
    def tenures_at(self) -> dict[str, list[Tenure]]:
        """Tenures by unit."""
        return _by((t.unit, t) for t in self._tenures)

    @cached_property
    def contacts_of(self) -> dict[str, list[Contact]]:
        """Contact points by officer."""
        return _by((c.officer, c) for c in sorted(self.facts.contacts, key=lambda c: (c.unit or "", c.sector or "", c.start)))

    @cached_property
    def problem_town_at(self) -> dict[str, list[ProblemTown]]:
        """Entries of the list of problem towns by town."""
        return _by((town.unit, town) for town in self.facts.problem_towns)

    @cached_property
    def duty_lists_at(self) -> dict[str, list[DutyList]]:
        """Duty lists by department."""
        return _by((d.unit, d) for d in sorted(self.facts.duty_lists, key=lambda d: (d.start, d.safety_body or "")))

    @cached_property
    def tasks_of(self) -> dict[str, list[Task]]:
        """Tasks by officer, in the order of their ids."""
        return _by((task.officer, task) for task in sorted(self.facts.tasks, key=lambda task: task.id))

    @cached_property
    def tours_by(self) -> dict[str, list[Tour]]:
        """Inspection tours by the superior that sent them."""
        return _by((tour.by, tour) for tour in self.facts.tours)

    @cached_property
    def committees_at(self) -> dict[str, list[Committee]]:
        """Work-safety committees by unit."""
        return _by((c.unit, c) for c in sorted(self.facts.committees, key=lambda c: (c.start, sorted(c.directors))))

    def holders(self, unit: str, posts: Collection[str], day: date) -> list[str]:
        """Return the officers who hold one of `posts` in `unit` on `day`, sorted, each once."""
        return sorted({t.officer for t in self.tenures_at.get(unit, ()) if t.post in posts and t.holds_on(day)})


def _by(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return dict(found)
