"""Write workbooks. Text stays text: nothing that somebody typed is ever taken for a formula, and every character comes back as it went out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from urllib.parse import quote
from xml.sax.saxutils import escape

import xlsxwriter
from django.http import HttpResponse

from anze.people.moment import SHANGHAI

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST: Final = 32_767  # characters that a cell holds
# A cell that begins so would become a formula if somebody opened it for editing and pressed Enter.
LURKING: Final = ("=", "+", "-", "@", "\t", "\r")
# What XML cannot carry, or what would be read as the escape of something else (ECMA-376, 22.9.2.19: _xHHHH_).
_SPECIAL: Final = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]|_x(?=[0-9a-fA-F]{4}_)")
_SURROGATES: Final = re.compile("[\\ud800-\\udfff]")
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")


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
    looks = {"day": book.add_format({"num_format": "yyyy-mm-dd"}), "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
             "text": book.add_format({"quote_prefix": True})}
    for sheet in sheets:
        page = book.add_worksheet(_NOT_IN_TITLES.sub(" ", sheet.title)[:31])
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, carried(column.title), head)
        for number, row in enumerate(sheet.rows, 1):
            for place, value in enumerate(row):
                _write(page, number, place, value, looks)
    book.close()
    return out.getvalue()


def _write(page: Any, row: int, place: int, value: Any, looks: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(row, place, "是" if value else "否")
    elif isinstance(value, datetime):
        page.write_datetime(row, place, value.astimezone(SHANGHAI).replace(tzinfo=None), looks["moment"])
    elif isinstance(value, date):
        if value.year < 1900:  # before Excel's first day
            page.write_string(row, place, value.isoformat())
        else:
            page.write_datetime(row, place, datetime(value.year, value.month, value.day), looks["day"])  # noqa: DTZ001 — a day has no zone
    elif isinstance(value, int | float) or type(value).__name__ == "Decimal":
        page.write_number(row, place, value)
    else:
        text = str(value)
        page.write_string(row, place, carried(text), looks["text"] if text.startswith(LURKING) else None)


def carried(text: str) -> str:
    """Return a text as xlsxwriter must be given it so that a reader gets it back unchanged; what is longer than a cell holds is cut.

    xlsxwriter writes a string that looks like `<r>…</r>` as raw XML; we use that way, with everything escaped, for what its own
    escaping would lose (U+FFFE, `_x0041_x0042_`) or take for markup.
    """
    text = _SURROGATES.sub("�", text)
    if not _SPECIAL.search(text) and not text.startswith("<r>"):
        return text if len(text) < LONGEST // 2 else _cut(text, LONGEST)
    kept = _cut(text, LONGEST)
    while len(found := _raw(kept)) > LONGEST:
        kept = kept[:len(kept) * 9 // 10]
    return found


def _raw(text: str) -> str:
    # &#x78; is an x: so written, xlsxwriter does not take our escape for a text that needs escaping.
    return f'<r><t xml:space="preserve">{_SPECIAL.sub(_escaped, escape(text))}</t></r>'


def _escaped(found: re.Match[str]) -> str:
    return f"_&#x78;{ord(found[0][0]):04X}_{'&#x78;' if found[0] == '_x' else ''}"


def _cut(text: str, limit: int) -> str:
    wide = text.encode("utf-16-le")
    return text if len(wide) <= 2 * limit else wide[:2 * limit].decode("utf-16-le", "ignore")


def download(name: str, content: bytes, media_type: str = XLSX) -> HttpResponse:
    """Return a response that a browser saves under `name`."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
