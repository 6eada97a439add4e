"""How large an invented case is, and the days that it likes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

Row = dict[str, Any]
T = TypeVar("T")
CLOSE = (-31, -30, -8, -7, -1, 0, 0, 1, 2, 6, 7, 8, 14, 15, 16, 29, 30, 31)


@dataclass(frozen=True)
class Size:
    """Upper limits; `ends` adds `to` to contacts, lists and committees, which the page does not show."""

    counties: int = 2
    zones: int = 1
    towns: int = 2  # under each county
    departments: int = 3
    officers: int = 8
    successions: int = 3  # tenures of a post one after another
    acts: int = 30
    fulfilled: int = 2  # tenures whose duties are nearly all done
    clusters: int = 3  # of accidents
    cluster: int = 6  # accidents in one
    lists: int = 4  # rows of every other list
    ends: bool = False


class Dice:
    """A source of chance with the days of one case."""

    def __init__(self, rng: Random, first: date, last: date) -> None:
        self.rng, self.first, self.last = rng, first, last

    def some(self, most: int, least: int = 0) -> range:
        """As many steps as chance gives, up to `most`."""
        return range(self.rng.randint(least, max(least, most)))

    def chance(self, percent: int) -> bool:
        """True so many times in a hundred."""
        return self.rng.randint(1, 100) <= percent

    def one(self, items: Sequence[T]) -> T:
        """One of them."""
        return items[self.rng.randint(0, len(items) - 1)]

    def few(self, items: Sequence[T], most: int) -> list[T]:
        """Some of them, none twice, in the order given."""
        chosen = {self.rng.randint(0, len(items) - 1) for _ in range(self.rng.randint(0, most))} if items else set()
        return [item for place, item in enumerate(items) if place in chosen]

    def near(self, day: date) -> date:
        """A day at a telling distance from another."""
        return day + timedelta(days=self.one(CLOSE))

    def any_day(self) -> date:
        """A day of the case, often at the border of a month, a quarter or a year."""
        if self.chance(50):
            border = date(self.rng.randint(self.first.year, self.last.year), self.one((1, 1, 3, 4, 7, 10, 12)), 1)
            day = border + timedelta(days=self.one((-2, -1, -1, 0, 0, 1, 6, 7, 8, 30)))
        else:
            day = self.first + timedelta(days=self.rng.randint(0, (self.last - self.first).days))
        return min(max(day, self.first), self.last)

    def later(self, day: date, most: int) -> date:
        """A day at most so many days later."""
        return day + timedelta(days=self.rng.randint(0, most))
