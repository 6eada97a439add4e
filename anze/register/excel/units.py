"""Check the sheet of units against itself, the register and the tree (第二条)."""

from typing import Any, Final

from anze.law.codes import FUNCTIONS, LEVELS
from anze.register.actions.units import ABOVE
from anze.register.excel.cells import text
from anze.register.excel.columns import UNITS
from anze.register.excel.onrecord import ONCE, Place, restated
from anze.register.excel.plan import Desk
from anze.register.excel.tables import Row

T: Final = "unit"
# key → the level whose units alone have it, and what is said where another has it
ONLY: Final = {"function": ("department", "只有部门填写部门类别"), "determined": ("subdistrict", "只有街道填写“确定参照执行”"),
               "treated_as": ("zone", "只有高新区、开发区填写比照层级")}


def check_units(desk: Desk) -> None:
    """Read every row of the sheet; note what is wrong and what would change."""
    sheet = desk.sheets.get(T)
    desk.places = dict(desk.record.places)
    if sheet is None:
        return
    read = [(row, code) for row in sheet.rows if (code := _code(desk, row)) is not None]
    names = {code: text(row.cells.get("name", "")) or "" for row, code in read}
    taken = [found for row, code in read if (found := _row(desk, row, code, names)) is not None]
    desk.places |= {place.code: place for _, place in taken}
    for row, place in taken:
        _in_tree(desk, row, place)
    _settle(desk, taken)


def _code(desk: Desk, row: Row) -> str | None:
    fine, code = desk.code(T, row, "code", desk.record.places)
    if not fine or code is None:
        _others(desk, row)
        return None
    first = desk.entered[T].setdefault(code, row.number)
    if first != row.number:
        desk.wrong(T, row, "code", f"代码 {code} 和第 {first} 行重复", "请删掉一行，或者改正其中一个代码")
        _others(desk, row)
        return None
    return code


def _others(desk: Desk, row: Row) -> None:
    """Read the other cells all the same, so that all that is wrong is named at once."""
    for heading in UNITS.headings[1:]:
        if heading.needed or heading.key in row.cells:
            desk.read(T, row, heading.key)


def _row(desk: Desk, row: Row, code: str, names: dict[str, str]) -> tuple[Row, Place] | None:
    old = desk.record.places.get(code)
    if old is not None and not old.mine:
        desk.wrong(T, row, "code", f"代码 {code} 属于您维护范围以外的单位", "请核对代码；确需修改的，请联系上级安委办")
        _others(desk, row)
        return None
    before = len(desk.faults)
    values: dict[str, Any] = {}
    for heading in UNITS.headings[1:]:
        if heading.key in {"parent", "parent_name"}:
            continue
        fine, found = desk.read(T, row, heading.key, getattr(old, heading.key, None))
        if fine:
            values[heading.key] = found
    parent = _parent(desk, row, code, old, names)
    if len(desk.faults) > before:
        if old is None:  # others may name it: one fault, not ten
            desk.places[code] = Place(code, values.get("name", ""), "", None)
        return None
    place = _stated(desk, row, code, old, parent, values)
    return None if len(desk.faults) > before else (row, place)


def _parent(desk: Desk, row: Row, code: str, old: Place | None, names: dict[str, str]) -> str | None:
    """Return the code of the unit above: by its code, or by a name that only one has."""
    name = text(row.cells.get("parent_name", ""))
    if "parent_name" in row.formulas:
        desk.read(T, row, "parent_name")
    fine, found = desk.code(T, row, "parent", desk.record.places)
    if not fine:
        return None
    if found is None and not name:
        return old.parent if old and not desk.given(T, "parent") else None
    if found is None:
        fitting = {other for other, called in names.items() if called == name} | set(desk.record.named(T, name or ""))
        if len(fitting) != 1:
            desk.wrong(T, row, "parent_name", f"{'有几个' if fitting else '没有'}名为“{name}”的单位", "请在“上级代码”中写上级单位的代码")
            return None
        return fitting.pop()
    known = desk.record.places.get(found)
    if found not in desk.entered[T] and not (known and (known.mine or (old and old.parent == found))):
        desk.wrong(T, row, "parent", f"没有代码为 {found} 的单位，或者它不在您的维护范围内", "请核对代码；上级单位也是新增的，先写进本表")
    elif known and not known.mine and not (old and old.parent == found):
        desk.wrong(T, row, "parent", f"代码为 {found} 的单位不在您的维护范围内", "请写您维护范围内的上级单位")
    called = [names.get(found), text(known.name) if known else None]
    if name and any(called) and name not in called:
        desk.wrong(T, row, "parent_name", f"代码 {found} 是“{called[0] or called[1]}”，与这里写的不一致", "请核对上级的代码和名称")
    return found


