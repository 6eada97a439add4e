"""Repeatable chance: every thing has a stream of its own, so that adding one thing never moves another."""

from datetime import date, timedelta
from random import Random

FIRST_DAY = date(2024, 1, 1)
HORIZON_YEARS = 10


def stream(seed: int, *key: str) -> Random:
    """The stream of random numbers that belongs to `key` under `seed`, the same on every machine."""
    return Random("/".join((str(seed), *key)))


def day_between(dice: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included; a weekend moves back to Friday where that is still inside."""
    day = first + timedelta(days=dice.randrange((last - first).days + 1))
    friday = day - timedelta(days=max(0, day.weekday() - 4))
    return max(friday, first)
