"""The cycle of tours: which Party committees and governments a superior has visited, as the law counts (第十八条), which stand planned, which are left."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from anze.access.rights import Rights
from anze.acts.pack import pack_in_force
from anze.duties.world import world
from anze.law.clauses import Cycle
from anze.law.codes import SIDES
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.cycle import cycle, tour_cycles, toured
from anze.law.tree import Tree
from anze.people.facts import register_facts
from anze.people.models import Unit
from anze.tours.facts import tours_known
from anze.tours.models import Tour
from anze.tours.policies import VIEW
from anze.tours.queries.states import state_on, visited_on

# How a place stands in a cycle → its word, its lamp. The order is that of the legend.
STANDS: Final = {"visited": ("已巡查", "met"), "partly": ("巡查了一方", "soon"), "going": ("巡查中", "open"), "planned": ("已安排", "pending"),
                 "none": ("未巡查", "lacking")}


@dataclass(frozen=True, slots=True)
class OfSide:
    """How a place's Party committee or government stands: visited on which day, by which tour, or planned."""

    side: str
    label: str
    stand: str
    tour: Any
    day: date | None

    @property
    def lamp(self) -> str:
        """Its lamp."""
        return STANDS[self.stand][1]

    @property
    def words(self) -> str:
        """Its word."""
        return STANDS[self.stand][0]


@dataclass(frozen=True, slots=True)
class Place:
    """One subordinate place in a cycle, with both its sides."""

    unit: Unit
    sides: tuple[OfSide, ...]

    @property
    def stand(self) -> str:
        """How it stands as a whole: visited only where everything that is owed is."""
        stands = [one.stand for one in self.sides]
        if all(one == "visited" for one in stands):
            return "visited"
        return "partly" if "visited" in stands else min(stands, key=list(STANDS).index)

    @property
    def lamp(self) -> str:
        """Its lamp."""
        return STANDS[self.stand][1]

    @property
    def words(self) -> str:
        """Its word; where one side was visited, which."""
        done = "、".join(one.label for one in self.sides if one.stand == "visited")
        return f"只巡查了{done}" if self.stand == "partly" else STANDS[self.stand][0]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A superior's cycle: first and last year, how many are visited of all as the law finds, its sentence, every place."""

    superior: Unit
    first: int
    last: int
    visited: int
    all: int
    why: str
    places: tuple[Place, ...]

    @property
    def left(self) -> list[Place]:
        """The places that are not wholly visited, those not even planned first."""
        return sorted((one for one in self.places if one.stand != "visited"), key=lambda one: -list(STANDS).index(one.stand))

    @property
    def share(self) -> int:
        """How many in a hundred are visited."""
        return round(100 * self.visited / self.all)


def clause_of() -> Cycle:
    """Return the clause that asks for tours. LookupError where the pack has none."""
    return next(one for one in pack_in_force().of(Cycle) if one.step == "tours")


def cycle_of(year: int) -> tuple[int, int]:
    """Return the first and the last year of the cycle that a year lies in; of a year before the first cycle, those of the first."""
    first, years = pack_in_force().effective_from.year, clause_of().years
    start = first + max(0, year - first) // years * years
    return start, start + years - 1


def in_cycle(one: int, other: int) -> bool:
    """Say whether two years lie in the same cycle."""
    return cycle_of(one) == cycle_of(other)


def subordinates_of(superior: Unit, today: date) -> frozenset[str]:
    """Return the codes of the direct subordinates with a Party committee and a government, as they are today: read for this place alone."""
    keys = [superior.pk, *Unit.objects.filter(parent=superior).values_list("pk", flat=True)]
    units = register_facts(today, keys)["units"]
    tree = Tree(replace(one, parent=None) if one.id == superior.code else one for one in units)
    return frozenset(tree.subordinates(superior.code)) if superior.code in tree.units else frozenset()


def superiors(rights: Rights, today: date, permission: str = VIEW) -> list[Unit]:
    """Return the places in reach that send tours: those with subordinates, the highest first."""
    tree = world(Question(today, today), today).index.tree
    codes = [code for code in tree.units if tree.subordinates(code)]
    return list(Unit.objects.filter(rights.reach(permission).of_units(), code__in=codes).order_by("path"))


def coverage(superior: Unit, asked: Question, today: date, first: int | None = None) -> Coverage | None:
    """Return a superior's cycle as of a day: the one that runs, or the one that began with a year; None before any has begun or with nobody below."""
    known, clause = tours_known(asked, today), clause_of()
    starts = tour_cycles(known, clause)
    if not starts or superior.code not in known.tree.units:
        return None
    start = first if first is not None and first in starts else starts[-1]
    due, visited = toured(known, clause, superior.code, start)
    if not due:
        return None
    found = _finding(known, clause.rule, superior.code, start)
    return Coverage(superior, start, start + clause.years - 1, found["visited"], found["all"], found["why"],
                    tuple(_places(superior, due, visited, asked, start, clause.years)))


def _finding(known: Known, rule: str, superior: str, start: int) -> Any:
    return next(one for one in cycle(known) if one["rule"] == rule and one.get("by") == superior and one.get("cycle_from") == str(start))


def _places(superior: Unit, due: frozenset[tuple[str, str]], visited: frozenset[tuple[str, str]], asked: Question, start: int, years: int) -> Iterable[Place]:
    rows = Tour.objects.filter(superior=superior, year__gte=start - 1, year__lt=start + years + 1).select_related("unit").prefetch_related("steps", "schedules")
    by_unit: dict[str, list[Tour]] = {}
    for tour in rows.order_by("opened_at", "pk"):
        by_unit.setdefault(tour.unit.code, []).append(tour)
    for unit in Unit.objects.filter(code__in={code for code, _ in due}).order_by("position", "path"):
        sides = [side for side in SIDES if (unit.code, side) in due]
        yield Place(unit, tuple(_side(side, (unit.code, side) in visited, by_unit.get(unit.code, []), asked, range(start, start + years)) for side in sides))


def _side(side: str, visited: bool, tours: list[Tour], asked: Question, years: range) -> OfSide:
    mine = [one for one in tours if side in one.sides]
    if visited:
        ended = [(day, one) for one in mine if (day := visited_on(one, asked)) is not None and _came(one).year in years]
        day, tour = max(ended, key=lambda one: one[0]) if ended else (None, None)
        return OfSide(side, SIDES[side], "visited", tour, day)
    stand = {"planned": "planned", "notified": "planned", "on_site": "going"}
    for tour in reversed(mine):
        state = state_on(tour, asked)
        if state in stand and tour.year in years:
            schedule = next((one for one in tour.schedules.all() if one.struck_at is None), None)
            return OfSide(side, SIDES[side], stand[state], tour, schedule.start if schedule else None)
    return OfSide(side, SIDES[side], "none", None, None)


def _came(tour: Tour) -> date:
    return next(one.on for one in tour.steps.all() if one.kind == "arrive")
