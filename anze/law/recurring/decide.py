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
    seen: Flags = keyed.date <= day_number(as_of)
    seen &= keyed.recorded <= day_number(known_at)
    return seen


def tally(key: Ints, late: Flags, size: int, seen: Flags | None = None) -> tuple[Ints, Ints]:
    """Return for each of `size` instances the acts recorded in time and all acts; only those that are `seen`, if given.

    `key` needs no order and may be of any integer type. Twice `size` must fit 32 bits.
    """
    # Slots 1 … size count what is in time, size + 2 … 2 size + 1 what is late; slot 0 takes what is not seen, so that
    # nothing has to be picked out of the arrays.
    slot = np.where(late, np.int32(size + 2), np.int32(1))
    slot += key
    if seen is not None:
        slot *= seen
    counts = np.bincount(slot, minlength=2 * size + 2).reshape(2, size + 1)
    in_time = counts[0, 1:].astype(np.int32)
    return in_time, in_time + counts[1, 1:].astype(np.int32)


def decide(in_time: Ints, done: Ints, required: int | Ints, last_day: Ints, as_of: date) -> Statuses:
    """Return the status of each instance.

    met: enough acts, the one that completed the number recorded within the days of grace; backfilled: enough, but only
    with later records; pending: not enough, and the period is not over; missed: not enough, and it is.
    """
    # The codes are in the order of the table, so each line that fails adds one; what lacks acts in all lacks them in time.
    short = done < required
    over = last_day < day_number(as_of)
    over &= short
    status: Statuses = (in_time < required).view(np.uint8) + short.view(np.uint8)
    status += over.view(np.uint8)
    return status


def due_soon(status: Statuses, last_day: Ints, as_of: date, days: int) -> Flags:
    """Say of each instance whether it is pending with `days` days or fewer left."""
    soon: Flags = last_day <= day_number(as_of) + days
    soon &= status == PENDING
    return soon
