"""Calendar days, months and periods (民法典第二百条以下): months are calendar months, never 30 days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

PeriodKind = Literal["month", "quarter", "half_year", "year"]
MONTHS_IN: Final[dict[str, int]] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
PERIOD_KINDS: Final = tuple(MONTHS_IN)


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` months on, or the month's last day where there is none (民法典第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same date `years` years on; 29 February → 28 February (民法典第二百零二条)."""
    return add_months(day, 12 * years)


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar month, quarter, half-year or year; `index` counts periods of its kind from year 0."""

    kind: PeriodKind
    index: int

    @property
    def first(self) -> date:
        """Its first day."""
        year, month = divmod(self.index * MONTHS_IN[self.kind], 12)
        return date(year, month + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return add_months(self.first, MONTHS_IN[self.kind]) - timedelta(days=1)

    @property
    def name(self) -> str:
        """`2026-05`, `2026Q2`, `2026H1` or `2026`."""
        per_year = 12 // MONTHS_IN[self.kind]
        year, part = divmod(self.index, per_year)
        return {"month": f"{year:04d}-{part + 1:02d}", "quarter": f"{year:04d}Q{part + 1}",
                "half_year": f"{year:04d}H{part + 1}", "year": f"{year:04d}"}[self.kind]

    @property
    def label(self) -> str:
        """The name as an official writes it: 2026年5月, 2026年第2季度, 2026年上半年, 2026年."""
        per_year = 12 // MONTHS_IN[self.kind]
        year, part = divmod(self.index, per_year)
        return {"month": f"{year}年{part + 1}月", "quarter": f"{year}年第{part + 1}季度",
                "half_year": f"{year}年{'上下'[part % 2]}半年", "year": f"{year}年"}[self.kind]


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period of `kind` that contains `day`."""
    return Period(kind, (day.year * 12 + day.month - 1) // MONTHS_IN[kind])


def first_period_from(day: date, kind: PeriodKind) -> Period:
    """The first period of `kind` that starts on or after `day`."""
    period = period_of(day, kind)
    return period if period.first == day else Period(kind, period.index + 1)


def periods(effective_from: date, as_of: date, kind: PeriodKind) -> list[Period]:
    """Every period of `kind` that starts on or after `effective_from` and has begun by `as_of`, in order."""
    first = first_period_from(effective_from, kind).index
    return [Period(kind, i) for i in range(first, period_of(as_of, kind).index + 1)]


@dataclass(frozen=True, slots=True)
class Span:
    """A window of time as a rule states it: exactly one of days, months, years, or a calendar period of that kind.

    A span runs from an event: the first day is not counted, and the last day still counts (民法典第二百零一、二百零二条);
    a calendar span holds the days of the same calendar period.
    """

    unit: Literal["days", "months", "years", "calendar"]
    length: int = 1
    calendar: PeriodKind = "quarter"

    def end(self, day: date) -> date:
        """The last day that is still within the span that begins with `day`."""
        if self.unit == "days":
            return day + timedelta(days=self.length)
        if self.unit == "calendar":
            return period_of(day, self.calendar).last
        return add_months(day, self.length * (12 if self.unit == "years" else 1))

    @property
    def label(self) -> str:
        """The span in words: 30日内, 3个月内, 1年内, 同一季度内."""
        return {"days": f"{self.length}日内", "months": f"{self.length}个月内", "years": f"{self.length}年内",
                "calendar": "同一" + {"month": "月", "quarter": "季度", "half_year": "半年", "year": "年度"}[self.calendar]
                + "内"}[self.unit]
