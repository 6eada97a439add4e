"""What an import would do: the rows that add or change something, and every wrong cell."""

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anze.people.models import Officer, Tenure, Unit
from anze.register.excel.cells import PASTE_VALUES, Wrong, text, value
from anze.register.excel.onrecord import OnRecord, Place
from anze.register.excel.tables import Fault, Row, Typed


@dataclass(frozen=True, slots=True)
class Post:
    """A tenure as the workbook has it; officer and unit by code."""

    officer: str
    unit: str
    post: str
    start: date
    end: date | None = None
    title: str = ""
    acting: bool = False
    party_committee_member: bool = False

    @property
    def key(self) -> tuple[str, str, str, date]:
        """What tells it from every other tenure."""
        return self.officer, self.unit, self.post, self.start


@dataclass(slots=True)
class Plan:
    """What would be added (new_…) and changed, by the number of its row; how many rows say what is on record already."""

    new_units: dict[int, Place] = field(default_factory=dict)
    units: dict[int, tuple[Unit, Place]] = field(default_factory=dict)
    new_officers: dict[int, tuple[str, str]] = field(default_factory=dict)
    officers: dict[int, tuple[Officer, str]] = field(default_factory=dict)
    new_tenures: dict[int, Post] = field(default_factory=dict)
    tenures: dict[int, tuple[Tenure, Post]] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def changes(self) -> int:
        """How many rows add or change something."""
        return (len(self.new_units) + len(self.units) + len(self.new_officers) + len(self.officers) + len(self.new_tenures) + len(self.tenures))


@dataclass(slots=True)
class Desk:
    """Where a workbook is checked: the register, what was typed, the units as they will be, the plan and the faults so far."""

    record: OnRecord
    sheets: dict[str, Typed]
    places: dict[str, Place] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # officers by code, as they will be
    entered: dict[str, dict[str, int]] = field(default_factory=lambda: {"unit": {}, "officer": {}})  # codes of the workbook with their first rows
    doubtful: set[tuple[Any, ...]] = field(default_factory=set)  # tenures on record whose row is wrong: nothing is held against them
    plan: Plan = field(default_factory=Plan)
    faults: list[Fault] = field(default_factory=list)
    _written: dict[str, set[str]] = field(default_factory=dict)  # names that stand on a sheet, whatever else is wrong in their rows

    def wrong(self, table: str, row: Row, key: str, reason: str, remedy: str) -> None:
        """Note a wrong cell."""
        self.faults.append(Fault(table, row.number, key, self.sheets[table].address(row.number, key), row.cells.get(key, ""), reason, remedy))

    def read(self, table: str, row: Row, key: str, stored: Any = None) -> tuple[bool, Any]:
        """Return whether a cell can be taken, and its value. A text that stands so on record is taken as it stands there."""
        heading = self.sheets[table].table.by_key[key]
        raw = row.cells.get(key, "")
        if key in row.formulas:
            self.wrong(table, row, key, "这一格是公式", PASTE_VALUES)
            return False, None
        if isinstance(stored, str) and stored and raw == stored:
            return True, raw
        try:
            found = value(heading, raw)
        except Wrong as why:
            self.wrong(table, row, key, why.reason, why.remedy)
            return False, None
        if found is None and heading.needed:
            offered = "、".join((heading.choices or {}).values())
            self.wrong(table, row, key, f"“{heading.title}”没有填", f"请从下拉列表中选：{offered}" if offered else "请填写")
            return False, None
        return True, found

    def code(self, table: str, row: Row, key: str, known: Container[str]) -> tuple[bool, str | None]:
        """Return whether a code can be taken, and the code: one that is on record as it stands there."""
        raw = row.cells.get(key, "")
        return (True, raw) if raw in known and key not in row.formulas else self.read(table, row, key)

    def nobodys(self, table: str, name: str | None) -> bool:
        """Say whether a name that is written is neither on the sheet of units or officers nor on record in reach."""
        if name and table not in self._written:
            sheet = self.sheets.get(table)
            self._written[table] = {text(row.cells.get("name", "")) or "" for row in (sheet.rows if sheet else ())}
        return bool(name) and name not in self._written[table] and not self.record.named(table, name or "")

    def given(self, table: str, key: str) -> bool:
        """Say whether the sheet has the column at all; one without it leaves what is on record as it is."""
        return key in self.sheets[table].columns
