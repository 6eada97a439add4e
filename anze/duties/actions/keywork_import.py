"""Items of a key-work list come in from a workbook with the columns of the export: all rows or none."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from anze.duties.actions.keywork import add_item, change_item
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.duties.models import KeyWorkItem, KeyWorkList
from anze.law.pack import Pack
from anze.people.models import Account

SHEET: Final = "重点工作任务"
TITLES: Final = ("序号", "工作任务", "责任领导编号", "责任领导", "责任单位代码", "责任单位", "完成时限", "依据")


def import_items(by: Account, now: datetime, found: KeyWorkList, content: bytes, pack: Pack, choices: dict[str, Any]) -> tuple[int, int]:
    """Add and change items by their number; return how many are new and changed. Raises ValidationError naming every wrong cell.

    `choices`: the querysets `officers` and `departments` from which the answerable are taken.
    """
    lines, faults = lines_of(content, SHEET, TITLES)
    officers = {one.code: one for one in choices["officers"]}
    departments = {one.code: one for one in choices["departments"]}
    known = {clause.id for clause in pack.clauses}
    wanted = [_fields(line, officers, departments, known, faults) for line in lines]
    numbers = [fields["position"] for fields in wanted]
    for line, number in zip(lines, numbers, strict=True):
        if number and numbers.count(number) > 1:
            faults.add(line, "序号", "这个序号在表里出现了不止一次。")
    faults.end()
    counts = [0, 0]
    with transaction.atomic():
        current = {item.position: item for item in KeyWorkItem.objects.current().filter(list=found).select_related("list__unit", "officer", "department")}
        for fields in wanted:
            old = current.get(fields["position"])
            if old is None:
                add_item(by, now, found, **fields)
                counts[0] += 1
            elif any(getattr(old, name) != value for name, value in fields.items()):
                change_item(by, now, old, reason="按导入的表格更改", **fields)
                counts[1] += 1
    return counts[0], counts[1]


def _fields(line: Line, officers: dict[str, Any], departments: dict[str, Any], known: set[str], faults: Faults) -> dict[str, Any]:
    cells = line.cells
    if not cells["序号"].isdecimal() or not 0 < int(cells["序号"][:4]) < 1000:
        faults.add(line, "序号", "要填 1 到 999 的整数。")
    if not cells["工作任务"]:
        faults.add(line, "工作任务", "要写明工作任务。")
    elif len(cells["工作任务"]) > 400:
        faults.add(line, "工作任务", f"有 {len(cells['工作任务'])} 个字，最多 400 个。")
    for title, table, whom in (("责任领导编号", officers, "本单位在任领导"), ("责任单位代码", departments, "本单位和所属部门")):
        if cells[title] and cells[title] not in table:
            faults.add(line, title, f"{whom}里没有这个编号。")
    if cells["依据"] and cells["依据"] not in known:
        faults.add(line, "依据", "没有这个条款。请写成 6.3、11.3 的样子，或者空着。")
    return {"position": int(cells["序号"]) if cells["序号"].isdecimal() else 0, "content": cells["工作任务"], "officer": officers.get(cells["责任领导编号"]),
            "department": departments.get(cells["责任单位代码"]), "deadline": day_in(line, "完成时限", faults), "provision": cells["依据"]}
