"""What a workbook of items is checked against: who may supervise, who may undertake, the items that it numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from anze.access.rights import Rights
from anze.people.models import Unit
from anze.register.actions.taking import parts
from anze.register.excel.tables import Row
from anze.supervision.codes import ANSWERS, ORIGINS
from anze.supervision.models import Task
from anze.supervision.policies import ASSIGN, TASK


@dataclass(frozen=True, slots=True)
class Known:
    """An item on record, with its state, and what the sheet shows of it."""

    task: Any
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is there, looked up by what a sheet may say. `own`: the place for which the account plans, where it is one."""

    units: Mapping[str, Unit]
    named: Mapping[str, list[Unit]]
    own: Unit | None
    tasks: Mapping[str, Known]


def on_record(rights: Rights, rows: Iterable[Row]) -> OnRecord:
    """Read what the account may name and what the rows number: a few questions, however many rows."""
    reach = rights.reach(ASSIGN)
    within: Any = Unit.objects.filter(reach.of_units(), closed_on=None)
    units = {one.code: one for one in within}
    named: dict[str, list[Unit]] = defaultdict(list)
    for one in units.values():
        named[one.name].append(one)
    tops = [one for one in rights.units("office") if one.code in units and one.level != "department"]
    numbers = sorted({row.cells["uid"].strip() for row in rows if row.cells.get("uid", "").strip()})
    found: Any = Task.objects.filter(reach.of_units("unit")).with_state().select_related("unit").prefetch_related("undertakings__unit")
    tasks = {one.uid: Known(one, _cells(one)) for some in parts(numbers) for one in found.filter(uid__in=some)}
    return OnRecord(units, dict(named), tops[0] if len(tops) == 1 else None, tasks)


def _cells(task: Any) -> dict[str, str]:
    rows = sorted(task.undertakings.all(), key=lambda one: one.position)
    main = next(one.unit for one in rows if one.part == "main")
    return {"uid": task.uid, "unit": task.unit.code, "title": task.title, "text": task.text, "due": task.due.isoformat(), "main": main.code,
            "main_name": main.name, "assists": "、".join(one.unit.code for one in rows if one.part == "assist"), "answering": ANSWERS[task.answering],
            "origin": ORIGINS[task.origin], "document": task.document, "issuer": task.issuer,
            "issued_on": task.issued_on.isoformat() if task.issued_on else "", "state": TASK.states[task.state].label}
