"""Dangers come in from a workbook with the columns of the export: all rows or none, every wrong cell named."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Rights
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.enterprises.forms.fields import departments_for, places_for
from anze.enterprises.models import Cell, Enterprise
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import visible
from anze.hazards.actions.dangers import correct_danger, record_danger, stated_of
from anze.hazards.codes import LEVELS, SOURCES
from anze.hazards.models import Danger
from anze.hazards.policies import CHANGE
from anze.hazards.queries.lists import SHEET, TITLES
from anze.hazards.queries.places import lister_of
from anze.hazards.told import Found, Stated
from anze.law.question import Question
from anze.people.models import Account
from anze.people.moment import day_of

_LONGEST = {"具体地点": 120, "隐患": 400, "整改责任单位": 80}
_COLUMNS = {"text": "隐患", "deadline": "整改期限", "on": "发现日期", "unit": "所在地代码", "cell": "网格编号", "level": "等级"}


class _Offered:
    """What the codes of a workbook may stand for."""

    def __init__(self, rights: Rights, now: datetime, lines: list[Line]) -> None:
        reach, day = rights.reach(CHANGE), day_of(now)
        def said(title: str) -> set[str]:
            return {line.cells[title] for line in lines if line.cells[title]}

        self.units = {one.code: one for one in places_for(reach).filter(closed_on=None, code__in=said("所在地代码"))}
        self.departments = {one.code: one for one in departments_for(reach).filter(code__in=said("跟进部门代码"))}
        self.firms = {one.code: one for one in visible(rights, Supervisors(Question(day, day))).filter(code__in=said("单位编号"))}
        self.cells = {one.code: one for one in Cell.objects.standing().filter(code__in=said("网格编号"))}
        standing = Danger.objects.visible_to(rights, CHANGE).filter(uid__in=said("编号")).select_related("unit", "enterprise", "cell", "department")
        self.dangers: dict[str, Danger] = {one.uid: one for one in standing}


def import_dangers(by: Account, now: datetime, rights: Rights, content: bytes) -> tuple[int, int, int]:
    """Record new dangers, correct those whose number is given; return how many are new, changed, the same. Raises ValidationError."""
    lines, faults = lines_of(content, SHEET, TITLES)
    offered = _Offered(rights, now, lines)
    wanted = [(line, *_told(line, offered, faults)) for line in lines]
    faults.end()
    counts = [0, 0, 0]
    with transaction.atomic():
        for line, found, told in wanted:
            try:
                counts[_entered(by, now, rights, offered.dangers.get(line.cells["编号"]), found, told)] += 1
            except ValidationError as fault:
                _note(faults, line, fault)
        faults.end()
    return counts[0], counts[1], counts[2]


def _note(faults: Faults, line: Line, fault: ValidationError) -> None:
    if hasattr(fault, "error_dict"):
        for name, messages in fault.message_dict.items():
            for message in messages:
                faults.add(line, _COLUMNS.get(name, "编号"), message)
    else:
        for message in fault.messages:
            faults.add(line, "编号", message)


def _entered(by: Account, now: datetime, rights: Rights, old: Danger | None, found: Any, told: Any) -> int:
    lister = lister_of(found.unit, rights)
    if old is None:
        record_danger(by, now, Found(unit=found.unit, source=found.source, on=found.on, lister=lister), told)
        return 0
    if stated_of(old) == told:
        return 2
    correct_danger(by, now, old, told, reason="按导入的表格更改", lister=lister)
    return 1


def _words(line: Line, faults: Faults) -> tuple[str, str]:
    """Return the codes of level and source; notes every word that is too long or none of the choices."""
    cells = line.cells
    levels, sources = {word: code for code, word in LEVELS.items()}, {word: code for code, word in SOURCES.items()}
    for title, words in (("等级", levels), ("来源", sources)):
        if cells[title] not in words:
            faults.add(line, title, f"只能是：{'、'.join(words)}。")
    for title, longest in _LONGEST.items():
        if len(cells[title]) > longest:
            faults.add(line, title, f"有 {len(cells[title])} 个字，最多 {longest} 个。")
    return levels.get(cells["等级"], ""), sources.get(cells["来源"], "")


def _told(line: Line, offered: _Offered, faults: Faults) -> tuple[Any, Any]:
    cells, (level, source) = line.cells, _words(line, faults)
    unit = offered.units.get(cells["所在地代码"])
    if unit is None:
        faults.add(line, "所在地代码", "您可以登记的地方里没有这个代码。")
    elif cells["所在地"] and cells["所在地"] != unit.name:
        faults.add(line, "所在地", f"代码 {unit.code} 是{unit.name}。请核对。")
    named: dict[str, Any] = {}
    for title, rows, what in (("单位编号", offered.firms, "生产经营单位"), ("网格编号", offered.cells, "网格"), ("跟进部门代码", offered.departments, "部门")):
        named[title] = rows.get(cells[title])
        if cells[title] and named[title] is None:
            faults.add(line, title, f"您能看到的{what}里没有这个编号。")
    old = offered.dangers.get(cells["编号"])
    if cells["编号"] and old is None:
        faults.add(line, "编号", "没有这个编号的隐患。新增的，编号留空。")
    elif old is not None and unit is not None and (old.unit_id, SOURCES[old.source]) != (unit.pk, cells["来源"]):
        faults.add(line, "编号", "所在地和来源登记以后不能改。登错的，请撤回后重新登记。")
    firm, on, deadline = named["单位编号"], day_in(line, "发现日期", faults), day_in(line, "整改期限", faults)
    owner = cells["整改责任单位"] or (firm.name[:80] if isinstance(firm, Enterprise) else "")
    for title, said in (("隐患", cells["隐患"]), ("整改责任单位", owner)):
        if not said:
            faults.add(line, title, "要填。")
    if unit is None or on is None or deadline is None:
        return None, None
    told = Stated(level=level, text=cells["隐患"], owner=owner, deadline=deadline, place=cells["具体地点"], enterprise=firm,
                  cell=named["网格编号"], department=named["跟进部门代码"])
    return Found(unit=unit, source=source, on=on), told
