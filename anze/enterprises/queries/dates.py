"""What of delegated enforcement lapses on a day of the year."""

from collections.abc import Iterator
from datetime import date

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.enterprises.models import Delegation


def dates(rights: Rights, first: date, last: date, today: date) -> Iterator[Due]:
    """Yield the ends of the delegations that the account may see."""
    found = Delegation.objects.visible_to(rights).current().filter(end__gte=first, end__lte=last)
    for one in found.select_related("unit", "organ").prefetch_related("renewals"):
        renewed = any(renewal.struck_at is None for renewal in one.renewals.all())
        yield Due(one.unit.name, f"委托执法到期：{one}", "met" if renewed else "missed" if one.end < today else "pending", one.end,
                  "enterprises:delegations", ())
