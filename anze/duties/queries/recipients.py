"""Who is told what concerns an officer or an office: the officer's own account, the secretaries who record for the officer, the office's accounts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from anze.access.models import Grant, RecordsFor
from anze.people.models import Account


@dataclass(frozen=True, slots=True)
class Recipients:
    """Active accounts (by key): of each officer, of the secretaries of each officer (by code), of the offices of each unit (by key)."""

    own: dict[str, int]
    secretaries: dict[str, tuple[int, ...]]
    offices: dict[int, tuple[int, ...]]

    def of_officer(self, code: str) -> tuple[int, ...]:
        """Return everyone who is told about an officer."""
        own = self.own.get(code)
        return (*((own,) if own else ()), *self.secretaries.get(code, ()))


def recipients(officers: Iterable[str] | None = None) -> Recipients:
    """Return who is told, of all officers or of some: three queries."""
    own = Account.objects.filter(is_active=True, officer__isnull=False, grants__ended_at=None, grants__isnull=False)
    behind = RecordsFor.objects.in_force().filter(account__is_active=True)
    if officers is not None:
        wanted = list(officers)
        own, behind = own.filter(officer__code__in=wanted), behind.filter(officer__code__in=wanted)
    secretaries, offices = defaultdict[str, list[int]](list), defaultdict[int, list[int]](list)
    for account, officer in behind.order_by("account").values_list("account", "officer__code"):
        secretaries[officer].append(account)
    for account, unit in Grant.objects.in_force().filter(role="office", account__is_active=True, unit__isnull=False).values_list("account", "unit"):
        offices[int(unit or 0)].append(account)
    return Recipients(dict(own.distinct().values_list("officer__code", "pk")), {code: tuple(found) for code, found in secretaries.items()},
                      {unit: tuple(sorted(set(found))) for unit, found in offices.items()})
