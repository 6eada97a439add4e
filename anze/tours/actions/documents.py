"""The documents of a tour: notice and feedback; each with a number of the superior's office, kept as it went out."""

from datetime import datetime

from anze.papers.actions.issuing import issue
from anze.papers.actions.numbering import reserve
from anze.papers.drafting import draft
from anze.papers.models import Issued, Number
from anze.papers.queries.letterheads import series_of
from anze.people.models import Account
from anze.people.moment import day_of
from anze.tours.models import Tour
from anze.tours.queries.papers import FIELDS, KINDS, OBJECT


def numbered(by: Account, now: datetime, tour: Tour, document: str) -> Number:
    """Take the next number of the superior's office for a document of a tour, within a transaction: without gaps."""
    return reserve(by, now, tour.superior, series_of(tour.superior, KINDS[document]), day_of(now).year)


def issue_of(by: Account, now: datetime, tour: Tour, document: str, number: Number, **more: str) -> Issued:
    """Issue a document of a tour under its number: Word and PDF are kept as they went out. `more`: what was typed for it."""
    kind, unit = KINDS[document], tour.superior
    official = draft(kind, unit, {"文号": number.text, "成文日期": day_of(now), **FIELDS[document](tour, more)})
    return issue(by, now, kind, (OBJECT, tour.uid), unit, official, number)
