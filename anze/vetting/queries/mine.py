"""Who asked about oneself: the department, the moment and the purpose; not the clerk, not the reference, nothing of the others on the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from anze.duties.sources import LookedUp
from anze.people.models import Account
from anze.vetting.models import Subject
from anze.vetting.queries.organ import organ_of


@dataclass(frozen=True, slots=True)
class Asked:
    """An enquiry about oneself, as far as one is told of it."""

    at: datetime
    organ: str
    purpose: str
    as_of: date
    known_at: date


def asked_about(account: Account) -> list[Asked]:
    """Return the enquiries about the officer that the account is, newest first; none for an account that is none."""
    rows = Subject.objects.filter(officer=account.officer_id, officer__isnull=False).select_related("enquiry__unit").defer("enquiry__snapshot")
    return [Asked(one.enquiry.at, organ_of(one.enquiry.unit), one.enquiry.get_purpose_display(), one.enquiry.as_of, one.enquiry.known_at)
            for one in rows.order_by("-enquiry__at", "-pk")]


def looked_up(officer: str) -> Iterator[LookedUp]:
    """Yield the enquiries about an officer (code), for the copy of what is kept of him."""
    for one in Subject.objects.filter(officer__code=officer).select_related("enquiry__unit").defer("enquiry__snapshot"):
        yield LookedUp(one.enquiry.at, organ_of(one.enquiry.unit), one.enquiry.get_purpose_display())
