"""The clauses of a pack, made from its tables: parameters put in, every key and code checked."""

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Final

from anze.law import codes
from anze.law.clauses import (
    Ban,
    Circumstance,
    Clause,
    Count,
    Cycle,
    Declaratory,
    Duty,
    Event,
    Exemption,
    Judgement,
    Recurring,
    Shape,
    Standing,
    Veto,
    Window,
)
from anze.law.days import PERIOD_KINDS
from anze.law.national.effects import KINDS as MEASURES
from anze.law.national.grades import GRADES
from anze.law.packread.folder import Material
from anze.law.packread.parameters import Value
from anze.law.problems import Problem
from anze.law.provisions import article_of
from anze.law.tomlread.lines import Place
from anze.law.tomlread.schema import FAULT, Table, bind, near

KINDS: Final[Mapping[str, type[Clause]]] = {cls.kind: cls for cls in (
    Recurring, Standing, Shape, Window, Event, Count, Veto, Circumstance, Exemption, Ban, Cycle, Judgement, Duty,
    Declaratory)}

# The words that a key of a clause may hold; a key that is not named here is free text.
VOCABULARY: Final[Mapping[str, tuple[str, ...]]] = {
    "posts": tuple(codes.POSTS), "second": tuple(codes.POSTS), "interviewees": tuple(codes.POSTS),
    "levels": tuple(codes.LEVELS), "where_any": tuple(codes.LEVELS), "level": tuple(codes.LEVELS),
    "functions": tuple(codes.FUNCTIONS), "body": tuple(codes.BODIES), "document": tuple(codes.DOCUMENTS),
    "topic": tuple(codes.TOPICS), "role": tuple(codes.ROLES), "growth": tuple(codes.GROWTH),
    "grades": GRADES, "same": tuple(codes.ACCIDENT_FIELDS), "sides": tuple(codes.SIDES), "measures": MEASURES,
    "steps": (*(step for step in codes.ASSESSMENT_STEPS if step not in codes.APPROVALS), "approval"), "approvals": codes.APPROVALS,
    "vetoed_best": tuple(codes.ASSESSMENT_GRADES),
}

LONGEST: Final[Mapping[str, int]] = {"days": 3660, "months": 120, "years": 10, "calendar": 1}

# Where accidents and events are gathered: what a window or an event may name as its level.
AREAS: Final[Mapping[str, tuple[str, ...]]] = {"window": ("county", "town", "city"), "event": ("county", "town")}


# Keys that a clause needs only in one of its forms: (kind, form) → keys; the form is what stands under the chooser.
CHOOSERS: Final[Mapping[str, str]] = {"cycle": "step", "count": "of", "shape": "test"}
NEEDED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("cycle", "letters"): ("due_month", "due_day", "sides"),
    ("cycle", "tours"): ("years", "sides"),
    ("cycle", "assessment"): ("steps", "approvals"),
    ("count", "interviews"): ("span",),
    ("shape", "director"): ("second",),
    ("shape", "also_holds"): ("second",),
}


def build_clauses(material: Material, values: Mapping[str, Value], problems: list[Problem],
                  faulty: Set[str] = frozenset()) -> tuple[Clause, ...]:
    """The clauses of a pack in the order of its articles, parameters put in; every fault goes to `problems`.

    A clause that names one of the `faulty` parameters is passed over: what is wrong there has been said already.
    """
    tables = sorted(material.clauses, key=lambda table: article_of(str(table.values["id"])))
    made = [_clause(table, values, problems) for table in tables if not faulty & named_in(table.values)]
    return tuple(clause for clause in made if clause is not None)


def named_in(value: object) -> set[str]:
    """The parameters that a table names as "@parameter", at any depth."""
    if isinstance(value, Mapping):
        return set().union(*map(named_in, value.values()))
    if isinstance(value, list):
        return set().union(*map(named_in, value))
    return {value[1:]} if isinstance(value, str) and value.startswith("@") else set()


