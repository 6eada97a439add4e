"""Contact points as the law sees them: what stands, is lacking or invalid for whom; which place or sector has nobody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Reach
from anze.duties.models import ContactPoint
from anze.duties.world import world
from anze.law.clauses import Standing
from anze.law.codes import POSTS
from anze.law.index import in_force
from anze.law.known import Known
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.rules.standing import standing
from anze.people.models import Officer, Unit

STATUSES: Final = ("lacking", "invalid", "pending", "in_place")


@dataclass(frozen=True, slots=True)
class Row:
    """A contact duty of a leader: the provision, how it stands and why, the points that are in force for it."""

    duty: str
    needs: str
    what: str
    unit: str
    unit_name: str
    post: str
    officer: str
    name: str
    status: str
    why: str
    points: tuple[ContactPoint, ...] = ()

    @property
    def reason(self) -> str:
        """The reason alone, without the provision and the person, which have columns of their own."""
        return self.why.split("；", 1)[-1].rstrip("。")

    @property
    def post_name(self) -> str:
        """The post in words."""
        return POSTS[self.post]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to; empty does not narrow."""

    unit: str = ""
    post: str = ""
    status: str = ""
    needs: str = ""
    q: str = ""


def contact_clauses(pack: Pack) -> dict[str, Standing]:
    """Return the clauses that ask for a contact point, by id."""
    return {clause.id: clause for clause in pack.of(Standing) if clause.needs != "duty_list"}


def points_in_force(asked: Question, officers: Iterable[str] | None = None) -> list[ContactPoint]:
    """Return the contact points in force on `as_of` by what was on record on `known_at`."""
    found = ContactPoint.objects.on_record(asked.known_at).filter(Q(end=None) | Q(end__gte=asked.as_of), start__lte=asked.as_of)
    if officers is not None:
        found = found.filter(officer__code__in=list(officers))
    return list(found.select_related("officer", "unit", "department"))


def reached(reach: Reach) -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of the units, and of the officers by name, that a reach covers."""
    units = frozenset(Unit.objects.filter(reach.of_units()).order_by().values_list("code", flat=True))
    officers = frozenset(Officer.objects.filter(pk__in=reach.officers).values_list("code", flat=True)) if reach.officers else frozenset()
    return units, officers


def contact_rows(asked: Question, today: date, reach: Reach) -> list[Row]:
    """Return the contact duties of every leader in reach, in the order of the tree, worst first within a leader."""
    facts = world(asked, today)
    known = facts.known(asked)
    units, officers = reached(reach)
    clauses = contact_clauses(known.pack)
    everyone = facts.lasting.get(("contacts", asked), lambda: [one for one in standing(known) if one["duty"] in clauses])
    found = [one for one in everyone if one["unit"] in units or one["officer"] in officers]
    points: dict[tuple[str, str], list[ContactPoint]] = defaultdict(list)
    for point in points_in_force(asked):
        points[point.officer.code, point.target].append(point)
    rows = [_row(known, clauses[one["duty"]], one, points) for one in found]
    order = {code: place for place, code in enumerate(Unit.objects.order_by("path").values_list("code", flat=True))}
    return sorted(rows, key=lambda row: (order.get(row.unit, 0), list(POSTS).index(row.post), row.officer, STATUSES.index(row.status), row.duty))


def _row(known: Known, clause: Standing, one: dict[str, Any], points: dict[tuple[str, str], list[ContactPoint]]) -> Row:
    officer, unit = one["officer"], one["unit"]
    post = next(t.post for t in known.index.tenures_of[officer] if t.unit == unit and t.post in clause.posts and t.holds_on(known.asked.as_of))
    return Row(clause.id, clause.needs, clause.what, unit, known.tree.name(unit), post, officer, known.index.names.get(officer, officer),
               one["status"], one["why"], tuple(points.get((officer, clause.needs), ())))


def narrowed(rows: Sequence[Row], wanted: Narrowed, inside: frozenset[str]) -> list[Row]:
    """Return the rows that the filters let through; `inside` are the units at and below the one asked for."""
    return [row for row in rows
            if (not wanted.unit or row.unit in inside) and (not wanted.post or row.post == wanted.post)
            and (not wanted.status or row.status == wanted.status) and (not wanted.needs or row.needs == wanted.needs)
            and (not wanted.q or wanted.q in row.name or wanted.q in row.unit_name)]


@dataclass(slots=True)
class Covered:
    """A place or sector and the leaders who keep in touch with it. `owed`: the regulation provides that somebody does."""

    code: str
    name: str
    kind: str
    owed: bool
    points: list[ContactPoint] = field(default_factory=list)
    note: str = ""


def coverage(asked: Question, today: date, reach: Reach) -> dict[str, list[Covered]]:
    """Return counties, towns and sectors in reach with the leaders who keep in touch with each, those without anybody first.

    Counties are owed a leader of the city, towns one while they are on the list of problem towns (第五条（七） and the like). Points
    of towns that are not on the list are shown with what is wrong.
    """
    known = world(asked, today).known(asked)
    units, officers = reached(reach)
    of: dict[tuple[str, str], list[ContactPoint]] = defaultdict(list)
    for point in points_in_force(asked):
        of[point.target, point.unit.code if point.unit else point.sector].append(point)
    listed = {code for code, entries in known.index.problem_town_at.items() if any(in_force(entry, asked.as_of) for entry in entries)}
    counties = [Covered(code, known.tree.name(code), "county", owed=True, points=of.get(("county", code), []))
                for code in known.tree.units if known.tree.place(code) == "county" and code in units]
    towns = [Covered(code, known.tree.name(code), "town", owed=code in listed, points=of.get(("town", code), []),
                     note="" if code in listed else "当日不在安全生产问题突出镇名单上，挂点不合要求")
             for code in known.tree.units if code in units and (code in listed or ("town", code) in of)]
    sectors: dict[str, Covered] = {}
    for (target, name), points in of.items():
        own = [p for p in points if p.officer.code in officers or any(t.unit in units for t in known.index.tenures_of.get(p.officer.code, ()))]
        if target == "sector" and own:
            sectors[name] = Covered("", name, "sector", owed=False, points=own)
    return {"county": _in_order(counties), "town": _in_order(towns), "sector": _in_order(sectors.values())}


def _in_order(found: Iterable[Covered]) -> list[Covered]:
    return sorted(found, key=lambda one: (not (one.owed and not one.points), not one.note, one.code or one.name))
