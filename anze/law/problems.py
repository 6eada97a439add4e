"""What is wrong with an input: collected, never raised one at a time."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault of an input: the file, the line (from 1; 0 where no line applies), what is wrong and how to mend it."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}：{self.what}。办法：{self.remedy}"


class Refused(Exception):  # noqa: N818 — an input is refused; nothing of ours went wrong
    """An input with faults. Carries all of them, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
