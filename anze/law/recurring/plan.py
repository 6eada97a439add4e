"""A duty's instances laid out: for each tenure or unit that owes it, a run of consecutive periods."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from anze.law.clauses import Recurring
from anze.law.days import PeriodKind, first_period_from, period_of
from anze.law.recurring.calendar import Ints, day_number, first_days, last_days, period_indices
from anze.law.recurring.columns import FUNCTION_CODES, LEVEL_CODES, POST_CODES, Roll


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of instances of one duty and one kind of period. Run r has the instances `base[r]` … `base[r] + count[r] - 1`,
    the first of them for the period `first[r]`. `tenure` is -1 where the body owes; `unit` is the unit that owes."""

    kind: PeriodKind
    tenure: Ints
    unit: Ints
    first: Ints
    count: Ints
    base: Ints

    @property
    def size(self) -> int:
        """The number of instances."""
        return int(self.count.sum())

    def rows(self) -> tuple[Ints, Ints]:
        """Return for each instance its run and its period."""
        run = np.repeat(np.arange(len(self.first), dtype=np.int32), self.count)
        period = np.repeat(self.first - self.base, self.count) + np.arange(len(run), dtype=np.int32)
        return run, period

    def calendar(self) -> "Calendar":
        """Return the days of all periods of the runs."""
        low = int(self.first.min()) if len(self.first) else 0
        high = int((self.first + self.count).max(initial=low))
        return Calendar(low, first_days(np.arange(low, high + 1, dtype=np.int32), self.kind))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Consecutive periods from the index `low` on, by table: `starts` gives the first day of each, and of the one after
    the last. Working out a day's month takes forty times as long as looking it up."""

    low: int
    starts: Ints

    def spans(self, runs: Runs) -> tuple[Ints, Ints]:
        """Return the first and the last day of each run."""
        first = runs.first - self.low
        return self.starts[first], self.starts[first + runs.count] - np.int32(1)

    def periods(self, days: Ints) -> tuple[Ints, Ints]:
        """Return the period of each day, and that period's last day; all must lie in the calendar."""
        lengths = np.diff(self.starts)
        place = days.astype(np.intp) - self.starts[0]
        period = np.repeat(np.arange(self.low, self.low + len(lengths), dtype=np.int32), lengths)
        ends = np.repeat(self.starts[1:] - np.int32(1), lengths)
        return period.take(place), ends.take(place)

    def last_days(self, periods: Ints) -> Ints:
        """Return the last day of each period; all must lie in the calendar."""
        return (self.starts[1:] - np.int32(1)).take(periods - self.low)


def runs(kind: PeriodKind, tenure: Ints, unit: Ints, first: Ints, last: Ints) -> Runs:
    """Return the runs from period `first` to period `last` (both included), without those that are empty."""
    count = last - first + 1
    kept = count > 0
    count = count[kept].astype(np.int32)
    base = np.concatenate(([0], np.cumsum(count)[:-1])).astype(np.int32) if len(count) else count
    return Runs(kind, tenure[kept], unit[kept], first[kept].astype(np.int32), count, base)


def qualifying(roll: Roll, tenures: Ints, kind: PeriodKind, as_of: date, min_days: int) -> tuple[Ints, Ints]:
    """Return the first and last period, up to the one of `as_of`, in which each tenure has at least `min_days` days.

    An open tenure runs to the period's end. Where no period qualifies, the last lies before the first.
    """
    start = roll.start[tenures]
    end = np.minimum(roll.end[tenures], np.int32(day_number(period_of(as_of, kind).last)))
    first, last = period_indices(start, kind), period_indices(end, kind)
    in_first = np.minimum(end, last_days(first, kind)) - start + 1
    in_last = end - np.maximum(start, first_days(last, kind)) + 1
    return first + (in_first < min_days), last - (in_last < min_days)


def owing_units(roll: Roll, duty: Recurring, level: str) -> Ints:
    """Return the units of `level` (and of the duty's functions, for departments) that have the duty."""
    owes = roll.level == LEVEL_CODES[level]
    if duty.functions:
        owes &= np.isin(roll.function, [FUNCTION_CODES[function] for function in duty.functions])
    return np.flatnonzero(owes).astype(np.int32)


def holders(roll: Roll, duty: Recurring, units: Ints, as_of: date) -> Ints:
    """Return the tenures of the duty's posts in `units` that have begun by `as_of`."""
    held = np.isin(roll.post, [POST_CODES[post] for post in duty.posts]) & np.isin(roll.unit, units)
    return np.flatnonzero(held & (roll.start <= day_number(as_of))).astype(np.int32)


def person_runs(roll: Roll, tenures: Ints, kind: PeriodKind, effective_from: date, as_of: date, min_days: int) -> Runs:
    """Return an instance for each of `tenures` and each period in which it has at least `min_days` days."""
    first, last = qualifying(roll, tenures, kind, as_of, min_days)
    first = np.maximum(first, np.int32(first_period_from(effective_from, kind).index))
    return runs(kind, tenures, roll.unit[tenures], first, last)


def body_runs(units: Ints, kind: PeriodKind, effective_from: date, as_of: date) -> Runs:
    """Return an instance for each of `units` and each period, whoever holds the post."""
    first = np.full(len(units), first_period_from(effective_from, kind).index, dtype=np.int32)
    last = np.full(len(units), period_of(as_of, kind).index, dtype=np.int32)
    return runs(kind, np.full(len(units), -1, dtype=np.int32), units, first, last)
