"""Find the unit above a row of units, and hold the row against it (第二条)."""

from typing import Final

from anze.law.codes import LEVELS
from anze.register.actions.units import ABOVE
from anze.register.excel.cells import text
from anze.register.excel.onrecord import Place
from anze.register.excel.plan import Desk
from anze.register.excel.tables import Row

T: Final = "unit"
Above = tuple[bool, str | None]  # whether it is known; its code, None for none


def unit_above(desk: Desk, row: Row, code: str | None, old: Place | None, names: dict[str, str]) -> Above:
    """Return the unit above: by its code, or by a name that only one has. `names`: of the workbook's units by code."""
    named, name = desk.read(T, row, "parent_name", _stored(desk, row))
    name = text(name or "")
    fine, found = desk.code(T, row, "parent", desk.record.places)
    if not fine:
        _nobodys(desk, row, name)
        return False, None
    if found is None:
        return _by_name(desk, row, code, old, name, names) if named else (False, None)
    known = desk.record.places.get(found)
    right = True
    if found not in desk.entered[T] and not (known and (known.mine or (old and old.parent == found))):
        desk.wrong(T, row, "parent", f"没有代码为 {found} 的单位，或者它不在您的维护范围内", "请核对代码；上级单位也是新增的，先写进本表")
        _nobodys(desk, row, name)
        return False, None
    if known and not known.mine and not (old and old.parent == found):
        desk.wrong(T, row, "parent", f"代码为 {found} 的单位不在您的维护范围内", "请写您维护范围内的上级单位")
        right = False
    called = [names.get(found), text(known.name) if known else None]
    if name and any(called) and name not in called:
        desk.wrong(T, row, "parent_name", f"代码 {found} 是“{called[0] or called[1]}”，与这里写的不一致", "请核对上级的代码和名称")
    return right, found


def _stored(desk: Desk, row: Row) -> str | None:
    known = desk.record.places.get(row.cells.get("parent", ""))
    return known.name if known else None


def _by_name(desk: Desk, row: Row, code: str | None, old: Place | None, name: str | None, names: dict[str, str]) -> Above:
    if not name:
        if old and not desk.given(T, "parent"):
            return True, old.parent
        return code is not None or desk.given(T, "parent"), None
    fitting = {other for other, called in names.items() if called == name} | set(desk.record.named(T, name))
    if len(fitting) != 1:
        desk.wrong(T, row, "parent_name", f"{'有几个' if fitting else '没有'}名为“{name}”的单位", "请在“上级代码”中写上级单位的代码")
        return False, None
    return True, fitting.pop()


def _nobodys(desk: Desk, row: Row, name: str | None) -> None:
    """Note a name that no unit has, beside a code that is wrong."""
    if desk.nobodys(T, name):
        desk.wrong(T, row, "parent_name", f"没有名为“{name}”的单位", "请核对上级的代码和名称")


def in_tree(desk: Desk, row: Row, code: str | None, old: Place | None, level: str | None, found: Above) -> None:
    """Hold a row's level against the unit above it, as far as both can be read."""
    known, parent = found
    if not known or not level or (old is not None and (level, parent) == (old.level, old.parent)):
        return
    above = desk.places.get(parent or "")
    if above is None:
        if level != "city":
            desk.wrong(T, row, "parent", "没有写上级单位", "请写上级单位的代码")
        elif old is None and code is not None:
            desk.wrong(T, row, "level", "市级单位不能用导入新增", "请在名册为空时由市安委办登记第一个单位")
    elif code is not None and _circular(desk, code, parent):
        desk.wrong(T, row, "parent", "上级关系绕成了圈", "请核对这几个单位的上级代码")
    elif above.level and above.level not in ABOVE[level]:
        fitting = "、".join(LEVELS[one] for one in LEVELS if one in ABOVE[level]) or "没有上级单位"
        desk.wrong(T, row, "level", f"上级{above.name}是{LEVELS[above.level]}，下面不能设{LEVELS[level]}", f"{LEVELS[level]}的上级应是：{fitting}")
    elif above.closed_on and old is None:
        desk.wrong(T, row, "parent", f"上级{above.name}已经撤销", "请写现在的上级单位")


def _circular(desk: Desk, code: str, parent: str | None) -> bool:
    seen = {code}
    while parent is not None:
        if parent in seen:
            return True
        seen.add(parent)
        above = desk.places.get(parent)
        parent = above.parent if above else None
    return False
