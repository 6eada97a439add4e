"""Check a workbook of items under supervision: every wrong cell in one pass, and what it would do if there were none."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.register.excel.bench import Bench
from anze.register.excel.tables import Fault, Row, Typed
from anze.supervision.actions.planning import faults_of, wanted_of
from anze.supervision.codes import ORIGINS
from anze.supervision.excel.columns import SHEET
from anze.supervision.excel.onrecord import Known, OnRecord, on_record
from anze.supervision.policies import TASK
from anze.supervision.told import Origin, Wanted

FIXED: Final = ("unit", "origin", "document", "issuer", "issued_on")  # what stays as it was planned
OF_DOCUMENT: Final = ("document", "issuer", "issued_on")
TYPED: Final = ("document", "other")  # a meeting, a tour, an interview, an accident are chosen on their own pages: a sheet cannot name them


@dataclass(slots=True)
class Desk(Bench):
    """Where a workbook is checked: what would be planned and changed by the number of its row, the faults."""

    sheets: dict[str, Typed]
    record: OnRecord
    today: date
    added: dict[int, tuple[Unit, Origin, Wanted]] = field(default_factory=dict)
    changed: dict[int, tuple[Any, Wanted]] = field(default_factory=dict)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)  # numbers with their first row

    def check(self, row: Row) -> None:
        """Check one row: all that is wrong with it, and what it would do."""
        before = len(self.faults)
        known = self._known(row)
        if known is not None and self._as_it_stands(row, known):
            self.unchanged += len(self.faults) == before
            return
        words = TASK.refusal("change", known.task.state) if known else ""
        if words:
            self.wrong(SHEET, row, "uid", words.partition("。")[0], "请改回原样，或者删去这一行")
            return
        self._system(row, known)
        unit = known.task.unit if known else self._supervisor(row)
        origin = Origin(kind=known.task.origin) if known else self._origin(row)
        told = self._told(row, known, unit)
        if told is None or unit is None or origin is None or len(self.faults) > before:
            return
        if known is None:
            self.added[row.number] = (unit, origin, told)
        elif wanted_of(known.task).plain() == told.plain():
            self.unchanged += 1
        else:
            self.changed[row.number] = (known.task, told)

    def _known(self, row: Row) -> Known | None:
        ok, uid = self.code(SHEET, row, "uid", self.record.tasks)
        if not ok or not uid:
            return None
        first = self._seen.setdefault(uid, row.number)
        if first != row.number:
            self.wrong(SHEET, row, "uid", f"和第 {first} 行是同一个事项", "请只留一行")
        found = self.record.tasks.get(uid)
        if found is None:
            self.wrong(SHEET, row, "uid", "您能交办的事项里没有这个编号", "请从导出的表核对；新立项的这一格不填")
        return found

    def _as_it_stands(self, row: Row, known: Known) -> bool:
        """Say whether every cell says what is on record: then nothing is asked of it. A column that the sheet lacks says nothing."""
        return not row.formulas and all(row.cells.get(key, "") == text for key, text in known.cells.items() if self.given(SHEET, key))

    def _system(self, row: Row, known: Known | None) -> None:
        """Note what the system itself says, or what stays as it was planned, said otherwise."""
        state = row.cells.get("state", "").strip()
        stands = known.cells["state"] if known else TASK.states["planned"].label
        if state and state != stands:
            self.wrong(SHEET, row, "state", f"状态由系统得出，这里是“{stands}”", "请不填；交办、复核在督办事项的页面办理")
        for key in FIXED if known else ():
            said = row.cells.get(key, "").strip()
            if self.given(SHEET, key) and said and known and said != known.cells[key]:
                self.wrong(SHEET, row, key, f"立项以后不能改，立项时是“{known.cells[key] or '（空）'}”", "请改回；立错的，撤销后重新立项")

    def _supervisor(self, row: Row) -> Unit | None:
        _, code = self.read(SHEET, row, "unit") if self.given(SHEET, "unit") else (True, None)
        found = self.record.units.get(code) if code else self.record.own
        if found is None and code:
            self.wrong(SHEET, row, "unit", "您能交办的单位里没有这个代码", "请从名册核对代码")
        elif found is None:
            self.wrong(SHEET, row, "unit" if self.given(SHEET, "unit") else "title", "没有写交办单位", "您管着几个安委办，请写交办单位的代码")
        return found

    def _told(self, row: Row, known: Known | None, unit: Unit | None) -> Wanted | None:
        """Return what a row says; a column that the sheet does not have leaves what is on record."""
        old = wanted_of(known.task) if known else None
        said: dict[str, Any] = {name: self._said(row, name, getattr(old, name, None)) for name in ("title", "text", "due", "answering")}
        main, assists = self._main(row, old), self._assists(row, old)
        if main is None or said["due"] is None or not said["title"]:
            return None
        told = Wanted(title=said["title"], text=said["text"] or "", due=said["due"], main=main, assists=assists, answering=said["answering"] or "gov")
        for fault in faults_of(told, unit, self.today) if unit else ():
            key = "due" if "期限" in fault else "assists" if main.name not in fault and assists and self.given(SHEET, "assists") else "main"
            reason, _, remedy = fault.rstrip("。").partition("，")
            self.wrong(SHEET, row, key, reason, remedy or "请核对")
        return told

    def _said(self, row: Row, key: str, stands: Any) -> Any:
        if not self.given(SHEET, key):
            if stands is None and key in {"title", "due"}:
                self.wrong(SHEET, row, next(iter(self.sheets[SHEET].columns)), f"表里没有“{'督办事项' if key == 'title' else '办理期限'}”这一列", "请用模板")
            return stands
        return self.read(SHEET, row, key, stands)[1]

    def _main(self, row: Row, old: Wanted | None) -> Unit | None:
        code = self.read(SHEET, row, "main")[1] if self.given(SHEET, "main") else None
        name = self.read(SHEET, row, "main_name")[1] if self.given(SHEET, "main_name") else None
        if not code and not name:
            if old is not None and not (self.given(SHEET, "main") or self.given(SHEET, "main_name")):
                return old.main
            self.wrong(SHEET, row, "main" if self.given(SHEET, "main") else "title", "没有写主办单位", "请写主办单位的代码，或者名称")
            return None
        found = self._unit(row, "main" if code else "main_name", code or name or "")
        if found is not None and code and name and found.name != name:
            self.wrong(SHEET, row, "main_name", f"代码 {code} 是{found.name}", "请核对代码和名称")
        return found

    def _assists(self, row: Row, old: Wanted | None) -> tuple[Unit, ...]:
        if not self.given(SHEET, "assists"):
            return old.assists if old else ()
        _, text = self.read(SHEET, row, "assists")
        found = [self._unit(row, "assists", one) for one in re.split(r"[、，,；;\s]+", text or "") if one]
        return tuple(one for one in found if one is not None)

    def _unit(self, row: Row, key: str, said: str) -> Unit | None:
        """Return the unit that goes by a code or a name."""
        offered = [self.record.units[said]] if said in self.record.units else self.record.named.get(said, [])
        if len(offered) == 1:
            return offered[0]
        if offered:
            self.wrong(SHEET, row, key, f"有 {len(offered)} 个单位叫“{said}”（{'、'.join(one.code for one in offered[:4])}）", "请写代码")
        else:
            self.wrong(SHEET, row, key, f"您能交办的单位里没有“{said}”", "请从名册核对代码和名称")
        return None

    def _origin(self, row: Row) -> Origin | None:
        _, kind = self.read(SHEET, row, "origin") if self.given(SHEET, "origin") else (True, None)
        if kind and kind not in TYPED:
            self.wrong(SHEET, row, "origin", f"来自{ORIGINS[kind]}的，在它自己的页面立项", f"只能是：{'、'.join(ORIGINS[one] for one in TYPED)}")
            return None
        if kind != "document":
            return Origin()
        said = {key: self.read(SHEET, row, key)[1] if self.given(SHEET, key) else None for key in OF_DOCUMENT}
        for key, found in said.items():
            if not found:
                self.wrong(SHEET, row, key if self.given(SHEET, key) else "origin", "来自上级文件的，文号、单位、日期都要填", "请填写")
        day = said["issued_on"]
        if day is not None and day > self.today:
            self.wrong(SHEET, row, "issued_on", "来文日期晚于今天", "请改正")
        return Origin(kind="document", document=said["document"] or "", issuer=said["issuer"] or "", issued_on=day)


def check(sheets: dict[str, Typed], rights: Rights, now: datetime) -> Desk:
    """Return the desk on which the sheet was checked, row by row."""
    rows = sheets[SHEET].rows if SHEET in sheets else []
    desk = Desk(sheets, on_record(rights, rows), day_of(now))
    for row in rows:
        desk.check(row)
    return desk
