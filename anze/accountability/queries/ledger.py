"""Which entries of the ledger about cases an account may read: those of the cases on which it is. Readings stand on the pages of cases alone."""

from django.db.models import Q

from anze.access.rights import Rights
from anze.accountability.models import Member


def entries_of(rights: Rights) -> Q:
    """Return the filter for the entries about the account's own cases."""
    return Q(object_id__in=Member.objects.filter(account=rights.account, ended_at=None).values("case__uid"))
