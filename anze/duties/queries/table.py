"""Every obligation of a day as arrays, as the law decides it, laid out in one order: what pages narrow and count."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from anze.duties.world import Memory, World
from anze.law.clauses import Recurring
from anze.law.days import MONTHS_IN, PERIOD_KINDS, Period
from anze.law.question import Question
from anze.law.recurring.block import Block
from anze.law.recurring.calendar import Ints
from anze.law.recurring.decide import PENDING

LAMPS: Final = ("met", "backfilled", "soon", "pending", "missed")
MET, BACKFILLED, SOON, WAITING, MISSED = range(5)
_LAMP_OF: Final = np.array([MET, BACKFILLED, WAITING, MISSED], dtype=np.uint8)  # by the law's own numbers
_MONTHS: Final = np.array([MONTHS_IN[kind] for kind in PERIOD_KINDS], dtype=np.int32)
KEPT: Final = 48  # results of one table that are kept ready
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All obligations that have begun by `asked.as_of`, sorted by duty, unit, officers and period; row i has the officers
    `officers[officer_at[i]:officer_at[i + 1]]`, `duty[i]` is a place in `duties`, `month` the first month of its period.

    Which rows there are, and who answers for them, follows from the register and the question alone: what rests on that is
    kept in `world.lasting`, and outlives a new act as it does (`renewed`); what rests on lamps is kept in `memory`.
    """

    world: World
    asked: Question
    duties: list[Recurring]
    duty: Ints
    unit: Ints
    kind: Ints
    period: Ints
    month: Ints
    last_day: Ints
    done: Ints
    lamp: npt.NDArray[np.uint8]
    vacant: Flags
    officer_at: Ints
    officers: Ints
    act_at: Ints
    acts: Ints
    memory: Memory = field(default_factory=lambda: Memory(KEPT))

    def __len__(self) -> int:
        return len(self.unit)

    def block(self, row: int) -> Block:
        """Return one row as the law's own block, for its sentence."""
        one = slice(row, row + 1)
        officers = self.officers[self.officer_at[row]:self.officer_at[row + 1]]
        acts = self.acts[self.act_at[row]:self.act_at[row + 1]]
        soon = self.lamp[one] == SOON
        status = np.where(soon, PENDING, np.array([0, 1, PENDING, PENDING, 3])[self.lamp[one]]).astype(np.uint8)
        return Block(self.duties[self.duty[row]], self.unit[one], self.kind[one], self.period[one], self.last_day[one], _ends(officers), officers,
                     self.done[one], status, soon, self.vacant[one], _ends(acts), acts)

    def period_at(self, row: int) -> Period:
        """Return the period of a row."""
        return Period(PERIOD_KINDS[self.kind[row]], int(self.period[row]))

    def officers_at(self, row: int) -> list[str]:
        """Return the officers who answer for a row."""
        names = self.world.recurrence.roll.officers
        return [names[code] for code in self.officers[self.officer_at[row]:self.officer_at[row + 1]].tolist()]

    def any_officer(self, wanted: Flags) -> Flags:
        """Say of each row whether one of its officers is wanted."""
        hits = np.concatenate(([0], np.cumsum(wanted.take(self.officers)))) if len(self.officers) else np.zeros(1, dtype=np.int64)
        found: Flags = hits[self.officer_at[1:]] > hits[self.officer_at[:-1]]
        return found


def _ends(values: Ints) -> Ints:
    return np.array([0, len(values)], dtype=np.int32)


def laid_out(held: World, asked: Question) -> Table:
    """Return the obligations of everyone for a question."""
    blocks = list(held.recurrence.blocks(asked))
    duties = [duty for duty in held.recurrence.duties if any(block.duty is duty for block in blocks)]
    place = {id(duty): number for number, duty in enumerate(duties)}

    def column(name: str, dtype: Any = np.int32) -> Any:
        return column_of(blocks, name, dtype)

    kind, period = column("kind"), column("period")
    duty = np.repeat(np.array([place[id(block.duty)] for block in blocks], dtype=np.int32), [len(block) for block in blocks])
    return Table(held, asked, duties, duty, column("unit"), kind, period, period * _MONTHS[kind], column("last_day"), column("done"),
                 lamps_of(blocks), column("vacant", np.bool_), _offsets(blocks, "officer_at"), column("officers"), _offsets(blocks, "act_at"), column("acts"))


def column_of(blocks: Sequence[Block], name: str, dtype: Any = np.int32) -> Any:
    """Return one column of all blocks, one after another."""
    return np.concatenate([np.zeros(0, dtype=dtype), *(getattr(block, name) for block in blocks)]).astype(dtype, copy=False)


def lamps_of(blocks: Sequence[Block]) -> npt.NDArray[np.uint8]:
    """Return the lamp of each row of all blocks."""
    lamp: npt.NDArray[np.uint8] = _LAMP_OF[column_of(blocks, "status", np.uint8)]
    lamp[column_of(blocks, "due_soon", np.bool_)] = SOON
    return lamp


def _offsets(blocks: Sequence[Block], name: str) -> Ints:
    """Return the offsets of all blocks as those of one list."""
    lengths = [np.diff(getattr(block, name)) for block in blocks]
    return np.concatenate(([0], np.cumsum(np.concatenate([np.zeros(0, dtype=np.int64), *lengths])))).astype(np.int32)
