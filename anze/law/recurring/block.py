"""Obligations as arrays: rows of one duty, put together from levels, in the order in which they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from anze.law.clauses import Recurring
from anze.law.days import PERIOD_KINDS, Period
from anze.law.recurring.calendar import Flags, Ints
from anze.law.recurring.decide import Statuses


@dataclass(frozen=True, slots=True)
class Block:
    """Obligations of one duty, sorted by unit, officers and period. Row i has the officers
    `officers[officer_at[i]:officer_at[i + 1]]` and the acts `acts[act_at[i]:act_at[i + 1]]` (codes and positions)."""

    duty: Recurring
    unit: Ints
    kind: Ints
    period: Ints
    last_day: Ints
    officer_at: Ints
    officers: Ints
    done: Ints
    status: Statuses
    due_soon: Flags
    vacant: Flags
    act_at: Ints
    acts: Ints

    def __len__(self) -> int:
        return len(self.unit)

    def periods(self) -> list[Period]:
        """Return the period of each row; rows of the same period share one object."""
        code = self.period.astype(np.int64) * len(PERIOD_KINDS) + self.kind
        distinct, place = np.unique(code, return_inverse=True)
        made = [Period(PERIOD_KINDS[one % len(PERIOD_KINDS)], one // len(PERIOD_KINDS)) for one in distinct.tolist()]
        return [made[one] for one in place.tolist()]


def merged(parts: list[Block]) -> Block | None:
    """Return the rows of all parts (levels of one duty) in the order of unit, officers and period."""
    if not parts:
        return None
    officer_at, officers = _lists([(part.officer_at, part.officers) for part in parts])
    act_at, acts = _lists([(part.act_at, part.acts) for part in parts])

    def column(name: str) -> np.ndarray:
        return np.concatenate([getattr(part, name) for part in parts])

    unit, period = column("unit"), column("period")
    order = np.lexsort((period, *_sort_keys(officer_at, officers), unit))
    officer_at, officers = _taken(officer_at, officers, order)
    act_at, acts = _taken(act_at, acts, order)
    return Block(parts[0].duty, unit[order], column("kind")[order], period[order], column("last_day")[order], officer_at, officers,
                 column("done")[order], column("status")[order], column("due_soon")[order], column("vacant")[order], act_at, acts)


def _sort_keys(at: Ints, values: Ints) -> list[Ints]:
    """Return keys for `np.lexsort` that order lists as Python does: by first value, then second; a shorter list before a longer."""
    lengths = np.diff(at)
    keys = []
    for place in range(int(lengths.max(initial=0))):
        key = np.full(len(lengths), -1, dtype=np.int32)
        long_enough = lengths > place
        key[long_enough] = values[at[:-1][long_enough] + place]
        keys.append(key)
    return keys[::-1]


def _lists(lists: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Return the lists of all parts one after another, as offsets and values."""
    lengths = np.concatenate([np.diff(at) for at, _ in lists])
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32), np.concatenate([values for _, values in lists])


def _taken(at: Ints, values: Ints, order: np.ndarray) -> tuple[Ints, Ints]:
    """Return the lists in `order`."""
    lengths = np.diff(at)[order]
    taken = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    position = np.arange(taken[-1]) - np.repeat(taken[:-1] - at[:-1][order], lengths)
    return taken, values[position]


def cut(whole: Block, rows: int) -> Iterator[Block]:
    """Yield the rows of a block `rows` at a time."""
    for low in range(0, len(whole), rows):
        at = slice(low, low + rows)
        officer_at, officers = _part(whole.officer_at, whole.officers, low, rows)
        act_at, acts = _part(whole.act_at, whole.acts, low, rows)
        yield Block(whole.duty, whole.unit[at], whole.kind[at], whole.period[at], whole.last_day[at], officer_at, officers, whole.done[at],
                    whole.status[at], whole.due_soon[at], whole.vacant[at], act_at, acts)


def _part(at: Ints, values: Ints, low: int, rows: int) -> tuple[Ints, Ints]:
    here = at[low:low + rows + 1]
    return here - here[0], values[here[0]:here[-1]]
