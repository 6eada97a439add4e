"""Check the sheet of officers against itself and the register."""

from typing import Final

from anze.register.excel.cells import text
from anze.register.excel.plan import Desk
from anze.register.excel.tables import Row

T: Final = "officer"


def check_officers(desk: Desk) -> None:
    """Read every row of the sheet; note what is wrong and what would change."""
    desk.names = {code: officer.name for code, officer in desk.record.officers.items()}
    sheet = desk.sheets.get(T)
    for row in sheet.rows if sheet else ():
        fine, code = desk.code(T, row, "code", desk.record.officers)
        old = desk.record.officers.get(code or "")
        named, name = desk.read(T, row, "name", old.name if old else None)
        if fine and code is not None:
            first = desk.entered[T].setdefault(code, row.number)
            if first != row.number:
                desk.wrong(T, row, "code", f"编号 {code} 和第 {first} 行重复", "同一个人只写一行；是两个人的，改正其中一个编号")
            elif named:
                _settle(desk, row, code, name)


def _settle(desk: Desk, row: Row, code: str, name: str) -> None:
    old = desk.record.officers.get(code)
    if old is None:
        desk.names[code] = name
        desk.plan.new_officers[row.number] = (code, name)
    elif name == old.name or text(old.name) == name:
        desk.plan.unchanged[T] += 1
    elif old.pk not in desk.record.reached:
        desk.wrong(T, row, "code", f"编号 {code} 在您维护范围以外，名册上不是“{name}”", "请核对编号和姓名；新增的人请另编一个号")
    else:
        desk.names[code] = name
        desk.plan.officers[row.number] = (old, name)
