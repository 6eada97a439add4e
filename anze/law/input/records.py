"""One record of a list into its frozen class: unknown keys, missing keys and malformed values, each with its line."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from anze.law.forms import Form, Malformed
from anze.law.problems import Problem


@dataclass(frozen=True, slots=True)
class Column:
    """A field as it is written: `key` in the file, `name` in the class."""

    name: str
    key: str
    form: Form
    ref: str
    required: bool


def columns(kind: Any) -> Mapping[str, Column]:
    """Return the columns of a class of facts by their key, in the order of the class."""
    return _columns(kind)


@cache
def _columns(kind: Any) -> Mapping[str, Column]:
    found = {}
    for field in fields(kind):
        key = field.metadata["key"] or field.name
        found[key] = Column(field.name, key, field.metadata["read"], field.metadata["ref"], field.default is MISSING)
    return found


@dataclass(slots=True)
class Raw:
    """A record as it stands in a file: its values by key, the line of the record and of each key (0: unknown)."""

    values: Mapping[str, Any]
    line: int
    lines: Mapping[str, int]

    def __str__(self) -> str:
        return "一条记录"

    def line_of(self, key: str) -> int:
        """Return the line on which `key` stands, or that of the record."""
        return self.lines.get(key, self.line)


def near(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or all of them where none is near."""
    known = list(known)
    close = difflib.get_close_matches(word, known, n=1)
    return f"是否应为 {close[0]}？" if close else f"可用的有：{'、'.join(known)}"


class Partial:
    """A record with faults: what could be read of it (None otherwise), so that its ids can still be checked."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def __getattr__(self, name: str) -> Any:
        return self.values.get(name)


def read_record(kind: type[Any], raw: Raw, file: str, where: str, problems: list[Problem]) -> Any:
    """Return the record as an instance of `kind`, or as `Partial` where values are lacking or malformed; everything
    that is wrong with it is added to `problems`."""
    known = columns(kind)
    for key in raw.values:
        if key not in known:
            problems.append(Problem(file, raw.line_of(key), f"{where}有不认识的键“{key}”", near(key, known)))
    before = len(problems)
    values: dict[str, Any] = {}
    for column in known.values():
        given = raw.values.get(column.key)
        if given is None:
            if column.required:
                problems.append(Problem(file, raw.line_of(column.key), f"{where}缺少“{column.key}”", f"补上 {column.key}（{column.form.name}）"))
            continue
        try:
            value = column.form.read(given)
        except Malformed as fault:
            problems.append(Problem(file, raw.line_of(column.key), f"{where}的 {column.key} {fault.what}", fault.remedy))
            continue
        if column.form.nested:
            line = raw.line_of(column.key)
            value = _nested(column.form.nested, value, file, line, f"{where}的 {column.key} ", problems)
        values[column.name] = value
    return kind(**values) if len(problems) == before else Partial(values)


def _nested(kind: type[Any], given: list[Any], file: str, line: int, where: str, problems: list[Problem]) -> tuple[Any, ...]:
    found = []
    for number, part in enumerate(given, start=1):
        raw = part if isinstance(part, Raw) else Raw(part, line, {}) if isinstance(part, Mapping) else None
        if raw is None:
            problems.append(Problem(file, line, f"{where}第{number}项不是一条记录", "写成 {键: 值} 的形式"))
            continue
        found.append(read_record(kind, raw, file, f"{where}第{number}项", problems))
    return tuple(record for record in found if not isinstance(record, Partial))
