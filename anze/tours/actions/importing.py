"""Plans of tours, and tours that superiors made, come in from workbooks with the columns of the export: all rows or none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach, Rights
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.tours.actions.planning import change, plan, visit_of
from anze.tours.actions.superior import correct_superior, record_superior, told_of
from anze.tours.models import SuperiorTour, Tour
from anze.tours.policies import RUN
from anze.tours.queries.group import named_people
from anze.tours.queries.lists import SHEET, TITLES, sides_of
from anze.tours.told import Plan, ToldSuperior, Visit

SUPERIOR_SHEET: Final = "上级巡查"
SUPERIOR_TITLES: Final = ("编号", "被巡查单位代码", "被巡查单位", "巡查机关", "进驻日期", "离场日期", "反馈文号", "反馈问题数", "已整改数", "反馈意见摘要")
_LONGEST: Final = {"巡查组": 60, "巡查机关": 80, "反馈文号": 60, "反馈意见摘要": 3000}
WHY: Final = "按导入的表格更改"


def import_tours(by: Account, now: datetime, rights: Rights, content: bytes) -> tuple[int, int, int]:
    """Plan new tours and change those planned whose number is given; return how many are new, changed, the same. Raises ValidationError naming
    every wrong cell."""
    lines, faults = lines_of(content, SHEET, TITLES)
    reach = rights.reach(RUN)
    codes = {line.cells[title] for line in lines for title in ("派出单位代码", "被巡查单位代码")}
    units = {one.code: one for one in Unit.objects.filter(code__in=codes)}
    standing = {one.uid: one for one in Tour.objects.filter(reach.of_units("superior")).select_related("superior", "unit")}
    wanted = [(line, _plan(line, units, reach, faults, now)) for line in lines]
    for line, told in wanted:
        old = standing.get(line.cells["编号"])
        if line.cells["编号"] and old is None:
            faults.add(line, "编号", "没有这个编号的巡查。新安排的，编号留空。")
        elif old is not None and told is not None and ((old.superior, old.unit, old.year, old.round) != (told.superior, told.units[0], told.year, told.round)
                                                       or set(old.sides) != set(told.sides)):
            faults.add(line, "编号", "派出单位、被巡查单位、年度、轮次、巡查对象安排以后不能改。要改的，取消后重新安排。")
    faults.end()
    return _entered(faults, wanted, lambda line, told: _taken(by, now, standing.get(line.cells["编号"]), told))


def _entered(faults: Faults, wanted: list[tuple[Line, Any]], enter: Callable[[Line, Any], int]) -> tuple[int, int, int]:
    counts = [0, 0, 0]
    with transaction.atomic():
        for line, told in wanted:
            try:
                counts[enter(line, told)] += 1
            except ValidationError as fault:
                for said in fault.messages:
                    faults.add(line, "编号", said)
        faults.end()
    return counts[0], counts[1], counts[2]


def _taken(by: Account, now: datetime, old: Tour | None, told: Plan) -> int:
    if old is None:
        plan(by, now, told)
        return 0
    standing = visit_of(old)
    kept = {one.key: one.flag for one in standing.people}
    visit = replace(told.visit, people=tuple(replace(one, flag=kept.get(one.key, "")) for one in told.visit.people))
    if standing.plain() == visit.plain():
        return 2
    change(by, now, old, visit, note=WHY)
    return 1


def _plan(line: Line, units: dict[str, Unit], reach: Reach, faults: Faults, now: datetime) -> Plan | None:
    cells = line.cells
    superior, unit = (units.get(cells[title]) for title in ("派出单位代码", "被巡查单位代码"))
    if superior is None or not reach.covers_unit(superior):
        faults.add(line, "派出单位代码", "您能安排巡查的单位里没有这个代码。")
    if unit is None:
        faults.add(line, "被巡查单位代码", "名册里没有这个代码。")
    elif cells["被巡查单位"] and cells["被巡查单位"] != unit.name:
        faults.add(line, "被巡查单位", f"代码 {unit.code} 是{unit.name}。请核对。")
    year, turn = _number(line, "年度", 2000, 2100, faults), _number(line, "轮次", 1, 12, faults)
    sides = sides_of(cells["巡查对象"])
    if sides is None:
        faults.add(line, "巡查对象", "写党委、政府，或者其中一个。")
    _lengths(line, ("巡查组",), faults)
    if not cells["巡查组"]:
        faults.add(line, "巡查组", "要填。")
    start, end = day_in(line, "进驻日期", faults), day_in(line, "离场日期", faults)
    people: list[Any] = []
    for title in ("组长", "组员"):
        names = [part for part in cells[title].replace("，", "、").split("、") if part.strip()]
        if title == "组长" and len(names) != 1:
            faults.add(line, title, "写一位组长。")
        if superior is not None:
            found, wrong = named_people(names, superior, start or day_of(now))
            again = {one.key for one in people}
            wrong += [f"“{one.name}”已经是组长，组员里不用再写。请删去。" for one in found if one.key in again]
            people += [replace(one, lead=title == "组长") for one in found if one.key not in again]
            for fault in wrong:
                faults.add(line, title, fault)
    if superior is None or unit is None or year is None or turn is None or sides is None or start is None or end is None:
        return None
    return Plan(superior=superior, units=(unit,), year=year, round=turn, sides=sides,
                visit=Visit(group=cells["巡查组"], start=start, end=end, people=tuple(people)))


def _number(line: Line, title: str, low: int, high: int, faults: Faults) -> int | None:
    text = line.cells[title].removesuffix(".0")
    if not (text.isascii() and text.isdecimal() and low <= int(text) <= high):
        faults.add(line, title, f"写 {low} 到 {high} 的数字。")
        return None
    return int(text)


def _lengths(line: Line, titles: tuple[str, ...], faults: Faults) -> None:
    for title in titles:
        if len(line.cells[title]) > _LONGEST[title]:
            faults.add(line, title, f"有 {len(line.cells[title])} 个字，最多 {_LONGEST[title]} 个。")


def import_superiors(by: Account, now: datetime, reach: Reach, content: bytes) -> tuple[int, int, int]:
    """Record new tours of superiors and correct those whose number is given; return how many are new, changed, the same."""
    lines, faults = lines_of(content, SUPERIOR_SHEET, SUPERIOR_TITLES)
    units = {one.code: one for one in Unit.objects.filter(reach.of_units(), code__in={line.cells["被巡查单位代码"] for line in lines})}
    standing = {one.uid: one for one in SuperiorTour.objects.current().filter(reach.of_units("unit")).select_related("unit")}
    wanted = [(line, _superior(line, units, faults)) for line in lines]
    for line, _ in wanted:
        if line.cells["编号"] and line.cells["编号"] not in standing:
            faults.add(line, "编号", "没有这个编号的上级巡查。新增的，编号留空。")
    faults.end()
    return _entered(faults, wanted, lambda line, told: _corrected(by, now, standing.get(line.cells["编号"]), told))


def _corrected(by: Account, now: datetime, old: SuperiorTour | None, told: ToldSuperior) -> int:
    if old is None:
        record_superior(by, now, told)
        return 0
    if told_of(old).plain() == told.plain():
        return 2
    correct_superior(by, now, old, told, reason=WHY)
    return 1


def _superior(line: Line, units: dict[str, Unit], faults: Faults) -> ToldSuperior | None:
    cells = line.cells
    unit = units.get(cells["被巡查单位代码"])
    if unit is None:
        faults.add(line, "被巡查单位代码", "您能登记的单位里没有这个代码。")
    if not cells["巡查机关"]:
        faults.add(line, "巡查机关", "要填。")
    _lengths(line, ("巡查机关", "反馈文号", "反馈意见摘要"), faults)
    start, end = day_in(line, "进驻日期", faults), day_in(line, "离场日期", faults)
    found, right = (_number(line, title, 0, 9999, faults) for title in ("反馈问题数", "已整改数"))
    if unit is None or start is None or end is None or found is None or right is None:
        return None
    return ToldSuperior(unit=unit, by_name=cells["巡查机关"], start=start, end=end, number=cells["反馈文号"], found=found, put_right=right,
                        text=cells["反馈意见摘要"])
