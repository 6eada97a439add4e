"""Units in their tree, searched and counted; one unit with what is on record of it for any day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.law.codes import FUNCTIONS, LEVELS, POSTS, SINGLE_HOLDER_POSTS
from anze.law.question import Question
from anze.people.models import Committee, ProblemTown, Tenure, Unit, UnitVersion
from anze.people.models.unit import UnitQuerySet
from anze.register.queries import scope
from anze.register.queries.posts import duty_level, posts_of, wanted_in

PLURAL: Final = {"city": "市", "county": "县（市、区）", "town": "乡镇", "subdistrict": "街道", "zone": "高新区、开发区", "department": "部门"}


@dataclass(slots=True)
class Branch:
    """A unit with units below it: those that have some themselves stand as branches of their own."""

    unit: Unit
    places: list[Unit] = field(default_factory=list)
    departments: list[Unit] = field(default_factory=list)

    @property
    def by_function(self) -> list[tuple[str, list[Unit]]]:
        """The departments by their function (第十四、十五、十六条), each with its name."""
        return by_function(self.departments)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post of a unit with who holds it on the day asked; `wanted`: the law asks that it be held."""

    post: str
    wanted: bool
    single: bool
    holders: tuple[Tenure, ...]

    @property
    def label(self) -> str:
        """What the post is called."""
        return POSTS[self.post]

    @property
    def vacant(self) -> bool:
        """Whether nobody holds it."""
        return not self.holders


@dataclass(frozen=True, slots=True)
class Page:
    """What a unit's page shows for the day asked; `version` is None where the unit was not on record."""

    version: UnitVersion | None
    seats: list[Seat]
    past: list[Tenure]
    coming: list[Tenure]
    committee: Committee | None
    problem_periods: list[ProblemTown]
    children: list[Unit]

    @property
    def places(self) -> list[Unit]:
        """The units below that are no departments."""
        return [one for one in self.children if one.level != "department"]

    @property
    def by_function(self) -> list[tuple[str, list[Unit]]]:
        """The departments beside the unit, by their function."""
        return by_function(one for one in self.children if one.level == "department")


def wanted(rights: Rights, query: Mapping[str, str]) -> UnitQuerySet:
    """Return the units in reach that fit the filters: q (name, code, pinyin, initials), level, function, kind, under (a unit's code), closed."""
    found = scope.units(rights)
    for name in ("level", "function", "kind"):
        if query.get(name):
            found = found.filter(**{name: query[name]})
    if query.get("function"):
        found = found.filter(level="department")
    if query.get("under"):
        root = scope.units(rights).filter(code=query["under"]).first()
        found = found.filter(path__startswith=root.path) if root else found.none()
    text = query.get("q", "").strip()
    if text:
        low = text.lower()
        found = found.filter(Q(name__icontains=text) | Q(code__startswith=text) | Q(initials__contains=low) | Q(pinyin__startswith=low))
    if query.get("closed") != "1":
        found = found.filter(closed_on=None)
    return found.order_by("path")


def wanted_then(rights: Rights, query: Mapping[str, str], asked: Question) -> list[Unit]:
    """Return the units in reach that were on record at the end of `known_at` and stood on `as_of`, as they were called and placed then.

    The same filters as `wanted`; codes, kinds and first letters are those of today. Unsaved, for reading alone.
    """
    units = {unit.pk: unit for unit in scope.units(rights)}
    for version in UnitVersion.objects.on_record(asked.known_at).order_by("pk"):
        unit = units.get(version.unit_id)
        if unit is not None:
            _put_back(unit, version)
    there = {pk: unit for pk, unit in units.items() if getattr(unit, "then", False)}
    for unit in there.values():
        if unit.parent_id in there:
            unit.parent = there[unit.parent_id]
    root = next((unit.pk for unit in there.values() if unit.code == query.get("under")), 0) if query.get("under") else None
    return [unit for unit in there.values() if _fits(unit, query, asked.as_of) and (root is None or root in _above(unit, there))]


def _put_back(unit: Any, version: UnitVersion) -> None:
    for name in ("name", "level", "function", "determined", "treated_as", "closed_on", "parent_id"):
        setattr(unit, name, getattr(version, name))
    unit.then = True


def _above(unit: Unit, there: Mapping[int, Unit]) -> set[int]:
    """Return the keys of a unit and of those above it on that day."""
    found, at = {unit.pk}, unit
    while (above := at.parent_id) is not None and above in there and above not in found:
        at = there[above]
        found.add(above)
    return found


