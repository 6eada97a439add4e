"""What one officer owes: this month's, quarter's and year's duties with the days left, what is overdue, standing duties, the year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from anze.access.rights import Reach
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.grid import Grid, GridRow
from anze.duties.queries.obligations import MISSED, Chosen, Row, Table, rows_of
from anze.duties.queries.standing import StandingRow, standing_rows
from anze.duties.queries.tiles import NOW, SHORT, running
from anze.law.codes import POSTS
from anze.law.days import PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Card:
    """Everything of one officer. `groups`: (本月 2 项, its rows) for each kind of period; what is not done comes first."""

    officer: str
    name: str
    posts: str
    headline: str
    groups: list[tuple[str, list[Row]]]
    overdue: list[Row]
    standing: list[StandingRow]
    year: Sequence[GridRow]
    open: int

    @property
    def faulty(self) -> list[StandingRow]:
        """The standing duties that are not in place."""
        return [row for row in self.standing if row.status in {"lacking", "invalid"}]


def card(table: Table, officer: str, pk: int) -> Card:
    """Return the card of one officer (code and key)."""
    asked, held, roll = table.asked, table.world, table.world.recurrence.roll
    code = roll.officer_codes.get(officer, -1)
    flags = table.memory.get(("officer", officer), lambda: table.any_officer(np.arange(len(roll.officers)) == code))
    mine = Chosen(table, flags.nonzero()[0])
    year = narrow(mine, Filters(year=str(asked.as_of.year)))
    groups = [(_title(kind, asked.as_of, rows), rows) for kind, rows in _grouped(running(mine))]
    overdue = rows_of(year.where(table.lamp == MISSED))[::-1]
    tenures = [tenure for tenure in held.index.tenures_of.get(officer, ()) if tenure.holds_on(asked.as_of)]
    posts = "、".join(dict.fromkeys(f"{held.index.tree.name(tenure.unit)}{POSTS[tenure.post]}" for tenure in tenures))
    left = [row for _, rows in groups for row in rows if row.lamp in {"soon", "pending"}]
    return Card(officer, held.index.names.get(officer, officer), posts, _headline(groups, len(overdue)), groups, overdue,
                standing_rows(held, asked, Reach(officers=frozenset({pk}))), Grid(year, year, asked.as_of.year), len(left))


def _grouped(now: Chosen) -> list[tuple[PeriodKind, list[Row]]]:
    table = now.table
    found: dict[PeriodKind, list[Row]] = {}
    for row, at in zip(rows_of(now), now.at.tolist(), strict=True):
        found.setdefault(table.period_at(at).kind, []).append(row)
    kinds: tuple[PeriodKind, ...] = ("month", "quarter", "half_year", "year")
    return [(kind, sorted(found[kind], key=lambda row: (row.lamp in {"met", "backfilled"}, row.left))) for kind in kinds if kind in found]


def _title(kind: PeriodKind, as_of: date, rows: list[Row]) -> str:
    return f"{NOW[kind]}（{period_of(as_of, kind).label}）{len(rows)} 项"


def _headline(groups: list[tuple[str, list[Row]]], overdue: int) -> str:
    """本月 2 项：排查（剩 6 天）、会议（剩 6 天）。"""
    parts = []
    for title, rows in groups:
        left = [row for row in rows if row.lamp in {"soon", "pending"}]
        if left:
            same = Counter((SHORT[row.act_type], row.days) for row in left)  # two papers due on one day are said once
            said = "、".join(f"{what}{f' {count} 件' if count > 1 else ''}（{days}）" for (what, days), count in same.items())
            parts.append(f"{title.split('（')[0]} {len(left)} 项：{said}")
    if overdue:
        parts.append(f"本年逾期 {overdue} 项")
    return "；".join(parts) + "。" if parts else "本月、本季度的任务都已完成。" if groups else "目前没有按期限计算的任务。"

