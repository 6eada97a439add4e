"""What the yearly assessment (第二十条) counts of supervision: what superiors had assigned and was due in the year, and how much was done on time."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from django.urls import reverse

from anze.duties.figures import Count, Figure, Named, add_figure, areas, shared, year_until
from anze.duties.world import world
from anze.law.codes import STATUSES
from anze.law.question import Question
from anze.supervision.facts import with_steps
from anze.supervision.models import Undertaking
from anze.supervision.policies import CLAUSE
from anze.supervision.queries.colours import colours_of

LEVELS: Final = frozenset({"county", "town", "subdistrict", "department"})


def on_time(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit what a superior had supervised in its area and was due in the year, and how much was done by its deadline.

    What a unit's own office assigns within its area does not count for the unit itself.
    """
    first, last = year_until(year, asked)
    tree = world(asked, today).index.tree
    rows = list(with_steps(Undertaking.objects.filter(due__gte=first).select_related("task__unit", "unit").order_by("pk")))
    colours = colours_of(rows, asked, today)
    good: dict[str, list[Named]] = defaultdict(list)
    others: dict[str, list[Named]] = defaultdict(list)
    for one in rows:
        found = colours[one.pk]
        if found.status in {"", "pending"} or found.days.due is None or not first <= found.days.due <= last:
            continue
        said = f"{one.unit.name}：{one.task.title}（{one.task.uid}）" + ("" if found.status == "met" else f"（{STATUSES[found.status]}）")
        named = Named(f"{one.task.uid}~{one.unit.code}", said, reverse("supervision:detail", args=[one.task.uid]))
        for area in areas(tree, one.unit.code, units):
            if one.task.unit.code in tree.above(area) and one.task.unit.code != area:
                (good if found.status == "met" else others)[area].append(named)
    return shared(good, others, units)


def register_figures() -> None:
    """Bring in what can be counted."""
    add_figure(Figure(name="supervision.on_time", label="督办事项按期办结率", kind="rate", word="项", levels=LEVELS, provision=CLAUSE, count=on_time))
