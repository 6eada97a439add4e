"""Working days counted for the terms of listings: the day on which a term begins is not counted, its last day is (民法典第二百零一条)."""

from datetime import date, timedelta

from anze.acts.pack import pack_in_force
from anze.duties.queries.workdays import nth_workday, workdays
from anze.law.days import Span


def longest_until(start: date) -> date:
    """Return the last day to which a listing that begins on `start`, or an extension of a first deadline that ends on `start`, may run."""
    return Span("years", longest_years()).end(start)


def longest_years() -> int:
    """Return how many years a listing runs at the longest, and an extension from the end of the first deadline."""
    return pack_in_force().int("listing.longest_years")


def ask_days() -> int:
    """Return how many working days before its deadline an extension is asked for at the latest."""
    return pack_in_force().int("listing.extension_asked_workdays")


def decide_by(asked: date) -> date:
    """Return the last day on which an extension that was asked for on a day is decided in time."""
    return nth_workday(asked, pack_in_force().int("listing.extension_decided_workdays"))


def publish_by(day: date) -> date:
    """Return the last day on which a listing or a closing of that day is published in time."""
    return nth_workday(day, pack_in_force().int("listing.published_workdays"))


def count_after(start: date, end: date) -> int:
    """Return the number of working days after `start`, up to and with `end`."""
    return sum(one.working for one in workdays(start + timedelta(days=1), end)) if end > start else 0


def last_to_ask(deadline: date) -> date:
    """Return the last day on which an extension of a deadline may be asked for."""
    wanted, day = ask_days(), deadline
    found = workdays(deadline - timedelta(days=wanted * 3 + 30), deadline)
    for one in reversed(found):
        if not wanted:
            return day
        wanted -= one.working
        day = one.day - timedelta(days=1)
    return day
