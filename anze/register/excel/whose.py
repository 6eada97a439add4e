"""Find the officer and the unit that a row of tenures means, by number or by name."""

from typing import Any, Final

from anze.register.excel.cells import text
from anze.register.excel.onrecord import Place
from anze.register.excel.plan import Desk
from anze.register.excel.tables import Row

T: Final = "tenure"
WHO: Final = {"officer": ("人员", "编号", "“人员”表"), "unit": ("单位", "代码", "“单位”表")}


def codes_by_name(desk: Desk, table: str) -> dict[str, set[str]]:
    """Return the codes by name, of the other sheet and of the register in reach."""
    found: dict[str, set[str]] = {}
    sheet = desk.sheets.get(table)
    for row in sheet.rows if sheet else ():
        code, name = row.cells.get("code", "").strip(), text(row.cells.get("name", ""))
        if name and code in desk.entered[table]:
            found.setdefault(name, set()).add(code)
    return found


def who(desk: Desk, row: Row, table: str, named: dict[str, set[str]]) -> str | None:
    """Return the code of the officer or unit that the row means; None where it is wrong."""
    one, number, sheet = WHO[table]
    known: dict[str, Any] = desk.record.officers if table == "officer" else desk.record.places
    stored = known.get(row.cells.get(table, ""))
    right, found = desk.read(T, row, f"{table}_name", stored.name if stored else None)
    name = text(found or "")
    fine, code = desk.code(T, row, table, known)
    if fine and code is None:
        if name is None and right:
            desk.wrong(T, row, table, f"没有写是哪个{one}", f"请写{one}{number}")
        return _by_name(desk, row, table, name, named) if name else None
    if code is None:
        _nobodys(desk, row, table, name)
        return None
    entered = code in desk.entered[table] and (table == "officer" or desk.places.get(code, Place(code, "", "", None)).mine)
    if not entered and not _reached(desk, table, code, name):
        desk.wrong(T, row, table, f"没有{number}为 {code} 的{one}，或者不在您的维护范围内", f"请核对{number}；新增的，先写进{sheet}")
        if stored is None:
            _nobodys(desk, row, table, name)
        return None
    _agreed(desk, row, table, code, name)
    return code


def _by_name(desk: Desk, row: Row, table: str, name: str, named: dict[str, set[str]]) -> str | None:
    one, number, sheet = WHO[table]
    fitting = named.get(name, set()) | set(desk.record.named(table, name))
    if len(fitting) != 1:
        desk.wrong(T, row, f"{table}_name", f"{'有几个' if fitting else '没有'}名为“{name}”的{one}", f"请写{one}{number}，或者先把它写进{sheet}")
        return None
    return fitting.pop()


def _nobodys(desk: Desk, row: Row, table: str, name: str | None) -> None:
    """Note a name that nobody has, beside a code that is wrong."""
    if desk.nobodys(table, name):
        one, number, into = WHO[table]
        desk.wrong(T, row, f"{table}_name", f"没有名为“{name}”的{one}", f"请核对{number}和名称；新增的，先写进{into}")


def _reached(desk: Desk, table: str, code: str, name: str | None) -> bool:
    if table == "unit":
        return code in desk.places and desk.places[code].mine
    officer = desk.record.officers.get(code)  # one from elsewhere is taken on by whoever knows number and name
    return officer is not None and (officer.pk in desk.record.reached or (name is not None and text(officer.name) == name))


def _agreed(desk: Desk, row: Row, table: str, code: str, name: str | None) -> None:
    old = desk.record.officers.get(code) if table == "officer" else desk.record.units.get(code)
    will = desk.names.get(code) if table == "officer" else desk.places[code].name if code in desk.places else None
    names = {text(one) for one in (old.name if old else None, will) if one}
    if name is not None and names and name not in names:
        number = WHO[table][1]
        desk.wrong(T, row, f"{table}_name", f"{number} {code} 是“{will or (old.name if old else '')}”，与这里写的不一致", f"请核对{number}和名称")
