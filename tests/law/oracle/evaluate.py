"""All findings of a case."""

from collections.abc import Callable, Iterable

from .accidents import accidents
from .accountability import exemptions, grounds
from .cycle import cycle
from .recurring import obligations
from .standing import standing, structure
from .triggers import outlook, triggers, undecided
from .vetoes import bans, vetoes
from .world import Row, World

FINDERS: dict[str, Callable[[World], list[Row]]] = {
    "obligations": obligations, "standing": standing, "structure": structure, "accidents": accidents,
    "triggers": triggers, "outlook": outlook, "grounds": grounds, "vetoes": vetoes, "bans": bans,
    "exemptions": exemptions, "cycle": cycle, "undecided": undecided,
}
LISTS = tuple(FINDERS)


def evaluate(case: Row, lists: Iterable[str] = LISTS) -> dict[str, list[Row]]:
    """The findings of a case file's plain data (dates as `date`), dates as ISO text; `lists` picks some of them."""
    world = World(case)
    return {name: [{key: value for key, value in row.items() if not key.startswith("_")}
                   for row in FINDERS[name](world)] for name in lists}