def _fits(unit: Unit, query: Mapping[str, str], as_of: date) -> bool:
    if unit.closed_on is not None and unit.closed_on < as_of and query.get("closed") != "1":
        return False
    if any(query.get(name) and getattr(unit, name) != query[name] for name in ("level", "function", "kind")):
        return False
    if query.get("function") and unit.level != "department":
        return False
    text = query.get("q", "").strip()
    low = text.lower()
    return text in unit.name or unit.code.startswith(text) or low in unit.initials or unit.pinyin.startswith(low)


def in_tree_order(found: Iterable[Unit]) -> list[Unit]:
    """Return units so that each comes after the one above it and siblings by their position."""
    units = list(found)
    below: dict[int | None, list[Unit]] = defaultdict(list)
    there = {unit.pk for unit in units}
    for unit in sorted(units, key=lambda one: (one.position, one.pk)):
        below[unit.parent_id if unit.parent_id in there else None].append(unit)
    ordered: list[Unit] = []
    rest = below[None][::-1]
    while rest:
        unit = rest.pop()
        ordered.append(unit)
        rest += below[unit.pk][::-1]
    return ordered


def tree(found: Iterable[Unit]) -> list[Branch]:
    """Return the branches: every unit with units below it, and every one that nothing stands above, in the order of the tree."""
    units = in_tree_order(found)
    there = {unit.pk for unit in units}
    parents = {unit.parent_id for unit in units}
    branches = {unit.pk: Branch(unit) for unit in units if unit.pk in parents or unit.parent_id not in there}
    for unit in units:
        above = branches.get(unit.parent_id) if unit.parent_id in there else None
        if above:
            (above.departments if unit.level == "department" else above.places).append(unit)
    return list(branches.values())


def by_function(departments: Iterable[Unit]) -> list[tuple[str, list[Unit]]]:
    """Return departments by their function, in the order of the articles; functions without any are left out."""
    found: dict[str, list[Unit]] = {function: [] for function in FUNCTIONS}
    for one in departments:
        found[one.function].append(one)
    return [(FUNCTIONS[function], some) for function, some in found.items() if some]


def counts(found: UnitQuerySet | list[Unit]) -> list[tuple[str, str, int]]:
    """Return how many units there are of each level: code, name, number."""
    tally = Counter([unit.level for unit in found] if isinstance(found, list) else found.order_by().values_list("level", flat=True))
    return [(level, PLURAL[level], tally[level]) for level in LEVELS if tally[level]]


def choices(rights: Rights) -> dict[str, list[tuple[str, str]]]:
    """Return what the filters offer: levels, functions and the kinds that occur."""
    kinds = scope.units(rights).exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct()
    return {"levels": list(LEVELS.items()), "functions": list(FUNCTIONS.items()), "kinds": [(kind, kind) for kind in kinds]}


def page(rights: Rights, unit: Unit, asked: Question) -> Page:
    """Return what was on record of a unit on `known_at`, as it stood on `as_of`, and the units below it in reach: the same few queries whatever the unit."""
    version = UnitVersion.objects.on_record(asked.known_at).filter(unit=unit).select_related("parent").order_by("recorded_at", "pk").last()
    rows = Tenure.objects.on_record(asked.known_at).filter(unit=unit).select_related("officer").order_by("-start", "pk")
    tenures = list(rows)
    held = [one for one in tenures if _holds(one, asked.as_of)]
    committees = Committee.objects.on_record(asked.known_at).filter(Q(end=None) | Q(end__gte=asked.as_of), unit=unit, start__lte=asked.as_of)
    return Page(version, _seats(version or unit, held), [one for one in tenures if one.end and one.end < asked.as_of],
                [one for one in tenures if one.start > asked.as_of], committees.prefetch_related("directors").order_by("start", "pk").last(),
                list(ProblemTown.objects.on_record(asked.known_at).filter(unit=unit).order_by("-start")),
                list(scope.units(rights).filter(parent=unit).order_by("position", "pk")))


def _holds(tenure: Any, day: date) -> bool:
    return tenure.start <= day and (tenure.end is None or day <= tenure.end)


def _seats(unit: Unit | UnitVersion, held: list[Tenure]) -> list[Seat]:
    by_post: dict[str, list[Tenure]] = defaultdict(list)
    for one in sorted(held, key=lambda tenure: (tenure.start, tenure.pk)):
        by_post[one.post].append(one)
    asked_for = wanted_in(unit)
    posts = [*posts_of(duty_level(unit)), *(post for post in POSTS if post in by_post and post not in posts_of(duty_level(unit)))]
    return [Seat(post, post in asked_for, post in SINGLE_HOLDER_POSTS, tuple(by_post[post])) for post in posts]
