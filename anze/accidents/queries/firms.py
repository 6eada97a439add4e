"""The enterprise of an accident in the register of production units: offered while typing, linked by its credit code; free text stays allowed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.duties.sources import Related
from anze.enterprises.models import Enterprise
from anze.enterprises.queries.found import enterprise_with, enterprises_in
from anze.law.findings import in_words
from anze.law.national.grades import grade_label
from anze.law.question import Question
from anze.people.models import Unit

SHORTEST: Final = 2   # characters typed before anything is offered
MOST: Final = 8


def offered(text: str, place: Unit | None, rights: Rights, today: date) -> list[Enterprise]:
    """Return the production units of the accident's place that fit what is typed, at most a few."""
    wanted = text.strip()
    if place is None or len(wanted) < SHORTEST or not rights.may("enterprise.view"):
        return []
    return enterprises_in(place, wanted, rights, Question(today, today), MOST)


def named(text: str, place: Unit, rights: Rights, today: date) -> Enterprise | None:
    """Return the one production unit of the place that is called just so and has a credit code; None where there is none, or several."""
    found = [one for one in offered(text, place, rights, today) if one.name == text.strip() and one.credit_code]
    return found[0] if len(found) == 1 else None


def firm_of(credit_code: str, rights: Rights, today: date) -> Enterprise | None:
    """Return the production unit that an accident's credit code means, for whoever may see it."""
    return enterprise_with(credit_code, rights, Question(today, today)) if rights.may("enterprise.view") else None


def about(name: str, one: str, rights: Rights, today: date) -> Iterator[Related]:
    """Yield the accidents of a production unit (by its number) that the account may see, newest first; nothing for another list."""
    firm = Enterprise.objects.filter(code=one).first() if name == "enterprises" and rights.may("accident.view") else None
    if firm is None or not firm.credit_code:
        return
    rows = Accident.objects.visible_to(rights).on_record().filter(credit_code=firm.credit_code, date__lte=today).select_related("unit")
    for row in rows.order_by("-date", "-pk"):
        hurt = f"，死亡 {row.deaths} 人" if row.deaths else f"，重伤 {row.serious_injuries} 人" if row.serious_injuries else ""
        lamp, words = ("withdrawn", "已核销") if row.written_off_on else ("open", grade_label(row.grade))
        yield Related(row.title, f"{in_words(row.date)}{hurt}", lamp, words, reverse("accidents:detail", args=[row.code]))
