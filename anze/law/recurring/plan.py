"""A duty's instances laid out: for each tenure or unit that owes it, a run of consecutive periods."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np

from anze.law.clauses import Recurring
from anze.law.days import MONTHS_IN, PeriodKind, first_period_from, period_of
from anze.law.recurring.calendar import Ints, day_number, first_days, last_days, period_indices
from anze.law.recurring.columns import FUNCTION_CODES, LEVEL_CODES, POST_CODES, Roll

USUAL_YEARS: Final = (1950, 2150)  # tenures within them are placed by table


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
        return np.repeat(np.arange(len(self.first), dtype=np.int32), self.count), self.periods()

    def periods(self) -> Ints:
        """Return the period of each instance."""
        return np.repeat(self.first - self.base, self.count) + np.arange(self.size, dtype=np.int32)

    def calendar(self) -> "Calendar":
        """Return the days of all periods of the runs."""
        low = int(self.first.min()) if len(self.first) else 0
        return calendar(self.kind, low, int((self.first + self.count).max(initial=low)))


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Consecutive periods from the index `low` on, by table: `starts` gives the first day of each, and of the one after
    the last; `period_of` and `end_of` the period of each day and that period's last day. Working out the month of a
    day takes forty times as long as looking it up."""

    low: int
    starts: Ints
    period_of: Ints
    end_of: Ints

    def holds(self, days: Ints) -> bool:
        """Say whether all days lie in the calendar."""
        return bool(days.min(initial=self.starts[-1] - 1) >= self.starts[0] and days.max(initial=self.starts[0]) < self.starts[-1])

    def spans(self, runs: Runs) -> tuple[Ints, Ints]:
        """Return the first and the last day of each run."""
        first = runs.first - self.low
        return self.starts[first], self.starts[first + runs.count] - np.int32(1)

    def periods(self, days: Ints) -> tuple[Ints, Ints]:
        """Return the period of each day, and that period's last day; all must lie in the calendar."""
        place = days.astype(np.intp)
        place -= self.starts[0]
        return self.period_of.take(place), self.end_of.take(place)

    def first_days(self, periods: Ints) -> Ints:
        """Return the first day of each period; all must lie in the calendar."""
        return self.starts.take(periods - self.low)

    def last_days(self, periods: Ints) -> Ints:
        """Return the last day of each period; all must lie in the calendar."""
        return self.starts.take(periods - (self.low - 1)) - np.int32(1)


@lru_cache(maxsize=256)
def calendar(kind: PeriodKind, low: int, high: int) -> Calendar:
    """Return the calendar of the periods from index `low` to before `high`."""
    starts = first_days(np.arange(low, high + 1, dtype=np.int32), kind)
    lengths = np.diff(starts)
    return Calendar(low, starts, np.repeat(np.arange(low, high, dtype=np.int32), lengths), np.repeat(starts[1:] - np.int32(1), lengths))


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
    table = calendar(kind, *(year * 12 // MONTHS_IN[kind] for year in USUAL_YEARS))
    if table.holds(start) and table.holds(end):
        first, first_end = table.periods(start)
        last, _ = table.periods(end)
        last_start = table.first_days(last)
    else:
        first, last = period_indices(start, kind), period_indices(end, kind)
        first_end, last_start = last_days(first, kind), first_days(last, kind)
    in_first = np.minimum(end, first_end) - start + 1
    in_last = end - np.maximum(start, last_start) + 1
    return first + (in_first < min_days), last - (in_last < min_days)


def owing_units(roll: Roll, duty: Recurring, level: str) -> Ints:
    """Return the units of `level` (and of the duty's functions, for departments) that have the duty."""
    owes = roll.level == LEVEL_CODES[level]
    if duty.functions:
        owes &= np.isin(roll.function, [FUNCTION_CODES[function] for function in duty.functions])
    return np.flatnonzero(owes).astype(np.int32)


def holders(roll: Roll, duty: Recurring, units: Ints, as_of: date) -> Ints:
    """Return the tenures of the duty's posts in `units` that have begun by `as_of`."""
    owing = np.zeros(len(roll.units), dtype=np.bool_)
    owing[units] = True
    counted = np.zeros(len(POST_CODES), dtype=np.bool_)
    counted[[POST_CODES[post] for post in duty.posts]] = True
    held = owing.take(roll.unit) & counted.take(roll.post) & (roll.start <= day_number(as_of))
    return np.flatnonzero(held).astype(np.int32)


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
