"""Figures (考核数据) that the system works out for a unit and a year: each app says once, in its `apps.py`, what it can count.

The yearly assessment (第二十条) draws them, so that nobody types a number that is on record; every figure opens its names.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from anze.law.question import Question
from anze.law.tree import Tree


@dataclass(frozen=True, slots=True)
class Named:
    """One thing counted: its key on record, how people call it, where it leads (empty: it has no page of its own)."""

    key: str
    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number (`whole` is None), or `good` of `whole`, with the things behind it: the good ones, and of a rate the others.

    A unit to which a figure does not apply has no count at all: absent is not zero. So a rate always has something to be a part of.
    """

    good: int
    whole: int | None = None
    good_ones: tuple[Named, ...] = ()
    others: tuple[Named, ...] = ()

    def __post_init__(self) -> None:
        if self.good < 0 or (self.whole is not None and not 0 < self.whole >= self.good):
            raise ValueError(f"{self.good} of {self.whole} is no count: leave the unit out where there is nothing to count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. `kind`: a plain number, or a rate of things done. `word`: what it counts in (起, 人, 项); `levels`: of places (`Tree.place`) to
    which it may apply; `provision`: what it rests on.

    `count(units, year, asked, today)` gives the counts of units (codes) for a year, as of `asked.as_of`, by what was on record on
    `asked.known_at`. What has happened in the year after `asked.as_of` is not counted.
    """

    name: str
    label: str
    kind: Literal["number", "rate"]
    word: str
    levels: frozenset[str]
    provision: str
    count: Callable[[Collection[str], int, Question, date], Mapping[str, Count]]


_FIGURES: Final[dict[str, Figure]] = {}


def add_figure(figure: Figure) -> None:
    """Take a figure in; the same name again replaces it."""
    _FIGURES[figure.name] = figure


def figures() -> tuple[Figure, ...]:
    """Return every figure, in the order of names."""
    return tuple(_FIGURES[name] for name in sorted(_FIGURES))


def figure(name: str) -> Figure:
    """Return a figure. LookupError where no app brings it."""
    return _FIGURES[name]


def year_until(year: int, asked: Question) -> tuple[date, date]:
    """Return the first and the last day of a year, which is no later than the day asked about."""
    return date(year, 1, 1), min(date(year, 12, 31), asked.as_of)


def areas(tree: Tree, unit: str, among: Collection[str]) -> list[str]:
    """Return those of `among` in whose area a unit lies. What lies in a zone that is a county of its own is not the surrounding county's."""
    if unit not in tree.units:
        return []
    county = tree.county_of(unit)
    return [one for one in tree.above(unit) if one in among and (tree.place(one) != "county" or one == county)]


def tallied(found: Mapping[str, list[Named]], units: Collection[str]) -> dict[str, Count]:
    """Return plain numbers of all units: as many as there are names. A unit of which nothing is on record has zero: it applies to it."""
    return {unit: Count(len(found.get(unit, ())), good_ones=tuple(found.get(unit, ()))) for unit in units}


def shared(good: Mapping[str, list[Named]], others: Mapping[str, list[Named]], units: Collection[str]) -> dict[str, Count]:
    """Return rates of the units of which there is anything on record; the others are left out."""
    both = {unit: (tuple(good.get(unit, ())), tuple(others.get(unit, ()))) for unit in units}
    return {unit: Count(len(yes), len(yes) + len(no), yes, no) for unit, (yes, no) in both.items() if yes or no}
