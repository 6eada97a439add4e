"""Contact points come in from a workbook with the columns of the export: all rows or none, unchanged ones left alone."""

from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach
from anze.duties.actions.contacts import assign_contact, change_contact
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.duties.models import ContactPoint
from anze.duties.queries.changeable import departments_in, leaders_in, places_in
from anze.law.codes import TARGETS
from anze.people.models import Account
from anze.people.moment import day_of

SHEET: Final = "挂点联系"
TITLES: Final = ("人员编号", "姓名", "联系对象", "地方代码", "地方", "行业", "部门代码", "部门", "自", "至", "依据文件")
_TARGETS: Final = {label: code for code, label in TARGETS.items()}


def import_contacts(by: Account, now: datetime, reach: Reach, content: bytes) -> tuple[int, int, int]:
    """Assign and change as the workbook says; return how many are new, changed, as they were. Raises ValidationError naming every wrong cell."""
    lines, faults = lines_of(content, SHEET, TITLES)
    today = day_of(now)
    officers = {one.code: one for one in leaders_in(reach, today)}
    places = {one.code: one for one in places_in(reach)}
    departments = {one.code: one for one in departments_in(reach)}
    wanted = [(line, _fields(line, officers, places, departments, faults)) for line in lines]
    faults.end()
    counts = [0, 0, 0]
    with transaction.atomic():
        current = {_key(point): point for point in ContactPoint.objects.current().filter(officer__in=list(officers.values()))
                   .select_related("officer", "unit", "department")}
        for line, fields in wanted:
            try:
                counts[_put(by, now, current, fields)] += 1
            except ValidationError as fault:
                for message in fault.messages:
                    faults.add(line, "人员编号", message)
        faults.end()
    return counts[0], counts[1], counts[2]


def _put(by: Account, now: datetime, current: dict[Any, ContactPoint], fields: dict[str, Any]) -> int:
    old = current.get((fields["officer"].pk, fields["target"], fields["unit"].pk if fields["unit"] else None, fields["sector"], fields["start"]))
    if old is None:
        point = assign_contact(by, now, **fields)
        current[_key(point)] = point
        return 0
    same = old.end == fields["end"] and old.document == fields["document"] and old.department == fields["department"]
    if not same:
        current[_key(old)] = change_contact(by, now, old, reason="按导入的表格更改", **{name: fields[name] for name in ("end", "document", "department")})
    return 2 if same else 1


def _key(point: ContactPoint) -> tuple[Any, ...]:
    return point.officer_id, point.target, point.unit_id, point.sector, point.start


def _fields(line: Line, officers: dict[str, Any], places: dict[str, Any], departments: dict[str, Any], faults: Faults) -> dict[str, Any]:
    cells = line.cells
    officer, target = officers.get(cells["人员编号"]), _TARGETS.get(cells["联系对象"], "")
    if officer is None:
        faults.add(line, "人员编号", "您管辖的在任领导里没有这个编号。请从名册中核对。")
    elif cells["姓名"] and cells["姓名"] != officer.name:
        faults.add(line, "姓名", f"编号 {officer.code} 是{officer.name}。请核对编号和姓名。")
    if not target:
        faults.add(line, "联系对象", f"只能写{'、'.join(_TARGETS)}。")
    unit = department = None
    if target == "sector":
        if not cells["行业"]:
            faults.add(line, "行业", "联系行业及部门的，要写行业名称。")
        department = departments.get(cells["部门代码"])
        if cells["部门代码"] and department is None:
            faults.add(line, "部门代码", "您管辖的部门里没有这个代码。")
    elif target:
        unit = places.get(cells["地方代码"])
        if unit is None:
            faults.add(line, "地方代码", "您管辖的县（市、区）和镇里没有这个代码。")
    start: date | None = day_in(line, "自", faults)
    end = day_in(line, "至", faults, needed=False)
    return {"officer": officer, "target": target, "unit": unit, "sector": cells["行业"] if target == "sector" else "", "department": department,
            "start": start, "end": end, "document": cells["依据文件"]}
