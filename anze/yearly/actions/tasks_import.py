"""A year's tasks come in from a workbook with the columns of the export: all rows or none."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.law.provisions import provision_label
from anze.people.models import Account, Unit
from anze.yearly.actions.tasks import STATED, add_task, change_task
from anze.yearly.models import YearTask

SHEET: Final = "年度任务"
TITLES: Final = ("编号", "任务", "期限", "依据", "说明")


def import_tasks(by: Account, now: datetime, unit: Unit, year: int, content: bytes, provisions: frozenset[str]) -> tuple[int, int]:
    """Add the rows without a number and change those with one; return how many of each. Raises ValidationError naming every wrong cell."""
    lines, faults = lines_of(content, SHEET, TITLES)
    current = {task.line: task for task in YearTask.objects.current().filter(unit=unit, year=year).select_related("unit")}
    wanted = [(_line(line, current, faults), _fields(line, current.get(line.cells["编号"]), year, provisions, faults)) for line in lines]
    numbers = [number for number, _ in wanted]
    for line, number in zip(lines, numbers, strict=True):
        if number and numbers.count(number) > 1:
            faults.add(line, "编号", "这个编号在表里出现了不止一次。新的任务编号空着。")
    faults.end()
    added = changed = 0
    with transaction.atomic():
        for number, fields in wanted:
            old = current.get(number)
            if old is None:
                add_task(by, now, unit=unit, year=year, **fields)
                added += 1
            elif any(getattr(old, name) != fields[name] for name in STATED):
                change_task(by, now, old, reason="按导入的表格更改", **fields)
                changed += 1
    return added, changed


def _line(line: Line, current: dict[str, YearTask], faults: Faults) -> str:
    number = line.cells["编号"]
    if number and number not in current:
        faults.add(line, "编号", "这一年的任务里没有这个编号。新的任务编号空着；已撤下的不能改。")
    return number


def _fields(line: Line, old: YearTask | None, year: int, provisions: frozenset[str], faults: Faults) -> dict[str, Any]:
    cells, due = line.cells, day_in(line, "期限", faults)
    if not cells["任务"]:
        faults.add(line, "任务", "要写明任务。")
    for title in ("任务", "说明"):
        if len(cells[title]) > 300:
            faults.add(line, title, f"有 {len(cells[title])} 个字，最多 300 个。")
    if due is not None and due.year != year and not (due.year == year + 1 and due.month <= 6):
        faults.add(line, "期限", f"要在{year}年内，最迟到{year + 1}年6月30日。")
    by_label = {provision_label(one): one for one in sorted(provisions, key=len, reverse=True)}  # of several with one label the provision itself
    stands = {provision_label(old.provision): old.provision} if old is not None and old.provision else {}
    named = by_label | {one: one for one in provisions} | stands
    if cells["依据"] and cells["依据"] not in named:
        faults.add(line, "依据", "没有这个条款。请写成“第六条（三）”“第二十条”的样子，或者空着。")
    return {"text": cells["任务"], "due": due, "provision": named.get(cells["依据"], ""), "note": cells["说明"]}
