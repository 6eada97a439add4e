"""Standing duties (contact points, duty lists) as the law finds them, restricted to a reach."""

from dataclasses import dataclass
from typing import Any

from anze.access.rights import Reach
from anze.duties.world import World
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.law.rules.standing import standing


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One standing duty of one officer in one unit: how it stands and why."""

    duty: str
    unit: str
    unit_name: str
    officer: str
    name: str
    status: str
    why: str

    @property
    def said(self) -> str:
        """Why, without the provision and the person before it: for where both are named already."""
        head, _, rest = self.why.partition("：")
        words = rest if rest and head == provision_label(self.duty) else self.why
        return words.removeprefix(f"{self.name}（{self.officer}）")


def standing_rows(held: World, asked: Question, reach: Reach, officers: frozenset[str] | None = None) -> list[StandingRow]:
    """Return the standing duties of officers in units in reach, and of those whom the reach names, in the order of the tree.

    `officers`: of these only.
    """
    rows = held.lasting.get(("standing", asked), lambda: _all(held, asked))
    units, people = reached(held, reach)
    return [row for row in rows if (row.unit in units or row.officer in people) and (officers is None or row.officer in officers)]


def _all(held: World, asked: Question) -> list[StandingRow]:
    tree, names, places = held.index.tree, held.index.names, held.places.units
    found = [StandingRow(one["duty"], one["unit"], tree.name(one["unit"]), one["officer"], names.get(one["officer"]) or str(one["officer"]), one["status"],
                         one["why"]) for one in standing(held.known(asked))]
    return sorted(found, key=lambda row: (places[row.unit].rank if row.unit in places else -1, row.officer, row.duty))


def reached(held: World, reach: Reach) -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of the units in reach and of the officers whom the reach names."""
    return held.lasting.get(("reached", reach), lambda: _reached(held, reach))


def _reached(held: World, reach: Reach) -> tuple[frozenset[str], frozenset[str]]:
    roll: Any = held.recurrence.roll
    units = frozenset(code for code, ok in zip(roll.units, held.places.unit_flags(roll, reach).tolist(), strict=True) if ok)
    people = frozenset(code for code, ok in zip(roll.officers, held.places.officer_flags(roll, reach).tolist(), strict=True) if ok)
    return units, people
