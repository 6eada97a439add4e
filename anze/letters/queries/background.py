"""When it came on record that a letter is signed, by its parties, side and year: the second clock of a letter."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from anze.access.rights import Rights
from anze.duties.backgrounds import Background
from anze.duties.sources import letter_id
from anze.letters.codes import PARTIES
from anze.letters.models import Letter, Signing
from anze.people.moment import day_of, end_of


def background(ids: Collection[str], known_at: date, _: Rights) -> dict[str, Background]:
    """Return when the later of both sides' signings came on record, of letters on record at the end of `known_at`; of several the first that was signed."""
    moment, wanted = end_of(known_at), [one.split("~") for one in ids]
    rows = Letter.objects.filter(Q(voided_at=None) | Q(voided_at__gte=moment), generated_at__lt=moment, superior__code__in={one[0] for one in wanted},
                                 subordinate__code__in={one[1] for one in wanted})
    found_rows = rows.order_by("code").values_list("pk", "superior__code", "subordinate__code", "side", "year")
    names = {pk: letter_id(superior, subordinate, side, year) for pk, superior, subordinate, side, year in found_rows}
    at: dict[int, dict[str, datetime]] = defaultdict(dict)
    for letter, party, recorded in Signing.objects.on_record(known_at).filter(letter__in=list(names)).values_list("letter", "party", "recorded_at"):
        at[letter][party] = recorded
    found: dict[str, Background] = {}
    for pk, name in names.items():
        if name in ids and len(at[pk]) == len(PARTIES):
            found.setdefault(name, Background(recorded_on=day_of(max(at[pk].values()))))
    return found
