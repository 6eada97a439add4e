"""Cells and who answers for them come in from a workbook with the columns of the export: all rows or none, unchanged ones left alone."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.enterprises.actions.cells import add_cell, change_cell, change_holder, name_holder
from anze.enterprises.codes import ROLES
from anze.enterprises.models import Cell, CellHolder
from anze.people.models import Account, Officer, Unit

SHEET: Final = "网格"
TITLES: Final = ("所在地代码", "所在地", "网格编号", "网格名称", "范围", "划定日期", "撤销日期", "角色", "人员编号", "姓名", "职务", "电话", "自", "至")
_ROLES: Final = {label: code for code, label in ROLES.items()}
_CELL: Final = ("name", "extent", "start", "end")


def import_cells(by: Account, now: datetime, reach: Reach, content: bytes) -> tuple[int, int, int]:
    """Draw, change and name as the workbook says, a row a cell and role (a cell without anybody: a row without a role).

    Returns how many rows are new, changed, as they were. Raises ValidationError naming every wrong cell.
    """
    lines, faults = lines_of(content, SHEET, TITLES)
    places = {unit.code: unit for unit in Unit.objects.places().filter(reach.of_units(), closed_on=None)}
    officers = {one.code: one for one in Officer.objects.filter(code__in=[line.cells["人员编号"] for line in lines][:900])}
    wanted = [(line, _fields(line, places, officers, faults)) for line in lines]
    faults.end()
    counts = [0, 0, 0]
    with transaction.atomic():
        cells = {one.code: one for one in Cell.objects.standing().filter(unit__in=list(places.values())).select_related("unit")}
        holders = {_key(one): one for one in CellHolder.objects.current().filter(cell__in=list(cells.values())).select_related("officer", "cell__unit")}
        for line, (cell, holder) in wanted:
            try:
                counts[_put(by, now, cells, holders, cell, holder)] += 1
            except ValidationError as fault:
                for message in fault.messages:
                    faults.add(line, "姓名" if holder else "网格编号", message)
        faults.end()
    return counts[0], counts[1], counts[2]


def _fields(line: Line, places: dict[str, Unit], officers: dict[str, Officer], faults: Faults) -> tuple[dict[str, Any], dict[str, Any] | None]:
    cells = line.cells
    unit, officer, role = places.get(cells["所在地代码"]), officers.get(cells["人员编号"]), _ROLES.get(cells["角色"], "")
    if unit is None:
        faults.add(line, "所在地代码", "您管辖的镇、街道和园区里没有这个代码。")
    for title in ("网格编号", "网格名称"):
        if not cells[title]:
            faults.add(line, title, "要填。")
    cell = {"unit": unit, "code": cells["网格编号"], "name": cells["网格名称"], "extent": cells["范围"], "start": day_in(line, "划定日期", faults),
            "end": day_in(line, "撤销日期", faults, needed=False)}
    if not any(cells[title] for title in ("角色", "人员编号", "姓名")):
        return cell, None
    if not role:
        faults.add(line, "角色", f"只能写{'、'.join(_ROLES)}；还没有责任人的，这一行后面都不填。")
    if cells["人员编号"] and officer is None:
        faults.add(line, "人员编号", "名册上没有这个编号。不在名册上的人只写姓名。")
    elif officer and cells["姓名"] and cells["姓名"] != officer.name:
        faults.add(line, "姓名", f"编号 {officer.code} 不叫这个名字。请核对编号和姓名。")
    elif not officer and not cells["姓名"]:
        faults.add(line, "姓名", "要写人员编号，或者姓名。")
    return cell, {"role": role, "officer": officer, "person": "" if officer else cells["姓名"], "title": cells["职务"], "phone": cells["电话"],
                  "start": day_in(line, "自", faults), "end": day_in(line, "至", faults, needed=False)}


def _key(one: CellHolder) -> tuple[Any, ...]:
    return one.cell.code, one.role, one.who, one.start


def _put(by: Account, now: datetime, cells: dict[str, Cell], holders: dict[Any, CellHolder], cell: dict[str, Any], holder: dict[str, Any] | None) -> int:
    old, done = cells.get(cell["code"]), 2
    if old is None:
        old = cells[cell["code"]] = add_cell(by, now, **cell)
        done = 0
    elif old.unit != cell["unit"]:
        raise ValidationError(f"编号 {old.code} 是{old.unit.name}的网格。请换一个编号。")
    elif any(getattr(old, name) != cell[name] for name in _CELL):
        old = cells[old.code] = change_cell(by, now, old, reason="按导入的表格更改", **{name: cell[name] for name in _CELL})
        done = 1
    if holder is None:
        return done
    who = holder["officer"].name if holder["officer"] else holder["person"]
    held = holders.get((old.code, holder["role"], who, holder["start"]))
    if held is None:
        made = name_holder(by, now, cell=old, **holder)
        holders[_key(made)] = made
        return 0
    changed = {name: holder[name] for name in ("title", "phone", "end") if getattr(held, name) != holder[name]}
    if changed:
        holders[_key(held)] = change_holder(by, now, held, reason="按导入的表格更改", **changed)
        return min(done, 1)
    return done
