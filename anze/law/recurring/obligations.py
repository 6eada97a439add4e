"""From a pack and columns to obligations, duty by duty and in blocks: the one evaluator that pages and batches call."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from anze.law.clauses import Recurring
from anze.law.days import PERIOD_KINDS, Period
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.recurring.calendar import Flags, Ints, last_days
from anze.law.recurring.columns import Acts, Roll
from anze.law.recurring.decide import Statuses, decide, due_soon, tally, visible
from anze.law.recurring.keys import Index, index, key_acts, offsets
from anze.law.recurring.plan import Runs, body_runs, holders, owing_units, person_runs
from anze.law.recurring.responsible import responsible

BLOCK = 250_000  # instances that are held at once; a few arrays of this length fit the cache


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


class Recurrence:
    """The recurring duties of a pack on one roll and its acts. The acts of each duty are indexed once, whatever is then asked."""

    def __init__(self, pack: Pack, roll: Roll, acts: Acts) -> None:
        self.pack, self.roll, self.acts = pack, roll, acts
        self.duties = sorted(pack.of(Recurring), key=lambda duty: duty.id)
        self._indexes: dict[str, Index] = {}

    def blocks(self, asked: Question, within: Ints | None = None, block: int = BLOCK) -> Iterator[Block]:
        """Yield every obligation that has begun by `asked.as_of` (of the units `within`, if given), in blocks of about `block` instances,
        sorted by duty, unit, officers and period."""
        for duty in self.duties:
            units = np.sort(np.concatenate([owing_units(self.roll, duty, level) for level in duty.levels]))
            units = units if within is None else np.intersect1d(units, within)
            if not len(units):
                continue
            tenures = holders(self.roll, duty, units, asked.as_of)
            months = max(1, (asked.as_of - self.pack.effective_from).days // 30 + 1)
            step = max(1, int(block / months / max(1.0, len(tenures) / len(units))))
            for low in range(0, len(units), step):
                yield from _units(self, asked, duty, units[low:low + step], tenures)

    def index(self, duty: Recurring) -> Index:
        """Return the acts that fit `duty`, by who did them."""
        if duty.id not in self._indexes:
            self._indexes[duty.id] = index(duty, self.acts, self.roll)
        return self._indexes[duty.id]


def _units(source: Recurrence, asked: Question, duty: Recurring, units: Ints, tenures: Ints) -> Iterator[Block]:
    roll = source.roll
    held = tenures[np.isin(roll.unit[tenures], units)]
    parts = []
    for level in duty.levels:
        at_level = np.intersect1d(units, owing_units(roll, duty, level))
        parts.append(_level(source, asked, duty, level, at_level, held[np.isin(roll.unit[held], at_level)]))
    merged = _merged([part for part in parts if len(part)])
    if merged is not None:
        yield merged


def _level(source: Recurrence, asked: Question, duty: Recurring, level: str, units: Ints, tenures: Ints) -> Block:
    pack, roll, kind = source.pack, source.roll, duty.period[level]
    min_days = pack.int(f"min_days.{kind}")
    if duty.owner == "person":
        runs = person_runs(roll, tenures, kind, pack.effective_from, asked.as_of, min_days)
        run, period = runs.rows()
        instance, officer = np.arange(len(run), dtype=np.int32), roll.officer[runs.tenure[run]]
    else:
        runs = body_runs(units, kind, pack.effective_from, asked.as_of)
        run, period = runs.rows()
        instance, officer = responsible(roll, runs, tenures, asked.as_of, min_days)
    return _decided(source, asked, duty, runs, (run, period), (instance, officer))


def _decided(source: Recurrence, asked: Question, duty: Recurring, runs: Runs, rows: tuple[Ints, Ints], people: tuple[Ints, Ints]) -> Block:
    pack = source.pack
    keyed = key_acts(duty, runs, source.acts, source.index(duty), source.roll)
    seen = visible(keyed, asked.as_of, asked.known_at)
    key = keyed.key[seen]
    in_time, done = tally(key, keyed.lag[seen] > pack.int("grace_days"), runs.size)
    run, period = rows
    ends = last_days(period, runs.kind)
    status = decide(in_time, done, duty.at_least, ends, asked.as_of)
    officer_at = offsets(people[0], runs.size)
    return Block(
        duty=duty, unit=runs.unit[run], kind=np.full(len(run), PERIOD_KINDS.index(runs.kind), dtype=np.int32), period=period,
        officer_at=officer_at, officers=people[1], done=done, status=status, last_day=ends,
        due_soon=due_soon(status, ends, asked.as_of, pack.int(f"due_soon.{runs.kind}")), vacant=officer_at[1:] == officer_at[:-1],
        act_at=offsets(key, runs.size), acts=keyed.act[seen],
    )


def _merged(parts: list[Block]) -> Block | None:
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