def _clause(table: Table, values: Mapping[str, Value], problems: list[Problem]) -> Clause | None:
    kind = table.values.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        Place(table.at("kind").file, problems, table.at("kind").where).fault(
            f"条款“{table.values['id']}”的种类 {kind!r} 不认识", near(str(kind), KINDS))
        return None
    vocabulary = dict(VOCABULARY)
    if kind == Event.kind:
        vocabulary["grades"] = tuple(codes.ASSESSMENT_GRADES)
    place = replace(table.place, problems=problems, codes=vocabulary)
    keys = {key: replace(at, problems=problems, codes=vocabulary) for key, at in table.keys.items()}
    used: list[str] = []
    filled = {key: _filled(value, values, keys.get(key) or place.at(key), used)
              for key, value in table.values.items() if key != "kind"}
    if FAULT in filled.values():
        return None
    if kind == Recurring.kind:
        _by_level(filled)
    filled["parameters"] = tuple(dict.fromkeys(used))
    table = Table(filled, place, keys)
    made = bind(KINDS[kind], table)
    return None if made is FAULT or _lacks(made, table) else made


def _lacks(made: Clause, table: Table) -> bool:
    """Whether a clause whose keys are each well formed cannot mean anything all the same; why is noted."""
    found = len(table.place.problems)
    for key in NEEDED.get((made.kind, str(getattr(made, CHOOSERS.get(made.kind, "kind")))), ()):
        if not getattr(made, key):
            table.place.fault(f"缺少键“{key}”", f"补上 {key} = …")
    for one in (made, *getattr(made, "tallies", ())):
        if getattr(one, "at_least", 1) < 1:
            table.at("at_least" if one is made else "tallies").fault("“at_least”不能小于 1", "改成 1 或者更大")
    if isinstance(made, Veto) and bool(made.tallies) == bool(made.measures):
        table.place.fault("“tallies”和“measures”应当写且只写一项", "按事故起数的写 tallies，按问责措施的写 measures")
    if isinstance(made, Recurring):
        _periods_and_act(made, table)
    if isinstance(made, Window | Event) and made.level not in AREAS[made.kind]:
        table.at("level").fault(f"“{made.level}”不能作为汇总的层级", f"改为下列之一：{'、'.join(AREAS[made.kind])}")
    if isinstance(made, Exemption) and made.span.unit not in ("months", "years"):
        table.at("span").fault("免责检验回看的时段要以月或者年计", "写成 {months = 12} 或者 {years = 1}")
    if isinstance(made, Cycle):
        _cycle(made, table)
    span = getattr(made, "span", None)
    if span is not None and not 1 <= span.length <= LONGEST[span.unit]:
        table.at("span").fault(f"时间段 {span.length} 超出范围", f"{span.unit} 写 1–{LONGEST[span.unit]}")
    return len(table.place.problems) > found


def _cycle(made: Cycle, table: Table) -> None:
    if made.step == "letters" and not (1 <= made.due_month <= 12 and 1 <= made.due_day <= 31):
        table.at("due_month").fault(f"没有 {made.due_month} 月 {made.due_day} 日", "月写 1–12，日写 1–31")
    wanted = set(VOCABULARY["steps"])
    if made.step == "assessment" and set(made.steps) != wanted:
        table.at("steps").fault(f"步骤缺少 {'、'.join(sorted(wanted - set(made.steps)))}", "每个步骤写一次，只改先后")


def _periods_and_act(made: Recurring, table: Table) -> None:
    if set(made.period) != set(made.levels):
        table.at("period").fault(f"周期写的是 {'、'.join(made.period)}，层级是 {'、'.join(made.levels)}",
                                 "每个层级写一个周期，不多不少")
    needed = {"meeting": "body", "document": "document"}.get(made.act.type)
    if needed and not getattr(made.act, needed):
        table.at("act").fault(f"缺少键“{needed}”", f"补上 {needed} = …")


def _by_level(filled: dict[str, object]) -> None:
    """`period = "month"` is short for the same period at every level."""
    levels = filled.get("levels")
    if filled.get("period") in PERIOD_KINDS and isinstance(levels, list | tuple):
        filled["period"] = dict.fromkeys(levels, filled["period"])


def _filled(value: object, values: Mapping[str, Value], place: Place, used: list[str]) -> object:
    """`value` with every "@name" replaced by the parameter's value; the names are added to `used`."""
    if isinstance(value, dict):
        return _whole({key: _filled(item, values, place.at(key), used) for key, item in value.items()})
    if isinstance(value, list):
        made = [_filled(item, values, place.at(n), used) for n, item in enumerate(value)]
        return FAULT if FAULT in made else made
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    name = value[1:]
    if name not in values:
        place.fault(f"没有参数“{name}”", near(name, values))
        return FAULT
    used.append(name)
    return values[name]


def _whole(made: dict[str, object]) -> object:
    return FAULT if FAULT in made.values() else made
