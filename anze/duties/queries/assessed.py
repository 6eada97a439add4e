"""What the yearly assessment (第二十条) counts of duties and acts: recurring tasks on time, standing duties in place, problems closed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import numpy as np
from django.urls import reverse

from anze.access.rights import Reach
from anze.acts.models import Act, Problem, ProblemStep
from anze.duties.figures import Count, Figure, Named, add_figure, areas, shared, year_until
from anze.duties.queries.grid import cell_query
from anze.duties.queries.obligations import LAMPS, MET, in_reach, rows_of, table_of
from anze.duties.queries.standing import standing_rows
from anze.duties.world import world
from anze.law.codes import STATUSES
from anze.law.question import Question
from anze.law.recurring.calendar import day_number
from anze.people.moment import end_of

EVERYTHING: Final = Reach(everything=True)
LEVELS: Final = frozenset({"county", "town", "subdistrict", "department"})
OVER: Final = frozenset({"met", "backfilled", "missed"})
Ones = dict[str, list[Named]]


def on_time(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit the recurring tasks of its own leaders whose period ended in the year, and how many were done on time."""
    first, last = year_until(year, asked)
    table = table_of(asked, today)
    ended = (table.last_day >= day_number(first)) & (table.last_day <= day_number(last))
    chosen = in_reach(table, EVERYTHING).where(ended & np.isin(table.unit, table.world.unit_codes(units)))
    good: Ones = defaultdict(list)
    others: Ones = defaultdict(list)
    page, clock = reverse("duties:cell"), _clock(asked)
    for one in rows_of(chosen):
        if one.lamp in OVER:
            done = one.lamp == LAMPS[MET]
            key = "~".join((one.duty, one.unit, one.period, "+".join(code for code, _ in one.officers), str(one.twin)))
            label = f"{one.period_label}，{one.names}：{one.what}" + ("" if done else f"（{STATUSES[one.lamp]}）")
            cell = cell_query(one.duty, one.unit, one.officers[0][0] if one.officers else "", one.period, one.twin)
            (good if done else others)[one.unit].append(Named(key, label, f"{page}?{cell}&{clock}"))
    return shared(good, others, units)


def in_place(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit the standing duties of its own leaders as they stand on the year's last day, or on the day asked before it."""
    _, last = year_until(year, asked)
    then = Question(last, asked.known_at)
    good: Ones = defaultdict(list)
    others: Ones = defaultdict(list)
    for row in standing_rows(world(then, today), then, EVERYTHING):
        if row.unit in units and row.status != "pending":
            done = row.status == "in_place"
            label = f"{row.name}：{row.said}" if done else f"{row.name}：{row.said}（{STATUSES[row.status]}）"
            page = reverse("duties:person", args=[row.officer]) if row.officer else reverse("duties:board_unit", args=[row.unit])
            (good if done else others)[row.unit].append(Named(f"{row.duty}~{row.unit}~{row.officer}", label, f"{page}?{_clock(then)}"))
    return shared(good, others, units)


def _clock(asked: Question) -> str:
    """Return the query by which a page tells what it told when the figure was drawn, however much later it is opened."""
    return f"as_of={asked.as_of.isoformat()}&known_at={asked.known_at.isoformat()}"


def problems_closed(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit the problems that inspections found in its area and that were due in the year, and how many are closed by the day asked."""
    first, last = year_until(year, asked)
    known_at, tree = min(asked.known_at, today), world(asked, today).index.tree
    acts = Act.objects.on_record(known_at).filter(type="inspection", date__lte=asked.as_of).order_by().values("pk")
    closed = set(ProblemStep.objects.filter(kind="closed", on__lte=asked.as_of, at__lt=end_of(known_at)).values_list("problem", flat=True))
    good: Ones = defaultdict(list)
    others: Ones = defaultdict(list)
    rows = Problem.objects.filter(act__in=acts, deadline__range=(first, last)).order_by("deadline", "pk")
    for key, text, unit, follower in rows.values_list("pk", "text", "act__unit__code", "follow_up_unit__code"):
        for area in areas(tree, follower or unit, units):
            (good if key in closed else others)[area].append(Named(str(key), text[:80], reverse("acts:problem", args=[key])))
    return shared(good, others, units)


def register_figures() -> None:
    """Bring in what can be counted of duties and acts."""
    for name, label, provision, levels, count in (
        ("duties.on_time", "定期任务按时完成率", "20.p1", LEVELS, on_time), ("duties.standing", "常设职责落实率", "20.p1", LEVELS, in_place),
        ("acts.problems", "排查问题到期办结率", "20.p1", LEVELS - {"department"}, problems_closed)):
        add_figure(Figure(name=name, label=label, kind="rate", word="项", levels=levels, provision=provision, count=count))
