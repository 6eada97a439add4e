"""The moment of a request and the two clocks that every page can be asked by: `as_of` and `known_at`."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from anze.law.question import Question

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
FIRST_DAY: Final = date(2000, 1, 1)


def day_of(moment: datetime) -> date:
    """Return the day of a moment as it is in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """Return the first moment after `day` in Shanghai: what is recorded before it was on record that day."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def asked(query: Mapping[str, str], now: datetime) -> Question:
    """Return the question a page is asked: `as_of` and `known_at` of the URL's query, today where they are not given.

    A value that is no day, or lies after today, counts as not given: a page always answers.
    """
    today = day_of(now)
    as_of = _day(query.get("as_of", ""), today) or today
    return Question(as_of, _day(query.get("known_at", ""), today) or today)


def day_named(text: str) -> date | None:
    """Return the day that an address names (2026-11-23); None where it names none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _day(text: str, today: date) -> date | None:
    found = day_named(text)
    return found if found is not None and FIRST_DAY <= found <= today else None
