"""Interviews that superiors held come in from a workbook with the columns of the export: all rows or none."""

from datetime import datetime
from html import unescape
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags

from anze.access.rights import Reach
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.interviews.actions.superior import correct_superior, record_superior, told_of
from anze.interviews.codes import SUPERIORS
from anze.interviews.models import SuperiorInterview
from anze.interviews.queries.officers import named_officers
from anze.interviews.told import ToldSuperior
from anze.people.models import Account, Unit
from anze.people.moment import day_of

SHEET: Final = "上级约谈"
TITLES: Final = ("编号", "被约谈单位代码", "被约谈单位", "约谈机关", "约谈机关名称", "约谈日期", "被约谈人编号", "被约谈人", "地点", "通知文号", "事由")
ON_PAGE: Final = "确实是另一次约谈的，请在“登记上级约谈”的页面上登记，写明理由；是同一次的，从表里去掉这一行。"
_LONGEST: Final = {"约谈机关名称": 80, "地点": 120, "通知文号": 60, "事由": 2000}


def import_superiors(by: Account, now: datetime, reach: Reach, content: bytes) -> tuple[int, int, int]:
    """Record new interviews and correct those whose number is given; return how many are new, changed, the same. Raises ValidationError naming
    every wrong cell."""
    lines, faults = lines_of(content, SHEET, TITLES)
    codes = {line.cells["被约谈单位代码"] for line in lines}
    units = {one.code: one for one in Unit.objects.filter(reach.of_units(), code__in=codes)}
    standing = {one.uid: one for one in SuperiorInterview.objects.current().filter(reach.of_units("unit")).select_related("unit")}
    wanted = [(line, _told(line, units, faults, now)) for line in lines]
    for line, _ in wanted:
        if line.cells["编号"] and line.cells["编号"] not in standing:
            faults.add(line, "编号", "没有这个编号的上级约谈。新增的，编号留空。")
    faults.end()
    counts = [0, 0, 0]
    with transaction.atomic():
        for line, told in wanted:
            counts[_entered(by, now, standing.get(line.cells["编号"]), told, line)] += 1
    return counts[0], counts[1], counts[2]


def _entered(by: Account, now: datetime, old: SuperiorInterview | None, told: Any, line: Line) -> int:
    try:
        if old is None:
            record_superior(by, now, told)
            return 0
        if told_of(old) == told:
            return 2
        correct_superior(by, now, old, told, reason="按导入的表格更改")
        return 1
    except ValidationError as fault:
        asked = hasattr(fault, "error_dict") and "another" in fault.error_dict  # a sheet has nowhere to tick it
        words = [*(str(one) for said in fault.error_dict["__all__"] for one in said.messages), ON_PAGE] if asked else fault.messages
        raise ValidationError([f"第 {line.number} 行：{unescape(strip_tags(said))}" for said in words]) from fault


def _told(line: Line, units: dict[str, Unit], faults: Faults, now: datetime) -> ToldSuperior | None:
    cells = line.cells
    unit = units.get(cells["被约谈单位代码"])
    if unit is None:
        faults.add(line, "被约谈单位代码", "您能登记的单位里没有这个代码。")
    levels = {label: code for code, label in SUPERIORS.items()}
    if cells["约谈机关"] not in levels:
        faults.add(line, "约谈机关", f"只能是：{'、'.join(levels)}。")
    day = day_in(line, "约谈日期", faults)
    if day is not None and day > day_of(now):
        faults.add(line, "约谈日期", "晚于今天，请改正。")
    for title, longest in _LONGEST.items():
        if len(cells[title]) > longest:
            faults.add(line, title, f"有 {len(cells[title])} 个字，最多 {longest} 个。")
    column = "被约谈人编号" if cells["被约谈人编号"] else "被约谈人"
    officers, wrong = named_officers([text for text in cells[column].replace("，", "、").split("、") if text.strip()], unit, day)
    for fault in wrong or ([] if officers else ["请写明被约谈人，用顿号隔开。"]):
        faults.add(line, column, fault)
    if unit is None or day is None or not officers or cells["约谈机关"] not in levels:
        return None
    return ToldSuperior(unit=unit, by_level=levels[cells["约谈机关"]], by_name=cells["约谈机关名称"], date=day,
                        officers=tuple(sorted(officers, key=lambda one: one.code)), place=cells["地点"], number=cells["通知文号"], text=cells["事由"])
