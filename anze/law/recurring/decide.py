"""The decision table of a recurring duty, on arrays: how many acts count, and what that makes of each instance."""

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from anze.law.recurring.calendar import Flags, Ints, day_number
from anze.law.recurring.keys import Keyed

MET, BACKFILLED, PENDING, MISSED = range(4)
STATUS_NAMES: Final = ("met", "backfilled", "pending", "missed")
Statuses = npt.NDArray[np.uint8]


def visible(keyed: Keyed, as_of: date, known_at: date) -> Flags:
    """Say of each keyed act whether it had happened by `as_of` and was on record by `known_at`."""
    return (keyed.date <= day_number(as_of)) & (keyed.recorded <= day_number(known_at))


def tally(key: Ints, late: Flags, size: int) -> tuple[Ints, Ints]:
    """Return for each of `size` instances the acts recorded in time and all acts."""
    split = np.bincount(key.astype(np.int64) * 2 + late, minlength=2 * size).reshape(size, 2)
    return split[:, 0].astype(np.int32), split.sum(axis=1).astype(np.int32)


def decide(in_time: Ints, done: Ints, required: int | Ints, last_day: Ints, as_of: date) -> Statuses:
    """Return the status of each instance.

    met: enough acts, the one that completed the number recorded within the days of grace; backfilled: enough, but only
    with later records; pending: not enough, and the period is not over; missed: not enough, and it is.
    """
    status = np.where(day_number(as_of) <= last_day, np.uint8(PENDING), np.uint8(MISSED))
    status[done >= required] = BACKFILLED
    status[in_time >= required] = MET
    return status


def due_soon(status: Statuses, last_day: Ints, as_of: date, days: int) -> Flags:
    """Say of each instance whether it is pending with `days` days or fewer left."""
    return (status == PENDING) & (last_day - day_number(as_of) <= days)
