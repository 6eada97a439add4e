"""The shape of leaderships (第四、八、十二条, vacancies) as the law finds it, restricted to a reach."""

from dataclasses import dataclass

from anze.access.rights import Reach
from anze.duties.queries.standing import reached
from anze.duties.world import World
from anze.law.question import Question
from anze.law.rules.shape import structure


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """One check of one unit's leadership: whether it is as it should be, and why."""

    check: str
    unit: str
    unit_name: str
    ok: bool
    vacant: tuple[str, ...]
    why: str


def shape_rows(held: World, asked: Question, reach: Reach) -> list[ShapeRow]:
    """Return the checks of the units in reach, in the order of the tree."""
    rows = held.lasting.get(("structure", asked), lambda: _all(held, asked))
    units, _ = reached(held, reach)
    return [row for row in rows if row.unit in units]


def _all(held: World, asked: Question) -> list[ShapeRow]:
    tree, places = held.index.tree, held.places.units
    found = [ShapeRow(one["check"], one["unit"], tree.name(one["unit"]), one["ok"], tuple(one["vacant"]), one["why"]) for one in structure(held.known(asked))]
    return sorted(found, key=lambda row: (places[row.unit].rank if row.unit in places else -1, row.check))
