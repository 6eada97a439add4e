"""The lines of a list as it was pasted or stands in a workbook: a name, and what may tell two of one name apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from anze.workbook.package import Unreadable
from anze.workbook.read import Read, read

TITLES: Final = {"姓名": "name", "人员编号": "code", "编号": "code", "单位": "hint", "现任单位": "hint", "职务": "hint", "现任职务": "hint", "单位职务": "hint",
                 "现任单位和职务": "hint"}
NAME, CODE, HINT = "姓名", "人员编号", "单位职务"
_APART: Final = re.compile(r"[\t,，;；、]+")
# A number in front, as lists bear them: 1. 1、 1) 01 甲某 (1) （一） 一、 ①
_NUMBERED: Final = re.compile(r"^\s*(?:(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[.．、)）\t]|[(（]\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[)）]|"
                              r"[①-⑳]|\d{1,3}(?=\s+\S))\s*")
_BRACKETED: Final = re.compile(r"^([^\t,，;；、()（）]+)[(（]([^()（）]*)[)）](.*)$")  # what stands in brackets after a name is a hint
_OF_NOBODY: Final = re.compile(r"^(?:男|女|[\u4e00-\u9fff]{1,4}族)?$")  # but for what the register does not have
_NARROW: Final = {wide: chr(wide - 0xFEE0) for ends in ("０９", "Ａｚ") for wide in range(ord(ends[0]), ord(ends[1]) + 1) if chr(wide).isalnum()}
SHOWN_NAME: Final = 20  # characters of a name that a message repeats
HEAD_ROWS: Final = 10  # in the first of which the titles of a sheet are looked for


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number in the list, the name without white space, the name as given, hints (unit, post), the officer's code where it was given."""

    number: int
    name: str
    given: str
    hints: tuple[str, ...] = ()
    code: str = ""

    @property
    def pick(self) -> str:
        """How a form calls the choice for this line: with the name, so that a choice does not pass to another line when lines are put in before it."""
        return f"pick-{self.number}-{self.name}"

    @property
    def called(self) -> str:
        """The name as a message repeats it."""
        return self.name if len(self.name) <= SHOWN_NAME else f"{self.name[:SHOWN_NAME]}……"

    @property
    def joined(self) -> "Line | None":
        """The line where the number after the name belongs to the name (甲某 0109 for 甲某0109); None where no number follows."""
        if not self.hints or not (self.hints[0].isascii() and self.hints[0].isdecimal()):
            return None
        return replace(self, name=self.name + self.hints[0], given=f"{self.given}{self.hints[0]}", hints=self.hints[1:])


def squeezed(text: str) -> str:
    """Return a name as it is compared: without white space, with the one middle dot."""
    return re.sub(r"[\s\u3000\u200b\ufeff]+", "", text).replace("•", "·").replace("．", "·").replace("・", "·")


def lines_of(text: str) -> list[Line]:
    """Return the lines of a pasted list; those without a name (empty, commas alone) are passed over, but count; letters and digits as wide as
    Chinese ones are taken as the usual ones. A first line with 姓名 or 人员编号 in it says what the columns are; below it a code alone stands for the
    name, and a line with a unit and nobody is given without a name, so that it is told."""
    found: list[Line] = []
    titles: list[str] | None = None
    for number, raw in enumerate(text.translate(_NARROW).replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not raw.strip():
            continue
        if titles is None and not found and {"姓名", "人员编号"} & {squeezed(cell) for cell in raw.split("\t")}:
            titles = [squeezed(cell) for cell in raw.split("\t")]
            continue
        line = _titled(number, raw.split("\t"), titles) if titles else _plain(number, _NUMBERED.sub("", raw))
        if line:
            found.append(line)
    return found


def _titled(number: int, cells: Sequence[str], titles: Sequence[str]) -> Line | None:
    by: dict[str, list[str]] = {"name": [], "code": [], "hint": []}
    for title, cell in zip(titles, cells, strict=False):
        if title in TITLES and cell.strip():
            by[TITLES[title]].append(cell.strip())
    code = "".join(by["code"][:1])
    if not (by["name"] or code or by["hint"]):
        return None
    if not by["name"]:  # a code alone stands for the name, as on a line without titles; a unit alone is told as a fault
        return Line(number, squeezed(code), code, tuple(squeezed(hint) for hint in by["hint"]))
    name, aside, _ = _bracketed(by["name"][0])
    return Line(number, squeezed(name), name, tuple(squeezed(hint) for hint in (*aside, *by["hint"])), squeezed(code))


def _bracketed(text: str) -> tuple[str, list[str], str]:
    """Return a text up to the brackets after a name, what in them may tell him apart, and what follows them."""
    found = _BRACKETED.match(text)
    if found is None:
        return text, [], ""
    return found[1].strip(), [one for one in map(str.strip, _APART.split(found[2])) if not _OF_NOBODY.match(one)], found[3]


def _plain(number: int, raw: str) -> Line | None:
    """A line without titles: cells between tabs or commas, else between spaces; 王　某 is one name; what stands in brackets after it is a hint."""
    head, aside, rest = _bracketed(raw)
    cells = [cell.strip() for cell in _APART.split(head) if cell.strip()]
    if len(cells) == 1:
        words = cells[0].split()
        while len(words) > 1 and len(words[0]) == 1:  # the two characters of a name set apart
            words[:2] = [words[0] + words[1]]
        cells = words
    cells += [*aside, *(cell.strip() for cell in _APART.split(rest) if cell.strip())] if cells else []
    if not cells or not squeezed(cells[0]):
        return None
    return Line(number, squeezed(cells[0]), cells[0], tuple(squeezed(hint) for hint in cells[1:]))


def text_of(content: bytes) -> str:
    """Return the list in a workbook as it would be pasted, with the titles. Raises Unreadable, with the remedy, where it has no column 姓名."""
    for sheet in read(content).sheets:
        for row, cells in sorted(sheet.rows.items())[:HEAD_ROWS]:
            titles = {column: squeezed(title) for column, title in cells.items()}
            if "姓名" in titles.values():
                return _below(sheet, row, {column: title for column, title in titles.items() if title in TITLES})
    raise Unreadable("工作簿里没有“姓名”一列。请下载名单模板，把姓名、单位职务粘贴进去（只粘贴数值）再上传；也可以直接把名单粘贴到上面的框里。")


def _below(sheet: Read, head: int, columns: dict[int, str]) -> str:
    names = next(column for column, title in columns.items() if title == "姓名")
    wrong = sorted(row for row, column in sheet.formulas if row > head and column == names)
    if wrong:
        raise Unreadable(f"“姓名”一列第 {'、'.join(map(str, wrong[:5]))} 行是公式。请复制这一列，选择性粘贴为数值，再上传。")
    rows = [[cells.get(column, "") for column in columns] for row, cells in sorted(sheet.rows.items()) if row > head]
    said = [[re.sub(r"\s*[\r\n\t]+\s*", " ", cell).strip() for cell in row] for row in rows]
    return "\n".join("\t".join(row) for row in [list(columns.values()), *(row for row in said if any(row))])
