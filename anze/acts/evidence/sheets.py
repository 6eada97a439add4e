# ruff: noqa: PLC0415 — each kind's library is loaded only where it is needed: the process is short-lived
"""Workbooks as tables of a page: the first rows and columns of the first sheets, whatever a sheet says of its size."""

import html
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 200, 30, 10
LAST_COLUMN: Final = 16_384  # of a sheet of Excel
LOOKED_BELOW: Final = 1_000  # rows below those shown, to say whether there is more
OLE: Final = b"\xd0\xcf\x11\xe0"


def sheet(path: Path) -> dict[str, Any]:
    """Return a workbook as tables: the first rows and columns of each sheet, every value escaped."""
    with path.open("rb") as file:
        old = file.read(4) == OLE
    return _old_sheets(path) if old else _sheets(path)


def _sheets(path: Path) -> dict[str, Any]:
    """Return an .xlsx, read row by row and no further than is shown: a cell in the farthest corner costs nothing."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
    parts, cut = [], len(book.worksheets) > MOST_SHEETS
    for found in book.worksheets[:MOST_SHEETS]:
        found.reset_dimensions()  # what a sheet says of its own size is not to be believed
        lines = iter(found.iter_rows(max_col=LAST_COLUMN, values_only=True))
        rows, wide = [], False
        for line in itertools.islice(lines, MOST_ROWS):
            rows.append(line[:MOST_COLUMNS])
            wide = wide or _stands(line[MOST_COLUMNS:])
        cut = cut or wide or _goes_on(lines)
        parts.append(f"<h3>{html.escape(found.title)}</h3>{table(_trimmed(rows))}")
    return {"html": "".join(parts), "cut": cut}


def _stands(line: Sequence[Any]) -> bool:
    """Say whether anything stands in a row."""
    return any(value is not None for value in line)


def _goes_on(lines: Iterator[tuple[Any, ...]]) -> bool:
    """Say whether something stands below; after many empty rows more, that there may."""
    return any(map(_stands, itertools.islice(lines, LOOKED_BELOW))) or next(lines, None) is not None


def _trimmed(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows without the empty ones around them, as wide as the widest."""
    full = [number for number, row in enumerate(rows) if _stands(row)]
    width = max((place + 1 for row in rows for place, value in enumerate(row) if value is not None), default=0)
    return [row[:width] for row in rows[full[0]:full[-1] + 1]] if full else []


def _old_sheets(path: Path) -> dict[str, Any]:
    """Return an .xls: its sheets end at 65,536 rows of 256 columns, and the process at its memory."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    parts, cut = [], len(book.sheet_names) > MOST_SHEETS
    for name in book.sheet_names[:MOST_SHEETS]:
        found = book.get_sheet_by_name(name)
        cut = cut or found.height > MOST_ROWS or found.width > MOST_COLUMNS
        rows = found.to_python(skip_empty_area=True, nrows=MOST_ROWS)
        parts.append(f"<h3>{html.escape(name)}</h3>{table(row[:MOST_COLUMNS] for row in rows)}")
    return {"html": "".join(parts), "cut": cut}


def table(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as an HTML table; whole numbers without a point."""
    lines = ("".join(f"<td>{html.escape(_said(value))}</td>" for value in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="scroll" tabindex="0" role="region" aria-label="表格"><table><tbody>{body}</tbody></table></div>'


def _said(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "", True: "是", False: "否"}[value]
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)[:2000]
