"""The register as it stands, looked up by code and by name, and how far the person who imports reaches."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from anze.access.rights import Reach
from anze.people.models import Officer, OfficerVersion, Tenure, Unit, UnitVersion

STATED: Final = ("name", "level", "function", "determined", "treated_as")
ONCE: Final = ("kind", "code_system", "position", "closed_on")  # what a unit is given when it is entered, and not changed here


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as it is or as the workbook will have it; `parent` is a code. `mine`: in reach of whoever imports."""

    code: str
    name: str
    level: str
    parent: str | None
    function: str = "other"
    determined: bool = False
    treated_as: str = "county"
    kind: str = ""
    code_system: str = ""
    position: int = 0
    closed_on: date | None = None
    mine: bool = True

    def stated(self) -> dict[str, Any]:
        """Return what a change may state anew."""
        return {name: getattr(self, name) for name in STATED}


@dataclass(slots=True)
class OnRecord:
    """Units and officers that are on record, and the tenures that stand. Those once entered and undone count as free."""

    units: dict[str, Unit]
    places: dict[str, Place]
    officers: dict[str, Officer]
    reached: frozenset[int]  # officers
    tenures: dict[tuple[str, str, str, date], Tenure]
    by_name: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def named(self, table: str, name: str) -> list[str]:
        """Return the codes of units or officers in reach of that name."""
        if table not in self.by_name:
            found: dict[str, list[str]] = defaultdict(list)
            if table == "unit":
                for place in self.places.values():
                    if place.mine:
                        found[place.name].append(place.code)
            else:
                for officer in self.officers.values():
                    if officer.pk in self.reached:
                        found[officer.name].append(officer.code)
            self.by_name[table] = dict(found)
        return self.by_name[table].get(name, [])


def on_record(reach: Reach) -> OnRecord:
    """Read the register: six queries, however large it is, and none that joins tables of which PostgreSQL has no statistics yet."""
    standing = set(UnitVersion.objects.current().values_list("unit", flat=True))
    units = {unit.code: unit for unit in Unit.objects.filter(pk__in=standing).select_related("parent")}
    places = {code: place_of(unit, mine=reach.covers_unit(unit)) for code, unit in units.items()}
    there = set(OfficerVersion.objects.current().values_list("officer", flat=True))
    tenures = list(Tenure.objects.current().order_by("start", "pk"))
    people = {officer.pk: officer for officer in Officer.objects.filter(pk__in=there | {tenure.officer_id for tenure in tenures})}
    officers = {officer.code: officer for officer in people.values() if officer.pk in there}
    posted = {unit.pk: unit for unit in units.values()}
    for tenure in tenures:
        tenure.officer, tenure.unit = people[tenure.officer_id], posted[tenure.unit_id]
    held = {tenure.officer_id for tenure in tenures}
    # Somebody without any post belongs to nobody yet.
    reached = {tenure.officer_id for tenure in tenures if places[tenure.unit.code].mine} | reach.officers | (there - held)
    return OnRecord(units, places, officers, frozenset(reached), {tenure_key(tenure): tenure for tenure in tenures})


def place_of(unit: Unit, *, mine: bool = True) -> Place:
    """Return a unit as a place."""
    values = {name: getattr(unit, name) for name in (*STATED, *ONCE)}
    return Place(code=unit.code, parent=unit.parent.code if unit.parent else None, mine=mine, **values)


def tenure_key(tenure: Tenure) -> tuple[str, str, str, date]:
    """Return what tells a tenure on record from every other: nobody holds the same post of a unit twice at once."""
    return tenure.officer.code, tenure.unit.code, tenure.post, tenure.start


def restated(place: Place, **values: Any) -> Place:
    """Return a place with some values stated anew."""
    return replace(place, **values)
