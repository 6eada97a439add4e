"""Days and periods as integers: days since 1970-01-01, periods of a kind counted as in `anze.law.days.Period`."""

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from anze.law.days import MONTHS_IN, PeriodKind

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
OPEN_END: Final = 2**31 - 1
EPOCH: Final = date(1970, 1, 1).toordinal()
MONTHS_BEFORE_EPOCH: Final = 1970 * 12


def day_number(day: date) -> int:
    """Return the day as an integer, 0 on 1970-01-01."""
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """Return the day that `day_number` made `number` of."""
    return date.fromordinal(number + EPOCH)


def month_indices(days: Ints) -> Ints:
    """Return the index of the calendar month of each day."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32) + np.int32(MONTHS_BEFORE_EPOCH)


def period_indices(days: Ints, kind: PeriodKind) -> Ints:
    """Return the index of the period of `kind` of each day."""
    return month_indices(days) // np.int32(MONTHS_IN[kind])


def first_days(indices: Ints, kind: PeriodKind) -> Ints:
    """Return the first day of each period."""
    months = indices * np.int32(MONTHS_IN[kind]) - np.int32(MONTHS_BEFORE_EPOCH)
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)


def last_days(indices: Ints, kind: PeriodKind) -> Ints:
    """Return the last day of each period."""
    return first_days(indices + np.int32(1), kind) - np.int32(1)
