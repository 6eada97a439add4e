"""Items come in from a workbook with the columns of the export: all rows or none, every wrong cell named; new ones are planned, not yet assigned."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Rights
from anze.duties.forms.tables import Faults, Line, day_in, lines_of
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.supervision.actions.planning import change, faults_of, plan, wanted_of
from anze.supervision.codes import ANSWERS, ORIGINS
from anze.supervision.models import Task
from anze.supervision.policies import ASSIGN
from anze.supervision.queries.lists import SHEET, TITLES
from anze.supervision.told import Origin, Wanted

_LONGEST = {"督办事项": 80, "办理要求": 600, "来文文号": 60, "来文单位": 80}
_TYPED = ("document", "other")  # a meeting, a tour, an interview, an accident are chosen on their own pages: a sheet cannot name them


class _Offered:
    """What the codes of a workbook may stand for."""

    def __init__(self, rights: Rights, lines: list[Line]) -> None:
        reach = rights.reach(ASSIGN)
        within: Any = Unit.objects.filter(reach.of_units(), closed_on=None)
        self.units = {one.code: one for one in within}
        named = [line.cells["编号"] for line in lines if line.cells["编号"]]
        rows = Task.objects.filter(reach.of_units("unit"), uid__in=named).with_state().select_related("unit")
        self.tasks: dict[str, Any] = {one.uid: one for one in rows}
        tops = [one for one in rights.units("office") if one.pk in {unit.pk for unit in self.units.values()} and one.level != "department"]
        self.own = tops[0] if len(tops) == 1 else None


def import_tasks(by: Account, now: datetime, rights: Rights, content: bytes) -> tuple[int, int, int]:
    """Plan new items, change those whose number is given and that are not assigned; return how many are new, changed, the same. Raises ValidationError."""
    lines, faults = lines_of(content, SHEET, TITLES)
    offered = _Offered(rights, lines)
    wanted = [(line, *_told(line, offered, faults, now)) for line in lines]
    faults.end()
    counts = [0, 0, 0]
    with transaction.atomic():
        for line, unit, origin, told in wanted:
            try:
                counts[_entered(by, now, offered.tasks.get(line.cells["编号"]), unit, origin, told)] += 1
            except ValidationError as fault:
                for message in fault.messages:
                    faults.add(line, "编号" if line.cells["编号"] else "督办事项", message)
        faults.end()
    return counts[0], counts[1], counts[2]


def _entered(by: Account, now: datetime, old: Any, unit: Unit, origin: Origin, told: Wanted) -> int:
    if old is None:
        plan(by, now, unit, origin, [told])
        return 0
    if wanted_of(old).plain() == told.plain():
        return 2
    change(by, now, old, told)
    return 1


def _told(line: Line, offered: _Offered, faults: Faults, now: datetime) -> tuple[Any, Any, Any]:
    cells, old = line.cells, offered.tasks.get(line.cells["编号"])
    for title, longest in _LONGEST.items():
        if len(cells[title]) > longest:
            faults.add(line, title, f"有 {len(cells[title])} 个字，最多 {longest} 个。")
    if not cells["督办事项"]:
        faults.add(line, "督办事项", "要填。")
    if cells["编号"] and old is None:
        faults.add(line, "编号", "没有这个编号的督办事项。新增的，编号留空。")
    unit = offered.units.get(cells["交办单位代码"]) if cells["交办单位代码"] else old.unit if old else offered.own
    if unit is None:
        faults.add(line, "交办单位代码", "您能交办的单位里没有这个代码。")
    main, assists = _undertakers(line, offered, faults)
    answering = {word: code for code, word in ANSWERS.items()}.get(cells["责任人"] or ANSWERS["gov"])
    if answering is None:
        faults.add(line, "责任人", f"只能是：{'、'.join(ANSWERS.values())}。")
    due, origin = day_in(line, "办理期限", faults), _origin(line, old, faults)
    if unit is None or main is None or due is None or answering is None or origin is None:
        return None, None, None
    told = Wanted(title=cells["督办事项"], text=cells["办理要求"], due=due, main=main, assists=assists, answering=answering)
    if old is None or (old.state == "planned" and wanted_of(old).plain() != told.plain()):
        for fault in faults_of(told, unit, day_of(now)):
            faults.add(line, "办理期限" if "期限" in fault else "主办单位代码", fault)
    return unit, origin, told


def _undertakers(line: Line, offered: _Offered, faults: Faults) -> tuple[Unit | None, tuple[Unit, ...]]:
    cells = line.cells
    main = offered.units.get(cells["主办单位代码"])
    if main is None:
        faults.add(line, "主办单位代码", "您能交办的单位里没有这个代码。" if cells["主办单位代码"] else "要填主办单位的代码。")
    elif cells["主办单位"] and cells["主办单位"] != main.name:
        faults.add(line, "主办单位", f"代码 {main.code} 是{main.name}。请核对。")
    codes = [code.strip() for code in cells["协办单位代码"].replace("，", "、").replace(",", "、").split("、") if code.strip()]
    for code in codes:
        if code not in offered.units:
            faults.add(line, "协办单位代码", f"您能交办的单位里没有代码 {code}。")
    return main, tuple(offered.units[code] for code in codes if code in offered.units)


def _origin(line: Line, old: Any, faults: Faults) -> Origin | None:
    cells = line.cells
    if old is not None:
        if cells["来源"] and cells["来源"] != ORIGINS[old.origin]:
            faults.add(line, "来源", "来源立项以后不能改。")
        return Origin(kind=old.origin)
    kinds = {ORIGINS[code]: code for code in _TYPED}
    kind = kinds.get(cells["来源"] or ORIGINS["other"])
    if kind is None:
        faults.add(line, "来源", f"只能是：{'、'.join(kinds)}。来自会议、巡查、约谈、事故的，在它们各自的页面立项。")
        return None
    day = day_in(line, "来文日期", faults, needed=kind == "document")
    if kind == "document":
        for title in ("来文文号", "来文单位"):
            if not cells[title]:
                faults.add(line, title, "来自上级文件的要填。")
        if not (cells["来文文号"] and cells["来文单位"] and day):
            return None
    return Origin(kind=kind, document=cells["来文文号"], issuer=cells["来文单位"], issued_on=day)
