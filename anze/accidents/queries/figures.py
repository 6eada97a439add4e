"""The figures of an accident as they stand: stated first, updated since, with the grade that the law core finds of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from anze.accidents.models import FigureUpdate
from anze.accidents.models.accident import StatedFields
from anze.acts.pack import pack_in_force
from anze.law import facts as law
from anze.law.index import FactIndex
from anze.law.known import Known
from anze.law.question import Question
from anze.people.moment import day_of


@dataclass(frozen=True, slots=True)
class Figures:
    """Totals as they stand, missing people among them, and the grade by them as far as they move it."""

    deaths: int
    serious_injuries: int
    missing: int
    loss: Decimal
    grade: str
    measure: str
    history: tuple[tuple[date, str], ...]  # each day on which the grade was set

    def columns(self) -> dict[str, Any]:
        """Return the fields as an accident's own row has them."""
        return {name: getattr(self, name) for name in ("deaths", "serious_injuries", "missing", "loss", "grade", "measure")}


def figures_of(statement: StatedFields, updates: Iterable[FigureUpdate], now: datetime) -> Figures:
    """Return the figures of a statement with its updates. Changes after the window are shown but move no grade (第十三条)."""
    ordered = sorted(updates, key=lambda one: (one.date, one.pk or 0))
    totals = {name: getattr(statement, name) for name in ("deaths", "serious_injuries", "missing", "loss")}
    for one in ordered:
        totals |= {name: value for name in totals if (value := getattr(one, name)) is not None}
    told = tuple(law.Update(date=one.date, deaths=one.deaths, serious_injuries=one.serious_injuries, loss=one.loss) for one in ordered)
    alone = law.Accident(id="-", unit="-", date=statement.date, deaths=statement.deaths, serious_injuries=statement.serious_injuries,
                         loss=statement.loss, road_or_fire=statement.road_or_fire, updates=told)
    today = max(day_of(now), statement.date)
    known = Known(pack_in_force(), FactIndex(law.Facts(units=(law.Unit(id="-", level="town"),), accidents=(alone,))), Question(today, today)).accidents[0]
    return Figures(**totals, grade=known.grade, measure=known.measure, history=known.history)
