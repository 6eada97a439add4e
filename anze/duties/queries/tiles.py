"""What the home page counts: each number with the address of the very rows that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, get_args
from urllib.parse import urlencode

import numpy as np

from anze.access.rights import Reach
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.groups import Group, by_unit, tops
from anze.duties.queries.obligations import OPEN, Chosen, Table, in_reach
from anze.law.days import PeriodKind, period_of
from anze.law.recurring.calendar import day_number

NOW: Final = {"month": "本月", "quarter": "本季度", "half_year": "本半年", "year": "本年"}
SHORT: Final = {"inspection": "排查", "meeting": "会议", "document": "文件", "budget": "预算"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number and the rows that it counts: `query` is that of the board; `soon` of them are close to their day."""

    title: str
    state: str
    count: int
    total: int
    soon: int
    lamp: str
    filters: Filters

    @property
    def query(self) -> str:
        """The query under which the board shows exactly these."""
        return query_of(self.filters)


def query_of(filters: Filters, view: str = "list") -> str:
    """Return the query of the board that asks for these filters."""
    fields = {name: getattr(filters, name) for name in Filters.__slots__}
    return urlencode({"view": view} | {name: value for name, value in fields.items() if value})


@dataclass(frozen=True, slots=True)
class Overview:
    """The counts of a reach on a day: tiles, the lamps of the year, and by unit who has not done this month's."""

    tiles: list[Tile]
    lamps: list[tuple[str, int, str]]
    months: list[tuple[Group, str]]
    month: str
    year: int


def overview(table: Table, reach: Reach) -> Overview:
    """Return the counts of everything in reach, worked out once for as long as nothing new is on record."""
    return table.memory.get(("overview", reach), lambda: _overview(in_reach(table, reach), table.asked.as_of))


def _overview(chosen: Chosen, as_of: date) -> Overview:
    year = narrow(chosen, Filters(year=str(as_of.year)))
    lamps = [(lamp, count, query_of(Filters(year=str(as_of.year), lamp=lamp))) for lamp, count in year.counts().items()]
    month = period_of(as_of, "month").name
    return Overview([*_current(chosen, as_of), *_past(chosen, as_of)], lamps, _months(chosen, Filters(period=month, lamp=OPEN)), month, as_of.year)


def _current(chosen: Chosen, as_of: date) -> Iterator[Tile]:
    """Yield what the periods that run now ask for: a tile for each kind of period and of act."""
    for kind in get_args(PeriodKind):
        period = period_of(as_of, kind)
        running = narrow(chosen, Filters(period=period.name))
        for act in SHORT if len(running) else ():
            these = narrow(running, Filters(type=act))
            if not len(these):
                continue
            filters = Filters(period=period.name, type=act, lamp=OPEN)
            counts = these.counts()
            yield Tile(f"{NOW[kind]}{SHORT[act]}", "未完成", counts["soon"] + counts["pending"] + counts["missed"], len(these), counts["soon"],
                       "soon" if counts["soon"] else "pending" if counts["pending"] else "met", filters)


def _past(chosen: Chosen, as_of: date) -> Iterator[Tile]:
    """Yield what was not done in the month before, and what is overdue or was recorded late this year."""
    last_month = period_of(period_of(as_of, "month").first - timedelta(days=1), "month")
    before = narrow(chosen, Filters(period=last_month.name))
    if len(before):
        missed = Filters(period=last_month.name, lamp="missed")
        yield Tile("上月任务", "逾期", len(narrow(chosen, missed)), len(before), 0, "missed", missed)
    year = narrow(chosen, Filters(year=str(as_of.year)))
    for lamp, word in (("missed", "逾期"), ("backfilled", "补录")) if len(year) else ():
        filters = Filters(year=str(as_of.year), lamp=lamp)
        yield Tile("本年任务", word, len(narrow(year, filters)), len(year), 0, lamp, filters)


def _months(chosen: Chosen, filters: Filters) -> list[tuple[Group, str]]:
    """Return who has not done this month's, by unit: a unit's own leaders and departments first, then each place below it."""
    left = narrow(chosen, filters)
    found: list[tuple[Group, str]] = []
    for top in tops(chosen)[:6]:
        for group in by_unit(left, top):
            if group.total:
                found.append((group, query_of(replace(filters, unit=group.key, span=group.span))))
    return found


def running(chosen: Chosen) -> Chosen:
    """Return the rows whose period has not ended."""
    return chosen.where(chosen.table.last_day >= np.int32(day_number(chosen.table.asked.as_of)))

