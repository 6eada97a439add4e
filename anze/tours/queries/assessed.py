"""Figures of tours for the yearly assessment (第十八条、第二十条): problems that were fed back, and what of them was put right in time."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.urls import reverse

from anze.duties.figures import Count, Figure, Named, shared, tallied, year_until
from anze.law.question import Question
from anze.people.moment import day_of, end_of
from anze.tours.models import Finding, Item, ItemReport, Step

LEVELS: Final = frozenset({"county", "town", "subdistrict", "zone"})


def found(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return how many problems were fed back to each unit in a year."""
    first, last = year_until(year, asked)
    told = Step.objects.filter(kind="feed_back", on__gte=first, on__lte=last, at__lt=end_of(asked.known_at), tour__unit__code__in=list(units))
    rows = Finding.objects.on_record(asked.known_at).filter(tour__in=told.values("tour")).select_related("tour__unit").order_by("tour", "position")
    names: dict[str, list[Named]] = {}
    for one in rows:
        names.setdefault(one.tour.unit.code, []).append(Named(f"{one.tour.uid}/{one.position}", one.text, reverse("tours:detail", args=[one.tour.uid])))
    return tallied(names, units)


def put_right(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return how many of the items due in a year were put right by their deadline, by reports that were accepted; one whose day is not over
    and that is not done yet is left out."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    moment = end_of(asked.known_at)
    rows = Item.objects.on_record(asked.known_at).filter(deadline__gte=first, deadline__lte=last, tour__unit__code__in=list(units))
    known = ItemReport.objects.filter(at__lt=moment, on__lte=asked.as_of).select_related("review")
    good: dict[str, list[Named]] = {}
    late: dict[str, list[Named]] = {}
    for one in rows.select_related("tour__unit", "finding").prefetch_related(Prefetch("reports", known, to_attr="known")).order_by("tour", "position"):
        done = _done(one, asked)
        if done is None and one.deadline >= asked.as_of:
            continue
        kept = good if done is not None and done <= one.deadline else late
        kept.setdefault(one.tour.unit.code, []).append(
            Named(f"{one.tour.uid}/{one.position}", _named(one), reverse("tours:detail", args=[one.tour.uid]) + "#items"))
    return shared(good, late, units)


def _named(item: Item) -> str:
    """Return the problem and what was required about it; once where they are the same words."""
    problem = item.finding.text.rstrip("。") if item.finding else ""
    return item.content if not problem or problem in item.content else f"{problem}：{item.content}"


def _done(item: Item, asked: Question) -> date | None:
    days = [one.on for one in item.known if hasattr(one, "review") and one.review.accepted and day_of(one.review.at) <= min(asked.as_of, asked.known_at)]  # type: ignore[attr-defined]
    return max(days, default=None)


FIGURES: Final = (
    Figure(name="tours.found", label="巡查反馈的问题", kind="number", word="个", levels=LEVELS, provision="18.p1", count=found),
    Figure(name="tours.put_right", label="巡查问题按期整改率", kind="rate", word="项", levels=LEVELS, provision="18.p1", count=put_right),
)
