"""Departments' duty lists (第十三条第二款) come in from a workbook with the columns of the export: all rows or none, unchanged ones left alone."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach
from anze.duties.actions.safety_lists import change_list, enter_list
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.duties.models import SafetyDutyList
from anze.people.models import Account, Unit
from anze.workbook.write import LONGEST

SHEET: Final = "部门责任清单"
TITLES: Final = ("部门代码", "部门", "自", "至", "安全生产工作机构", "印发文件", "清单内容")
_STATED: Final = {"安全生产工作机构": "safety_body", "印发文件": "document", "清单内容": "text"}
Wanted = tuple[Line, dict[str, Any]]


def import_lists(by: Account, now: datetime, reach: Reach, content: bytes) -> tuple[int, int, int]:
    """Enter and change lists as the workbook says; return how many are new, changed, as they were.

    A row of a department without anything else is passed over: the export has one for each that has no list yet. Raises ValidationError
    naming every wrong cell, of which nothing is written.
    """
    lines, faults = lines_of(content, SHEET, TITLES)
    departments = {unit.code: unit for unit in Unit.objects.filter(reach.of_units(), level="department")}
    rows = [line for line in lines if any(line.cells[title] for title in TITLES[2:])]
    with transaction.atomic():
        current = {(one.unit_id, one.start): one for one in SafetyDutyList.objects.current().filter(reach.of_units("unit")).select_related("unit")}
        wanted = _sound(rows, departments, faults)
        known = [(line, fields, current.get((fields["unit"].pk, fields["start"]))) for line, fields in wanted]
        counts = [0, 0, 0]
        for line, fields, old in sorted(known, key=lambda one: one[2] is None):  # what ends an earlier list goes before what follows it
            try:
                counts[_put(by, now, old, fields)] += 1
            except ValidationError as fault:
                for message in fault.messages:
                    faults.add(line, "自", message)
        faults.end()
    return counts[0], counts[1], counts[2]


def _sound(rows: list[Line], departments: Mapping[str, Unit], faults: Faults) -> list[Wanted]:
    """Return the rows of which every cell is right; notes every cell that is not."""
    found: list[Wanted] = []
    first: dict[tuple[str, date], int] = {}
    for line in rows:
        before = len(faults.found)
        fields = _fields(line, departments, faults)
        unit, start = fields["unit"], fields["start"]
        if unit and start and first.setdefault((unit.code, start), line.number) != line.number:
            faults.add(line, "自", f"和第 {first[unit.code, start]} 行是同一份清单。请删掉一行，或者改正日期。")
        if len(faults.found) == before and not line.formulas:
            found.append((line, fields))
    return found


def _fields(line: Line, departments: Mapping[str, Unit], faults: Faults) -> dict[str, Any]:
    cells = line.cells
    unit = departments.get(cells["部门代码"])
    if unit is None:
        faults.add(line, "部门代码", "您管辖的部门里没有这个代码。请从名册中核对。")
    elif cells["部门"] and cells["部门"] != unit.name:
        faults.add(line, "部门", f"代码 {unit.code} 是{unit.name}。请核对代码和名称。")
    for title, name in _STATED.items():
        most = getattr(SafetyDutyList._meta.get_field(name), "max_length", None)
        if most and len(cells[title]) > most:
            faults.add(line, title, f"有 {len(cells[title])} 个字，最多 {most} 个。")
    start = day_in(line, "自", faults)
    end = day_in(line, "至", faults, needed=False)
    if start and end and end < start:
        faults.add(line, "至", "终止日期早于起始日期，请改正其中一个。")
    return {"unit": unit, "start": start, "end": end} | {name: _plain(cells[title]) for title, name in _STATED.items()}


def _put(by: Account, now: datetime, old: SafetyDutyList | None, fields: dict[str, Any]) -> int:
    if old is None:
        if fields["unit"].closed_on is not None:
            raise ValidationError(f"{fields['unit'].name}已经撤销，不能再登记清单。请核对部门代码。")
        enter_list(by, now, **fields)
        return 0
    changed = {name: fields[name] for name in ("end", *_STATED.values()) if _as_read(getattr(old, name)) != fields[name]}
    if not changed:
        return 2
    change_list(by, now, old, reason="按导入的表格更改", **changed)
    return 1


def _as_read(value: Any) -> Any:
    """Return what is on record as it comes back from a cell: cut to what one holds, line breaks of one kind, no white space around."""
    return _plain(value[:LONGEST]) if isinstance(value, str) else value


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
