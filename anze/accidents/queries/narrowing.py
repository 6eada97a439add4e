"""What the register is narrowed to, and whether an accident fits that as it was on record on a day that is over."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from anze.accidents.models import Accident, FigureUpdate, Statement
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import end_of

TEXTS: Final = ("enterprise", "credit_code", "address", "account", "unit__name")  # where words are looked for


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to, as the URL says it; an empty field does not narrow."""

    unit: Unit | None
    grade: str
    sector: str
    nature: str
    state: str
    since: date | None
    until: date | None
    text: str

    @property
    def any(self) -> bool:
        """Say whether anything is narrowed."""
        return bool(self.unit or self.grade or self.sector or self.nature or self.state or self.since or self.until or self.text)


def fits_then(one: Accident, chosen: Filters) -> bool:
    """Say whether an accident as it was on record (`as_known`, its unit fetched) is what the filters ask for; of its state nothing is asked here."""
    given = ((chosen.grade, one.grade), (chosen.sector, one.sector), (chosen.nature, one.nature))
    if any(wanted and wanted != found for wanted, found in given) or (chosen.unit and not one.unit.path.startswith(chosen.unit.path)):
        return False
    if (chosen.since and one.date < chosen.since) or (chosen.until and one.date > chosen.until):
        return False
    texts = (one.enterprise, one.credit_code, one.address, one.account, one.unit.name)
    return not chosen.text or chosen.text in {one.code, one.number} or any(chosen.text.casefold() in text.casefold() for text in texts)


def moved_since(asked: Question) -> Q:
    """Return which accidents may have stood otherwise on the days asked about than their rows do now: something came, or was taken off, since."""
    moment = end_of(asked.known_at)
    struck = Q(struck_at__gte=moment, recorded_at__lt=moment)
    updates = FigureUpdate.objects.filter(struck | Q(struck_at=None, recorded_at__gte=moment) | Q(struck_at=None, date__gt=asked.as_of))
    return Q(pk__in=updates.order_by().values("accident")) | Q(pk__in=Statement.objects.filter(struck).order_by().values("accident"))
