"""Scores out of facts: exact, the same for anybody, with nothing but what a snapshot holds. No database, no clock, no binary fractions.

Rounding: each score is rounded half up to the places of the scheme, and the total is the sum of the rounded scores. An indicator that
does not apply to a unit is left out and the weights of the others are raised in proportion, so that they add up to 100 again; what
rounding leaves over goes to the largest remainders, the first in the scheme's order among equals.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from anze.assessments.codes import WHOLE
from anze.law.codes import ASSESSMENT_GRADES

GRADES: Final = tuple(ASSESSMENT_GRADES)  # from the best down
ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator: `weight` is what it counts of 100, or the most that a bonus or deduction may come to; `each` points for one thing;
    `target` the rate in hundredths that earns everything."""

    id: str
    kind: str
    rule: str
    weight: Decimal
    each: Decimal = ZERO
    target: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is on record of a unit under an indicator: a number (`good`), `good` of `whole`, or points that somebody gave.

    `absent`: it does not apply to the unit, for this reason. `away`: the points are still to be given.
    """

    good: int = 0
    whole: int | None = None
    given: Decimal | None = None
    absent: str = ""
    away: bool = False

    @property
    def number(self) -> int:
        """How many things count against or for the unit: of a rate those that were not done."""
        return self.good if self.whole is None else self.whole - self.good


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Indicators in their order, the caps of all bonuses and of all deductions, the score from which on each grade is given
    (from the best down), the decimal places, and the best grade that a veto leaves."""

    indicators: tuple[Indicator, ...]
    bonus_cap: Decimal
    deduction_cap: Decimal
    limits: tuple[tuple[str, Decimal], ...]
    places: int
    vetoed_best: str


def rounded(value: Fraction, places: int) -> Decimal:
    """Return a value that is not negative, rounded half up, with so many places."""
    scale: int = 10**places
    hundredths = int(value * scale + Fraction(1, 2))  # cut off, as no value is negative
    return Decimal(hundredths).scaleb(-places).quantize(Decimal(1).scaleb(-places))


def scaled(weights: Sequence[tuple[str, Decimal]], places: int) -> dict[str, Decimal]:
    """Return the weights in proportion, so that they add up to 100 exactly; nothing where they are all nothing."""
    total = sum((Fraction(weight) for _, weight in weights), Fraction(0))
    if not total:
        return {}
    whole: int = WHOLE * 10**places
    exact = [(name, Fraction(weight) * whole / total) for name, weight in weights]
    cut = {name: int(value) for name, value in exact}
    over = sorted(range(len(exact)), key=lambda at: (-(exact[at][1] - cut[exact[at][0]]), at))
    for at in over[:whole - sum(cut.values())]:
        cut[exact[at][0]] += 1
    return {name: Decimal(value).scaleb(-places).quantize(Decimal(1).scaleb(-places)) for name, value in cut.items()}


def share(indicator: Indicator, fact: Fact) -> Fraction:
    """Return which part of its weight a unit earns under an indicator, from nothing to all."""
    weight, number = Fraction(indicator.weight), fact.number
    if indicator.rule == "given":
        return _within(Fraction(fact.given or 0) / weight) if weight else Fraction(0)
    if indicator.rule in {"rate", "target"}:
        rate = Fraction(fact.good, fact.whole) if fact.whole else Fraction(0)
        return _within(rate / (Fraction(indicator.target) / 100)) if indicator.rule == "target" and indicator.target else rate
    if indicator.rule == "all_or_none":
        return Fraction(0 if number else 1)
    return _within(1 - number * Fraction(indicator.each) / weight) if weight else Fraction(0)


def extra(indicator: Indicator, fact: Fact) -> Fraction:
    """Return the points of a bonus or a deduction, no more than its cap."""
    points = Fraction(fact.given or 0) if indicator.rule == "given" else fact.good * Fraction(indicator.each)
    return min(max(points, Fraction(0)), Fraction(indicator.weight))


def _within(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(1))


def reckon(scheme: Scheme, facts: Mapping[str, Fact], vetoed: bool) -> dict[str, Any]:
    """Return the result of one unit as plain values (numbers as text): of each indicator its weight after scaling and its points, the sums, the grade.

    Raises ValueError where nothing applies to the unit, or where points are still to be given.
    """
    if away := [one.id for one in scheme.indicators if facts[one.id].away]:
        raise ValueError(f"points are still to be given: {', '.join(away)}")
    applying = [one for one in scheme.indicators if not facts[one.id].absent]
    weights = scaled([(one.id, one.weight) for one in applying if one.kind == "score"], scheme.places)
    if not weights:
        raise ValueError("no indicator applies")
    points = {one.id: rounded(share(one, facts[one.id]) * Fraction(weights[one.id]) if one.kind == "score" else extra(one, facts[one.id]), scheme.places)
              for one in applying}
    base = _sum(points[one.id] for one in applying if one.kind == "score")
    bonus = min(_sum(points[one.id] for one in applying if one.kind == "bonus"), rounded(Fraction(scheme.bonus_cap), scheme.places))
    deduction = min(_sum(points[one.id] for one in applying if one.kind == "deduction"), rounded(Fraction(scheme.deduction_cap), scheme.places))
    total = max(base + bonus - deduction, ZERO)
    by_score = grade_of(scheme, total)
    return {"indicators": {one.id: _line(scheme, one, facts[one.id], weights, points) for one in scheme.indicators},
            "base": said(base, scheme), "bonus": said(bonus, scheme), "deduction": said(deduction, scheme), "total": said(total, scheme),
            "by_score": by_score, "vetoed": vetoed, "grade": vetoed_grade(scheme, by_score) if vetoed else by_score}


def _line(scheme: Scheme, one: Indicator, fact: Fact, weights: Mapping[str, Decimal], points: Mapping[str, Decimal]) -> dict[str, Any]:
    if fact.absent:
        return {"applies": False, "weight": None, "points": None}
    return {"applies": True, "weight": said(weights[one.id] if one.kind == "score" else one.weight, scheme), "points": said(points[one.id], scheme)}


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)


def said(value: Decimal, scheme: Scheme) -> str:
    """Return a number as text with the scheme's places."""
    return str(rounded(Fraction(value), scheme.places))


def grade_of(scheme: Scheme, total: Decimal) -> str:
    """Return the grade that a score earns: the best whose limit it reaches, the lowest where it reaches none."""
    return next((grade for grade, limit in scheme.limits if total >= limit), GRADES[-1])


def vetoed_grade(scheme: Scheme, grade: str) -> str:
    """Return the grade that a veto leaves: none above the best that it allows, whatever the score."""
    return GRADES[max(GRADES.index(grade), GRADES.index(scheme.vetoed_best))]