def _stated(desk: Desk, row: Row, code: str, old: Place | None, parent: str | None, values: dict[str, Any]) -> Place:
    """Return the unit as the row has it: an empty cell stands for the usual value, a column that is not there for what is on record."""
    level = values["level"]
    usual = {"function": "other", "determined": False, "treated_as": "county", "kind": "", "code_system": "", "position": 0, "closed_on": None}
    for key, value in usual.items():
        empty = values.get(key) in (None, "")
        if key == "function" and level == "department" and empty and (old is None or desk.given(T, key)):
            desk.wrong(T, row, key, "部门没有写部门类别", f"请从下拉列表中选：{'、'.join(FUNCTIONS.values())}")
        if not desk.given(T, key) or (empty and key in ONCE) or (key in ONLY and level != ONLY[key][0] and not values.get(key)):
            values[key] = getattr(old, key) if old else value
        elif empty:
            values[key] = value
        elif key in ONLY and level != ONLY[key][0]:
            desk.wrong(T, row, key, ONLY[key][1], f"{LEVELS[level]}的这一格请留空")
    _once(desk, row, old, values)
    place = Place(code, values.pop("name"), values.pop("level"), parent, **values)
    if old and parent != old.parent:
        desk.wrong(T, row, "parent", f"{old.name}在名册上的上级不是它", "已在册单位的上级不能用导入改变，请填回原来的上级；确需调整的，撤销后另行登记")
    return place


def _once(desk: Desk, row: Row, old: Place | None, values: dict[str, Any]) -> None:
    for key in ONCE:
        if old is None and key == "closed_on" and values[key]:
            desk.wrong(T, row, key, "新增的单位不能带撤销日期", "请留空；撤销单位请在单位页面办理")
        elif old is not None and values[key] != getattr(old, key) and text(str(values[key])) != text(str(getattr(old, key))):
            desk.wrong(T, row, key, "与名册上的不同", "已在册单位的这一项不能用导入改变，请填回原值，或者删掉这一列")
        elif old is not None:
            values[key] = getattr(old, key)


def _in_tree(desk: Desk, row: Row, place: Place) -> None:
    old = desk.record.places.get(place.code)
    if old is not None and place == old:
        return
    above = desk.places.get(place.parent or "")
    if above is None:
        if place.level != "city":
            desk.wrong(T, row, "parent", "没有写上级单位", "请写上级单位的代码")
        elif old is None:
            desk.wrong(T, row, "level", "市级单位不能用导入新增", "请在名册为空时由市安委办登记第一个单位")
    elif _circular(desk, place):
        desk.wrong(T, row, "parent", "上级关系绕成了圈", "请核对这几个单位的上级代码")
    elif above.level and above.level not in ABOVE[place.level]:
        fitting = "、".join(LEVELS[level] for level in LEVELS if level in ABOVE[place.level]) or "没有上级单位"
        desk.wrong(T, row, "level", f"上级{above.name}是{LEVELS[above.level]}，下面不能设{LEVELS[place.level]}", f"{LEVELS[place.level]}的上级应是：{fitting}")
    elif above.closed_on and old is None:
        desk.wrong(T, row, "parent", f"上级{above.name}已经撤销", "请写现在的上级单位")


def _circular(desk: Desk, place: Place) -> bool:
    seen, code = {place.code}, place.parent
    while code is not None:
        if code in seen:
            return True
        seen.add(code)
        above = desk.places.get(code)
        code = above.parent if above else None
    return False


def _settle(desk: Desk, taken: list[tuple[Row, Place]]) -> None:
    wrong = {fault.row for fault in desk.faults if fault.table == T}
    siblings = {(place.parent, place.name): place.code for place in desk.record.places.values()}
    for row, place in taken:
        old = desk.record.places.get(place.code)
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
