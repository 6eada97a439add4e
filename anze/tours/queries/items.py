"""How items of rectification stand."""

from datetime import date, timedelta
from typing import Final

from anze.tours.models import Item, ItemReport, Tour
from anze.tours.policies import SOON_DAYS

# How an item stands → its word. It stands where its last report and the review of it left it.
STANDS: Final = {"open": "待整改", "reported": "已报告，待复核", "accepted": "复核通过", "returned": "退回整改"}


def standing_items(tour: Tour) -> list[Item]:
    """Return a tour's items in force, in their order, with all that is asked of them: three queries."""
    rows = tour.items.current().select_related("owner", "officer", "tour", "finding").prefetch_related("reports__review", "reports__by", "reports__review__by")
    return list(rows.order_by("position", "pk"))


def stands(item: Item) -> str:
    """Return how an item stands."""
    reports = sorted(item.reports.all(), key=lambda one: one.pk)
    if not reports:
        return "open"
    review = getattr(reports[-1], "review", None)
    return "reported" if review is None else "accepted" if review.accepted else "returned"


def lamp_of(item: Item, today: date) -> str:
    """Return the lamp of an item: done, done late, waiting for review, overdue, due soon, not due. Late work never turns green."""
    state = stands(item)
    if state == "accepted":
        done = put_right_on(item)
        return "closed" if done is not None and done <= item.deadline else "backfilled"
    if state == "reported":
        return "waiting"
    if item.deadline < today:
        return "overdue"
    return "soon" if item.deadline <= today + timedelta(days=SOON_DAYS) else "open"


def words_of(item: Item, today: date) -> str:
    """Return how an item stands in words; of one accepted, whether it was late, of one that is not, whether it is overdue."""
    done = put_right_on(item)
    if done is not None and done > item.deadline:
        return "复核通过，迟于期限"
    return {"overdue": "逾期，", "soon": "临期，"}.get(lamp_of(item, today), "") + STANDS[stands(item)]


def put_right_on(item: Item) -> date | None:
    """Return the day on which an item was put right, by the report that was accepted; None where none was."""
    accepted: list[ItemReport] = [one for one in item.reports.all() if hasattr(one, "review") and one.review.accepted]
    return max(accepted, key=lambda one: one.pk).on if accepted else None
