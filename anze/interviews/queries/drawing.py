"""The window of a trigger drawn: days along a line, its span, a mark for each accident; the same in words beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from anze.duties.drawing import Scale

WIDTH: Final = 600   # of the line, in the picture's own units
EDGE: Final = 30     # left and right of it
_LEAST: Final = 10   # days that are shown at least


@dataclass(frozen=True, slots=True)
class Mark:
    """An accident on the line: where, in which row its label stands, which day, what it says."""

    x: int
    row: int
    day: date
    text: str
    id: str

    @property
    def anchor(self) -> str:
        """At which end its label hangs, so that none runs over the edge."""
        return "start" if self.x < 2 * EDGE else "end" if self.x > WIDTH else "middle"


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture: the span from `left` to `right`, marks, the ends of the line as days, and the day on which the trigger came to be."""

    left: int
    right: int
    marks: tuple[Mark, ...]
    first: date
    last: date
    label: str
    on: int
    on_day: date

    @property
    def width(self) -> int:
        """How wide the span is."""
        return self.right - self.left


def drawing_of(said: Mapping[str, Any]) -> Drawing | None:
    """Return the drawing of what was said of a trigger; None where it has no window of several accidents."""
    span = said.get("span")
    if not span:
        return None
    first, last = date.fromisoformat(span["first"]), date.fromisoformat(span["last"])
    on = date.fromisoformat(said["on"])
    end = max(last, on, first + timedelta(days=_LEAST))
    at = Scale(first, end, EDGE, WIDTH).at
    marks: list[Mark] = []
    before = -WIDTH
    for told in said["told"]:
        day = date.fromisoformat(told["date"])
        x = at(day)
        row = 1 if marks and x - before < 90 and marks[-1].row == 0 else 0
        marks.append(Mark(x, row, day, f"{told['where']}{told['nature']}（{told['grade']}）", told["id"]))
        before = x
    return Drawing(at(first), at(last), tuple(marks), first, last, span["label"], at(on), on)
