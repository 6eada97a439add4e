"""What a workbook's page shows: the grid of its rows with their wrong cells, or what it would do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from anze.register.actions.imports import sheets_of
from anze.register.excel.columns import Heading, Table
from anze.register.excel.tables import Fault, Row
from anze.register.models import Incoming

ROWS: Final = 50


@dataclass(slots=True)
class GridCell:
    """A cell of the grid; `name` is that of its input, `open` says whether it may be mended here."""

    heading: Heading
    text: str
    name: str
    open: bool
    faults: list[Fault] = field(default_factory=list)

    @property
    def choices(self) -> list[str]:
        """What there is to choose from, what stands there now first."""
        offered = ["是", "否"] if self.heading.kind == "mark" else list((self.heading.choices or {}).values())
        return offered if not offered or self.text in offered else [self.text, *offered]


@dataclass(slots=True)
class GridRow:
    """A row of the grid."""

    number: int
    cells: list[GridCell]
    loose: list[Fault]  # what is wrong with a column that the sheet does not have
    faults: list[Fault]


@dataclass(slots=True)
class Grid:
    """The rows of one sheet with what is wrong; `headings` are the columns that the sheet has."""

    table: Table
    headings: list[Heading]
    rows: list[Row]
    faults: Mapping[int, list[Fault]]
    imported: Incoming
    opened: int

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> list[GridRow]:
        return [self._row(row) for row in self.rows[part]]

    def _row(self, row: Row) -> GridRow:
        by_key: dict[str, list[Fault]] = defaultdict(list)
        for fault in self.faults.get(row.number, ()):
            by_key[fault.key].append(fault)
        mended = not self.imported.applied_at
        cells = [GridCell(heading, row.cells.get(heading.key, ""), f"{self.table.key}!{row.number}!{heading.key}",
                          mended and (heading.key in by_key or row.number == self.opened), by_key.pop(heading.key, [])) for heading in self.headings]
        return GridRow(row.number, cells, [fault for rest in by_key.values() for fault in rest], self.faults.get(row.number, []))


def faults_of(imported: Incoming) -> list[Fault]:
    """Return the wrong cells of a workbook."""
    return [Fault(*plain) for plain in imported.faults]


def of_sheets(imported: Incoming) -> list[Fault]:
    """Return what is wrong with sheets and headings as such: that cannot be mended in place."""
    return [fault for fault in faults_of(imported) if not fault.key]


def grid(imported: Incoming, key: str, *, everything: bool, opened: int) -> Grid | None:
    """Return the grid of one sheet, rows with faults first; None where the workbook has no such sheet."""
    sheet = sheets_of(imported).get(key)
    if sheet is None:
        return None
    faults: dict[int, list[Fault]] = defaultdict(list)
    for fault in faults_of(imported):
        if fault.table == key and fault.key:
            faults[fault.row].append(fault)
    rows = sorted((row for row in sheet.rows if everything or row.number in faults), key=lambda row: row.number not in faults)
    return Grid(sheet.table, [heading for heading in sheet.table.headings if heading.key in sheet.columns], rows, faults, imported, opened)


def sheets_shown(imported: Incoming, wanted: str) -> tuple[list[dict[str, Any]], str]:
    """Return the tabs of the sheets there are, and which is open: the wanted one, else the first with something to look at."""
    tabs = list(_tabs(imported))
    there = [tab["key"] for tab in tabs]
    first = next((tab["key"] for tab in tabs if tab["marked"]), there[0] if there else "")
    return tabs, wanted if wanted in there else first


def _tabs(imported: Incoming) -> Iterator[dict[str, Any]]:
    for table in imported.tables:
        count = imported.counts.get(table.key)
        if count:
            doing = count["added"] + count["changed"]
            marked = count["wrong"] if imported.faults else doing
            yield {"key": table.key, "title": table.title, "marked": marked, "said": f"{marked:,} {'处要改' if imported.faults else '行'}"}


def lines(imported: Incoming, key: str) -> list[dict[str, Any]]:
    """Return what a workbook does on one sheet, row by row."""
    return [{"row": row, "kind": kind, "which": which, "what": what} for table, row, kind, which, what in imported.changes if table == key]


def totals(imported: Incoming) -> dict[str, int]:
    """Return the counts of all sheets together."""
    return {name: sum(count[name] for count in imported.counts.values()) for name in ("rows", "added", "changed", "unchanged", "examples", "wrong")}


def sentence(imported: Incoming) -> str:
    """Return what a workbook does, in a sentence: 新增单位 2 行、人员 3 行；变更任期 1 行."""
    parts = []
    for name, words in (("added", "新增"), ("changed", "变更")):
        found = [f"{table.title} {imported.counts[table.key][name]:,} 行" for table in imported.tables if imported.counts.get(table.key, {}).get(name)]
        if found:
            parts.append(f"{words}{'、'.join(found)}")
    return "；".join(parts)
