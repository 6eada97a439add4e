"""A whole folder of tables into facts, with the acts as arrays."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anze.law.facts import LISTS, Facts, Officer, Unit
from anze.law.input.acttable import read_acts
from anze.law.input.checks import Placed, check
from anze.law.input.records import read_record
from anze.law.input.tables import HEADER, Part, Progress, chunks, find_parts, raw_rows
from anze.law.pack import Pack
from anze.law.problems import Problem, Refused
from anze.law.recurring.columns import Acts, Roll, roll
from anze.law.tree import Tree


@dataclass(frozen=True, slots=True)
class Tables:
    """Facts from tables: every list but the acts as records, tenures and acts as arrays."""

    facts: Facts
    roll: Roll
    acts: Acts


def read_folder(folder: Path, pack: Pack, progress: Progress = lambda what, count: None) -> Tables:
    """Return the facts of the tables in `folder`.

    Raises `Refused` with every fault of every table at once: unknown tables and columns, malformed values, dangling
    ids, ids used twice, tenures that cannot be.
    """
    if not folder.is_dir():
        raise Refused([Problem(str(folder), 0, "没有这个文件夹", "写明存放 units、tenures、acts 等表格的文件夹")])
    problems: list[Problem] = []
    parts = find_parts(folder, problems)
    if not parts and not problems:
        problems.append(Problem(str(folder), 0, "文件夹里没有 Parquet 或 CSV 表格", f"放入 {'、'.join(list(LISTS)[:4])} 等表格"))
    lists: dict[str, list[Placed]] = {}
    unread: set[str] = set()
    for name, kind in LISTS.items():
        if name != "acts":
            lists[name] = [one for part in parts.get(name, []) for one in _placed(kind, part, problems, unread)]
            if name in parts:
                progress(f"读取 {name}", len(lists[name]))
    problems += check(lists, pack, unread)
    facts = Facts(**{name: tuple(one.record for one in placed) for name, placed in lists.items()})
    columns = _roll_for_checking(facts, problems)
    acts = read_acts(parts.get("acts", []), pack, columns, unread, problems, progress)
    if problems:
        raise Refused(problems)
    return Tables(facts, columns, acts)


def _placed(kind: Any, part: Part, problems: list[Problem], unread: set[str]) -> list[Placed]:
    file, faults = str(part.path), list[Problem]()
    placed = [Placed(read_record(kind, raw, file, f"{part.name} ", problems), file, raw.line)
              for batch, first, text in chunks(part, faults) for raw in raw_rows(batch, first, text=text)]
    if any(fault.line <= HEADER for fault in faults):
        unread.add(part.name)
    problems += faults
    return placed


def _roll_for_checking(facts: Facts, problems: list[Problem]) -> Roll:
    """Return tenures as arrays; where the register itself has faults only its ids, against which the acts are still checked."""
    if not problems:
        return roll(Tree(facts.units), facts.officers, facts.tenures)
    units = {unit.id: Unit(id=unit.id, level="city") for unit in facts.units if unit.id is not None}
    officers = {officer.id: Officer(id=officer.id) for officer in facts.officers if officer.id is not None}
    return roll(Tree(units.values()), officers.values(), ())


