"""From listings as they are stored to the facts of the law, as they were on record on a day."""

from datetime import date
from typing import Final

from django.db.models import Prefetch, Q

from anze.duties.sources import Lists, Scope
from anze.hazards.models import Finding, Listing, ListingStep
from anze.hazards.queries.clocks import clocks
from anze.law import facts as law
from anze.people.moment import end_of

TYPES: Final = frozenset({"danger", "listing", "patrol"})  # all that the ledger's entries here are about


def read(known_at: date, scope: Scope) -> Lists:
    """Return the listed dangers that were on record at the end of `known_at`, of some units where the scope says so.

    They are few, and one whose deadline is long past can still be found late: `scope.since` narrows nothing. Where a person found that it is
    overdue for another reason than poor promotion or supervision, 第二十一条第二款（四）has nothing to say any more: no fact is given.
    """
    moment = end_of(known_at)
    listed = ListingStep.objects.filter(kind="list", at__lt=moment).order_by().values("listing")
    rows = Listing.objects.filter(Q() if scope.units is None else Q(danger__unit__code__in=sorted(scope.units)), pk__in=listed)
    rows = rows.select_related("danger__unit").prefetch_related(
        Prefetch("steps", ListingStep.objects.order_by("pk")), Prefetch("findings", Finding.objects.on_record(known_at), to_attr="known")).order_by("uid")
    return {"hazards": tuple(fact for one in rows if (fact := _fact(one, one.known, moment)) is not None)}


def _fact(listing: Listing, findings: list[Finding], moment: object) -> law.Hazard | None:
    days = clocks(listing, moment)  # type: ignore[arg-type]
    finding = findings[0] if findings else None
    if days.deadline is None or (finding is not None and finding.kind != "poor"):
        return None
    return law.Hazard(id=listing.uid, unit=listing.danger.unit.code, deadline=days.deadline, finished_on=days.finished_on,
                      finding_on=finding.on if finding else None)
