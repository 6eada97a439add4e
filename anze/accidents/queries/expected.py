"""What the law would say of an accident that is only typed so far: its grade, and what would fire."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from anze.access.rights import Rights
from anze.accidents.facts import as_new
from anze.accidents.models import Accident, Statement
from anze.accidents.queries.figures import Figures, figures_of
from anze.accidents.queries.findings import around, findings, with_accident
from anze.accidents.queries.following import Follows, Names, follows
from anze.accidents.told import Told
from anze.law.national.grades import Limits, grade_label, measure_label, table
from anze.law.national.grades import tables as order_versions
from anze.law.question import Question
from anze.people.moment import day_of

THIS: Final = "sg-0-0"  # what an accident without a number yet is called by


@dataclass(frozen=True, slots=True)
class Expected:
    """What an accident would be: its grade with the words that say so, what would follow, those already on record of that place and day."""

    figures: Figures
    grade: str
    measure: str
    clause: str
    number: str
    limits: Limits
    follows: Follows | None
    names: Names | None
    alike: list[Accident]


def grade_words(grade: str, told: Told) -> str:
    """Return the item of 第三条 that names the grade, as it stands in the order."""
    label = grade_label(grade)
    return next((line for line in table(told.date).words.strip().splitlines() if f"）{label}，" in line), "")


def expected(told: Told, rights: Rights, now: datetime) -> Expected | None:
    """Return what the accident told would be if it were registered now; None for a day before the order."""
    if told.date < order_versions()[0].since or told.happened_at > now or (told.loss or 0) < 0 or min(told.deaths, told.serious_injuries) < 0:
        return None
    figures = figures_of(Statement(**told.columns()), (), now)
    alike = list(Accident.objects.visible_to(rights).on_record().filter(unit=told.unit, date=told.date).select_related("unit")[:5])
    found, names = _follow(told, rights, now)
    return Expected(figures, grade_label(figures.grade), measure_label(figures.measure), grade_words(figures.grade, told), table(told.date).number,
                    table(told.date).limits, found, names, alike)


def _follow(told: Told, rights: Rights, now: datetime) -> tuple[Follows | None, Names | None]:
    today = day_of(now)
    known = around({told.unit.code}, told.date, Question(today, today), today)
    if told.unit.code not in known.tree.units:
        return None, None
    after = with_accident(known, THIS, as_new(THIS, told, now))
    found = follows(findings(after), after, THIS)
    return found, Names(rights, found.all, this="这起事故")
