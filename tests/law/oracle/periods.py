"""Calendar periods and terms, counted the slow way."""

import calendar
from datetime import date, timedelta

# "month 15, quarter 45, half-year 91, year 183"
MIN_DAYS = {"month": 15, "quarter": 45, "half_year": 91, "year": 183}
# "7 / 20 / 40 / 60 days or fewer are left of a month / quarter / half-year / year"
DUE_SOON = {"month": 7, "quarter": 20, "half_year": 40, "year": 60}
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def name_of(kind: str, first: date) -> str:
    """Periods are written `2026-05`, `2026Q2`, `2026H1`, `2026`."""
    if kind == "month":
        return f"{first.year}-{first.month:02d}"
    if kind == "quarter":
        return f"{first.year}Q{1 + (first.month - 1) // 3}"
    if kind == "half_year":
        return f"{first.year}H{1 if first.month < 7 else 2}"
    return str(first.year)


def periods(kind: str, effective_from: date, as_of: date) -> list[tuple[str, date, date]]:
    """Every (name, first day, last day) that starts on or after `effective_from` and has begun by `as_of`."""
    found = []
    for year in range(effective_from.year, as_of.year + 1):
        for month in range(1, 13, MONTHS[kind]):
            first = date(year, month, 1)
            last_month = month + MONTHS[kind] - 1
            last = date(year, last_month, calendar.monthrange(year, last_month)[1])
            # "Instances begin with the first period that starts on or after the pack's effective_from"
            # "A period that has not begun by as_of has no instance."
            if effective_from <= first <= as_of:
                found.append((name_of(kind, first), first, last))
    return found


def days(first: date, last: date) -> list[date]:
    """Every day from first to last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def months_on(day: date, months: int) -> date:
    """The corresponding day, or the month's last day where there is none: 31 August + 6 months = 28 February."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def year_on(day: date) -> date:
    """The same date next year; 29 February → 28 February."""
    return date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def year_back(day: date) -> date:
    """The same date a year ago; 29 February → 28 February."""
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
