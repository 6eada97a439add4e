"""The statutory figures of a month: accidents, dead, seriously injured and loss by county, sector, type and grade, beside the year before."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.accidents.queries.lists import listed
from anze.accidents.queries.narrowing import Filters
from anze.accidents.queries.then import as_known
from anze.law.days import Period
from anze.law.national.grades import GRADES, grade_label
from anze.law.question import Question
from anze.law.tree import Tree
from anze.workbook.write import Column, Sheet

NOT_SAID: Final = "未登记"
COLUMNS: Final = (
    Column("统计口径", 18), Column("名称", 20), Column("起数", 8), Column("死亡", 8), Column("重伤", 8), Column("直接经济损失（万元）", 16),
    Column("上年同期起数", 12), Column("上年同期死亡", 12), Column("上年同期重伤", 12), Column("上年同期损失（万元）", 16),
    Column("起数增减", 10), Column("死亡增减", 10), Column("损失未填起数", 12),
)


@dataclass(frozen=True, slots=True)
class Total:
    """Accidents, dead, seriously injured, loss (万元); of how many accidents the loss is `unknown`, and so not in the sum."""

    count: int = 0
    deaths: int = 0
    serious_injuries: int = 0
    loss: Decimal = Decimal(0)
    unknown: int = 0

    def __add__(self, other: "Total") -> "Total":
        return Total(self.count + other.count, self.deaths + other.deaths, self.serious_injuries + other.serious_injuries, self.loss + other.loss,
                     self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: of a county, sector, type or grade, in the span asked and in the same span of the year before. `query` opens its names."""

    label: str
    now: Total
    before: Total
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def more(self) -> int:
        """How many accidents more than the year before."""
        return self.now.count - self.before.count

    @property
    def more_deaths(self) -> int:
        """How many dead more than the year before."""
        return self.now.deaths - self.before.deaths


@dataclass(frozen=True, slots=True)
class Part:
    """A table: by what, its rows and their total."""

    name: str
    title: str
    lines: tuple[Line, ...]
    total: Line


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are counted, both included, and those of the year before."""

    first: date
    last: date

    @property
    def before(self) -> "Span":
        """The same days of the year before; 29 February ends on the 28th."""
        return Span(_year_back(self.first), _year_back(self.last))


def _year_back(day: date) -> date:
    back = (day + timedelta(days=1)).replace(day=1) - timedelta(days=1) == day  # a month's last day stays one
    return Period("month", (day.year - 1) * 12 + day.month - 1).last if back else day.replace(year=day.year - 1)


def month_of(text: str, today: date) -> Period:
    """Return the month that an address names (2026-10); the one before today's where it names none, or one to come."""
    year, _, month = text.partition("-")
    if len(year) == 4 and year.isascii() and year.isdecimal() and month.isascii() and month.isdecimal() and 1 <= int(month) <= 12 and int(year) >= 2000:
        found = Period("month", int(year) * 12 + int(month) - 1)
        if found.first <= today:
            return found
    return Period("month", today.year * 12 + today.month - 2)


def span_of(month: Period, *, so_far: bool) -> Span:
    """Return the month's days, or those from the year's first to the month's last (1月至本月)."""
    return Span(date(month.first.year, 1, 1) if so_far else month.first, month.last)


def figures(rights: Rights, asked: Question, today: date, tree: Tree, span: Span) -> tuple[Part, ...]:
    """Return the four tables of a span over the accidents in reach that count, with the year before: two queries."""
    now, before = (_counting(rights, asked, today, one) for one in (span, span.before))
    days = {"from": span.first.isoformat(), "to": min(span.last, asked.as_of).isoformat(), "state": "counting"}
    keys: tuple[tuple[str, str, Callable[[Accident], str], Callable[[str], str], str], ...] = (
        ("county", "分地区", lambda one: _county(tree, one.unit.code), tree.name, "unit"),
        ("sector", "分行业（领域）", lambda one: one.sector, str, "sector"),
        ("nature", "分事故类别", lambda one: one.nature, str, "nature"), ("grade", "分等级", lambda one: one.grade, grade_label, "grade"))
    return tuple(_part(name, title, now, before, key, label, days, to) for name, title, key, label, to in keys)


def _counting(rights: Rights, asked: Question, today: date, span: Span) -> list[Accident]:
    chosen = Filters(None, "", "", "", "counting", span.first, span.last, "")
    return as_known(listed(rights, asked, chosen, today).select_related("unit").defer("account").order_by(), asked.known_at, today, asked.as_of)


def _county(tree: Tree, unit: str) -> str:
    return (tree.county_of(unit) or tree.city_of(unit) or unit) if unit in tree.units else unit


def _part(name: str, title: str, now: Iterable[Accident], before: Iterable[Accident], key: Callable[[Accident], str], label: Callable[[str], str],
          days: Mapping[str, str], to: str) -> Part:
    these, those = _totals(now, key), _totals(before, key)
    known = these.keys() | those.keys()
    order = [one for one in reversed(GRADES) if one in known] if name == "grade" else sorted(known, key=lambda one: (one == "", one))
    lines = tuple(Line(label(one) if one else NOT_SAID, these[one], those[one], {**days, to: one} if one else {}) for one in order)
    total = Line("合计", sum(these.values(), Total()), sum(those.values(), Total()), dict(days))
    return Part(name, title, lines, total)


def _totals(rows: Iterable[Accident], key: Callable[[Accident], str]) -> dict[str, Total]:
    found: dict[str, Total] = defaultdict(Total)
    for one in rows:
        found[key(one)] += Total(1, one.deaths, one.serious_injuries, one.loss or Decimal(0), one.loss is None)
    return found


def month_sheets(month: Period, tables: Iterable[tuple[Span, Iterable[Part]]]) -> list[Sheet]:
    """Return the figures of a month, and of the year so far, as two sheets."""
    titles = (month.label, f"1至{month.first.month}月累计")
    return [Sheet(title, COLUMNS, [_row(part, line) for part in parts for line in (*part.lines, part.total)])
            for title, (_, parts) in zip(titles, tables, strict=True)]


def _row(part: Part, line: Line) -> list[Any]:
    totals = [value for total in (line.now, line.before) for value in (total.count, total.deaths, total.serious_injuries, total.loss)]
    return [part.title, line.label, *totals, line.more, line.more_deaths, line.now.unknown]
