"""A workbook of items under supervision: how its rows are checked, planned, changed and taken back (`register.actions.taking` does the rest)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.people.models import Account, Unit
from anze.register.actions.taking import Taking
from anze.register.excel.tables import Typed
from anze.supervision.actions.planning import change, plan, wanted_of, withdraw
from anze.supervision.codes import ANSWERS
from anze.supervision.excel.checking import Desk, check
from anze.supervision.excel.columns import TABLES
from anze.supervision.excel.describing import counted, described
from anze.supervision.models import Task, TaskImport
from anze.supervision.policies import TASK
from anze.supervision.told import Wanted


class TaskTaking(Taking[TaskImport]):
    """Items from a workbook: new ones are planned, not yet assigned; those planned are changed."""

    model = TaskImport
    tables = TABLES
    file, verb, object_type, permission = "督办事项.xlsx", "导入督办事项", "task_import", "supervision.assign"
    moved = "您核对以后，督办事项有了变动，一行也没有导入。请按现在的内容重新核对。"
    moved_since = "没有撤销：其间有事项又办理过。请再按一次撤销，看是哪些。"
    advice = "请逐个更改或者撤销事项，或者先处理完再撤销。"

    def check(self, sheets: dict[str, Typed], rights: Rights, now: datetime) -> Desk:
        """Return the desk on which the sheet was checked."""
        return check(sheets, rights, now)

    def told(self, desk: Desk) -> tuple[dict[str, dict[str, int]], list[list[Any]]]:
        """Return the counts, and a line for each row that does something."""
        return counted(desk), described(desk)

    def write(self, by: Account, now: datetime, rights: Rights, desk: Desk) -> dict[str, list[Any]]:
        """Plan what is new, change what is changed; of these what stood before is kept, so that it can be stated again."""
        new = [plan(by, now, unit, origin, [told])[0].pk for _, (unit, origin, told) in sorted(desk.added.items())]
        changed = [[task.pk, wanted_of(task).plain(), change(by, now, task, told).pk] for task, told in desk.changed.values()]
        return {"new": new, "changed": changed}

    def stops(self, imported: TaskImport, now: datetime) -> Iterator[str]:
        """Yield what builds on it: assigned, changed or withdrawn since."""
        for pk in imported.entered["new"]:
            yield from _stops(pk, 0)
        for pk, _, step in imported.entered["changed"]:
            yield from _stops(pk, step)

    def take_back(self, imported: TaskImport, now: datetime, note: str) -> None:
        """Withdraw what was new; state again what stood before."""
        by = imported.account
        for pk in imported.entered["new"]:
            withdraw(by, now, Task.objects.get(pk=pk), note=note)
        for pk, before, _ in imported.entered["changed"]:
            change(by, now, Task.objects.get(pk=pk), _wanted(before))

    def later(self, what: str, pk: int) -> None:
        """Have it done by the worker."""
        from anze.supervision.tasks import undo_import, write_import  # noqa: PLC0415 — the tasks import this module

        {"write": write_import, "undo": undo_import}[what].enqueue(pk)


def _stops(pk: int, known: int) -> Iterator[str]:
    task = Task.objects.get(pk=pk)
    since = task.steps.exclude(kind="plan").filter(pk__gt=known).order_by("pk").last()
    if since is not None:
        yield f"{task}（{task.uid}）：导入之后已{TASK.verbs[since.kind].label}"


def _wanted(plain: dict[str, Any]) -> Wanted:
    units = {one.code: one for one in Unit.objects.filter(code__in=[plain["main"], *plain["assists"]])}
    answering = {words: code for code, words in ANSWERS.items()}
    return Wanted(title=plain["title"], text=plain["text"], due=date.fromisoformat(plain["deadline"]), main=units[plain["main"]],
                  assists=tuple(units[code] for code in plain["assists"]), answering=answering[plain["answering"]])


TAKING: Final = TaskTaking()
