"""Lists of interviews: triggers that wait, interviews that run, that have ended, triggers that were declined; and the same as a sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.interviews.models import Answer, Interview
from anze.interviews.policies import ENDED, HOLDING, OPEN, STATES
from anze.interviews.queries.triggers import LOOK_BACK, Trigger, answered, around, keys_of, now_of, standing
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import day_of, end_of
from anze.workbook.write import Column, Sheet

VIEWS: Final = {"pending": "待处理", "open": "进行中", "done": "已结", "declined": "不予约谈"}
MOST_ROWS: Final = 20_000
COLUMNS: Final = (Column("序号", 6), Column("编号", 16), Column("被约谈单位", 18), Column("约谈对象", 24), Column("依据", 24), Column("事由", 50),
                  Column("状态", 18), Column("提请日期", 12), Column("约谈日期", 12), Column("被约谈人", 30), Column("约谈方", 14))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A trigger that nobody has answered: of which unit, how many days it has waited."""

    trigger: Trigger
    unit: Unit
    days: int
    label: str


def pending(rights: Rights, asked: Question, today: date, permission: str = "interview.view") -> list[Waiting]:
    """Return the triggers that stand and wait for an answer of a committee in reach, the longest first."""
    triggers = standing(asked, today)
    given = answered(Answer.objects.on_record(min(asked.known_at, today)), triggers)
    left = [one for key, one in triggers.items() if key not in given]
    units = {one.code: one for one in Unit.objects.filter(code__in={one.unit for one in left})}
    reach = rights.reach(permission)
    cities = cities_of(units.values())
    return [Waiting(one, units[one.unit], (asked.as_of - one.on).days, provision_label(one.rule)) for one in left
            if one.unit in cities and reach.covers_unit(cities[one.unit])]


def cities_of(units: Iterable[Unit]) -> dict[str, Unit]:
    """Return the city in which each unit lies, by the unit's code."""
    tops = {str(one.pk): one for one in Unit.objects.filter(level="city")}
    found = {unit.code: next((tops[key] for key in unit.path.split("/") if key in tops), None) for unit in units}
    return {code: city for code, city in found.items() if city is not None}


def year_of(wanted: Mapping[str, str]) -> int:
    """Return the year that an address names; 0 where it names none that a calendar has."""
    text = wanted.get("year", "").strip()
    return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() else 0


def listed(rights: Rights, view: str, wanted: Mapping[str, str], asked: Question | None = None) -> QuerySet[Interview]:
    """Return the interviews of a view that fit the filters of the address: `unit` and `rule` (codes), `year`, `state`, `q`; by both clocks, where
    they are asked."""
    found: QuerySet[Interview] = Interview.objects.visible_to(rights).in_state(*(OPEN if view == "open" else ENDED), asked=asked)
    if wanted.get("state") in STATES:
        found = found.filter(pk__in=Interview.objects.in_state(wanted["state"], asked=asked).values("pk"))
    if wanted.get("unit"):
        found = found.filter(unit__code=wanted["unit"])
    if wanted.get("rule"):
        joined = Answer.objects.current().filter(rule=wanted["rule"], interview__isnull=False).values("interview")
        found = found.filter(Q(rule=wanted["rule"]) | Q(pk__in=joined))
    if year := year_of(wanted):
        found = found.filter(opened_at__year=year)
    if wanted.get("q", "").strip():
        text = wanted["q"].strip()[:80]
        found = found.filter(Q(uid__icontains=text) | Q(reason__icontains=text) | Q(enterprise__icontains=text) | Q(unit__name__icontains=text))
    return found.select_related("unit", "committee").prefetch_related("answers").order_by("-opened_at", "-pk")


def lapsed(rows: Iterable[Interview], asked: Question, today: date) -> set[int]:
    """Return the interviews (keys) of which a trigger that they answer does not stand any more."""
    triggers, found = standing(asked, today), set[int]()
    for interview in rows:
        for one in interview.answers.all():
            if one.struck_at is None and keys_of((one.key,))[one.key] not in triggers and not _stands_long_ago(one, asked, today):
                found.add(interview.pk)
    return found


def _stands_long_ago(answer: Answer, asked: Question, today: date) -> bool:
    """Say whether a trigger stands that is older than what `standing` looks back to."""
    if answer.on >= asked.as_of - LOOK_BACK:
        return False
    known = around(answer.said["unit"], answer.on, asked, today)
    return now_of(answer.key, answer.said, known).state != "withdrawn"


def declined(rights: Rights, wanted: Mapping[str, str], asked: Question | None = None) -> QuerySet[Answer]:
    """Return the triggers that were declined and stay so, of committees in reach; that stood so on the day, where one is asked."""
    reach = rights.reach("interview.view")
    standing_then = Answer.objects.current() if asked is None else Answer.objects.on_record(min(asked.as_of, asked.known_at))
    found = standing_then.filter(reach.of_units("committee"), kind="decline")
    if wanted.get("unit"):
        found = found.filter(unit__code=wanted["unit"])
    if wanted.get("rule"):
        found = found.filter(rule=wanted["rule"])
    if wanted.get("q", "").strip():
        found = found.filter(Q(reason__icontains=wanted["q"].strip()[:80]) | Q(unit__name__icontains=wanted["q"].strip()[:80]))
    return found.select_related("unit", "recorded_by").order_by("-recorded_at", "-pk")


def held_then(one: Any, asked: Question) -> date | None:
    """Return on which day an interview was held, by both clocks; None where it was not yet. Asks nothing where its steps were fetched with it."""
    moment = end_of(asked.known_at)
    days = [step.on for step in one.steps.all() if step.kind in HOLDING and step.at < moment]
    return days[-1] if days and days[-1] <= asked.as_of else None


def sheet(found: QuerySet[Interview], asked: Question) -> Sheet:
    """Return interviews as a sheet, by both clocks."""
    rows = found.prefetch_related("interviewees", "steps")[:MOST_ROWS]
    return Sheet("约谈", COLUMNS, (_line(number, one, asked) for number, one in enumerate(rows, 1)))


def _line(number: int, one: Any, asked: Question) -> list[Any]:
    moment, held = end_of(asked.known_at), held_then(one, asked)
    there = [person for person in one.interviewees.all() if person.recorded_at < moment and (person.struck_at is None or person.struck_at >= moment)]
    people = "、".join(person.name for person in there)
    return [number, one.uid, one.unit.name, one.whom, "、".join(map(provision_label, one.rules)), one.told_reason, STATES[one.state].label,
            day_of(one.opened_at), held, people, one.committee.name]
