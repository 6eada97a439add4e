"""Which instance an act counts for. Done once, when an act is written: the key does not depend on the day asked."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from anze.law.clauses import Recurring
from anze.law.recurring.calendar import Ints, first_days
from anze.law.recurring.columns import Acts, Roll
from anze.law.recurring.plan import Runs

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Acts keyed to instances: `key` the instance, `act` the position of the act, its `date` and `recorded` day, and
    `lag`, the days from the period's last day to the record (≤ grace: in time). In the order of key, then date, then id,
    unless said otherwise."""

    key: Ints
    act: Ints
    date: Ints
    recorded: Ints
    lag: Ints


@dataclass(frozen=True, slots=True)
class Index:
    """The acts that fit a duty, by who did them: those of doer d are `acts[starts[d]:starts[d + 1]]`, by date, then id."""

    acts: Places
    starts: Places


def index(duty: Recurring, acts: Acts, roll: Roll) -> Index:
    """Return the acts that fit `duty`, by officer where a person owes it and by unit where a body does."""
    by_person = duty.owner == "person"
    fitting = acts.fitting(duty.act)
    doer = (acts.officer if by_person else acts.unit)[fitting]
    doers = len(roll.officers) if by_person else len(roll.units)
    both = doer.astype(np.int64) << 32 | fitting  # sorting one number is ten times as fast as sorting places by doer
    both.sort()
    starts = np.cumsum(np.bincount(doer + 1, minlength=doers + 1))  # an act of nobody known has the doer -1
    return Index((both & 0xFFFFFFFF).astype(np.intp, copy=False), starts)


def key_acts(duty: Recurring, runs: Runs, acts: Acts, indexed: Index, roll: Roll) -> Keyed:
    """Return every pair of an act and an instance of `runs` for which it counts, whatever the day asked.

    A person's act counts if it is by that officer and dated inside both the period and the tenure; a body's if it is
    that unit's and dated inside the period, a budget by the year it is for.
    """
    by_person, by_year = duty.owner == "person", duty.act.type == "budget"
    calendar = runs.calendar()
    act, lengths = _of_owners(indexed, roll.officer[runs.tenure] if by_person else runs.unit)
    begin, end = calendar.spans(runs)
    day = acts.date.take(act)
    counted_on = first_days(acts.year.take(act), "year") if by_year else day
    inside = counted_on >= np.repeat(begin, lengths)
    inside &= counted_on <= np.repeat(end, lengths)
    if by_person:
        inside &= day >= np.repeat(roll.start[runs.tenure], lengths)
        inside &= day <= np.repeat(roll.end[runs.tenure], lengths)
    if by_person and duty.act.type == "meeting":
        inside &= acts.unit.take(act) == np.repeat(runs.unit, lengths)
    act, day, counted_on = act[inside], day[inside], counted_on[inside]
    period, last_day = calendar.periods(counted_on)
    key = period + np.repeat(runs.base - runs.first, lengths)[inside]
    if by_year:  # acts stand in the order of date, which is not that of the year they are for
        order = np.lexsort((act, key))
        act, day, last_day, key = act[order], day[order], last_day[order], key[order]
    recorded = acts.recorded.take(act)
    return Keyed(key, act.astype(np.int32), day, recorded, recorded - last_day)


def _of_owners(indexed: Index, owner: Ints) -> tuple[Places, Places]:
    """Return the acts of each owner, one owner after another, and how many each has."""
    begin = indexed.starts.take(owner)
    lengths = indexed.starts.take(owner + 1) - begin
    before = np.cumsum(lengths) - lengths
    place = np.repeat(begin - before, lengths)
    place += np.arange(len(place))
    return indexed.acts.take(place), lengths


def offsets(key: npt.NDArray[np.integer], size: int) -> Ints:
    """Return where the pairs of each instance begin and end: those of i are `offsets[i]:offsets[i + 1]` (`key` sorted)."""
    return np.concatenate(([0], np.cumsum(np.bincount(key, minlength=size)))).astype(np.int32)
