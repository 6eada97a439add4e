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
from anze.law.findings import in_words
from anze.law.index import FactIndex
from anze.law.known import Known
from anze.law.national.grades import table
from anze.law.national.investigation import supplementary_until
from anze.law.question import Question
from anze.people.moment import day_of


@dataclass(frozen=True, slots=True)
class Figures:
    """Totals as they stand, missing people among them, and the grade by them as far as they move it."""

    deaths: int
    serious_injuries: int
    missing: int
    loss: Decimal | None  # None while it is being found out
    grade: str
    measure: str
    history: tuple[tuple[date, str], ...]  # each day on which the grade was set

    def columns(self) -> dict[str, Any]:
        """Return the fields as an accident's own row has them."""
        return {name: getattr(self, name) for name in ("deaths", "serious_injuries", "missing", "loss", "grade", "measure")}


def beyond_window(statement: StatedFields, row: object) -> str:
    """Return why an update of figures moves no grade: its casualties changed after the days for that (第十三条); empty where nothing keeps it from it."""
    if not isinstance(row, FigureUpdate) or (row.deaths is None and row.serious_injuries is None):
        return ""
    until, day = supplementary_until(statement.road_or_fire, statement.date), statement.date
    if row.date <= until:
        return ""
    loss = "直接经济损失没有这个期限，照常计算。" if row.loss is not None else ""
    return (f"这次变化在事故发生后第{(row.date - day).days}日，补报期到{in_words(until)}为止（{table(day).number}第十三条："
            f"{(until - day).days}日内{'，道路交通、火灾事故' if statement.road_or_fire else ''}）。数字照记、照样显示，伤亡人数不改变等级。{loss}")


def figures_of(statement: StatedFields, updates: Iterable[FigureUpdate], now: datetime) -> Figures:
    """Return the figures of a statement with its updates. Changes after the window are shown but move no grade (第十三条)."""
    ordered = sorted(updates, key=lambda one: (one.date, one.pk or 0))
    totals = {name: getattr(statement, name) for name in ("deaths", "serious_injuries", "missing", "loss")}
    for one in ordered:
        totals |= {name: value for name in totals if (value := getattr(one, name)) is not None}
    told = tuple(law.Update(date=one.date, deaths=one.deaths, serious_injuries=one.serious_injuries, loss=one.loss) for one in ordered)
    alone = law.Accident(id="-", unit="-", date=statement.date, deaths=statement.deaths, serious_injuries=statement.serious_injuries,
                         loss=statement.loss or Decimal(0), road_or_fire=statement.road_or_fire, updates=told)
    today = max(day_of(now), statement.date)
    known = Known(pack_in_force(), FactIndex(law.Facts(units=(law.Unit(id="-", level="town"),), accidents=(alone,))), Question(today, today)).accidents[0]
    return Figures(**totals, grade=known.grade, measure=known.measure, history=known.history)
