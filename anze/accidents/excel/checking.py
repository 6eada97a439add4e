"""Check a workbook of accidents: every wrong cell in one pass, and what it would do if there were none."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from anze.access.rights import Rights
from anze.accidents.excel.columns import ACCIDENTS, COUNTING, NUMBERS, WORDS
from anze.accidents.excel.onrecord import Known, OnRecord, on_record
from anze.accidents.models import Statement
from anze.accidents.policies import faults_of
from anze.accidents.queries.entered import preceded
from anze.accidents.queries.entitled import Entitled
from anze.accidents.queries.figures import figures_of
from anze.accidents.told import Told, told_of
from anze.law.national.grades import grade_label
from anze.people.models import Unit
from anze.people.moment import SHANGHAI
from anze.register.excel.bench import Bench
from anze.register.excel.cells import Wrong, moment
from anze.register.excel.tables import Fault, Row, Typed

SHEET: Final = ACCIDENTS.key
NEEDED: Final = frozenset(heading.key for heading in ACCIDENTS.headings if heading.needed)  # a sheet without such a column is refused as a whole
PLAIN: Final = (*WORDS, "credit_code", "sector", "trade", "nature", "source")


@dataclass(slots=True)
class Desk(Bench):
    """Where a workbook is checked: the register, what was typed, what would be registered and corrected by the number of its row, the faults."""

    sheets: dict[str, Typed]
    record: OnRecord
    rights: Rights
    now: datetime
    added: dict[int, Told] = field(default_factory=dict)
    changed: dict[int, tuple[Known, Told]] = field(default_factory=dict)
    unchanged: int = 0
    reason: str = ""  # why those that are changed are corrected
    faults: list[Fault] = field(default_factory=list)
    _seen: dict[Any, int] = field(default_factory=dict)  # what may stand once, with its first row

    def check(self, row: Row) -> None:
        """Check one row: all that is wrong with it, and what it would do."""
        before = len(self.faults)
        known = self._known(row)
        if known is not None and self._as_it_stands(row, known):
            self._once(row, ("number", known.accident.pk), "number")
            self.unchanged += len(self.faults) == before
            return
        if known is not None and known.statement is None:
            self.wrong(SHEET, row, "number", "这起事故的登记已经撤销，不能再改", "确有其事的，删掉编号作为新的登记")
            return
        base = told_of(known.statement) if known and known.statement else None
        told = self._told(row, known, base)
        if told is None or len(self.faults) > before:
            return
        for name, sentence in faults_of(told, self.now).items():
            reason, _, remedy = sentence.partition("。")
            self.wrong(SHEET, row, name if name in ACCIDENTS.by_key else "happened_at", reason, remedy.rstrip("。") or "请改正")
        self._computed(row, known, told)
        self._repeated(row, known, told)
        if len(self.faults) == before and known is None:
            self.added[row.number] = told
        elif len(self.faults) == before and known is not None:
            self._change(row, known, base, told)

    def _change(self, row: Row, known: Known, base: Told | None, told: Told) -> None:
        if told == base:
            self.unchanged += 1
        elif base and base.happened_at < told.happened_at and (early := preceded(told, known.entered)):
            reason, _, remedy = early.partition("。")
            self.wrong(SHEET, row, "happened_at", reason, remedy.rstrip("。"))
        elif not self.rights.may("accident.change", unit=known.accident.unit):
            self.wrong(SHEET, row, "number", "这起事故不在您可以更正的范围里", "请联系事故发生地的安委办")
        elif refusal := Entitled(self.rights.account, known.accident).refused("correct"):
            reason, _, remedy = refusal.partition("。")
            self.wrong(SHEET, row, "number", reason, remedy.rstrip("。"))
        else:
            self.changed[row.number] = (known, told)

    def _known(self, row: Row) -> Known | None:
        ok, number = self.code(SHEET, row, "number", self.record.by_number)
        if not ok or not number:
            return None
        found = self.record.by_number.get(number)
        if found is None:
            self.wrong(SHEET, row, "number", "台账里没有这个编号，或者不在您的范围里", "请从导出的台账核对；新登记的这一格不填")
        return found

    def _as_it_stands(self, row: Row, known: Known) -> bool:
        """Say whether every cell says what the register says: then nothing is asked of it. A column that the sheet lacks says nothing."""
        return not row.formulas and all(_same(key, row.cells.get(key, ""), text) for key, text in known.cells.items() if self.given(SHEET, key))

    def _told(self, row: Row, known: Known | None, base: Told | None) -> Told | None:
        """Return what a row states, over what is on record; None where it cannot be read. What is read wrong is noted."""
        before = len(self.faults)
        said: dict[str, Any] = {"unit": self._unit(row, known, base)}
        for key in PLAIN:
            said |= self._taken(row, known, key)
        for key in ("happened_at", "learned_at"):
            said |= {name: value and value.replace(tzinfo=SHANGHAI) for name, value in self._taken(row, known, key).items()}
        said |= {name: bool(value) for name, value in self._taken(row, known, "road_or_fire").items()}
        said |= self._account(row, known)
        for key in NUMBERS:
            said |= self._figure(row, known, key)
        if len(self.faults) > before or said["unit"] is None or (base is None and not said.keys() >= NEEDED):
            return None
        said = {name: ("enterprise" if name == "source" else "") if value is None and name in PLAIN else value for name, value in said.items()}
        if base is not None:
            return replace(base, **said)
        return Told(**said)

    def _taken(self, row: Row, known: Known | None, key: str) -> dict[str, Any]:
        """Return the value of a cell under its key; nothing where the sheet does not have it, or it says what is on record."""
        if not self.given(SHEET, key):
            return {}
        if known is not None and key not in row.formulas and row.cells.get(key, "") == known.cells[key]:
            return {}
        ok, found = self.read(SHEET, row, key)
        return {key: found} if ok else {}

    def _figure(self, row: Row, known: Known | None, key: str) -> dict[str, Any]:
        said = self._taken(row, known, key)
        if not said:
            return {}
        value = said[key] if key == "loss" else said[key] or 0
        if known is not None and value == getattr(known.accident, key):
            return {}
        if known is not None and known.updated:
            self.wrong(SHEET, row, key, "登记以后更新过伤亡和损失，表里是更新后的合计数，不能从这里改", "请在事故页面上“更新伤亡和损失”")
        return {key: Decimal(value) if key == "loss" and value is not None else value}

    def _account(self, row: Row, known: Known | None) -> dict[str, str]:
        """Return the account of what happened: the one text of several lines."""
        if not self.given(SHEET, "account") or (known and row.cells.get("account", "") == known.cells["account"]):
            return {}
        text = row.cells.get("account", "").replace("\r\n", "\n").replace("\r", "\n").strip()
        longest = ACCIDENTS.by_key["account"].longest
        if "account" in row.formulas or "\n" not in text:
            ok, found = self.read(SHEET, row, "account")
            return {"account": found or ""} if ok else {}
        if len(text) > longest:
            self.wrong(SHEET, row, "account", f"共 {len(text)} 个字，超过 {longest} 个", f"请缩短到 {longest} 个字以内")
        elif any(ord(one) < 32 and one not in "\n\t" for one in text):
            self.wrong(SHEET, row, "account", "有看不见的控制字符", "请删掉不可见字符，重新填写")
        return {"account": text}

    def _unit(self, row: Row, known: Known | None, base: Told | None) -> Unit | None:
        if known and base and all(row.cells.get(key, "") in {"", known.cells[key]} for key in ("unit", "unit_name")):
            return base.unit
        code, name = (row.cells.get(key, "").strip() if self.given(SHEET, key) else "" for key in ("unit", "unit_name"))
        key = "unit" if code or not name else "unit_name"
        found = self.record.places.get(code or name, [])
        if not code and not name:
            self.wrong(SHEET, row, key if self.given(SHEET, key) else "unit_name", "没有写发生地", "请写县（市、区）、乡镇（街道）或者园区的代码，或者名称")
        elif not found:
            self.wrong(SHEET, row, key, "您登记事故的范围里没有这个地方", "请从名册核对代码和名称；市级单位和部门不能作发生地")
        elif len(found) > 1:
            self.wrong(SHEET, row, key, f"有 {len(found)} 个地方叫这个名称（{'、'.join(unit.code for unit in found[:4])}）", "请写单位编码")
        elif code and name and found[0].name != name:
            self.wrong(SHEET, row, "unit_name", f"编码 {code} 是{found[0].name}", "请核对编码和名称")
        return found[0] if len(found) == 1 else None

    def _computed(self, row: Row, known: Known | None, told: Told) -> None:
        """Hold what the system works out itself against what the row says of it."""
        figures = figures_of(Statement(**told.columns()), (), self.now)
        grade = known.accident.grade if known and known.updated else figures.grade
        ok, said = self.read(SHEET, row, "grade") if self.given(SHEET, "grade") else (True, None)
        if ok and said and said != grade:
            self.wrong(SHEET, row, "grade", f"按伤亡和损失，这起事故是{grade_label(grade)}", "请核对死亡、重伤和损失，或者清空这一格")
        state, stands = row.cells.get("state", "").strip(), known.cells["state"] if known else COUNTING
        if state and state != stands:
            self.wrong(SHEET, row, "state", f"状态由系统得出，这一起是“{stands}”", "核销、撤销登记请在事故页面办理；清空这一格")
        recorded = row.cells.get("recorded_at", "").strip()
        if recorded and recorded != (known.cells["recorded_at"] if known else ""):
            self.wrong(SHEET, row, "recorded_at", "登记时间由系统记下，不能填写", "请清空这一格；补登的，登记时间就是导入的时候")

    def _repeated(self, row: Row, known: Known | None, told: Told) -> None:
        key = (told.unit.pk, told.happened_at, told.enterprise)
        number = self.record.same.get(key)
        if number and (known is None or known.accident.number != number):
            self.wrong(SHEET, row, "happened_at", f"同一地、同一时间、同一单位的事故已经登记（台账编号 {number}）",
                       "是同一起的，删掉这一行或者写上台账编号；确是另一起的，请在页面上登记")
        if not self._once(row, key, "happened_at") or known is None:
            return
        self._once(row, ("number", known.accident.pk), "number")

    def _once(self, row: Row, key: Any, column: str) -> bool:
        first = self._seen.setdefault(key, row.number)
        if first != row.number:
            self.wrong(SHEET, row, column, f"和第 {first} 行是同一起事故", "请只留一行")
        return first == row.number


def check(sheets: dict[str, Typed], rights: Rights, now: datetime) -> Desk:
    """Return the desk on which the sheet was checked, for one account."""
    sheet = sheets.get(SHEET)
    rows = sheet.rows if sheet else []
    desk = Desk(sheets, on_record(rights, (row.cells.get("number", "").strip() for row in rows), _moments(rows)), rights, now)
    for row in rows:
        desk.check(row)
    order = {heading.key: place for place, heading in enumerate(ACCIDENTS.headings)}
    desk.faults.sort(key=lambda fault: (fault.row, order.get(fault.key, -1)))
    return desk


def _moments(rows: list[Row]) -> set[datetime]:
    found = set()
    for row in rows:
        try:
            found.add(moment(row.cells.get("happened_at", "").strip()).replace(tzinfo=SHANGHAI))
        except Wrong:
            continue
    return found


def _same(key: str, typed: str, text: str) -> bool:
    """Say whether a cell says what is on record; a sum however many zeros it is written with."""
    return typed == text or bool(key == "loss" and text and typed.replace(".", "", 1).isdecimal() and Decimal(typed) == Decimal(text))
