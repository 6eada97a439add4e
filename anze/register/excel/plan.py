"""What an import would do: the rows that add or change something, and every wrong cell."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anze.people.models import Officer, Tenure, Unit
from anze.register.excel.bench import Bench
from anze.register.excel.cells import text
from anze.register.excel.onrecord import OnRecord, Place
from anze.register.excel.tables import Fault, Typed


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
class Desk(Bench):
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

    def nobodys(self, table: str, name: str | None) -> bool:
        """Say whether a name that is written is neither on the sheet of units or officers nor on record in reach."""
        if name and table not in self._written:
            sheet = self.sheets.get(table)
            self._written[table] = {text(row.cells.get("name", "")) or "" for row in (sheet.rows if sheet else ())}
        return bool(name) and name not in self._written[table] and not self.record.named(table, name or "")
