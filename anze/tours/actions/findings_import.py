"""Problems of one tour come in from a workbook with the columns of the export: all rows or none, every wrong cell named."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.law.provisions import provision_label
from anze.people.models import Account, Officer, Unit
from anze.tours.actions.finding import find, restate, told_of
from anze.tours.models import Finding, Tour
from anze.tours.queries.offered import choices_of
from anze.tours.told import Found

SHEET: Final = "问题"
TITLES: Final = ("巡查编号", "序号", "问题", "责任单位", "责任人", "依据", "发生日期")
LONGEST: Final = 600
WHY: Final = "按导入的表格更改"


def import_findings(by: Account, now: datetime, tour: Tour, content: bytes) -> tuple[int, int, int]:
    """Write new problems down and state anew those whose number is given; return how many are new, changed, the same. Raises ValidationError."""
    lines, faults = lines_of(content, SHEET, TITLES)
    standing = {str(one.position): one for one in tour.findings.current().select_related("unit", "officer", "tour")}
    offered = _Offered(tour, now)
    wanted = [(line, _told(line, tour, standing, offered, faults)) for line in lines]
    faults.end()
    counts = [0, 0, 0]
    with transaction.atomic():
        for line, told in wanted:
            try:
                counts[_entered(by, now, tour, standing.get(_number(line)), told)] += 1
            except ValidationError as fault:
                for said in fault.messages:
                    faults.add(line, "问题", said)
        faults.end()
    return counts[0], counts[1], counts[2]


class _Offered:
    """What the names and labels of a sheet may stand for in this tour."""

    def __init__(self, tour: Tour, now: datetime) -> None:
        found = choices_of(tour, now)
        self.units: dict[str, list[Unit]] = {}
        for unit in found["units"]:
            for name in {unit.name, unit.code}:
                self.units.setdefault(name, []).append(unit)
        self.people: dict[str, list[Officer]] = {}
        for officer, _ in found["people"]:
            for name in {officer.name, officer.code}:
                self.people.setdefault(name, []).append(officer)
        ids = [code for _, lines in found["provisions"] for code, _ in lines]
        self.provisions = {provision_label(code): code for code in sorted(ids, key=len, reverse=True)} | {code: code for code in ids}


def _number(line: Line) -> str:
    return line.cells["序号"].removesuffix(".0")


def _told(line: Line, tour: Tour, standing: Mapping[str, Finding], offered: _Offered, faults: Faults) -> Found | None:
    cells, old = line.cells, standing.get(_number(line))
    if cells["巡查编号"] not in {"", tour.uid}:
        faults.add(line, "巡查编号", f"这一页只收 {tour.uid} 的问题。别的巡查的，在它自己的页面导入。")
    if _number(line) and old is None:
        faults.add(line, "序号", "这次巡查没有这个序号的问题。新的，序号留空。")
    if not cells["问题"]:
        faults.add(line, "问题", "请写明问题：哪里没有做到。")
    if len(cells["问题"]) > LONGEST:
        faults.add(line, "问题", f"有 {len(cells['问题'])} 个字，最多 {LONGEST} 个。")
    provision = _provision(cells["依据"], old, offered)
    if not provision:
        faults.add(line, "依据", "没有这个条款。请写成“第五条（二）”的样子。")
    unit = _one(line, "责任单位", offered.units, faults, old.unit if old else tour.unit)
    officer = _one(line, "责任人", offered.people, faults, None)
    day = day_in(line, "发生日期", faults, needed=False)
    if unit is None or not provision:
        return None
    return Found(text=cells["问题"], provision=provision, unit=unit, officer=officer, happened_on=day, act=old.act if old else "")


def _provision(label: str, old: Finding | None, offered: _Offered) -> str:
    """Return the clause that a label names; several may share one: then the one that stands is kept."""
    if old is not None and label == provision_label(old.provision):
        return old.provision
    return offered.provisions.get(label, "")


def _one(line: Line, title: str, offered: Mapping[str, Sequence[Any]], faults: Faults, default: Any) -> Any:
    """Return what a cell names; the default where it says nothing. Notes a name that nothing or several go by."""
    text = line.cells[title]
    found = offered.get(text, ())
    if text and len(found) != 1:
        faults.add(line, title, "被巡查的单位里没有这个名称。请照名册写。" if not found else "有几个同名的，请写编号、代码。")
        return None
    return found[0] if text else default


def _entered(by: Account, now: datetime, tour: Tour, old: Finding | None, told: Found | None) -> int:
    assert told is not None  # whatever could not be told has been noted as a fault
    if old is None:
        find(by, now, tour, told)
        return 0
    if told_of(old).plain() == told.plain():
        return 2
    restate(by, now, old, told, reason=WHY)
    return 1
