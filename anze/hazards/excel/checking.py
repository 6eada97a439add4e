"""Check a workbook of dangers: every wrong cell in one pass, and what it would do if there were none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.hazards.excel.columns import DANGERS, SHEET
from anze.hazards.excel.onrecord import Known, OnRecord, on_record
from anze.hazards.models.danger import STATED
from anze.hazards.policies import CHANGE, DANGER
from anze.hazards.told import Found, Stated
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.register.excel.bench import Bench
from anze.register.excel.tables import Fault, Row, Typed

FIXED: Final = ("unit", "unit_name", "source", "found_on")  # what stays as it was recorded
ASKED: Final = ("level", "text", "place", "owner", "deadline")  # what a row states in its own cell


@dataclass(slots=True)
class Desk(Bench):
    """Where a workbook is checked: what may be named, what was typed, what would be recorded and corrected by the number of its row, the faults."""

    sheets: dict[str, Typed]
    record: OnRecord
    rights: Rights
    now: datetime
    added: dict[int, tuple[Found, Stated]] = field(default_factory=dict)
    changed: dict[int, tuple[Known, Stated]] = field(default_factory=dict)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)  # numbers with their first row

    def check(self, row: Row) -> None:
        """Check one row: all that is wrong with it, and what it would do."""
        before = len(self.faults)
        known = self._known(row)
        if known is not None:
            self._once(row, known.danger.uid)
        if known is not None and self._as_it_stands(row, known):
            self.unchanged += len(self.faults) == before
            return
        words = DANGER.refusal("correct", known.danger.state) if known else ""
        if words:
            self.wrong(SHEET, row, "uid", words.partition("。")[0], "请改回原样，或者删去这一行")
            return
        self._fixed(row, known)
        unit, source, found_on = self._found(row, known)
        stated = self._stated(row, known, unit)
        self._agrees(row, known, stated, found_on)
        if len(self.faults) == before and known is None:
            self.added[row.number] = (Found(unit=unit, source=source, on=found_on), Stated(**stated))
        elif len(self.faults) == before and known is not None:
            self._plan(row, known, Stated(**stated))

    def _plan(self, row: Row, known: Known, told: Stated) -> None:
        if all(getattr(known.danger, name) == getattr(told, name) for name in STATED):
            self.unchanged += 1
        elif told.level != "major" and known.listed:
            self.wrong(SHEET, row, "level", "这个隐患正在挂牌督办，不能改为一般隐患", "请先撤回提请，或者待销号")
        elif not (self.rights.may(CHANGE, unit=known.danger.unit) or (known.danger.department and self.rights.may(CHANGE, unit=known.danger.department))):
            self.wrong(SHEET, row, "uid", "这个隐患由所在地的安委办和跟进部门办理", "请改回原样，或者请他们更正")
        else:
            self.changed[row.number] = (known, told)

    def _known(self, row: Row) -> Known | None:
        ok, uid = self.code(SHEET, row, "uid", self.record.dangers)
        if not ok or not uid:
            return None
        found = self.record.dangers.get(uid)
        if found is None:
            self.wrong(SHEET, row, "uid", "您可以登记的隐患里没有这个编号", "请从导出的表核对；新登记的这一格不填")
        return found

    def _once(self, row: Row, uid: str) -> None:
        first = self._seen.setdefault(uid, row.number)
        if first != row.number:
            self.wrong(SHEET, row, "uid", f"和第 {first} 行是同一个隐患", "请只留一行")

    def _as_it_stands(self, row: Row, known: Known) -> bool:
        """Say whether every cell says what is on record: then nothing is asked of it. A column that the sheet lacks says nothing."""
        return not row.formulas and all(row.cells.get(key, "") == text for key, text in known.cells.items() if self.given(SHEET, key))

    def _fixed(self, row: Row, known: Known | None) -> None:
        """Note what the system itself says, or what stays as it was recorded, said otherwise."""
        state = row.cells.get("state", "").strip()
        stands = known.cells["state"] if known else DANGER.states["open"].label
        if state and state != stands:
            self.wrong(SHEET, row, "state", f"状态由系统得出，这里是“{stands}”", "请不填；整改、复查和办结在隐患页面办理")
        for key in FIXED if known else ():
            said = row.cells.get(key, "").strip()
            if self.given(SHEET, key) and said and known and said != known.cells[key]:
                self.wrong(SHEET, row, key, f"登记以后不能改，登记的是“{known.cells[key]}”", "请改回；登错的，撤回后重新登记")

    def _found(self, row: Row, known: Known | None) -> tuple[Any, str, Any]:
        """Return where and how it was found: as it was recorded, or as a new row says."""
        if known is not None:
            return known.danger.unit, known.danger.source, known.danger.found_on
        _, source = self.read(SHEET, row, "source")
        _, found_on = self.read(SHEET, row, "found_on")
        if found_on and found_on > day_of(self.now):
            self.wrong(SHEET, row, "found_on", "发现日期晚于今天", "请改正")
        return self._unit(row), source or "", found_on

    def _unit(self, row: Row) -> Unit | None:
        ok_code, code = self.read(SHEET, row, "unit") if self.given(SHEET, "unit") else (True, None)
        ok_name, name = self.read(SHEET, row, "unit_name") if self.given(SHEET, "unit_name") else (True, None)
        if not ok_code or not ok_name:
            return None
        key, said = ("unit", code) if code else ("unit_name", name)
        found = self.record.places.get(said or "", [])
        if not said:
            self.wrong(SHEET, row, "unit" if self.given(SHEET, "unit") else "unit_name", "没有写所在地", "请写所在地的代码，或者名称")
        elif not found:
            self.wrong(SHEET, row, key, "您可以登记的地方里没有这个", "请从名册核对代码和名称")
        elif len(found) > 1:
            self.wrong(SHEET, row, key, f"有 {len(found)} 个地方叫这个名称（{'、'.join(unit.code for unit in found[:4])}）", "请写所在地代码")
        elif code and name and found[0].name != name:
            self.wrong(SHEET, row, "unit_name", f"代码 {code} 是{found[0].name}", "请核对代码和名称")
        return found[0] if len(found) == 1 else None

    def _stated(self, row: Row, known: Known | None, unit: Unit | None) -> dict[str, Any]:
        """Return what a row states; a column that the sheet does not have leaves what is on record."""
        stands: dict[str, Any] = {name: getattr(known.danger, name) for name in STATED} if known else {}
        said: dict[str, Any] = {}
        for key in ASKED:
            given = self.given(SHEET, key)
            said[key] = self.read(SHEET, row, key, stands.get(key))[1] if given or key in {"level", "text", "deadline"} else stands.get(key)
            said[key] = said[key] or ("" if key in {"place", "owner"} else said[key])
        said["enterprise"] = self._firm(row) if self.given(SHEET, "enterprise") or self.given(SHEET, "enterprise_name") else stands.get("enterprise")
        said["cell"] = self._coded(row, "cell", self.record.cells.get, "没有这个编号的网格", "请到“网格”页核对编号", stands)
        said["department"] = self._coded(row, "department", self.record.departments.get, "没有这个代码的部门，或者不在您的范围里", "请从名册核对代码", stands)
        if said["cell"] and unit and said["cell"].unit_id != unit.pk:
            self.wrong(SHEET, row, "cell", f"这个网格在{said['cell'].unit.name}，不在{unit.name}", "请核对网格和所在地")
        if not said["owner"] and said["enterprise"]:
            said["owner"] = said["enterprise"].name[:80]
        return said

    def _firm(self, row: Row) -> Any:
        """Return the production unit of a row, by its number or by its name."""
        _, code = self.read(SHEET, row, "enterprise") if self.given(SHEET, "enterprise") else (True, None)
        _, name = self.read(SHEET, row, "enterprise_name") if self.given(SHEET, "enterprise_name") else (True, None)
        if not code and not name:
            return None
        key = "enterprise" if code else "enterprise_name"
        found = self.record.firms.get(code or name or "", [])
        if not found:
            self.wrong(SHEET, row, key, "您能看到的生产经营单位里没有这一家", "请从名册核对；名册里没有的，写在“具体地点”里")
        elif len(found) > 1:
            self.wrong(SHEET, row, key, f"名册上有 {len(found)} 家同名的（{'、'.join(one.code for one in found[:4])}）", "请写单位编号，说明是哪一家")
        elif code and name and found[0].name != name:
            self.wrong(SHEET, row, "enterprise_name", f"编号 {code} 是{found[0].name}", "请核对编号和名称")
        return found[0] if len(found) == 1 else None

    def _coded(self, row: Row, key: str, look: Callable[[str], Any], reason: str, remedy: str, stands: dict[str, Any]) -> Any:
        if not self.given(SHEET, key):
            return stands.get(key)
        ok, said = self.read(SHEET, row, key)
        if not ok or not said:
            return None
        if stands.get(key) is not None and stands[key].code == said:
            return stands[key]
        found = look(said)
        if found is None:
            self.wrong(SHEET, row, key, reason, remedy)
        return found

    def _agrees(self, row: Row, known: Known | None, stated: dict[str, Any], found_on: Any) -> None:
        """Note what does not fit together."""
        if not stated["owner"]:
            self.wrong(SHEET, row, "owner", "没有写整改责任单位", "请写整改责任单位，或者写生产经营单位")
        deadline = stated["deadline"]
        moved = known is None or deadline != known.danger.deadline
        if moved and deadline and found_on and deadline < found_on:
            self.wrong(SHEET, row, "deadline", "整改期限早于发现日期", "请改正")


def check(sheets: dict[str, Typed], rights: Rights, now: datetime) -> Desk:
    """Return the desk on which the sheet was checked, for one account."""
    sheet = sheets.get(SHEET)
    rows = sheet.rows if sheet else []
    desk = Desk(sheets, on_record(rights, now, rows), rights, now)
    for row in rows:
        desk.check(row)
    order = {heading.key: place for place, heading in enumerate(DANGERS.headings)}
    desk.faults.sort(key=lambda fault: (fault.row, order.get(fault.key, -1)))
    return desk
