"""The parameters of a pack: the choices that the text leaves open, each with its range and the reason for its default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from anze.law.problems import Problem
from anze.law.tomlread.schema import FAULT, Table, bind, near

Value = int | str | bool | tuple[str, ...]
# Processes outside the law that ask the pack for numbers of their own: a parameter that names one needs no clause that uses it.
PROCESSES: Final = ("hazards", "tours", "supervision", "accountability")
_TYPES: Mapping[type, str] = {bool: "true 或 false", int: "整数", str: "文字", tuple: "列表"}


@dataclass(frozen=True)
class Parameter:
    """A named choice: default, unit, what it may be (`low`–`high`, or `choices`), and what it settles.

    `cite` is the provision (5.2) or the instrument that it reads; `file` and `line` tell where it is declared.
    `process`: which process asks for it, where no clause does (`PROCESSES`).
    """

    name: str
    default: Value
    unit: str
    low: int | None
    high: int | None
    choices: tuple[str, ...]
    cite: str
    settles: str
    file: str
    line: int
    process: str = ""

    @property
    def range(self) -> str:
        """What it may be, in words: 1–366, or the choices."""
        if isinstance(self.default, bool):
            return "true、false"
        return "、".join(self.choices) if self.choices else f"{self.low}–{self.high}"

    def fault(self, value: Value) -> str:
        """Why `value` cannot be its value; empty if it can."""
        if type(value) is not type(self.default):
            return f"参数“{self.name}”应当是{_TYPES[type(self.default)]}，这里是 {value!r}"
        if isinstance(value, int) and not isinstance(value, bool) and self.low is not None and self.high is not None:
            return "" if self.low <= value <= self.high else f"参数“{self.name}”是 {value}，超出 {self.range}"
        given = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        if isinstance(value, tuple) and not value:
            return f"参数“{self.name}”不能是空的"
        wrong = [word for word in given if word not in self.choices]
        return f"参数“{self.name}”里的“{'、'.join(wrong)}”不在可选范围" if wrong else ""

    def parse(self, given: object) -> Value | None:
        """`given` as a value of its type: numbers and lists may come as text (30; a,b), as a command line has them."""
        if isinstance(given, list | tuple):
            return tuple(str(word) for word in given)
        if isinstance(given, str) and not isinstance(self.default, str):
            return self._from_text(given.strip())
        return given if isinstance(given, int | str) else None

    def _from_text(self, text: str) -> Value | None:
        if isinstance(self.default, bool):
            return {"true": True, "是": True, "false": False, "否": False}.get(text.lower())
        if isinstance(self.default, tuple):
            return tuple(part.strip() for part in text.replace("|", ",").replace("，", ",").split(",") if part.strip())
        return int(text) if text.removeprefix("-").isdecimal() and len(text) < 20 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    name: str
    unit: str = ""
    min: int | None = None
    max: int | None = None
    choices: tuple[str, ...] = ()
    cite: str
    settles: str
    process: str = ""


def read_parameters(tables: Mapping[str, Table]) -> dict[str, Parameter]:
    """The parameters of a pack by name, in its order; faults are noted in their places and those parameters left out."""
    made = {name: _parameter(table) for name, table in tables.items()}
    return {name: parameter for name, parameter in made.items() if parameter is not None}


def _parameter(table: Table) -> Parameter | None:
    row = bind(_Row, Table({k: v for k, v in table.values.items() if k != "default"}, table.place, table.keys))
    default: Any = table.values.get("default")
    if default is None:
        table.place.fault("缺少键“default”", "补上 default = …")
    if row is FAULT or default is None:
        return None
    if isinstance(default, list):
        default = tuple(default)
    if not isinstance(default, int | str | tuple):
        table.at("default").fault(f"参数“{row.name}”的值不能是 {default!r}", "写整数、文字、true/false 或者文字的列表")
        return None
    here = table.at("name")
    made = Parameter(row.name, default, row.unit, row.min, row.max, row.choices, row.cite, row.settles,
                     here.file.name, here.file.line(here.where), row.process)
    if row.process and row.process not in PROCESSES:
        table.at("process").fault(f"没有“{row.process}”这个流程", near(row.process, PROCESSES))
    why, remedy = _default_fault(made)
    if why:
        table.at("default").fault(why, remedy)
    return None if why else made


def _default_fault(made: Parameter) -> tuple[str, str]:
    number = isinstance(made.default, int) and not isinstance(made.default, bool)
    if not number and made.low is not None:
        return f"参数“{made.name}”应当是整数，这里是 {made.default!r}", f"可用的值：{made.low}–{made.high}"
    if number and None in (made.low, made.high):
        return f"参数“{made.name}”没有写取值范围", "补上 min 和 max"
    if not isinstance(made.default, int) and not made.choices:
        return f"参数“{made.name}”没有写可选的值", "补上 choices = […]"
    return made.fault(made.default), f"可用的值：{made.range}"


def settle(parameters: Mapping[str, Parameter], values: Mapping[str, Value], overrides: Mapping[str, object],
           problems: list[Problem]) -> dict[str, Value]:
    """`values` with the overrides put in; unknown names, wrong types and values out of range go to `problems`."""
    settled = dict(values)
    for name, given in overrides.items():
        if name not in parameters:
            problems.append(Problem("参数", 0, f"没有参数“{name}”", near(name, parameters)))
            continue
        value = parameters[name].parse(given)
        why = f"参数“{name}”不能是 {given!r}" if value is None else parameters[name].fault(value)
        if why or value is None:
            problems.append(Problem("参数", 0, why, f"可用的值：{parameters[name].range}{parameters[name].unit}"))
        else:
            settled[name] = value
    return settled
