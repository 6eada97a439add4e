"""The documents of an interview: notice, minutes, circulation; each with a number of its committee's office, kept as it went out."""

from datetime import datetime

from anze.interviews.models import Interview
from anze.interviews.queries.papers import FIELDS, KINDS, OBJECT
from anze.papers.actions.issuing import issue
from anze.papers.actions.numbering import reserve
from anze.papers.drafting import draft
from anze.papers.models import Issued, Number
from anze.papers.queries.letterheads import series_of
from anze.people.models import Account
from anze.people.moment import day_of


def numbered(by: Account, now: datetime, interview: Interview, document: str) -> Number:
    """Take the next number of the committee's office for a document of an interview, within a transaction: without gaps."""
    return reserve(by, now, interview.committee, series_of(interview.committee, KINDS[document]), day_of(now).year)


def issue_of(by: Account, now: datetime, interview: Interview, document: str, number: Number) -> Issued:
    """Issue a document of an interview under its number: Word and PDF are kept as they went out."""
    kind, unit = KINDS[document], interview.committee
    official = draft(kind, unit, {"文号": number.text, "成文日期": day_of(now), **FIELDS[document](interview)})
    return issue(by, now, kind, (OBJECT, interview.uid), unit, official, number)
