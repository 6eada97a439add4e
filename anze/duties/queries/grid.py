"""The board: a row for each duty of each holder of a post (or of each unit's body), a cell for each period of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, overload
from urllib.parse import quote

import numpy as np

from anze.duties.queries.groups import NOBODY, duty_ranks, owners, posts_of, unit_ranks
from anze.duties.queries.obligations import LAMPS, Chosen, Ints, Table, twins
from anze.law.codes import POSTS
from anze.law.days import MONTHS_IN, PERIOD_KINDS
from anze.law.recurring.columns import POST_CODES

TENURES: Final = 4  # of one officer in one unit at one time, each with its own row
SHAPES: Final = ("✓", "↺", "!", "○", "✕")
WORDS: Final = ("完成", "补录", "临期", "未到期", "逾期")


@dataclass(frozen=True, slots=True)
class Cell:
    """One period of a row, formatted: how many months wide, its lamp (empty: nothing is owed), its name, the query of its explanation."""

    span: int
    lamp: str
    shape: str
    word: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One duty of one holder (or one unit) in one year."""

    unit: str
    unit_name: str
    officer: str
    who: str
    post: str
    duty: str
    what: str
    cells: list[Cell]


class Grid(Sequence[GridRow]):
    """The rows of the board for one year, made when a slice of them is asked for.

    `chosen` says which rows there are; `all_periods` holds every period of them, so that a row that is looked for
    by one lamp still shows its whole year.
    """

    def __init__(self, chosen: Chosen, all_periods: Chosen, year: int) -> None:
        self.table, self.year = chosen.table, year
        self._keys = np.unique(_keys(chosen))
        keys = _keys(all_periods)
        order = np.argsort(keys, kind="stable")
        self._at, self._sorted = all_periods.at[order], keys[order]

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> GridRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[GridRow]: ...
    def __getitem__(self, at: int | slice) -> GridRow | list[GridRow]:
        if isinstance(at, int):
            return self._made(int(self._keys[at]))
        return [self._made(key) for key in self._keys[at].tolist()]

    def _made(self, key: int) -> GridRow:
        low, high = np.searchsorted(self._sorted, [key, key + 1]).tolist()
        return _row(self.table, self._at[low:high].tolist(), self.year)


def _keys(chosen: Chosen) -> np.ndarray:
    """Return a number for each row of the grid: in the order of the tree, then of posts, of officers, of the text."""
    table, at = chosen.table, chosen.at
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    rank, duties, people = unit_ranks(table).take(table.unit[at]).astype(np.int64), duty_ranks(table), len(table.world.recurrence.roll.officers) + 1
    owner = owners(chosen)
    key = rank * len(POSTS) + _posts(table, table.unit[at], table.duty[at], owner)
    return ((key * people + owner - NOBODY) * (int(duties.max()) + 1) + duties.take(table.duty[at])) * TENURES + np.minimum(twins(table)[at], TENURES - 1)


def _posts(table: Table, unit: Ints, duty: Ints, owner: Ints) -> np.ndarray:
    """Return of each row the first of the posts by which it is owed: that of its owner in the unit, or the duty's own."""
    roll, people = table.world.recurrence.roll, len(table.world.recurrence.roll.officers) + 1
    first = np.array([min(POST_CODES[post] for post in one.posts) for one in table.duties], dtype=np.int64).take(duty)
    held = np.unique((roll.unit.astype(np.int64) * people + roll.officer) * len(POSTS) + roll.post)
    pairs, begin = np.unique(held // len(POSTS), return_index=True)
    wanted = unit.astype(np.int64) * people + owner
    place = np.minimum(np.searchsorted(pairs, wanted), max(0, len(pairs) - 1))
    known = (owner != NOBODY) & (pairs[place] == wanted) if len(pairs) else np.zeros(len(owner), dtype=np.bool_)
    return np.where(known, (held[begin] % len(POSTS))[place] if len(pairs) else 0, first)


def _row(table: Table, rows: list[int], year: int) -> GridRow:
    duty, unit = table.duties[table.duty[rows[0]]], table.world.recurrence.roll.units[table.unit[rows[0]]]
    officers, names = table.officers_at(rows[-1]), table.world.index.names
    officer = officers[0] if duty.owner == "person" else ""
    post = posts_of(table, officer, unit) if officer else "、".join(POSTS[one] for one in duty.posts)
    who = "、".join(names.get(code, code) for code in officers) or "职务空缺"
    return GridRow(unit, table.world.index.tree.name(unit), officer, who, post, duty.id, duty.what, _cells(table, rows, year, duty.id, unit, officer))


def _cells(table: Table, rows: list[int], year: int, duty: str, unit: str, officer: str) -> list[Cell]:
    months = MONTHS_IN[PERIOD_KINDS[table.kind[rows[0]]]]
    there = dict(zip(((table.month[rows] - year * 12) // months).tolist(), rows, strict=True))
    start = cell_query(duty, unit, officer, twin=int(twins(table)[rows[0]]))
    made = []
    for part in range(12 // months):
        row = there.get(part)
        if row is None:
            made.append(Cell(months, "", "", "", "", ""))
            continue
        lamp, period = int(table.lamp[row]), table.period_at(row)
        made.append(Cell(months, LAMPS[lamp], SHAPES[lamp], WORDS[lamp], period.label.removeprefix(f"{year}年") or f"{year}年", f"{start}&p={period.name}"))
    return made


def cell_query(duty: str, unit: str, officer: str = "", period: str = "", twin: int = 0) -> str:
    """Return the query by which the page of one obligation is asked for; `twin`: of which of several tenures at once."""
    found = f"d={quote(duty)}&u={quote(unit, safe='')}"
    found += f"&o={quote(officer, safe='')}" if officer else ""
    found += f"&n={twin}" if twin else ""
    return found + (f"&p={period}" if period else "")
