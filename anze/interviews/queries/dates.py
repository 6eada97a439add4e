"""What of interviews lies on a day of the year: when they are held, and until when each item is to be put right."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.interviews.models import Interview, Item, Meeting
from anze.interviews.queries.items import due_until, lamp_of
from anze.people.moment import SHANGHAI, day_of


def dates(rights: Rights, first: date, last: date, today: date) -> Iterator[Due]:
    """Yield the interviews and the items' deadlines that the account may see."""
    seen = Interview.objects.visible_to(rights)
    begin, end = (datetime.combine(day, time(), SHANGHAI) for day in (first, last + timedelta(days=1)))
    called_off = Interview.objects.in_state("cancelled", "dropped").values("pk")
    held = Meeting.objects.current().filter(interview__in=seen.values("pk"), at__gte=begin, at__lt=end).exclude(interview__in=called_off)
    for one in held.select_related("interview__unit"):
        day = day_of(one.at)
        yield Due(one.interview.unit.name, f"{one.interview}（{one.place}）", "met" if day < today else "pending", day, "interviews:detail",
                  (one.interview.uid,))
    items = Item.objects.current().filter(due_until(last), interview__in=seen.values("pk"))
    for item in items.select_related("interview", "owner").prefetch_related("reports__review"):
        if not first <= item.due <= last:
            continue
        lamp = {"closed": "met", "overdue": "missed", "open": "pending"}.get(lamp_of(item, today), "pending")
        yield Due(item.owner.name, f"约谈整改到期：{item.content}", lamp, item.due, "interviews:detail", (item.interview.uid,))
