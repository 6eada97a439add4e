"""What the law does not need of units and people but pages do: their place in the tree, their keys, their spelling."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from anze.access.rights import Reach
from anze.law.recurring.columns import Roll
from anze.people.models import Officer, Unit

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit: its key and path, its rank in the order of the tree, how its name is spelt."""

    pk: int
    path: str
    rank: int
    level: str
    pinyin: str
    initials: str


@dataclass(frozen=True, slots=True)
class Person:
    """An officer: the key, how the name is spelt."""

    pk: int
    pinyin: str
    initials: str


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Units and officers by code; `by_pk` and `officer_by_pk` lead from keys to codes."""

    units: dict[str, Place]
    officers: dict[str, Person]
    by_pk: dict[int, str] = field(default_factory=dict)
    officer_by_pk: dict[int, str] = field(default_factory=dict)

    def above(self, unit: str) -> list[str]:
        """Return the codes of the units above and the unit's own, from the top down."""
        place = self.units.get(unit)
        return [self.by_pk[int(part)] for part in place.path.split("/") if part] if place else [unit]

    def unit_flags(self, roll: Roll, reach: Reach) -> Flags:
        """Say of each unit of the roll whether it lies in reach."""
        if reach.everything:
            return np.ones(len(roll.units), dtype=np.bool_)
        return np.fromiter((self._reaches(reach, code) for code in roll.units), dtype=np.bool_, count=len(roll.units))

    def officer_flags(self, roll: Roll, reach: Reach) -> Flags:
        """Say of each officer of the roll whether the reach names it (not by way of a unit)."""
        flags = np.zeros(len(roll.officers), dtype=np.bool_)
        codes = (self.officer_by_pk.get(pk, "") for pk in reach.officers)
        flags[[roll.officer_codes[code] for code in codes if code in roll.officer_codes]] = True
        return flags

    def below(self, roll: Roll, unit: str) -> Flags:
        """Say of each unit of the roll whether it is `unit` or lies below it."""
        top = self.units.get(unit)
        if top is None:
            return np.zeros(len(roll.units), dtype=np.bool_)
        return np.fromiter((self._path(code).startswith(top.path) for code in roll.units), dtype=np.bool_, count=len(roll.units))

    def ranks(self, codes: Iterable[str]) -> npt.NDArray[np.int32]:
        """Return the rank in the tree of each unit."""
        return np.array([self.units[code].rank if code in self.units else len(self.units) for code in codes], dtype=np.int32)

    def _path(self, code: str) -> str:
        place = self.units.get(code)
        return place.path if place else ""

    def _reaches(self, reach: Reach, code: str) -> bool:
        place = self.units.get(code)
        return place is not None and (place.pk in reach.units or any(place.path.startswith(tree) for tree in reach.trees))


def read_places() -> Places:
    """Read units and officers as they are now: two queries."""
    rows = list(Unit.objects.order_by().values_list("pk", "code", "path", "position", "level", "pinyin", "initials"))
    order = {pk: (level != "department", position, pk) for pk, _, _, position, level, _, _ in rows}
    sorted_rows = sorted(rows, key=lambda row: [order[int(part)] for part in row[2].split("/") if part and int(part) in order])
    units = {code: Place(pk, path, rank, level, pinyin, initials) for rank, (pk, code, path, _, level, pinyin, initials) in enumerate(sorted_rows)}
    people = {code: Person(pk, pinyin, initials) for pk, code, pinyin, initials in Officer.objects.order_by().values_list("pk", "code", "pinyin", "initials")}
    return Places(units, people, {place.pk: code for code, place in units.items()}, {person.pk: code for code, person in people.items()})
