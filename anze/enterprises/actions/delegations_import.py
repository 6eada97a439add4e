"""Delegations come in from a workbook with the columns of the export: all rows or none, unchanged ones left alone."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.enterprises.actions.delegations import change_delegation, delegate
from anze.enterprises.forms.fields import departments_for, places_for
from anze.enterprises.models import Delegation
from anze.people.models import Account, Unit

SHEET: Final = "委托执法"
TITLES: Final = ("受委托代码", "受委托的地方", "机关代码", "委托机关", "委托事项", "范围", "委托书文号", "自", "至", "续期的原文号")


def import_delegations(by: Account, now: datetime, reach: Reach, content: bytes) -> tuple[int, int, int]:
    """Enter and change as the workbook says; return how many are new, changed, as they were. Raises ValidationError naming every wrong cell."""
    lines, faults = lines_of(content, SHEET, TITLES)
    places = {unit.code: unit for unit in places_for(reach).filter(closed_on=None)}
    organs = {unit.code: unit for unit in departments_for(reach).filter(closed_on=None)}
    wanted = [(line, _fields(line, reach, places, organs, faults)) for line in lines]
    faults.end()
    counts = [0, 0, 0]
    with transaction.atomic():
        rows = Delegation.objects.current().filter(reach.of_units("unit") | reach.of_units("organ")).select_related("unit", "organ", "renews")
        current = {_key(one): one for one in rows}
        for line, (fields, renews) in sorted(wanted, key=lambda pair: pair[1][0]["start"]):  # what is renewed stands before its renewal
            try:
                counts[_put(by, now, current, fields, renews)] += 1
            except ValidationError as fault:
                for message in fault.messages:
                    faults.add(line, "委托书文号", message)
        faults.end()
    return counts[0], counts[1], counts[2]


def _fields(line: Line, reach: Reach, places: dict[str, Unit], organs: dict[str, Unit], faults: Faults) -> tuple[dict[str, Any], str]:
    cells = line.cells
    unit, organ = places.get(cells["受委托代码"]), organs.get(cells["机关代码"])
    for found, code, name in ((unit, "受委托代码", "受委托的地方"), (organ, "机关代码", "委托机关")):
        if found is None:
            faults.add(line, code, "您可以登记的范围里没有这个代码。")
        elif cells[name] and cells[name] != found.name:
            faults.add(line, name, f"代码 {found.code} 是{found.name}。请核对代码和名称。")
    if unit is not None and organ is not None and not (reach.covers_unit(unit) or reach.covers_unit(organ)):
        faults.add(line, "机关代码", "受委托的地方和委托机关都不在您的管辖内。")
    for title in ("委托事项", "委托书文号"):
        if not cells[title]:
            faults.add(line, title, "要填。")
    return {"unit": unit, "organ": organ, "matter": cells["委托事项"], "scope": cells["范围"], "number": cells["委托书文号"],
            "start": day_in(line, "自", faults), "end": day_in(line, "至", faults)}, cells["续期的原文号"]


def _key(one: Delegation) -> tuple[Any, ...]:
    return one.unit_id, one.organ_id, one.number, one.matter


def _put(by: Account, now: datetime, current: dict[Any, Delegation], fields: dict[str, Any], renews: str) -> int:
    old = current.get((fields["unit"].pk, fields["organ"].pk, fields["number"], fields["matter"]))
    if old is not None:
        changed = {name: fields[name] for name in ("scope", "start", "end") if getattr(old, name) != fields[name]}
        if not changed:
            return 2
        current[_key(old)] = change_delegation(by, now, old, reason="按导入的表格更改", **changed)
        return 1
    before = None
    if renews:
        before = next((one for one in current.values() if one.number == renews and one.unit == fields["unit"] and one.organ == fields["organ"]), None)
        if before is None:
            raise ValidationError(f"没有找到文号是“{renews}”的原委托。请核对，或者不填“续期的原文号”。")
    made = delegate(by, now, **fields, renews=before)
    current[_key(made)] = made
    return 0
