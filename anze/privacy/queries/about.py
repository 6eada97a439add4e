"""Entries of the ledger about a person: those a copy lists, those that hold a text, those by which a correction was made."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from anze.acts.models import Act
from anze.people.models import Account, Officer
from anze.privacy.codes import OBJECT
from anze.privacy.models import DataRequest
from anze.record.confidential import confidential_types
from anze.record.models import Entry

MOST: Final = 200


def entries_of(officer: Officer | None) -> QuerySet[Entry]:
    """Return the entries about a person: about him, on his behalf, about or by his account. What only others may know of is left out."""
    if officer is None:
        return Entry.objects.none()
    accounts = list(Account.objects.filter(officer=officer).values_list("username", flat=True))
    about = Q(object_type="officer", object_id=officer.code) | Q(on_behalf=officer.code) | Q(object_type="account", object_id__in=accounts)
    return Entry.objects.filter(about | Q(actor__in=accounts)).exclude(object_type__in=sorted(confidential_types())).order_by("seq")


def entries_about(officer: Officer | None, seqs: Collection[int]) -> list[int]:
    """Return those of some numbers whose entries are about a person."""
    return list(entries_of(officer).filter(seq__in=list(seqs)).values_list("seq", flat=True)) if seqs else []


def entries_with(account: Account, text: str) -> list[Entry]:
    """Return the entries about an account whose sealed text says `text`."""
    return list(Entry.objects.filter(object_type="account", object_id=account.username, sealed__erased_at=None, sealed__text__contains=text).order_by("seq"))


def corrections(request: DataRequest, since: datetime) -> list[Entry]:
    """Return the entries since a moment by which a correction for the person may have been made, newest first; not what was done with the request."""
    found = entries_of(request.officer).filter(at__gte=since).exclude(object_type__in=(OBJECT, "message", "case_file")).order_by("-seq")
    acts = Act.objects.filter(participants__officer=request.officer).values("uid")
    recorded = Entry.objects.filter(at__gte=since, object_type__in=("act", "evidence", "problem"), object_id__in=acts).order_by("-seq")
    return sorted({one.seq: one for one in (*found[:MOST], *recorded[:MOST])}.values(), key=lambda one: -one.seq)
