"""From tours as they are stored to the facts of the law, as they were on record on a day."""

from datetime import date
from typing import Final

from django.db.models import Q

from anze.duties.sources import Lists, Scope
from anze.duties.world import world
from anze.law import facts as law
from anze.law.known import Known
from anze.law.question import Question
from anze.people.moment import end_of
from anze.tours.models import Step

TYPES: Final = frozenset({"tour", "superior_tour"})  # all that the ledger's entries here are about


def read(known_at: date, scope: Scope) -> Lists:
    """Return the tours that had ended and were on record at the end of `known_at`: from the day the group came to the day it left, one a side.

    A tour that is only planned, or under way, is none yet: only what has ended counts as a visit.
    """
    moment = end_of(known_at)
    wanted = Q() if scope.units is None else Q(tour__unit__code__in=sorted(scope.units))
    ended = Step.objects.filter(wanted, kind="leave", at__lt=moment).order_by("tour__uid")
    if scope.since is not None:
        ended = ended.filter(on__gte=scope.since)
    rows = list(ended.values_list("tour", "on", "tour__superior__code", "tour__unit__code", "tour__sides"))
    came = dict(Step.objects.filter(kind="arrive", tour__in=[row[0] for row in rows]).values_list("tour", "on"))
    return {"tours": tuple(law.Tour(by=superior, unit=unit, side=side, start=came.get(key, left), end=left)
                           for key, left, superior, unit, sides in rows for side in sides)}


def tours_known(asked: Question, today: date) -> Known:
    """Return all tours on record with the register beside them: what the cycle of tours is asked with."""
    facts, known_at = world(asked, today), min(asked.known_at, today)
    return Known(facts.pack, facts.index.with_lists(read(known_at, Scope())), asked)
