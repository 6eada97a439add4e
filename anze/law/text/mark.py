"""A line that opens a heading or an article."""

from dataclasses import dataclass
from typing import Final

LEVELS: Final = {"编": 1, "篇": 1, "編": 1, "分编": 2, "分編": 2, "章": 3, "节": 4, "節": 4, "条": 5, "條": 5}
ARTICLE: Final = 5
CHAPTER: Final = 3
SECTION: Final = 4


@dataclass(slots=True)
class Mark:
    """A line that opens a heading or an article, or may do so.

    `rest` is what follows the label on that line, `spaced` whether white space or the line's end stands between.
    """

    line: int
    level: int
    number: int
    sub: int
    label: str
    rest: str
    spaced: bool
    refers: bool
    clause: bool
    broken: bool

    @property
    def key(self) -> tuple[int, int]:
        """What orders articles: number and 之几."""
        return self.number, self.sub
