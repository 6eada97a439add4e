"""How periods are counted (民法典第二百至二百零四条): the words and how they are used; the arithmetic is in `days`."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from anze.law.national.tables import HERE, in_force, read_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One article: its words (the sentence that matters here), and in Chinese how the system uses it."""

    article: int
    words: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTable:
    """The rules of counting as they hold from `since`."""

    since: date
    instrument: str
    rule: tuple[Rule, ...]


@cache
def tables() -> tuple[PeriodTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "periods.toml", PeriodTable)


def rules(on: date) -> tuple[Rule, ...]:
    """The rules in force on a day. ValueError before 2021-01-01."""
    return in_force(tables(), on).rule
