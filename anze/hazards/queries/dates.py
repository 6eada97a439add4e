"""What of dangers and listings falls due on a day of the year."""

from collections.abc import Iterator
from datetime import date

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.hazards.models import Danger, Listing
from anze.hazards.policies import LISTING
from anze.hazards.queries.clocks import Term, clocks


def dates(rights: Rights, first: date, last: date, today: date) -> Iterator[Due]:
    """Yield the deadlines of the dangers and listings that the account may see: of dangers those still open, of listings also what was met."""
    dangers = Danger.objects.visible_to(rights).in_state("open", "failed").filter(deadline__gte=first, deadline__lte=last)
    for one in dangers.select_related("unit", "enterprise"):
        yield Due(one.unit.name, f"隐患整改到期：{one.text}", "missed" if one.deadline < today else "pending", one.deadline, "hazards:danger", (one.uid,))
    rows = Listing.objects.visible_to(rights).in_state(*LISTING.open, "delisted").select_related("danger__unit").prefetch_related("steps")
    for listing in rows:
        days = clocks(listing)
        terms = [*days.terms, *([Term("挂牌督办整改到期", days.deadline, days.finished_on)] if days.deadline else [])]
        for term in terms:
            if first <= term.due <= last:
                yield Due(listing.danger.unit.name, f"{term.label}：{listing.title}", term.lamp(today), term.due, "hazards:listing", (listing.uid,))
