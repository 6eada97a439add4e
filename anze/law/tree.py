"""The tree of units as the regulation sees it: whose duties a unit has, which county and town a place lies in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from anze.law.facts import Unit

COUNTY_LEVEL = "county"
TOWN_PLACES = frozenset({"town", "subdistrict"})


class Tree:
    """Units by id, with what 第二条 makes of each."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = {unit.id: unit for unit in units}
        self._children: dict[str | None, list[str]] = defaultdict(list)
        for unit in sorted(self.units.values(), key=lambda unit: unit.id):
            self._children[unit.parent].append(unit.id)

    def name(self, unit: str | None) -> str:
        """Return the unit's name, or its id where it has none."""
        return "" if unit is None else self.units[unit].name or unit

    def level(self, unit: str) -> str | None:
        """Return the level whose duties the unit has (第二条); None for a subdistrict whose county has not determined so."""
        found = self.units[unit]
        if found.level == "zone":
            return found.treated_as
        if found.level == "subdistrict":
            return "town" if found.determined else None
        return found.level

    def place(self, unit: str) -> str:
        """Return the level of the place itself, for accidents: a subdistrict is one whether determined or not."""
        found = self.units[unit]
        return found.treated_as if found.level == "zone" else found.level

    def above(self, unit: str | None) -> Iterator[str]:
        """Yield the unit and every unit above it, from below upwards."""
        while unit is not None:
            yield unit
            unit = self.units[unit].parent

    def inside(self, unit: str, area: str) -> bool:
        """Say whether `unit` is `area` or lies below it."""
        return area in self.above(unit)

    def county_of(self, unit: str) -> str | None:
        """Return the county, or the zone treated as one, in which the unit lies: the nearest."""
        return next((above for above in self.above(unit) if self.place(above) == COUNTY_LEVEL), None)

    def town_of(self, unit: str) -> str | None:
        """Return the town or subdistrict (or zone treated as a town) in which the unit lies: the nearest."""
        return next((above for above in self.above(unit) if self.place(above) in TOWN_PLACES), None)

    def city_of(self, unit: str) -> str | None:
        """Return the city in which the unit lies."""
        return next((above for above in self.above(unit) if self.units[above].level == "city"), None)

    def of_level(self, *levels: str) -> list[str]:
        """Return the ids of the units that have the duties of one of `levels`, sorted."""
        return sorted(unit for unit in self.units if self.level(unit) in levels)

    def subordinates(self, unit: str) -> list[str]:
        """Return the direct subordinates with a Party committee and a government of their own, sorted: counties, towns,
        and zones treated as one."""
        return [child for child in self._children[unit] if self.level(child) in {"county", "town"}]
