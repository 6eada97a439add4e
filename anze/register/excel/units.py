"""Check the sheet of units against itself, the register and the tree (第二条)."""

from dataclasses import dataclass, replace
from typing import Any, Final

from anze.law.codes import FUNCTIONS, LEVELS
from anze.register.excel.cells import text
from anze.register.excel.columns import UNITS
from anze.register.excel.onrecord import ONCE, Place, restated
from anze.register.excel.plan import Desk
from anze.register.excel.tables import Row
from anze.register.excel.tree import in_tree, unit_above

T: Final = "unit"
# key → the level whose units alone have it, and what is said where another has it
ONLY: Final = {"function": ("department", "只有部门填写部门类别"), "determined": ("subdistrict", "只有街道填写“确定参照执行”"),
               "treated_as": ("zone", "只有高新区、开发区填写比照层级")}
USUAL: Final = {"function": "other", "determined": False, "treated_as": "county", "kind": "", "code_system": "", "position": 0, "closed_on": None}


@dataclass(slots=True)
class Line:
    """A row as far as it can be read: `code` is None where it is wrong, `values` has the cells that are right, `above` (known?, code)."""

    row: Row
    code: str | None
    old: Place | None
    values: dict[str, Any]
    above: tuple[bool, str | None]


def check_units(desk: Desk) -> None:
    """Read every row of the sheet; note what is wrong and what would change."""
    sheet = desk.sheets.get(T)
    desk.places = dict(desk.record.places)
    if sheet is None:
        return
    coded = [(row, _code(desk, row)) for row in sheet.rows]
    names = {code: text(row.cells.get("name", "")) or "" for row, code in coded if code is not None}
    lines = [line for row, code in coded if (line := _line(desk, row, code, names)) is not None]
    for line in lines:
        _crossed(desk, line)
    desk.places |= {line.code: _place(desk, line) for line in lines if line.code is not None}
    for line in lines:
        in_tree(desk, line.row, line.code, line.old, line.values.get("level"), line.above)
    _settle(desk, lines)
    for fault in desk.faults:  # what hangs on a wrong level is not judged by it
        if fault.table == T and fault.key == "level":
            desk.places |= {line.code: replace(desk.places[line.code], level="") for line in lines if line.code and line.row.number == fault.row}


def _code(desk: Desk, row: Row) -> str | None:
    fine, code = desk.code(T, row, "code", desk.record.places)
    if not fine or code is None:
        return None
    first = desk.entered[T].setdefault(code, row.number)
    if first != row.number:
        desk.wrong(T, row, "code", f"代码 {code} 和第 {first} 行重复", "请删掉一行，或者改正其中一个代码")
        return None
    return code


def _line(desk: Desk, row: Row, code: str | None, names: dict[str, str]) -> Line | None:
    """Read every cell of a row, whatever is wrong with another; None where the unit is somebody else's."""
    old = desk.record.places.get(code) if code is not None else None
    values: dict[str, Any] = {}
    for heading in UNITS.headings[1:]:
        if heading.key in {"parent", "parent_name"}:
            continue
        fine, found = desk.read(T, row, heading.key, getattr(old, heading.key, None))
        if fine:
            values[heading.key] = found
    if code is not None and old is not None and not old.mine:
        desk.wrong(T, row, "code", f"代码 {code} 属于您维护范围以外的单位", "请核对代码；确需修改的，请联系上级安委办")
        for key in ("parent", "parent_name"):
            desk.read(T, row, key)
        return None
    return Line(row, code, old, values, unit_above(desk, row, code, old, names))


def _crossed(desk: Desk, line: Line) -> None:
    """Hold the cells of a row against each other and against the record, each as far as what it is held against can be read."""
    row, old, values = line.row, line.old, line.values
    level = values.get("level")
    if level == "department" and "function" in values and not values["function"] and (desk.given(T, "function") or (line.code and old is None)):
        desk.wrong(T, row, "function", "部门没有写部门类别", f"请从下拉列表中选：{'、'.join(FUNCTIONS.values())}")
    for key, (of, reason) in ONLY.items():
        if level and level != of and values.get(key):
            desk.wrong(T, row, key, reason, f"{LEVELS[level]}的这一格请留空")
    if line.code is not None:
        _once(desk, line)
    known, parent = line.above
    if old and known and parent != old.parent:
        desk.wrong(T, row, "parent", f"{old.name}在名册上的上级不是它", "已在册单位的上级不能用导入改变，请填回原来的上级；确需调整的，撤销后另行登记")
        line.above = True, old.parent


def _once(desk: Desk, line: Line) -> None:
    old = line.old
    for key in ONCE:
        found = line.values.get(key)
        if found in (None, ""):
            continue
        if old is None:
            if key == "closed_on":
                desk.wrong(T, line.row, key, "新增的单位不能带撤销日期", "请留空；撤销单位请在单位页面办理")
        elif found != getattr(old, key) and text(str(found)) != text(str(getattr(old, key))):
            desk.wrong(T, line.row, key, "与名册上的不同", "已在册单位的这一项不能用导入改变，请填回原值，或者删掉这一列")


def _place(desk: Desk, line: Line) -> Place:
    """Return the unit as the row has it: an empty cell stands for the usual value, a column that is not there for what is on record.

    A level that cannot be read is empty: others may name the unit, and are not judged by it.
    """
    old, read = line.old, line.values
    level, (known, parent) = read.get("level", ""), line.above
    if level == "zone" and "treated_as" not in read:
        level = ""
    values: dict[str, Any] = {}
    for key, usual in USUAL.items():
        empty = read.get(key) in (None, "")
        kept = not desk.given(T, key) or (empty and key in ONCE) or (key in ONLY and level != ONLY[key][0] and not read.get(key))
        if old and (kept or key in ONCE):
            values[key] = getattr(old, key)
        else:
            values[key] = usual if kept or empty else read[key]
    name = read.get("name") or (old.name if old else "")
    return Place(line.code or "", name, level, parent if known else old.parent if old else None, **values)


def _settle(desk: Desk, lines: list[Line]) -> None:
    wrong = {fault.row for fault in desk.faults if fault.table == T}
    siblings = {(place.parent, place.name): place.code for place in desk.record.places.values()}
    for line in lines:
        if line.code is None or "name" not in line.values or not line.above[0]:
            continue
        place, old, row = desk.places[line.code], line.old, line.row
        twin = siblings.setdefault((place.parent, place.name), place.code)
        if old is None and twin != place.code:
            desk.wrong(T, row, "name", f"同一上级下已有名为“{place.name}”的单位（代码 {twin}）", "请核对；是同一个单位的，用它的代码")
        elif row.number not in wrong:
            if old is None:
                desk.plan.new_units[row.number] = place
            elif old.stated() == place.stated():
                desk.plan.unchanged[T] += 1
            else:
                desk.plan.units[row.number] = (desk.record.units[place.code], restated(place, mine=True))
