"""What the law lets a unit record: kinds of act, bodies that meet, documents; which of them a duty asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

from anze.acts.pack import pack_in_force
from anze.law.clauses import ActSpec, Recurring
from anze.law.codes import ACT_TYPES, BODIES, DOCUMENTS, POSTS
from anze.law.facts import Unit as LawUnit
from anze.law.tree import Tree
from anze.people.models import Tenure, Unit
from anze.record.kept import by_register


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in office in a unit on a day, with the titles."""

    pk: int
    code: str
    name: str
    titles: str

    @property
    def label(self) -> str:
        """Name and titles, as a list shows them."""
        return f"{self.name}（{self.titles}）"


def duty_level(unit: Unit) -> str:
    """Return the level whose duties a unit has (第二条); empty for a subdistrict not determined."""
    plain = LawUnit(id=unit.code, level=unit.level, function=unit.function, determined=unit.determined, treated_as=unit.treated_as)
    return Tree([plain]).level(unit.code) or ""


@cache
def _specs(level: str, function: str) -> tuple[ActSpec, ...]:
    return tuple(clause.act for clause in pack_in_force().of(Recurring)
                 if level in clause.levels and (level != "department" or not clause.functions or function in clause.functions))


def bodies_of(unit: Unit) -> dict[str, str]:
    """Return the bodies of the unit whose meetings the law counts, with their names."""
    named = {spec.body for spec in _specs(duty_level(unit), unit.function) if spec.type == "meeting"}
    return {code: label for code, label in BODIES.items() if code in named}


def documents_of(unit: Unit) -> dict[str, str]:
    """Return the kinds of document of the unit that the law counts, with their names."""
    named = {spec.document for spec in _specs(duty_level(unit), unit.function) if spec.type == "document"}
    return {code: label for code, label in DOCUMENTS.items() if code in named}


def types_of(unit: Unit) -> list[str]:
    """Return the kinds of act that are recorded for the unit: every unit inspects and meets, the others where the law counts them."""
    counted = {spec.type for spec in _specs(duty_level(unit), unit.function)}
    return [code for code in ACT_TYPES if code in counted | {"inspection", "meeting"}]


def asked_for(duty: str) -> Recurring | None:
    """Return the recurring clause of a provision; None where it is none."""
    return next((clause for clause in pack_in_force().of(Recurring) if clause.id == duty), None)


def counts_for_author(kind: str) -> bool:
    """Say whether a document of that kind counts for its author alone (第九条（四）, 第二十二条第二款)."""
    return any(clause.act.document == kind and clause.owner == "person" for clause in pack_in_force().of(Recurring))


def department_heads(unit: Unit, day: date) -> list[Holder]:
    """Return who heads a department of the unit, or is in charge of safety there, on a day: those whom its leaders take along."""
    beside = departments(unit)
    return holders(beside, day, ("dept_head", "dept_safety_deputy")) if beside else []


def departments(unit: Unit) -> list[Unit]:
    """Return the departments of a unit, in the order of the tree."""
    return list(by_register(("departments", unit.pk), lambda: list(Unit.objects.filter(parent=unit, level="department").order_by("path"))))


def places_below(unit: Unit) -> list[Unit]:
    """Return the units below a unit but departments, in the order of the tree."""
    below = Unit.objects.within(unit).places().exclude(pk=unit.pk).order_by("path")
    return list(by_register(("places below", unit.pk), lambda: list(below)))


def holders(units: list[Unit], day: date, posts: Collection[str] = tuple(POSTS)) -> list[Holder]:
    """Return who holds one of `posts` in the units on a day, in the order of unit and post, each once with all titles."""
    key = "holders", tuple(unit.pk for unit in units), day, tuple(posts)
    return list(by_register(key, lambda: _holders(units, day, posts)))


def _holders(units: list[Unit], day: date, posts: Collection[str]) -> list[Holder]:
    order = {post: place for place, post in enumerate(POSTS)}
    place = {unit.pk: number for number, unit in enumerate(units)}
    rows = list(Tenure.objects.current().held_on(day).filter(unit__in=units, post__in=posts).select_related("officer", "unit"))
    rows.sort(key=lambda one: (place[one.unit_id], order[one.post], one.officer.pinyin, one.officer.code))
    titles: dict[int, list[str]] = {}
    for one in rows:
        title = str(one) if len(units) == 1 and posts == tuple(POSTS) else f"{one.unit.name}{one}"
        titles.setdefault(one.officer_id, []).append(title)
    officers = {one.officer_id: one.officer for one in rows}
    return [Holder(pk, officers[pk].code, officers[pk].name, "、".join(dict.fromkeys(said))) for pk, said in titles.items()]
