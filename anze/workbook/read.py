"""Read workbooks, cell by cell as they come: what a person sees in each cell as text, and which cells hold a formula.

Own code, on expat, and no library: those spread a sheet out as a full rectangle, so that one cell at XFD1048576 takes all memory;
they give numbers as floats (a code 3 becomes 3.0), and a formula's last value without saying that it is one.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from anze.workbook.package import REMEDY, USUAL, Limits, Unreadable, opened

DEPTH: Final = 64
_ESCAPED: Final = re.compile(r"_x([0-9a-fA-F]{4})_")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MARKED: Final = {"1": "是", "true": "是", "0": "否", "false": "否"}


@dataclass(slots=True)
class Read:
    """A sheet that was read: texts by row and column (both from 1), and where formulas and their errors (#N/A) stand."""

    title: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read. `from_1904`: its days are counted from 1904, as on old Macintoshes."""

    sheets: tuple[Read, ...]
    from_1904: bool = False

    def sheet(self, title: str) -> Read | None:
        """Return the sheet of that title, white space aside."""
        return next((sheet for sheet in self.sheets if "".join(sheet.title.split()) == title), None)


def read(content: bytes, limits: Limits = USUAL) -> Book:
    """Return what stands in a workbook. Raises Unreadable, with the remedy, for what is none, is damaged or does not fit in memory."""
    parts = opened(content, limits)
    budget = _Budget(limits.elements, limits.cells)
    outline = _Outline()
    _parse(parts["xl/workbook.xml"], outline.start, None, None, budget)
    targets = _targets(parts.get("xl/_rels/workbook.xml.rels", b""), budget)
    shared = _Strings()
    if "xl/sharedStrings.xml" in parts:
        _parse(parts["xl/sharedStrings.xml"], shared.start, shared.end, shared.text, budget)
    sheets = []
    for title, related in outline.sheets:
        part = parts.get(targets.get(related, ""))
        if part is not None:
            reader = _Cells(Read(title), shared.found, budget)
            _parse(part, reader.start, reader.end, reader.text, budget)
            sheets.append(reader.into)
    return Book(tuple(sheets), outline.from_1904)


def address(row: int, column: int) -> str:
    """Return an address as Excel writes it: (7, 2) → B7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def place(text: str) -> tuple[int, int]:
    """Return row and column of an address: B7 → (7, 2). Raises ValueError for what is none."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise ValueError(text)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


@dataclass(slots=True)
class _Budget:
    elements: int
    cells: int


def _parse(content: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None] | None,
           text: Callable[[str], None] | None, budget: _Budget) -> None:
    depth = 0

    def opening(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        budget.elements -= 1
        if budget.elements < 0 or depth > DEPTH:
            raise Unreadable(f"文件的内容过多或者结构不正常，系统不打开。{REMEDY}")
        start(name.rpartition(":")[2], attributes)

    def closing(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name.rpartition(":")[2])

    def refused(*_: Any) -> None:
        raise Unreadable(f"文件里有指向外部的定义（DTD），系统不打开。{REMEDY}")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = opening, closing, refused
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, UnicodeError) as fault:
        raise Unreadable(f"文件的内容已经损坏，读不出来。{REMEDY}") from fault


class _Outline:
    """Takes the titles of the sheets out of the workbook's own part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element."""
        if name == "sheet":
            related = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((_unescaped(attributes.get("name", "")), related))
        elif name == "workbookPr":
            self.from_1904 = _MARKED.get(attributes.get("date1904", "0")) == "是"


def _targets(content: bytes, budget: _Budget) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            found[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")

    if content:
        _parse(content, start, None, None, budget)
    return found


class _Strings:
    """Takes the shared strings, each with its runs joined and without the phonetic ones."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._runs: list[str] = []
        self._taking = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._phonetic = True
        self._taking = name == "t" and not self._phonetic

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._taking = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append(_unescaped("".join(self._runs)))

    def text(self, data: str) -> None:
        """Take text."""
        if self._taking:
            self._runs.append(data)


class _Cells:
    """Takes the cells of a sheet that hold something."""

    def __init__(self, into: Read, shared: list[str], budget: _Budget) -> None:
        self.into, self._shared, self._budget = into, shared, budget
        self._row = self._column = 0
        self._type = ""
        self._runs: list[str] = []
        self._taking = self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._taking = name in {"v", "t"} and not self._phonetic
        if name == "c":
            self._begin(attributes)
        elif name == "f":
            self.into.formulas.add((self._row, self._column))
        elif name == "rPh":
            self._phonetic = True
        elif name == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = 0

    def _begin(self, attributes: dict[str, str]) -> None:
        self._budget.cells -= 1
        if self._budget.cells < 0:
            raise Unreadable("工作表里的格子太多（只有格式、没有内容的空格也算）。请把数据复制到新下载的模板里（只粘贴数值），再上传。")
        at = attributes.get("r")
        try:
            self._row, self._column = place(at) if at else (self._row, self._column + 1)
        except ValueError as fault:
            raise Unreadable(f"文件的内容已经损坏，读不出来。{REMEDY}") from fault
        self._type, self._runs = attributes.get("t", "n"), []

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._taking = False
        if name == "rPh":
            self._phonetic = False
        elif name == "c":
            text = self._said("".join(self._runs))
            if text or (self._row, self._column) in self.into.formulas:
                self.into.rows.setdefault(self._row, {})[self._column] = text

    def _said(self, text: str) -> str:
        if self._type == "s":
            return self._shared[int(text)] if text.strip().isdecimal() and int(text) < len(self._shared) else ""
        if self._type == "b":
            return _MARKED.get(text.strip(), text)
        if self._type == "n":
            return text.strip().removesuffix(".0")
        return text.removesuffix("T00:00:00") if self._type == "d" else _unescaped(text)

    def text(self, data: str) -> None:
        """Take text."""
        if self._taking:
            self._runs.append(data)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)), text) if "_x" in text else text
