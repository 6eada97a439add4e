"""Kinds and charges come in from a workbook with the columns of the export: all rows or none, unchanged ones left alone."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.enterprises.actions.charges import add_kind, assign_charge, change_charge
from anze.enterprises.forms.fields import departments_for
from anze.enterprises.models import Charge, Kind
from anze.people.models import Account, Unit

SHEET: Final = "监管分工"
TITLES: Final = ("地方代码", "地方", "类别", "部门代码", "监管部门", "自", "至", "依据文件")


def import_charges(by: Account, now: datetime, reach: Reach, content: bytes, *, kinds_too: bool) -> tuple[int, int, int]:
    """Assign and change as the workbook says; return how many are new, changed, as they were. Raises ValidationError naming every wrong cell.

    With `kinds_too` a kind that is not in the city's table is added to it.
    """
    lines, faults = lines_of(content, SHEET, TITLES)
    places = {unit.code: unit for unit in Unit.objects.places().filter(reach.of_units(), closed_on=None)}
    departments = {unit.code: unit for unit in departments_for(reach).filter(closed_on=None)}
    kinds = {kind.name: kind for kind in Kind.objects.filter(closed_on=None)}
    with transaction.atomic():
        wanted = [(line, _fields(by, now, line, places, departments, kinds, faults, kinds_too)) for line in lines]
        faults.end()
        counts = [0, 0, 0]
        current = {_key(one): one for one in Charge.objects.current().filter(place__in=list(places.values())).select_related("place", "kind", "department")}
        for line, fields in wanted:
            try:
                counts[_put(by, now, current, fields)] += 1
            except ValidationError as fault:
                for message in fault.messages:
                    faults.add(line, "监管部门", message)
        faults.end()
    return counts[0], counts[1], counts[2]


def _fields(by: Account, now: datetime, line: Line, places: dict[str, Unit], departments: dict[str, Unit], kinds: dict[str, Kind], faults: Faults,
            kinds_too: bool) -> dict[str, Any]:
    cells = line.cells
    place, department, kind = places.get(cells["地方代码"]), departments.get(cells["部门代码"]), kinds.get(cells["类别"])
    if place is None:
        faults.add(line, "地方代码", "您管辖的市、县（市、区）和镇里没有这个代码。")
    elif cells["地方"] and cells["地方"] != place.name:
        faults.add(line, "地方", f"代码 {place.code} 是{place.name}。请核对代码和名称。")
    if department is None:
        faults.add(line, "部门代码", "可以确定的部门里没有这个代码。")
    elif cells["监管部门"] and cells["监管部门"] != department.name:
        faults.add(line, "监管部门", f"代码 {department.code} 是{department.name}。请核对代码和名称。")
    if kind is None and cells["类别"] and kinds_too:
        kind = kinds[cells["类别"]] = add_kind(by, now, name=cells["类别"])
    if kind is None:
        faults.add(line, "类别", f"只能写这些：{'、'.join(kinds) or '（还没有类别）'}。新的类别由市安委办增加。")
    return {"place": place, "department": department, "kind": kind, "start": day_in(line, "自", faults), "end": day_in(line, "至", faults, needed=False),
            "document": cells["依据文件"]}


def _key(one: Charge) -> tuple[Any, ...]:
    return one.place_id, one.kind_id, one.department_id, one.start


def _put(by: Account, now: datetime, current: dict[Any, Charge], fields: dict[str, Any]) -> int:
    old = current.get((fields["place"].pk, fields["kind"].pk, fields["department"].pk, fields["start"]))
    if old is None:
        made = assign_charge(by, now, **fields)
        current[_key(made)] = made
        return 0
    if old.end == fields["end"] and old.document == fields["document"]:
        return 2
    current[_key(old)] = change_charge(by, now, old, reason="按导入的表格更改", end=fields["end"], document=fields["document"])
    return 1
