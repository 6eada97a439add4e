"""Check a workbook of production units: every wrong cell in one pass, and what it would do if there were none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anze.access.rights import Reach
from anze.enterprises.checks import faults_of, start_fault
from anze.enterprises.credit import tidy
from anze.enterprises.excel.columns import ENTERPRISES, PLAIN
from anze.enterprises.excel.onrecord import Known, OnRecord, on_record
from anze.enterprises.models import Enterprise
from anze.enterprises.models.enterprise import STATED
from anze.register.excel.bench import Bench
from anze.register.excel.tables import Fault, Row, Typed

SHEET = ENTERPRISES.key
STEP = 1000  # rows after which progress is told


@dataclass(slots=True)
class Desk(Bench):
    """Where a workbook is checked: the register, what was typed, what would be added and changed by the number of its row, the faults."""

    sheets: dict[str, Typed]
    record: OnRecord
    today: date
    added: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed: dict[int, tuple[Known, date, dict[str, Any]]] = field(default_factory=dict)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    _read: dict[tuple[str, int], Any] = field(default_factory=dict)
    _seen: dict[tuple[str, Any], int] = field(default_factory=dict)  # what may stand once, with its first row

    def check(self, row: Row) -> None:
        """Check one row: all that is wrong with it, and what it would do."""
        before = len(self.faults)
        known = self._known(row)
        fields = self._fields(row, known)
        start = self._start(row, known)
        if len(self.faults) == before:
            wanted = Enterprise(**fields)
            for key, why in faults_of(wanted):
                reason, _, remedy = why.partition("。")
                self.wrong(SHEET, row, key, reason, remedy.rstrip("。") or "请改正")
            self._once(row, fields, known)
            if not self.record.mine(fields["unit"], fields["kind"], fields["department"]):
                self.wrong(SHEET, row, "kind" if self.given(SHEET, "kind") else "name", "按监管分工，这个单位不归您的部门监管",
                           "请核对类别和所在地，或者请当地安委办登记")
        if len(self.faults) == before:
            self._plan(row, known, fields, start)

    def _plan(self, row: Row, known: Known | None, fields: dict[str, Any], start: date) -> None:
        if known is None:
            self.added[row.number] = fields | {"start": start}
        elif tuple(getattr(fields[name], "pk", fields[name]) for name in STATED) == known.stated:
            self.unchanged += 1
        else:
            self.changed[row.number] = (known, start, fields)

    def _known(self, row: Row) -> Known | None:
        """Return the production unit that a row is about: by its number, its credit code, or its name and place."""
        ok, code = self.read(SHEET, row, "code")
        if ok and code:
            found = self.record.by_code.get(code)
            if found is None:
                self.wrong(SHEET, row, "code", "您管辖的范围里没有这个编号", "请核对编号；新单位这一格不填")
            return found
        credit = tidy(row.cells.get("credit_code", ""))
        if credit and credit in self.record.by_credit:
            return self.record.by_credit[credit]
        places = self.record.places.get((row.cells.get("unit") or row.cells.get("unit_name") or "").strip(), [])
        same = self.record.by_name.get((row.cells.get("name", "").strip(), places[0].pk), []) if len(places) == 1 else []
        same = [one for one in same if not credit or not one.stated[1]]
        if len(same) > 1:
            self.wrong(SHEET, row, "code", f"这里登记过 {len(same)} 家同名的单位（{'、'.join(one.code for one in same)}）", "请写编号，说明是哪一家")
        return same[0] if len(same) == 1 else None

    def _fields(self, row: Row, known: Known | None) -> dict[str, Any]:
        """Return what a row states; a column that the sheet does not have leaves what is on record."""
        stated = dict(zip(STATED, known.stated, strict=True)) if known else {}
        fields: dict[str, Any] = {}
        for key in PLAIN:
            if self.given(SHEET, key):
                _, found = self.read(SHEET, row, key, stated.get(key))
                fields[key] = found or ("open" if key == "state" else "")
            else:
                fields[key] = stated.get(key, "open" if key == "state" else "")
        fields["credit_code"] = tidy(fields["credit_code"])
        fields["unit"] = self._unit(row)
        fields["kind"] = self._named(row, "kind", self.record.kinds.get, "没有这个类别", f"请从下拉列表中选：{'、'.join(self.record.kinds)}")
        fields["cell"] = self._named(row, "cell", self.record.cells.get, "没有这个编号的网格", "请到“网格”页核对编号")
        fields["department"] = self._named(row, "department", self._department, "没有这个部门，或者有重名", "请写部门代码，或者名册上的全称")
        for key in ("kind", "cell", "department"):
            if not self.given(SHEET, key) and stated.get(key) is not None:
                fields[key] = self._kept(key, stated[key])
        if not fields["sector"] and fields["kind"] is not None and known is None:
            fields["sector"] = fields["kind"].sector
        return fields

    def _kept(self, key: str, pk: int) -> Any:
        """Return what stands on record under a key; each is read once."""
        if (key, pk) not in self._read:
            self._read[key, pk] = REFERRED[key].objects.select_related(*(("unit",) if key == "cell" else ())).get(pk=pk)
        return self._read[key, pk]

    def _unit(self, row: Row) -> Any:
        ok_code, code = self.read(SHEET, row, "unit") if self.given(SHEET, "unit") else (True, None)
        ok_name, name = self.read(SHEET, row, "unit_name") if self.given(SHEET, "unit_name") else (True, None)
        if not ok_code or not ok_name:
            return None
        key, said = ("unit", code) if code else ("unit_name", name)
        found = self.record.places.get(said or "", [])
        if not said:
            self.wrong(SHEET, row, "unit" if self.given(SHEET, "unit") else "unit_name", "没有写所在地", "请写所在镇、街道或者园区的代码，或者名称")
        elif not found:
            self.wrong(SHEET, row, key, "您管辖的范围里没有这个地方", "请从名册核对代码和名称")
        elif len(found) > 1:
            self.wrong(SHEET, row, key, f"有 {len(found)} 个地方叫这个名称（{'、'.join(unit.code for unit in found[:4])}）", "请写所在地代码")
        elif code and name and found[0].name != name:
            self.wrong(SHEET, row, "unit_name", f"代码 {code} 是{found[0].name}", "请核对代码和名称")
        return found[0] if len(found) == 1 else None

    def _named(self, row: Row, key: str, look: Callable[[str], Any], reason: str, remedy: str) -> Any:
        if not self.given(SHEET, key):
            return None
        ok, said = self.read(SHEET, row, key)
        if not ok or not said:
            return None
        found = look(said)
        if found is None:
            self.wrong(SHEET, row, key, reason, remedy)
        return found

    def _department(self, said: str) -> Any:
        found = self.record.departments.get(said, [])
        return found[0] if len(found) == 1 else None

    def _start(self, row: Row, known: Known | None) -> date:
        _, start = self.read(SHEET, row, "start") if self.given(SHEET, "start") else (True, None)
        if start is None:
            return known.since if known and self.given(SHEET, "start") else self.today
        late = start_fault(start, self.today)
        if late:
            self.wrong(SHEET, row, "start", "起始日期在今天以后", "请到那一天再登记，或者改成已经发生的日期")
        return start if isinstance(start, date) else self.today

    def _once(self, row: Row, fields: dict[str, Any], known: Known | None) -> None:
        """Note what stands on the sheet twice, and a credit code that another production unit has."""
        credit = fields["credit_code"]
        other = self.record.by_credit.get(credit) if credit else None
        if credit and (credit in self.record.taken or (other is not None and known is not None and other.pk != known.pk)):
            whose = f"编号 {other.code} 的单位" if other else "别处登记的单位"
            self.wrong(SHEET, row, "credit_code", f"这个代码已是{whose}的", "请对照营业执照核对")
        keys = [("code", known.pk)] if known else [("name", (fields["name"], fields["unit"].pk, credit))]
        keys += [("credit_code", credit)] if credit else []
        for key in keys:
            first = self._seen.setdefault(key, row.number)
            if first != row.number:
                self.wrong(SHEET, row, key[0], f"和第 {first} 行是同一家", "请只留一行")
                break


REFERRED: dict[str, Any] = {name: Enterprise._meta.get_field(name).related_model for name in ("kind", "cell", "department")}


def check(sheets: dict[str, Typed], reach: Reach, today: date, told: Callable[[int, int], None] = lambda done, total: None) -> Desk:
    """Return the desk on which the sheet was checked, for one who reaches so far; `told` hears of progress and may raise to stop."""
    sheet = sheets.get(SHEET)
    rows = sheet.rows if sheet else []
    desk = Desk(sheets, on_record(reach, today, credit_codes={tidy(row.cells.get("credit_code", "")) for row in rows} - {""}), today)
    for number, row in enumerate(rows, 1):
        desk.check(row)
        if number % STEP == 0:
            told(number, len(rows))
    order = {heading.key: place for place, heading in enumerate(ENTERPRISES.headings)}
    desk.faults.sort(key=lambda fault: (fault.row, order.get(fault.key, -1)))
    return desk
