"""Recorded events that fire an interview: overdue listed hazards, poor assessments, vetoes, decisions (第二十一条第二款（四）至（六）)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from anze.law.clauses import Event
from anze.law.codes import ASSESSMENT_GRADES
from anze.law.facts import Hazard
from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.rules.window import trigger


def event_triggers(known: Known, vetoes: Iterable[Finding]) -> Iterator[Finding]:
    """Yield a trigger for each recorded event that fires one; `vetoes` are the findings of the yearly veto."""
    vetoes = list(vetoes)
    for clause in known.pack.of(Event):
        for source in clause.sources:
            if source == "vetoes":
                yield from _vetoed(known, clause, vetoes)
            else:
                yield from {"hazards": _overdue, "assessments": _poor, "decisions": _decided}[source](known, clause)


def open_hazards(known: Known) -> Iterator[Finding]:
    """Yield the overdue hazards of which nobody has yet found why: they fire nothing until a person decides."""
    for clause in known.pack.of(Event):
        if "hazards" not in clause.sources:
            continue
        for hazard, area in _late(known, clause):
            if not known.on_record(hazard.finding_on):
                why = (f"{known.pack.label(clause.id)}：{known.tree.name(area)}挂牌督办的重大事故隐患{hazard.id}到{in_words(hazard.deadline)}期满未完成整改，"
                       "是否因推进整改和督办不力，尚无认定。")
                yield {"rule": clause.id, "unit": area, "hazard": hazard.id, "why": why, "who": clause.who}


def _area(known: Known, clause: Event, unit: str) -> str | None:
    return known.tree.county_of(unit) if clause.level == "county" else known.tree.town_of(unit)


def _late(known: Known, clause: Event) -> Iterator[tuple[Hazard, str]]:
    """Yield each hazard that was not finished by its deadline, with the area it lies in."""
    for hazard in known.facts.hazards:
        area = _area(known, clause, hazard.unit)
        finished = known.on_record(hazard.finished_on) and hazard.finished_on is not None and hazard.finished_on <= hazard.deadline
        if area and known.asked.as_of > hazard.deadline and not finished:
            yield hazard, area


def _overdue(known: Known, clause: Event) -> Iterator[Finding]:
    for hazard, area in _late(known, clause):
        if hazard.finding_on is None or not known.on_record(hazard.finding_on):
            continue
        on = max(hazard.deadline + timedelta(days=1), hazard.finding_on)
        why = (f"{known.pack.label(clause.id)}：{known.tree.name(area)}挂牌督办的重大事故隐患{hazard.id}未在{in_words(hazard.deadline)}前完成整改，"
               f"{in_words(hazard.finding_on)}认定为推进整改和督办不力；自{in_words(on)}起成立。")
        yield trigger(known, clause.id, area, on, why, clause.interviewees, [], hazard=hazard.id)


def _poor(known: Known, clause: Event) -> Iterator[Finding]:
    for result in known.facts.assessments:
        on = result.confirmed_on
        if on and known.on_record(on) and result.grade in clause.grades and _area(known, clause, result.unit) == result.unit:
            grade = ASSESSMENT_GRADES.get(result.grade, result.grade)
            why = f"{known.pack.label(clause.id)}：{known.tree.name(result.unit)}{result.year}年度安全生产责任制考核评为“{grade}”，{in_words(on)}审定。"
            yield trigger(known, clause.id, result.unit, on, why, clause.interviewees, [])


def _vetoed(known: Known, clause: Event, vetoes: Iterable[Finding]) -> Iterator[Finding]:
    for veto in vetoes:
        if _area(known, clause, veto["unit"]) == veto["unit"]:
            why = f"{known.pack.label(clause.id)}：{known.tree.name(veto['unit'])}{veto['year']}年度被“一票否决”（{known.pack.label(veto['rule'])}）。"
            yield trigger(known, clause.id, veto["unit"], date.fromisoformat(veto["on"]), why, clause.interviewees, veto["accidents"])


def _decided(known: Known, clause: Event) -> Iterator[Finding]:
    for decision in known.facts.decisions:
        if decision.rule == clause.id and known.on_record(decision.date):
            area = _area(known, clause, decision.unit) or decision.unit
            why = f"{known.pack.label(clause.id)}：{in_words(decision.date)}决定约谈{known.tree.name(area)}。"
            yield trigger(known, clause.id, area, decision.date, why, clause.interviewees, [])
