"""Which instance an act counts for. Done once, when an act is written: the key does not depend on the day asked."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from anze.law.clauses import Recurring
from anze.law.days import MONTHS_IN
from anze.law.recurring.calendar import Ints, last_days, month_indices
from anze.law.recurring.columns import Acts, Roll
from anze.law.recurring.plan import Runs


@dataclass(frozen=True, slots=True)
class Keyed:
    """Acts keyed to instances: `key` the instance, `act` the position of the act, its `date` and `recorded` day, and
    `lag`, the days from the period's last day to the record (≤ grace: in time). In the order of key, then date, then id."""

    key: Ints
    act: Ints
    date: Ints
    recorded: Ints
    lag: Ints


@dataclass(frozen=True, slots=True)
class Index:
    """The acts that fit a duty, by who did them: those of doer d are `acts[starts[d]:starts[d + 1]]`."""

    acts: Ints
    starts: Ints


def index(duty: Recurring, acts: Acts, roll: Roll) -> Index:
    """Return the acts that fit `duty`, by officer where a person owes it and by unit where a body does."""
    by_person = duty.owner == "person"
    fitting = acts.fitting(duty.act)
    doer = acts.officer if by_person else acts.unit
    fitting = fitting[doer[fitting] >= 0]
    fitting = fitting[np.argsort(doer[fitting], kind="stable")]
    doers = len(roll.officers) if by_person else len(roll.units)
    return Index(fitting, np.searchsorted(doer[fitting], np.arange(doers + 1, dtype=np.int32)).astype(np.int32))


def key_acts(duty: Recurring, runs: Runs, acts: Acts, indexed: Index, roll: Roll) -> Keyed:
    """Return every pair of an act and an instance of `runs` for which it counts, whatever the day asked.

    A person's act counts if it is by that officer and dated inside both the period and the tenure; a body's if it is
    that unit's and dated inside the period, a budget by the year it is for.
    """
    by_person = duty.owner == "person"
    act, run = _pairs(indexed, roll.officer[runs.tenure] if by_person else runs.unit)
    if by_person:
        inside = (acts.date[act] >= roll.start[runs.tenure[run]]) & (acts.date[act] <= roll.end[runs.tenure[run]])
        if duty.act.type == "meeting":
            inside &= acts.unit[act] == runs.unit[run]
        act, run = act[inside], run[inside]
    months = acts.year[act] * np.int32(12) if duty.act.type == "budget" else month_indices(acts.date[act])
    period = months // np.int32(MONTHS_IN[runs.kind])
    place = period - runs.first[run]
    inside = (place >= 0) & (place < runs.count[run])
    act, run, place, period = act[inside], run[inside], place[inside], period[inside]
    key = runs.base[run] + place
    order = np.lexsort((act, key))  # acts stand in the order of date, then id
    key, act, period = key[order], act[order], period[order]
    recorded = acts.recorded[act]
    return Keyed(key, act, acts.date[act], recorded, recorded - last_days(period, runs.kind))


def _pairs(indexed: Index, owner: Ints) -> tuple[Ints, Ints]:
    """Return every pair (act, run) in which the act's doer is the run's owner."""
    begin = indexed.starts[owner]
    lengths = indexed.starts[owner + 1] - begin
    run = np.repeat(np.arange(len(owner), dtype=np.int32), lengths)
    before = np.cumsum(lengths) - lengths
    position = np.arange(len(run)) - np.repeat(before - begin, lengths)
    return indexed.acts[position], run


def offsets(key: npt.NDArray[np.integer], size: int) -> Ints:
    """Return where the pairs of each instance begin and end: those of i are `offsets[i]:offsets[i + 1]` (`key` sorted)."""
    return np.searchsorted(key, np.arange(size + 1)).astype(np.int32)
