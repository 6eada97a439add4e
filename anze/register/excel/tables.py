"""The three sheets as they were typed: find the headings in any order, pass over blank rows and examples, keep each cell's address."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from anze.register.excel.cells import EPOCH, EPOCH_1904, Wrong, day, moment_of_number
from anze.register.excel.columns import EXAMPLE, TABLES, Heading, Table
from anze.workbook.read import Book, Read, address

SEARCHED: Final = 20   # rows in which the headings are looked for
MOST: Final = 20_000   # rows a sheet
WIDEST: Final = 200    # columns that are looked at


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong cell: where it stands, what it says, why that is wrong, how to mend it. `row` 0: the sheet itself; `key` empty: no column."""

    table: str
    row: int
    key: str
    address: str
    value: str
    reason: str
    remedy: str

    def plain(self) -> list[Any]:
        """Return the fault as plain values, for storing."""
        return [self.table, self.row, self.key, self.address, self.value, self.reason, self.remedy]


@dataclass(slots=True)
class Row:
    """A row as it was typed: texts by key of the column; `formulas` are keys of cells that hold a formula."""

    number: int
    cells: dict[str, str]
    formulas: frozenset[str] = frozenset()


@dataclass(slots=True)
class Typed:
    """A sheet as it was typed: its columns by key, the row of its headings, its rows, how many examples were passed over."""

    table: Table
    columns: dict[str, int] = field(default_factory=dict)
    head: int = 1
    rows: list[Row] = field(default_factory=list)
    examples: int = 0

    def address(self, row: int, key: str) -> str:
        """Return the address of a cell; of the row where the column is not there."""
        return address(row, self.columns[key]) if key in self.columns else f"第{row}行"

    def plain(self) -> dict[str, Any]:
        """Return the sheet as plain values, for storing."""
        return {"columns": self.columns, "head": self.head, "examples": self.examples,
                "rows": [[row.number, row.cells, sorted(row.formulas)] for row in self.rows]}

    @classmethod
    def of(cls, table: Table, plain: dict[str, Any]) -> "Typed":
        """Return a sheet from its plain values."""
        return cls(table, plain["columns"], plain["head"], [Row(number, cells, frozenset(formulas)) for number, cells, formulas in plain["rows"]],
                   plain["examples"])


def typed(book: Book, tables: Sequence[Table] = TABLES, most: int = MOST) -> tuple[dict[str, Typed], list[Fault]]:
    """Return the sheets of `tables` by key, and what is wrong with the sheets themselves: none of ours, a heading that is missing or stands twice."""
    found: dict[str, Typed] = {}
    faults: list[Fault] = []
    for table in tables:
        sheet = book.sheet(table.title)
        if sheet is not None:
            found[table.key] = _sheet(sheet, table, EPOCH_1904 if book.from_1904 else EPOCH, faults, most)
    if not found:
        names = "、".join(sheet.title for sheet in book.sheets[:5])
        ours = "".join(f"“{table.title}”" for table in tables) + ("中的任何一张" if len(tables) > 1 else "")
        faults.append(Fault("", 0, "", "", names, f"工作簿里没有{ours}表", "请下载模板，把数据粘贴到对应的表里"))
    return found, faults


def _sheet(sheet: Read, table: Table, epoch: date, faults: list[Fault], most: int) -> Typed:
    into = Typed(table)
    into.head = _head(sheet, table)
    if not into.head:
        if sheet.rows:
            faults.append(Fault(table.key, 0, "", "", "", f"“{table.title}”表里找不到标题行",
                                f"请下载模板，标题用：{'、'.join(heading.title for heading in table.headings if heading.needed)}等"))
        into.head = 1
        return into
    _columns(sheet.rows[into.head], into, faults)
    for number, texts in sorted(sheet.rows.items()):
        if number > into.head:
            _row(sheet, number, texts, epoch, into)
    if len(into.rows) > most:
        faults.append(Fault(table.key, 0, "", "", str(len(into.rows)), f"“{table.title}”表有 {len(into.rows)} 行，一次最多 {most} 行", "请分几个文件导入"))
        del into.rows[most:]
    return into


def _head(sheet: Read, table: Table) -> int:
    """Return the row, among the first ones, in which most of the table's headings stand; 0 for none."""
    best, most = 0, 0
    for number in sorted(sheet.rows)[:SEARCHED]:
        count = len({_title(text) for text in sheet.rows[number].values()} & set(table.by_title))
        if count > most:
            best, most = number, count
    return best


def _title(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("*")


def _columns(head: dict[int, str], into: Typed, faults: list[Fault]) -> None:
    table = into.table
    for column, text in sorted(head.items()):
        heading: Heading | None = table.by_title.get(_title(text))
        if heading is None or column > WIDEST:
            continue
        if heading.key in into.columns:
            first = address(into.head, into.columns[heading.key])
            reason = f"“{heading.title}”这一列出现了两次（另一列在 {first}）"
            faults.append(Fault(table.key, into.head, "", address(into.head, column), text, reason, "请删掉其中一列"))
        else:
            into.columns[heading.key] = column
    for heading in table.headings:
        if heading.needed and heading.key not in into.columns:
            reason = f"“{table.title}”表缺少“{heading.title}”这一列"
            faults.append(Fault(table.key, into.head, "", f"第{into.head}行", "", reason, "请在标题行补上这一列，或者改用新下载的模板"))


def _row(sheet: Read, number: int, texts: dict[int, str], epoch: date, into: Typed) -> None:
    cells = {key: texts[column] for key, column in into.columns.items() if texts.get(column, "").strip()}
    formulas = frozenset(key for key, column in into.columns.items() if (number, column) in sheet.formulas)
    if not cells and not formulas:
        return
    if next(_firsts(into, cells), "").startswith(EXAMPLE):
        into.examples += 1
        return
    for key, text in cells.items():
        if into.table.by_key[key].kind == "day":
            cells[key] = _shown(text, epoch)
        elif into.table.by_key[key].kind == "moment":
            cells[key] = _moment_shown(text, epoch)
    into.rows.append(Row(number, cells, formulas))


def _firsts(into: Typed, cells: dict[str, str]) -> Iterator[str]:
    yield from (cells[heading.key].strip() for heading in into.table.headings if heading.key in cells)


def _shown(text: str, epoch: date) -> str:
    """Return a day that Excel keeps as a number as a person reads it; all else as it is."""
    if not text.replace(".", "", 1).isdecimal():
        return text
    try:
        return day(text, epoch).isoformat()
    except Wrong:
        return text


def _moment_shown(text: str, epoch: date) -> str:
    """Return a moment that Excel keeps as a number as a person reads it; all else as it is."""
    if not text.replace(".", "", 1).isdecimal() or "." not in text:
        return _shown(text, epoch)
    try:
        return f"{moment_of_number(text, epoch):%Y-%m-%d %H:%M}"
    except Wrong:
        return text
