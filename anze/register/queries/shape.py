"""The shape of leaderships as the law finds it (第四条第三款, 第八、十二条, vacancies), for the units asked and no others."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from anze.law.clauses import Shape
from anze.law.facts import Committee, Facts
from anze.law.facts import Officer as Person
from anze.law.index import FactIndex
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.shape import structure
from anze.people.facts import register_facts
from anze.people.models import Officer, Unit, UnitVersion
from anze.register.queries.posts import pack

CHECKS: Final = {"vacancy": "职务空缺", "4.p3": "安委会主任", "8": "常务副职进常委", "12": "分管副职为党委委员"}


@dataclass(frozen=True, slots=True)
class Check:
    """One finding on a unit's leadership: whether it is in order, the sentence with its article, the clauses it rests on."""

    unit: str
    check: str
    ok: bool
    why: str
    clauses: tuple[str, ...]

    @property
    def label(self) -> str:
        """What is checked."""
        return CHECKS.get(self.check, self.check)


def checks(asked: Question, units: Sequence[Unit]) -> dict[str, list[Check]]:
    """Return the findings on each of `units` by its code, what is wrong first; units closed by the day asked have none."""
    closed = UnitVersion.objects.on_record(asked.known_at).filter(unit__in=[one.pk for one in units], closed_on__lt=asked.as_of)
    gone = set(closed.values_list("unit", flat=True))
    standing = [one.pk for one in units if one.pk not in gone]
    return _by_unit(known_of(asked, standing)) if standing else {}


def with_directors(asked: Question, unit: Unit, directors: Iterable[Officer], start: date) -> list[Check]:
    """Return what the law would find on the committee of `unit` were `directors` to direct it from `start` (第四条第三款)."""
    known = known_of(asked, [unit.pk])
    people = list(directors)
    proposed = Committee(unit=unit.code, directors=tuple(one.code for one in people), start=start)
    names = [one for one in known.facts.officers if one.id not in {person.code for person in people}]
    officers = (*names, *(Person(id=person.code, name=person.name) for person in people))
    facts = replace(known.facts, committees=(proposed,), officers=officers)
    found = _by_unit(Known(pack(), FactIndex(facts), asked))
    return [one for one in found.get(unit.code, []) if _test_of(one.check) == "director"]


def known_of(asked: Question, units: Collection[int]) -> Known:
    """Return what is known of the units with these primary keys, by what was on record; nothing of any other."""
    lists: dict[str, Any] = register_facts(asked.known_at, units)
    return Known(pack(), FactIndex(Facts(**lists)), asked)


def _by_unit(known: Known) -> dict[str, list[Check]]:
    found: dict[str, list[Check]] = defaultdict(list)
    for one in structure(known):
        check = Check(one["unit"], one["check"], one["ok"], one["why"], _clauses(known, one))
        found[check.unit].append(check)
    return {unit: sorted(some, key=lambda one: one.ok) for unit, some in found.items()}


def _clauses(known: Known, finding: Any) -> tuple[str, ...]:
    """Return the clauses a finding rests on: of a vacancy those that want the posts that are vacant, or all where none is."""
    level = known.tree.level(finding["unit"])
    fitting = [clause for clause in known.pack.of(Shape) if clause.check == finding["check"] and level in (*clause.levels, *clause.where_any)]
    missing = set(finding["vacant"])
    return tuple(clause.id for clause in fitting if not missing or missing & set(clause.posts))


def _test_of(check: str) -> str:
    return next((clause.test for clause in pack().of(Shape) if clause.check == check), "")
