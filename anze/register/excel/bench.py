"""Reading the cells of a workbook that is being checked: a value, or a wrong cell noted with its remedy. For any workbook with tables of headings."""

from collections.abc import Container
from typing import Any

from anze.register.excel.cells import PASTE_VALUES, Wrong, value
from anze.register.excel.tables import Fault, Row, Typed


class Bench:
    """What every desk can do with the sheets on it; it has the sheets by key and the faults found so far."""

    __slots__ = ()
    sheets: dict[str, Typed]
    faults: list[Fault]

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

    def given(self, table: str, key: str) -> bool:
        """Say whether the sheet has the column at all; one without it leaves what is on record as it is."""
        return key in self.sheets[table].columns
