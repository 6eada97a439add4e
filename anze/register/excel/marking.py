"""The same workbook back: wrong cells red, an 错误说明 column at the end of each sheet, all else as its owner left it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from re import Pattern
from typing import Any, Final

from anze.register.excel.tables import Fault, Typed
from anze.workbook.package import opened, rebuilt
from anze.workbook.read import address
from anze.workbook.write import Column, Sheet, workbook

TITLE: Final = "错误说明"
RED: Final = "FFFFC9C4"  # a red of our own: what somebody else painted stays


@dataclass(frozen=True, slots=True)
class Look:
    """How a wrong cell and what is said of it look, and what no cell can hold."""

    wrong: Any
    plain: Any
    ink: Any
    wrapped: Any
    unfit: Pattern[str]


@cache
def _look() -> Look:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 — costs each start of the site a tenth of a second
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    return Look(PatternFill("solid", fgColor=RED), PatternFill(), Font(color="FF9C0006", bold=True), Alignment(wrap_text=True, vertical="top"),
                ILLEGAL_CHARACTERS_RE)


def marked(content: bytes, sheets: Mapping[str, Typed], faults: list[Fault], edits: Mapping[str, str]) -> bytes:
    """Return the workbook with what is wrong marked. `edits`: what was mended in place, by sheet and address."""
    import openpyxl  # noqa: PLC0415 — as above

    try:
        book = openpyxl.load_workbook(rebuilt(opened(content)), keep_links=False)
    except Exception:  # openpyxl knows fewer dialects than our reader and says so in many ways
        return workbook(plainly_marked(sheets, faults))
    by_title: dict[str, Any] = {"".join(page.title.split()): page for page in book.worksheets}
    for one in book.worksheets:
        _still(one)
    for key, sheet in sheets.items():
        page: Any = by_title.get(sheet.table.title)
        if page is not None:
            _mend(page, {place.partition("!")[2]: text for place, text in edits.items() if place.startswith(f"{key}!")})
            _mark(page, sheet, [fault for fault in faults if fault.table == key])
    whole = [fault for fault in faults if not fault.row]
    if whole:
        front: Any = book.create_sheet(TITLE, 0)
        for number, fault in enumerate(whole, 1):
            _say(front.cell(number, 1), f"{fault.reason}。{fault.remedy}。")
        front.column_dimensions["A"].width = 80
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _still(page: Any) -> None:
    """Make every formula a text, and take back the red of an earlier round."""
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type, cell.value = "s", str(getattr(cell.value, "text", cell.value))
                cell.data_type = "s"
            if cell.has_style and cell.fill.fgColor.rgb == RED:
                cell.fill = _look().plain


def _mend(page: Any, edits: Mapping[str, str]) -> None:
    for place, text in edits.items():
        _say(page[place], text, plain=True)


def _mark(page: Any, sheet: Typed, faults: list[Fault]) -> None:
    heads = {str(cell.value or "").strip(): cell.column for cell in page[sheet.head]}
    column = heads.get(TITLE) or max([*sheet.columns.values(), *(place for head, place in heads.items() if head)], default=0) + 1
    for row in range(sheet.head + 1, page.max_row + 1):
        if page.cell(row, column).value is not None:
            page.cell(row, column).value = None
    _say(page.cell(sheet.head, column), TITLE)
    page.column_dimensions[address(1, column)[:-1]].width = 60
    said: dict[int, list[str]] = defaultdict(list)
    for fault in faults:
        if fault.row:
            said[fault.row].append(f"{fault.address}：{fault.reason}。{fault.remedy}。")
            if fault.key in sheet.columns:
                page.cell(fault.row, sheet.columns[fault.key]).fill = _look().wrong
    for row, lines in said.items():
        _say(page.cell(row, column) if row != sheet.head else page.cell(row, column + 1), "\n".join(lines))


def _say(cell: Any, text: str, *, plain: bool = False) -> None:
    cell.value = _look().unfit.sub("", text)[:32_000]
    if cell.value is not None:
        cell.data_type = "s"  # never a formula
    if not plain:
        cell.font, cell.alignment = _look().ink, _look().wrapped


def plainly_marked(sheets: Mapping[str, Typed], faults: list[Fault]) -> list[Sheet]:
    """Return the sheets written anew, what is wrong at the end of each row: for what openpyxl cannot read, or would take minutes for."""
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    for fault in faults:
        said[fault.table, fault.row].append(f"{fault.address}：{fault.reason}。{fault.remedy}。")
    return [Sheet(sheet.table.title, [*(Column(sheet.table.by_key[column].title, 16) for column in sheet.columns), Column(TITLE, 60)],
                  [[*(row.cells.get(column, "") for column in sheet.columns), "\n".join(said[key, row.number])] for row in sheet.rows])
            for key, sheet in sheets.items()]
