"""How items of rectification stand."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from anze.interviews.models import Interview, Item, ItemReport
from anze.interviews.policies import SOON_DAYS

# How an item stands → its word. It stands where its last report and the review of it left it.
STANDS: Final = {"open": "待整改", "reported": "已报告，待复核", "accepted": "复核通过", "returned": "退回整改"}


def standing_items(interview: Interview) -> list[Item]:
    """Return an interview's items in force, in their order, with all that is asked of them: three queries."""
    rows = interview.items.current().select_related("owner", "officer", "interview").prefetch_related("reports__review", "reports__by", "reports__review__by")
    return list(rows.order_by("position", "pk"))


def statements_of(item: Item) -> list[int]:
    """Return every statement of an item (keys): as it was stated first, and each time anew."""
    return list(Item.objects.filter(interview=item.interview_id, position=item.position).order_by("pk").values_list("pk", flat=True))


def due_until(day: date) -> Q:
    """Return the condition under which an item may be due by a day: by the day laid down, or by one with which it was sent back. Ask `due` then."""
    returned = ItemReport.objects.filter(review__deadline__lte=day).values("item")
    return Q(deadline__lte=day) | Q(pk__in=returned)


def stands(item: Item) -> str:
    """Return how an item stands."""
    reports = list(item.reports.all())
    if not reports:
        return "open"
    review = getattr(reports[-1], "review", None)
    return "reported" if review is None else "accepted" if review.accepted else "returned"


def lamp_of(item: Item, today: date) -> str:
    """Return the lamp of an item: done, waiting for review, overdue, due soon, not due."""
    state = stands(item)
    if state in {"accepted", "reported"}:
        return "closed" if state == "accepted" else "waiting"
    if item.due < today:
        return "overdue"
    return "soon" if item.due <= today + timedelta(days=SOON_DAYS) else "open"
