"""From letters as they are stored to the facts of the law, as they were on record on a day."""

from collections import defaultdict
from datetime import date
from typing import Final

from django.db.models import Q

from anze.duties.sources import Lists, Scope
from anze.law import facts as law
from anze.letters.codes import PARTIES
from anze.letters.models import Letter, Signing
from anze.people.moment import end_of

TYPES: Final = frozenset({"letter", "letter_pattern", "letter_scan"})  # all that the ledger's entries here are about


def read(known_at: date, scope: Scope) -> Lists:
    """Return the letters that were on record at the end of `known_at`, of some subordinates where the scope says so.

    A letter is signed on the day on which the later of both sides signed. One that was replaced counts as it was signed: to sign anew does not
    make late what was in time; one that was voided counts no more. Every year is asked about, so `scope.since` narrows nothing.
    """
    moment = end_of(known_at)
    at_unit = Q() if scope.units is None else Q(subordinate__code__in=sorted(scope.units))
    rows = Letter.objects.filter(at_unit, Q(voided_at=None) | Q(voided_at__gte=moment), generated_at__lt=moment).order_by("code")
    found = list(rows.values_list("pk", "superior__code", "subordinate__code", "side", "year"))
    days: dict[int, dict[str, date]] = defaultdict(dict)
    for letter, party, on in Signing.objects.on_record(known_at).filter(letter__in=rows.order_by().values("pk")).values_list("letter", "party", "on"):
        days[letter][party] = on
    return {"letters": tuple(law.Letter(superior=superior, subordinate=subordinate, side=side, year=year,
                                        signed_on=max(days[pk].values()) if len(days[pk]) == len(PARTIES) else None)
                             for pk, superior, subordinate, side, year in found)}
