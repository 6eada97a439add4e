"""A TOML file that knows on which line each key stands, since `tomllib` does not tell."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from anze.law.problems import Problem

Key = str | int
Where = tuple[Key, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]+"|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]+"|[A-Za-z0-9_-]+))*)\s*=""")
_SYNTAX_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The tables of one file and the line of each: `name` is what messages call it."""

    name: str
    data: dict[str, object]
    lines: dict[Where, int] = field(repr=False)

    def line(self, where: Where) -> int:
        """The line of a key, else of the nearest table around it, else 1."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, and the list where what is wrong there is noted. `codes`: the words that a key may hold."""

    file: TomlFile
    problems: list[Problem]
    where: Where = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def at(self, *keys: Key) -> "Place":
        """The spot of a key below this one."""
        return replace(self, where=(*self.where, *keys))

    def fault(self, what: str, remedy: str) -> None:
        """Note a fault here."""
        self.problems.append(Problem(self.file.name, self.file.line(self.where), what, remedy))


def read_toml(path: Path, name: str, problems: list[Problem]) -> TomlFile | None:
    """The file at `path`, called `name` in messages; None, with the fault noted, where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
        return TomlFile(name, tomllib.loads(text), index_lines(text))
    except OSError as error:
        problems.append(Problem(name, 0, f"文件读不出来（{error.strerror}）", "确认文件存在并且可读"))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, 0, f"文件不是 UTF-8 编码（第 {error.start + 1} 字节）", "另存为 UTF-8 编码"))
    except tomllib.TOMLDecodeError as error:
        at = _SYNTAX_PLACE.search(str(error))
        line, column = (int(at[1]), f"第 {at[2]} 列附近") if at else (text.count("\n") + 1, "到文件末尾仍")
        problems.append(Problem(name, line, f"{column}不符合 TOML 语法", "检查引号、括号是否成对，键与值之间是否只有一个等号，键是否重复"))
    return None


def index_lines(text: str) -> dict[Where, int]:
    """The line of every table header and every key that begins a line; arrays of tables are counted from 0."""
    found: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    quote = ""  # the delimiter of the multi-line string we are inside of
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if quote in line else quote
            continue
        if header := _HEADER.match(line):
            table = _enter(header.group(2), header.group(1) == "[[", counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key.group(1))), number)
            quote = _opened(line)
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip('"') for part in re.findall(r'"[^"]+"|[^.]+', dotted))


def _enter(dotted: str, repeated: bool, counts: dict[Where, int]) -> Where:
    where: Where = ()
    *outer, last = _parts(dotted)
    for part in outer:
        where = (*where, part)
        if where in counts:
            where = (*where, counts[where])
    where = (*where, last)
    if not repeated:
        return where
    counts[where] = counts.get(where, -1) + 1
    return (*where, counts[where])


def _opened(line: str) -> str:
    return next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
