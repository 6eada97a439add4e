"""Obligations that are not done, one by one: those that are due soon or overdue, and those that a list of keys names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from anze.duties.world import World
from anze.law.days import PERIOD_KINDS, Period
from anze.law.question import Question
from anze.law.recurring.block import Block
from anze.law.recurring.calendar import Flags, day_number, day_of
from anze.law.recurring.decide import MISSED, PENDING

OVERDUE, SOON, WAITING = "overdue", "soon", "waiting"


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation that is not done: whose, of which period, how many days are left (negative: over)."""

    duty: str
    label: str
    what: str
    unit: str
    unit_name: str
    officers: tuple[tuple[str, str], ...]
    period: str
    period_label: str
    last: date
    left: int
    state: str
    by_body: bool

    @property
    def owner(self) -> str:
        """The officer who owes it; empty where a body does."""
        return "" if self.by_body or not self.officers else self.officers[0][0]

    @property
    def key(self) -> str:
        """What names it in forms: duty|unit|officer|period; the officer is empty where a body owes it."""
        return "|".join((self.duty, self.unit, self.owner, self.period))

    @property
    def said(self) -> str:
        """It in one line: 2026年5月 牵头开展安全生产排查（第五条（七），剩 6 天）."""
        days = f"已逾期 {-self.left} 天" if self.left < 0 else "今天到期" if self.left == 0 else f"剩 {self.left} 天"
        return f"{self.period_label}{self.what}（{self.label}，{days}）"


def due(world: World, asked: Question, since: date) -> list[Owed]:
    """Return what is due soon on `as_of`, and what became overdue after a period that ended on or after `since`."""
    def wanted(block: Block) -> Flags:
        late: Flags = (block.status == MISSED) & (block.last_day >= day_number(since))
        return late | ((block.status == PENDING) & block.due_soon)

    return [one for block in world.recurrence.blocks(asked) for one in _made(world, asked, block, wanted(block))]


def missed(world: World, asked: Question, first: date, last: date) -> list[Owed]:
    """Return what was missed of periods that ended from `first` to `last`."""
    def wanted(block: Block) -> Flags:
        found: Flags = (block.status == MISSED) & (block.last_day >= day_number(first)) & (block.last_day <= day_number(last))
        return found

    return [one for block in world.recurrence.blocks(asked) for one in _made(world, asked, block, wanted(block))]


def named(world: World, asked: Question, keys: Iterable[str]) -> dict[str, Owed]:
    """Return by key what the keys name and is not done; a key of three parts (duty|unit|period) stands for everybody who owes it."""
    parts = [key.split("|") for key in keys]
    exact = {tuple(part) for part in parts if len(part) == 4}
    loose = {tuple(part) for part in parts if len(part) == 3}
    duties = {part[0] for part in exact | loose}
    within = world.unit_codes({part[1] for part in exact | loose})
    found: dict[str, Owed] = {}
    for block in world.recurrence.blocks(asked, within=within):
        if block.duty.id in duties:
            for one in _made(world, asked, block, block.status >= PENDING):
                if (one.duty, one.unit, one.owner, one.period) in exact or (one.duty, one.unit, one.period) in loose or _by_holder(one, exact):
                    found[one.key] = one
    return found


def _by_holder(one: Owed, exact: set[tuple[str, ...]]) -> bool:
    """Say whether a body's obligation is named by one of those who answer for it."""
    return one.by_body and any((one.duty, one.unit, code, one.period) in exact for code, _ in one.officers)


def _made(world: World, asked: Question, block: Block, flags: Flags) -> Iterator[Owed]:
    roll, tree, names = world.recurrence.roll, world.index.tree, world.index.names
    label = world.pack.label(block.duty.id)
    for row in np.flatnonzero(flags).tolist():
        period = Period(PERIOD_KINDS[block.kind[row]], int(block.period[row]))
        unit = roll.units[block.unit[row]]
        codes = [roll.officers[code] for code in block.officers[block.officer_at[row]:block.officer_at[row + 1]].tolist()]
        last = day_of(int(block.last_day[row]))
        left = (last - asked.as_of).days
        state = OVERDUE if block.status[row] == MISSED else SOON if block.due_soon[row] else WAITING
        yield Owed(block.duty.id, label, block.duty.what, unit, tree.name(unit), tuple((code, names.get(code, code)) for code in codes),
                   period.name, period.label, last, left, state, block.duty.owner == "body")
