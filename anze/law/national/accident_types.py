"""The types of accident (GB/T 6441), by date: what a register may enter as 事故类别."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from anze.law.national.tables import HERE, in_force, read_versions
from anze.law.problems import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeTable:
    """The types of one edition as (code, name); `complete` is false while names are still to be entered."""

    since: date
    instrument: str
    number: str
    count: int
    complete: bool
    types: tuple[tuple[str, ...], ...]

    def find(self, name: str) -> str | None:
        """The code of a name; None for one that the table does not have."""
        return next((code for code, known in self.types if known == name), None)


@cache
def tables() -> tuple[TypeTable, ...]:
    """Every edition, oldest first. Refused where an edition calls itself complete and is not."""
    return check(read_versions(HERE / "accident_types.toml", TypeTable))


def check(editions: tuple[TypeTable, ...]) -> tuple[TypeTable, ...]:
    """The same editions; Refused with every row that is no pair, every repeated entry and every wrong count."""
    found = []
    for edition in editions:
        rows = [row for row in edition.types if len(row) != 2]
        found += [(f"{edition.number} 有一行不是“代码、名称”两项：{list(row)}", '写成 ["01", "物体打击"]') for row in rows]
        for part in zip(*(row for row in edition.types if len(row) == 2), strict=True):
            found += [(f"{edition.number} 的“{entry}”重复", "删去一处") for entry in sorted(set(part)) if part.count(entry) > 1]
        if edition.complete and len(edition.types) != edition.count:
            found.append((f"{edition.number} 应有 {edition.count} 类，表内 {len(edition.types)} 类",
                          "补齐类别；补齐之前写 complete = false"))
    if found:
        raise Refused(Problem("accident_types.toml", 0, what, remedy) for what, remedy in found)
    return editions


def types(on: date) -> TypeTable:
    """The edition in force on a day. ValueError before the first."""
    return in_force(tables(), on)
