"""Dated tables of other instruments: the version in force on a day, and nothing where none was."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

from anze.law.problems import Problem, Refused
from anze.law.tomlread.lines import Place, TomlFile, read_toml
from anze.law.tomlread.schema import FAULT, Table, bind

HERE = Path(__file__).parent


class Dated(Protocol):
    """What holds from a day on, by some instrument."""

    @property
    def since(self) -> date:
        """The first day on which it holds."""

    @property
    def instrument(self) -> str:
        """The instrument that says so."""


V = TypeVar("V", bound=Dated)


def read_versions(path: Path, cls: type[V]) -> tuple[V, ...]:
    """The `[[version]]` tables of a file as `cls`, oldest first. Refused with every fault of the file."""
    problems: list[Problem] = []
    file = read_toml(path, path.name, problems)
    found = _bind_all(file, cls, problems) if file else []
    if problems:
        raise Refused(problems)
    return tuple(found)


def _bind_all(file: TomlFile, cls: type[V], problems: list[Problem]) -> list[V]:
    place = Place(file, problems)
    for key in file.data.keys() - {"version"}:
        place.at(key).fault(f"不认识的键“{key}”", "只写 [[version]] 表")
    tables = file.data.get("version")
    if not isinstance(tables, list) or not tables:
        place.fault("没有任何版本", "至少写一个 [[version]] 表")
        return []
    made: list[Any] = [bind(cls, Table(table, place.at("version", n))) for n, table in enumerate(tables)]
    for n, (earlier, later) in enumerate(pairwise(made), 1):
        if FAULT not in (earlier, later) and later.since <= earlier.since:
            place.at("version", n, "since").fault("版本没有按施行日期先后排列", "把先施行的写在前面，日期不能重复")
    return [version for version in made if version is not FAULT]


def in_force(versions: Sequence[V], on: date) -> V:
    """The version that holds on a day. ValueError where the table has none for it."""
    held = [version for version in versions if version.since <= on]
    if not held:
        first = versions[0]
        raise ValueError(f"{on.isoformat()} 尚无可用的规定：《{first.instrument}》自 {first.since.isoformat()} 起施行。"
                         "办法：核对日期；确需处理更早的事项，请在 anze/law/national 的数据表中补上当时施行的版本")
    return held[-1]
