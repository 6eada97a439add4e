"""What the yearly assessment (第二十条) counts of dangers: those due in the year that were closed, listings that passed their deadline."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.urls import reverse

from anze.duties.figures import Count, Figure, Named, add_figure, areas, shared, tallied, year_until
from anze.duties.world import world
from anze.hazards.models import DangerStep, DangerVersion, Listing, ListingStep
from anze.hazards.queries.clocks import clocks_of
from anze.law.question import Question
from anze.people.moment import end_of

PLACES: Final = frozenset({"county", "town", "subdistrict"})


def closed(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit the dangers in its area that were due in the year, and how many of them are closed by the day asked."""
    first, last = year_until(year, asked)
    known_at, tree = min(asked.known_at, today), world(asked, today).index.tree
    rows = DangerVersion.objects.on_record(known_at).filter(deadline__range=(first, last)).order_by("danger__uid")
    steps = DangerStep.objects.filter(at__lt=end_of(known_at), on__lte=asked.as_of)
    gone = set(steps.filter(kind="withdraw").values_list("danger", flat=True))
    done = set(steps.filter(kind="close").values_list("danger", flat=True))
    good: dict[str, list[Named]] = defaultdict(list)
    others: dict[str, list[Named]] = defaultdict(list)
    for key, uid, text, unit in rows.values_list("danger", "danger__uid", "text", "danger__unit__code"):
        for area in () if key in gone else areas(tree, unit, units):
            (good if key in done else others)[area].append(Named(uid, f"{text[:60]}（{uid}）", reverse("hazards:danger", args=[uid])))
    return shared(good, others, units)


def overdue(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit the listed dangers in its area whose deadline passed in the year without their being finished."""
    first, last = year_until(year, asked)
    known_at, tree = min(asked.known_at, today), world(asked, today).index.tree
    steps = ListingStep.objects.filter(at__lt=end_of(known_at), on__lte=asked.as_of).order_by("pk")
    rows = Listing.objects.filter(pk__in=steps.filter(kind="list").order_by().values("listing")).select_related("danger__unit")
    found: dict[str, list[Named]] = defaultdict(list)
    for one in rows.prefetch_related(Prefetch("steps", steps, to_attr="known_steps")).order_by("uid"):
        days = clocks_of(one.known_steps)
        if days.deadline and first <= days.deadline <= last and days.overdue(asked.as_of):
            for area in areas(tree, one.danger.unit.code, units):
                found[area].append(Named(one.uid, f"{one.title}（{one.uid}）", reverse("hazards:listing", args=[one.uid])))
    return tallied(found, units)


def register_figures() -> None:
    """Bring in what can be counted of dangers."""
    add_figure(Figure(name="hazards.closed", label="到期事故隐患办结率", kind="rate", word="项", levels=PLACES, provision="20.p1", count=closed))
    add_figure(Figure(name="hazards.overdue", label="挂牌督办逾期项数", kind="number", word="项", levels=PLACES, provision="21.2.4", count=overdue))
