"""Rows of an uploaded workbook: read by their column titles, every wrong cell named in one pass."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError

from anze.workbook.read import Read, address, read

ROWS: Final = 5000
FORMULA: Final = "这一格是公式。请改成公式算出的值（复制后“选择性粘贴 → 数值”）。"
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_EPOCH: Final = date(1899, 12, 30)  # day 0 of Excel's days


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number and what its cells say by their column's title; `formulas` are titles of cells that hold a formula."""

    number: int
    cells: dict[str, str]
    places: dict[str, int]
    formulas: frozenset[str] = frozenset()

    def at(self, title: str) -> str:
        """Return the address of a cell: B7."""
        return address(self.number, self.places.get(title, 1))


@dataclass(slots=True)
class Faults:
    """What is wrong in a sheet, each with its cell, what it says, why it is refused and what to do."""

    sheet: str
    found: list[str] = field(default_factory=list)

    def add(self, line: Line, title: str, why: str) -> None:
        """Note a wrong cell; of one that holds a formula nothing but that."""
        if title in line.formulas and why != FORMULA:
            return
        value = line.cells.get(title, "")
        said = f"“{value[:40]}”" if value else "空着"
        self.found.append(f"{self.sheet} {line.at(title)}（{title}）{said}：{why}")

    def end(self) -> None:
        """Raise ValidationError with everything that was noted; nothing was, nothing happens."""
        if self.found:
            raise ValidationError(self.found)


def lines_of(content: bytes, sheet: str, titles: Sequence[str]) -> tuple[list[Line], Faults]:
    """Return the rows of a sheet that hold something, by title. Raises ValidationError for another file, a missing column, too many rows."""
    book = read(content)
    found = book.sheet(sheet)
    if found is None:
        raise ValidationError(f"文件里没有名为“{sheet}”的工作表。请用导出的文件来改。")
    places = {text.strip(): column for column, text in found.rows.get(1, {}).items()}
    missing = [title for title in titles if title not in places]
    if missing:
        raise ValidationError(f"“{sheet}”第 1 行缺少这些列：{'、'.join(missing)}。请用导出的文件来改，不要改列名。")
    if len(found.rows) - 1 > ROWS:
        raise ValidationError(f"一次最多 {ROWS} 行，这个文件有 {len(found.rows) - 1} 行。请分几次上传。")
    faults = Faults(sheet)
    lines = list(_lines(found, places, book.from_1904))
    for line in lines:
        for title in titles:
            if title in line.formulas:
                faults.add(line, title, FORMULA)
    return lines, faults


def _lines(sheet: Read, places: dict[str, int], from_1904: bool) -> Iterator[Line]:
    for number in sorted(sheet.rows):
        cells = {title: sheet.rows[number].get(column, "").strip() for title, column in places.items()}
        formulas = frozenset(title for title, column in places.items() if (number, column) in sheet.formulas)
        if number > 1 and (any(cells.values()) or formulas):
            yield Line(number, cells | {"1904": "1" if from_1904 else ""}, places, formulas)


def day_in(line: Line, title: str, faults: Faults, *, needed: bool = True) -> date | None:
    """Return the day that a cell gives, however it is written; notes a fault for what is none."""
    text = line.cells.get(title, "")
    if not text:
        if needed:
            faults.add(line, title, "要填日期，如 2026-11-23。")
        return None
    found = _DAY.fullmatch(text.removesuffix("T00:00:00"))
    try:
        if found:
            return date(*map(int, found.groups()))
        if re.fullmatch(r"\d{5}", text):
            return _EPOCH + timedelta(days=int(text) + (1462 if line.cells.get("1904") else 0))
    except (ValueError, OverflowError):
        pass
    faults.add(line, title, "不是日期。请写成 2026-11-23 的样子。")
    return None
