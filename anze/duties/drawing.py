"""What every drawing of days along a line needs: days as places on it, and rows in which nothing runs into another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` along a line that begins at `left` and is `width` long, in the picture's own units."""

    first: date
    last: date
    left: int
    width: int

    def at(self, day: date) -> int:
        """Return where a day stands; one before or after the line at its end."""
        inside = min(max(day, self.first), self.last)
        return self.left + round(self.width * (inside - self.first).days / max(1, (self.last - self.first).days))

    def holds(self, day: date) -> bool:
        """Say whether the day lies on the line."""
        return self.first <= day <= self.last


def rows(spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return a row for each span (from, to), in the order given by where they begin: the first row in which it meets none before it."""
    ends: list[int] = []
    found = []
    for begin, end in spans:
        row = next((place for place, last in enumerate(ends) if last < begin), len(ends))
        ends[row:row + 1] = [end]
        found.append(row)
    return found
