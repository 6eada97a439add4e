"""What the system knows of the units of an assessment: figures with their names, the vetoes of the year, and which accidents are not theirs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from anze.assessments.models import Assessment
from anze.assessments.queries.covering import covered_units
from anze.duties.figures import Count, figure
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.law.findings import in_order
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.undivided import undivided
from anze.law.rules.veto import answers_for, vetoes
from anze.people.models import Unit

Drawn = dict[str, Any]


def asked_of(assessment: Assessment, today: date) -> Question:
    """Return the question that data is drawn with: as of the scheme's day, by everything on record today."""
    return Question(min(assessment.as_of, today), today)


def draw(assessment: Assessment, today: date) -> Drawn:
    """Return as plain values what is counted of every unit covered, each figure once, and the vetoes that stand (第二十七条).

    The scheme's day limits the figures alone: a veto is one of the assessment year (考核年度内), by all that is known of it today.
    """
    units, asked = covered_units(assessment), asked_of(assessment, today)
    wanted = sorted({one.figure for one in assessment.indicators.current() if one.figure})
    known, now = situation(asked, today, Scope()), situation(Question(today, today), today, Scope())
    codes = [one.code for one in units]
    return {"as_of": asked.as_of.isoformat(), "figures": {name: _counted(name, units, assessment.year, asked, today, known) for name in wanted},
            "vetoes": vetoes_of(now, codes, assessment.year), "cleared": cleared_of(now, codes, assessment.year), "vetoes_as_of": today.isoformat()}


def _counted(name: str, units: Sequence[Unit], year: int, asked: Question, today: date, known: Known) -> dict[str, Any]:
    found = figure(name)
    fitting = [one.code for one in units if one.code in known.tree.units and known.tree.place(one.code) in found.levels]
    counts = found.count(fitting, year, asked, today)
    return {code: _plain(counts[code]) for code in fitting if code in counts}


def _plain(count: Count) -> dict[str, Any]:
    return {"good": count.good, "whole": count.whole, "good_ones": [[one.key, one.label, one.address] for one in count.good_ones],
            "others": [[one.key, one.label, one.address] for one in count.others]}


def vetoes_of(known: Known, units: Sequence[str], year: int) -> dict[str, list[dict[str, Any]]]:
    """Return the vetoes of a year on each of these units, as the law finds them; those by what leaders received are not told apart (decisions/0055)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in in_order("vetoes", vetoes(undivided(known))):
        if one["unit"] in units and one["year"] == year:
            found.setdefault(one["unit"], []).append({name: one[name] for name in ("rule", "on", "accidents", "why")})
    return found


def cleared_of(known: Known, units: Sequence[str], year: int) -> dict[str, list[str]]:
    """Return of each unit the accidents of the year in its area for which an approved report lays the responsibility elsewhere: they veto nothing."""
    found: dict[str, list[str]] = {}
    for one in known.counting:
        for unit in units:
            if one.accident.date.year == year and unit in one.accident.responsibility_outside and known.tree.inside(one.accident.unit, unit):
                assert not answers_for(known, unit, one)  # the exception of 第二十七条第三款
                found.setdefault(unit, []).append(one.accident.id)
    return found
