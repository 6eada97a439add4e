"""Write workbooks. Text stays text: nothing that somebody typed is ever taken for a formula, and every character comes back as it went out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final, Literal
from urllib.parse import quote
from xml.sax.saxutils import escape

import xlsxwriter
from django.http import HttpResponse

from anze.people.moment import SHANGHAI
from anze.workbook.models import XLSX

LONGEST: Final = 32_767  # characters that a cell holds
ROWS: Final = 1_048_575    # of a sheet, below its titles
CHOOSING: Final = 10_000  # rows down to which a list to choose from reaches
# A cell that begins so would become a formula if somebody opened it for editing and pressed Enter.
LURKING: Final = ("=", "+", "-", "@", "\t", "\r")
# What XML cannot carry, or what would be read as the escape of something else (ECMA-376, 22.9.2.19: _xHHHH_).
_SPECIAL: Final = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]|_x(?=[0-9a-fA-F]{4}_)")
_SURROGATES: Final = re.compile("[\\ud800-\\udfff]")
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and its width in characters; a note on the title, a list to choose from; `text` and `day` say how what is typed stays."""

    title: str
    width: int = 14
    note: str = ""
    choices: Sequence[str] = ()
    look: Literal["", "text", "day"] = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title (31 characters at most), its columns and its rows, each with a value a column; the first `examples` are in grey."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]] = field(default=())
    examples: int = 0


def workbook(sheets: Sequence[Sheet], *, large: bool = False) -> bytes:
    """Return the bytes of a workbook: titles in the first row, frozen; days as days, numbers as numbers, all else as text.

    `large`: row by row through a file, for what would not fit in memory.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": not large, "constant_memory": large, "strings_to_formulas": False, "strings_to_urls": False,
                                     "default_date_format": "yyyy-mm-dd"})
    looks = {"head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E2EFF1", "border": 1}),
             "day": book.add_format({"num_format": "yyyy-mm-dd"}), "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
             "lurking": book.add_format({"quote_prefix": True, "num_format": "@"}), "text": book.add_format({"num_format": "@"}),
             "example": book.add_format({"italic": True, "font_color": "#5F6B68", "num_format": "@"})}
    for sheet in sheets:
        _fill(book, sheet, looks)
    book.close()
    return out.getvalue()


def _fill(book: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    title = _NOT_IN_TITLES.sub(" ", sheet.title)[:26]
    page, number, parts = _page(book, title, sheet, looks), 0, 1
    for count, row in enumerate(sheet.rows, 1):
        if number == ROWS:  # no sheet holds more: the rest goes on the next
            parts += 1
            page, number = _page(book, f"{title}({parts})", sheet, looks), 0
        number += 1
        for place, value in enumerate(row):
            if count <= sheet.examples and value:
                page.write_string(number, place, carried(str(value)), looks["example"])
            else:
                _write(page, number, place, value, looks)


def _page(book: Any, title: str, sheet: Sheet, looks: dict[str, Any]) -> Any:
    page = book.add_worksheet(title)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    for place, column in enumerate(sheet.columns):
        _head(page, place, column, looks)
    return page


def _head(page: Any, place: int, column: Column, looks: dict[str, Any]) -> None:
    page.set_column(place, place, column.width, looks.get(column.look))
    page.write_string(0, place, carried(column.title), looks["head"])
    if column.note:
        page.write_comment(0, place, column.note, {"author": "安责", "x_scale": 1.4})
    if column.choices:
        page.data_validation(1, place, CHOOSING, place, {"validate": "list", "source": list(column.choices), "error_title": "不在可选范围内",
                                                         "error_message": "请从下拉列表中选。", "error_type": "stop"})


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
        page.write_string(row, place, carried(text), looks["lurking"] if text.startswith(LURKING) else None)


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
