"""Two lists that stand beside the tree: problem towns by period, and committees with their directors."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.law.clauses import Shape
from anze.law.question import Question
from anze.people.models import Committee, ProblemTown, Unit
from anze.register.queries import scope
from anze.register.queries.posts import duty_level, pack
from anze.register.queries.shape import Check, checks


@dataclass(frozen=True, slots=True)
class Directed:
    """A unit with its committee on the day asked and what the law finds on it; `committee` is None where none is on record."""

    unit: Unit
    committee: Committee | None
    check: Check | None


def problem_towns(rights: Rights, asked: Question, query: Mapping[str, str]) -> QuerySet[ProblemTown]:
    """Return the entries of the list in reach: those in force on the day asked, or with state=all every period on record."""
    found = ProblemTown.objects.on_record(asked.known_at).filter(rights.reach(scope.VIEW).of_units("unit"))
    if query.get("state") != "all":
        found = found.filter(Q(end=None) | Q(end__gte=asked.as_of), start__lte=asked.as_of)
    if query.get("under"):
        root = scope.units(rights).filter(code=query["under"]).first()
        found = found.filter(unit__path__startswith=root.path) if root else found.none()
    return found.select_related("unit__parent").order_by("unit__path", "-start")


def committees(rights: Rights, asked: Question) -> list[Directed]:
    """Return every unit in reach that must have a committee or has one, with its directors on the day asked (第四条第三款)."""
    rows = Committee.objects.on_record(asked.known_at).filter(Q(end=None) | Q(end__gte=asked.as_of), rights.reach(scope.VIEW).of_units("unit"),
                                                              start__lte=asked.as_of)
    by_unit = {row.unit_id: row for row in rows.prefetch_related("directors").order_by("start", "pk")}
    must = {level for clause in pack().of(Shape) if clause.test == "director" for level in clause.levels}
    places = scope.units(rights).places().filter(closed_on=None).order_by("path")
    units = [unit for unit in places if unit.pk in by_unit or duty_level(unit) in must]
    found = checks(asked, units)
    names = {clause.check for clause in pack().of(Shape) if clause.test == "director"}
    return [Directed(unit, by_unit.get(unit.pk), next((one for one in found.get(unit.code, []) if one.check in names), None)) for unit in units]


def committee_periods(rights: Rights, asked: Question) -> QuerySet[Committee]:
    """Return every period of every committee in reach that is on record."""
    return (Committee.objects.on_record(asked.known_at).filter(rights.reach(scope.VIEW).of_units("unit")).select_related("unit")
            .prefetch_related("directors").order_by("unit__path", "-start"))


def directing(unit: Unit) -> Committee | None:
    """Return the entry on a unit's committee that began last and stands now."""
    return Committee.objects.current().filter(unit=unit).prefetch_related("directors").order_by("-start", "-pk").first()
