"""What the yearly assessment (第二十条) counts of interviews: how often a unit's leaders were interviewed in the year. Enterprises that lie there are
interviewed for themselves: 第二十一条 and 第二十五条（五） mean leaders."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q
from django.urls import reverse

from anze.duties.figures import Count, Figure, Named, add_figure, tallied, year_until
from anze.interviews.facts import own, superiors
from anze.interviews.models import Interview, SuperiorInterview
from anze.law.question import Question


def interviewed(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit the interviews of its leaders held in the year, by the unit's own superior and by those above it."""
    first, last = year_until(year, asked)
    known_at = min(asked.known_at, today)
    leaders = Q(subject__in=("leaders", "department"))  # of a department: its own head
    there = [one for one in (*own(known_at, leaders), *superiors(known_at)) if one.unit in units and first <= one.date <= last]
    labels = _labels([one.id for one in there])
    found: dict[str, list[Named]] = defaultdict(list)
    for one in sorted(there, key=lambda one: (one.date, one.id)):
        found[one.unit or ""].append(labels.get(one.id, Named(one.id, one.id)))
    return tallied(found, units)


def _labels(ids: list[str]) -> dict[str, Named]:
    own_ones = Interview.objects.filter(uid__in=ids).select_related("unit")
    above = SuperiorInterview.objects.filter(uid__in=ids).select_related("unit")
    return ({one.uid: Named(one.uid, f"{one}（{one.uid}）", reverse("interviews:detail", args=[one.uid])) for one in own_ones}
            | {one.uid: Named(one.uid, f"{one.by}约谈{one.unit.name}（{one.uid}）", reverse("interviews:superior")) for one in above})


def register_figures() -> None:
    """Bring in what can be counted of interviews."""
    levels = frozenset({"county", "town", "subdistrict", "department"})
    add_figure(Figure(name="interviews.number", label="被约谈次数", kind="number", word="次", levels=levels, provision="21.p1", count=interviewed))
