"""The duty records of many people and units in one pass over the arrays of the board: counted by year and lamp, and the rows behind a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from anze.access.rights import Reach
from anze.duties.queries.obligations import LAMPS, Chosen, Row, in_reach, rows_of, table_of
from anze.law.question import Question
from anze.vetting.codes import COUNTS

REPORT: Final = "duty_report"  # the document of 第二十二条第二款
Counts = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Records:
    """Of each subject, in their order: counts by year of all obligations, and of reports of duties."""

    years: list[Counts]
    reports: list[Counts]


def records(asked: Question, today: date, reach: Reach, officers: Sequence[str], groups: Sequence[str]) -> tuple[Records, Records]:
    """Return the records of officers and of the leading groups of units (codes), as far as the obligations are those of units in reach."""
    chosen = in_reach(table_of(asked, today), reach)
    return _of(chosen, len(officers), *_by_officer(chosen, officers)), _of(chosen, len(groups), *_by_unit(chosen, groups))


def rows_behind(asked: Question, today: date, reach: Reach, code: str, *, group: bool, year: int, lamp: str, reports: bool = False) -> list[Row]:
    """Return the obligations behind a number: of an officer or the unit of a leading group, of a year, with a lamp of `COUNTS` (empty: all)."""
    chosen = in_reach(table_of(asked, today), reach)
    table, roll = chosen.table, chosen.table.world.recurrence.roll
    if group:
        flags = np.array([one == code for one in roll.units], dtype=np.bool_).take(table.unit)
    else:
        flags = table.any_officer(np.array([one == code for one in roll.officers], dtype=np.bool_))
    flags = flags & (table.month // 12 == year)
    if lamp in COUNTS:
        flags &= np.isin(table.lamp, [LAMPS.index(one) for one in COUNTS[lamp][1]])
    if reports:
        flags &= _reports(chosen).take(table.duty)
    return rows_of(chosen.where(flags))


def _reports(chosen: Chosen) -> npt.NDArray[np.bool_]:
    return np.array([duty.act.document == REPORT for duty in chosen.table.duties], dtype=np.bool_)


def _by_officer(chosen: Chosen, officers: Sequence[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    """Return the places of the chosen rows with the subject that each belongs to: a row with two of them stands there twice."""
    roll = chosen.table.world.recurrence.roll
    subject = np.full(len(roll.officers) + 1, -1, dtype=np.int64)
    for place, code in enumerate(officers):
        subject[roll.officer_codes.get(code, len(roll.officers))] = place
    subject[len(roll.officers)] = -1  # whoever holds no post yet owes nothing
    at, officer = chosen.pairs()
    whose = subject[officer]
    return chosen.at[at[whose >= 0]], whose[whose >= 0]


def _by_unit(chosen: Chosen, groups: Sequence[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    place = {code: number for number, code in enumerate(groups)}
    subject = np.array([place.get(code, -1) for code in chosen.table.world.recurrence.roll.units], dtype=np.int64)
    whose = subject[chosen.table.unit[chosen.at]]
    return chosen.at[whose >= 0], whose[whose >= 0]


def _of(chosen: Chosen, size: int, rows: npt.NDArray[np.intp], whose: npt.NDArray[np.int64]) -> Records:
    table = chosen.table
    said = _reports(chosen).take(table.duty[rows]) if len(rows) else np.zeros(0, dtype=np.bool_)
    return Records(_counted(table, size, rows, whose), _counted(table, size, rows[said], whose[said]))


def _counted(table: Any, size: int, rows: npt.NDArray[np.intp], whose: npt.NDArray[np.int64]) -> list[Counts]:
    """Return of each subject the years in which anything was due, each with its counts."""
    if not len(rows):
        return [[] for _ in range(size)]
    years = table.month[rows] // 12
    first, span = int(years.min()), int(years.max() - years.min()) + 1
    slots = (whose * span + (years - first)) * len(LAMPS) + table.lamp[rows]
    found = np.bincount(slots, minlength=size * span * len(LAMPS)).reshape(size, span, len(LAMPS)).tolist()
    return [[{"year": first + place} | _summed(lamps) for place, lamps in enumerate(of_one) if any(lamps)] for of_one in found]


def _summed(lamps: Sequence[int]) -> dict[str, int]:
    return {name: sum(lamps[LAMPS.index(one)] for one in wanted) for name, (_, wanted) in COUNTS.items()}
