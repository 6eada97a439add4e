"""Write workbooks. Text stays text: nothing that somebody typed is ever taken for a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from anze.people.moment import SHANGHAI

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and its width in characters."""

    title: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title (31 characters at most), its columns and its rows, each with a value a column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]] = field(default=())


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the bytes of a workbook: titles in the first row, frozen; days as days, numbers as numbers, all else as text."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E2EFF1", "border": 1})
    days, moments = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.title[:31])
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, column.title, head)
        for number, row in enumerate(sheet.rows, 1):
            for place, value in enumerate(row):
                _write(page, number, place, value, days, moments)
    book.close()
    return out.getvalue()


def _write(page: Any, row: int, place: int, value: Any, days: Any, moments: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, place, "是" if value else "否")
    elif isinstance(value, datetime):
        page.write_datetime(row, place, value.astimezone(SHANGHAI).replace(tzinfo=None), moments)
    elif isinstance(value, date):
        page.write_datetime(row, place, datetime(value.year, value.month, value.day), days)  # noqa: DTZ001 — a day has no zone
    elif isinstance(value, int | float) or type(value).__name__ == "Decimal":
        page.write_number(row, place, value)
    else:
        page.write_string(row, place, str(value))


def download(name: str, content: bytes, media_type: str = XLSX) -> HttpResponse:
    """Return a response that a browser saves under `name`."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
