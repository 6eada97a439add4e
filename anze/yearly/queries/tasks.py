"""How the tasks of a unit's year stand: those that look after obligations by the law's own count, the others by the marks on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from anze.access.rights import Rights
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.obligations import Chosen, Table, table_of
from anze.duties.queries.tiles import query_of
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.tree import Tree
from anze.people.models import Unit
from anze.people.moment import end_of
from anze.yearly.models import TaskMark, YearTask
from anze.yearly.policies import SOON_DAYS
from anze.yearly.queries.plan import Planned, planned
from anze.yearly.queries.steps import StepCount, counted_steps

LEVELS = ("city", "county", "town")  # the levels that have a committee office and a year of their own


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task and how it stands. `counted`: by obligations (`done` of `total`, shown by the board under `query`), else by marks."""

    task: YearTask
    status: str
    left: int
    counted: bool = False
    done: int = 0
    total: int = 0
    query: str = ""
    marks: tuple[TaskMark, ...] = ()

    @property
    def words(self) -> str:
        """How it stands, in words."""
        known = {"met": "完成", "backfilled": "逾期完成", "soon": "临期", "pending": "未到期", "missed": "逾期未完成", "none": "无此任务"}
        return known[self.status]


def planned_for(pack: Pack, tree: Tree, unit: str, year: int) -> list[Planned]:
    """Return what the regulation gives a unit (by code) for a year, from the periods on which it is in effect; empty for a unit without a level."""
    level = tree.level(unit) if unit in tree.units else None
    if level not in LEVELS:
        return []
    return [one for one in planned(pack, level, year, has_subordinates=bool(tree.subordinates(unit)))
            if one.due >= pack.effective_from]


def units_for(rights: Rights, permission: str) -> list[Unit]:
    """Return the units in reach that have a year of their own, in the order of the tree."""
    found = Unit.objects.filter(rights.reach(permission).of_units(), closed_on=None).exclude(level="department").order_by("path")
    return list(found)


def states(unit: Unit, year: int, asked: Question, today: date) -> list[TaskState]:
    """Return the tasks of a unit's year as on record on `known_at`, by day, with how each stood on `as_of`."""
    table = table_of(asked, today)
    tasks = YearTask.objects.on_record(asked.known_at).filter(unit=unit, year=year).order_by("due", "id")
    marks: dict[str, list[TaskMark]] = {}
    known = TaskMark.objects.filter(unit=unit, year=year, on__lte=asked.as_of, at__lt=end_of(asked.known_at))
    for mark in known.select_related("by").order_by("id"):
        marks.setdefault(mark.line, []).append(mark)
    plan = {one.key: one for one in planned_for(table.world.pack, table.world.index.tree, unit.code, year)}
    steps = counted_steps(unit.code, year, asked, today)
    return [_state(table, task, plan.get(task.key), marks.get(task.line, []), steps) for task in tasks]


def _state(table: Table, task: YearTask, plan: Planned | None, marks: Sequence[TaskMark], steps: Mapping[str, StepCount]) -> TaskState:
    left = (task.due - table.asked.as_of).days
    if plan is not None and plan.duties:
        return _counted(table, task, plan, left)
    if plan is not None and plan.step in steps:
        count = steps[plan.step]
        status = count.status or _open(left)
        return TaskState(task, status, left, True, count.done, count.total)
    if marks and marks[-1].done:
        first = len(marks)
        while first and marks[first - 1].done:
            first -= 1
        return TaskState(task, "met" if marks[first].on <= task.due else "backfilled", left, marks=tuple(marks))
    return TaskState(task, _open(left), left, marks=tuple(marks))


def _open(left: int) -> str:
    return "missed" if left < 0 else "soon" if left <= SOON_DAYS else "pending"


def _counted(table: Table, task: YearTask, plan: Planned, left: int) -> TaskState:
    filters = Filters(unit=task.unit.code, span="only", period=plan.period)
    chosen = narrow(Chosen(table, np.arange(len(table))), filters)
    wanted = np.array([duty.id in plan.duties for duty in table.duties], dtype=np.bool_)
    chosen = chosen.where(wanted.take(table.duty)) if len(table) else chosen
    counts = chosen.counts()
    total, done = len(chosen), counts["met"] + counts["backfilled"]
    status = ("none" if left < 0 else _open(left)) if not total else next(
        (lamp for lamp in ("missed", "soon", "pending", "backfilled") if counts[lamp]), "met")
    shown = Filters(unit=filters.unit, span="only", period=plan.period, duty=plan.duties[0] if len(plan.duties) == 1 else "",
                    type="" if len(plan.duties) == 1 else _type(table, plan.duties))
    return TaskState(task, status, left, True, done, total, query_of(shown) if total else "")


def _type(table: Table, duties: Iterable[str]) -> str:
    return next((duty.act.type for duty in table.duties if duty.id in duties), "")
