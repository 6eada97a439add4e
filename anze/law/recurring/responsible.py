"""Who answers for what a body owes: the post's holders in the period."""

from datetime import date

import numpy as np

from anze.law.days import PeriodKind
from anze.law.recurring.calendar import Ints, day_number, last_days, period_indices
from anze.law.recurring.columns import Roll
from anze.law.recurring.plan import Runs, qualifying, runs

FAR_FUTURE = day_number(date(9000, 1, 1))


def responsible(roll: Roll, body: Runs, tenures: Ints, as_of: date, min_days: int) -> tuple[Ints, Ints]:
    """Return pairs (instance, officer), in that order and each once: the tenures with `min_days` days in the period;
    if there is none, whoever holds the post on the period's last day; if nobody does, no pair."""
    run_of = np.full(len(roll.units), -1, dtype=np.int32)
    run_of[body.unit] = np.arange(len(body.unit), dtype=np.int32)
    tenures = tenures[run_of[roll.unit[tenures]] >= 0]
    run = run_of[roll.unit[tenures]]
    instance, officer = _spread(roll, body, run, tenures, *qualifying(roll, tenures, body.kind, as_of, min_days))
    filled = np.zeros(body.size, dtype=np.bool_)
    filled[instance] = True
    ending, holder = _spread(roll, body, run, tenures, *_held_on_last_day(roll, tenures, body.kind))
    left = ~filled[ending]
    pairs = np.stack((np.concatenate((instance, ending[left])), np.concatenate((officer, holder[left]))), axis=1)
    pairs = np.unique(pairs, axis=0)
    return pairs[:, 0].astype(np.int32), pairs[:, 1].astype(np.int32)


def _spread(roll: Roll, body: Runs, run: Ints, tenures: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return (instance, officer) for each tenure and each period from `first` to `last` that its body's run holds."""
    first = np.maximum(first, body.first[run])
    last = np.minimum(last, body.first[run] + body.count[run] - 1)
    held = runs(body.kind, tenures, run, first, last)  # its `unit` carries the body's run
    part, period = held.rows()
    at = held.unit[part]
    return body.base[at] + period - body.first[at], roll.officer[held.tenure[part]]


def _held_on_last_day(roll: Roll, tenures: Ints, kind: PeriodKind) -> tuple[Ints, Ints]:
    """Return the first and last period on whose last day each tenure holds."""
    start, end = roll.start[tenures], roll.end[tenures]
    first = period_indices(start, kind)
    far = np.minimum(end, np.int32(FAR_FUTURE))
    last = period_indices(far, kind)
    return first, np.where(last_days(last, kind) <= far, last, last - 1).astype(np.int32)
