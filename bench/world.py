"""The generated year that every engine is given: tenures and acts, in blocks of appointments, from one seed."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from anze.law.days import Period
from anze.law.recurring.calendar import OPEN_END, day_number
from anze.law.recurring.columns import ROLE_CODES, TYPE_CODES
from bench.duties import DUTIES, EFFECTIVE_FROM, NONE, Duty

BLOCK = 2_500  # appointments: a large city's counties; what one duty has of them fits the cache
UNIT = 10  # appointments in one unit
Column = np.ndarray


@dataclass(frozen=True)
class Deeds:
    """Acts as columns of int32, in the order of date."""

    officer: Column
    unit: Column
    type: Column
    body: Column
    document: Column
    role: Column
    safety: Column
    date: Column
    recorded: Column

    def __len__(self) -> int:
        return len(self.date)


@dataclass(frozen=True)
class Part:
    """One block: the tenures of `BLOCK` officers (or fewer in the last) numbered from 0, ten in a unit, and their acts."""

    first: int
    start: Column
    end: Column
    deeds: Deeds

    @property
    def officers(self) -> int:
        return len(self.start)


def parts(appointments: int, seed: int = 2026) -> Iterator[Part]:
    """Yield the blocks; a block does not depend on how many follow it."""
    for first in range(0, appointments, BLOCK):
        rng = np.random.default_rng((seed, first))
        yield _part(rng, first, min(BLOCK, appointments - first))


def _part(rng: np.random.Generator, first: int, officers: int) -> Part:
    new_year = day_number(EFFECTIVE_FROM)
    start = new_year - rng.integers(1, 900, officers)
    late = rng.random(officers) < 0.1  # comes into office in the first days of the year: what was done before does not count
    start[late] = new_year + rng.integers(1, 9, int(late.sum()))
    end = np.full(officers, OPEN_END)
    leaving = rng.random(officers) < 0.1
    end[leaving] = new_year + rng.integers(350, 365, int(leaving.sum()))
    columns = [_acts(rng, duty, officers) for duty in DUTIES]
    table = np.concatenate(columns, axis=1)
    table = np.concatenate((table, _beside(rng, table)), axis=1)
    table = table[:, np.argsort(table[7], kind="stable")].astype(np.int32)
    return Part(first, start.astype(np.int32), end.astype(np.int32), Deeds(*(row.copy() for row in table)))


def _acts(rng: np.random.Generator, duty: Duty, officers: int) -> np.ndarray:
    """Return the acts done for one duty, 1.55 an instance: none, or one and perhaps more; most put on record at once."""
    size = officers * duty.periods
    count = (rng.random(size) < 0.94) * (1 + rng.poisson(0.65, size))
    instance = np.repeat(np.arange(size), count)
    officer, place = np.divmod(instance, duty.periods)
    kind = duty.clause.period["county"]
    periods = [Period(kind, EFFECTIVE_FROM.year * duty.periods + at) for at in range(duty.periods)]
    first = np.array([day_number(period.first) for period in periods])
    length = np.array([(period.last - period.first).days + 1 for period in periods])
    date = first[place] + (rng.random(len(place)) * length[place]).astype(np.int64)
    recorded = date + rng.geometric(0.4, len(date)) - 1 + (rng.random(len(date)) < 0.04) * rng.integers(15, 70, len(date))
    codes = [np.full(len(date), code) for code in (duty.type, duty.body, duty.document, duty.role)]
    return np.stack([officer, officer // UNIT, *codes, np.ones_like(date), date, recorded])


def _beside(rng: np.random.Generator, table: np.ndarray) -> np.ndarray:
    """Return acts that count for nothing, one in twenty: inspections only attended, meetings on something else."""
    taken = table[:, rng.random(table.shape[1]) < 0.05].copy()
    attended = rng.random(taken.shape[1]) < 0.5
    taken[2:6] = np.where(attended, [[TYPE_CODES["inspection"]], [NONE], [NONE], [ROLE_CODES["attend"]]],
                          [[TYPE_CODES["meeting"]], [0], [NONE], [NONE]])
    taken[6] = 0
    return taken

