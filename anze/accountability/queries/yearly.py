"""How many people were held accountable in a year, by county and kind of measure, for those outside the cases: small counts are hidden.

One table is drawn for the whole city and everybody sees parts of the same; only years that are over have one, of what people were told by their end.
It never changes afterwards, so nobody learns of a single person by comparing two tables, or two days.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from anze.access.rights import Rights
from anze.access.suppression import FEWEST, LEFT_OUT, suppressed
from anze.accountability.facts import served_measures
from anze.duties.world import world
from anze.law.national.effects import CLASS_LABELS, measures, tables
from anze.law.question import Question
from anze.law.tree import Tree
from anze.people.models import Unit

CLASSES: Final = ("criminal", "government", "party", "organisational")  # whoever had several is counted once, under the first
Cells = tuple[tuple[str, int | str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of measure, a class of them with its subtotal (`whole`), or the total: what it is called and its cell of each place."""

    label: str
    cells: Cells
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """The table of a year as it may be seen: the places that are its columns (the last is the whole city where it is in reach), and its rows: every
    class, then its kinds; the total last. `left_out`: whether anything was left out to protect another."""

    year: int
    places: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: bool

    @property
    def classes(self) -> "Grid":
        """The total and the classes, a line a place: what is shown first."""
        return _grid([self.rows[-1], *(row for row in self.rows[:-1] if row.whole)])

    @property
    def kinds(self) -> list[tuple[str, "Grid | None"]]:
        """Every class of several kinds with them, a line a place; None where no cell of them is a number, and a table would say nothing."""
        found: dict[str, list[Row]] = {}
        for row in self.rows[:-1]:
            if row.whole:
                found[row.label] = []
            else:
                found[[*found][-1]].append(row)
        return [(label, _grid(rows) if any(isinstance(cell, int) for row in rows for _, cell in row.cells) else None)
                for label, rows in found.items() if rows]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a year turned round: what its columns are called, and of each place its cells. The whole city, where it is in reach, comes first."""

    heads: tuple[str, ...]
    lines: tuple[Row, ...]


def _grid(rows: list[Row]) -> Grid:
    places = [name for name, _ in rows[0].cells]
    order = sorted(range(len(places)), key=lambda number: (places[number] != "合计", number))
    return Grid(tuple(row.label for row in rows), tuple(
        Row(places[number], tuple((row.label, row.cells[number][1]) for row in rows), places[number] == "合计") for number in order))


def years_over(today: date) -> list[int]:
    """Return the years that are over and in which anybody was told of a measure, the newest first."""
    return sorted(set(_first_told(today.year - 1).values()), reverse=True)


def of_year(rights: Rights, year: int, today: date) -> Year | None:
    """Return the table of a year that is over, as far as the account's reach goes; None for another year, or where nothing is in reach.

    Small numbers are hidden from everybody: whoever may see bans is outside the cases too, and not every measure bars from something.
    """
    if year >= today.year:
        return None
    tree = world(Question(today, today), today).index.tree
    places = [unit for unit in Unit.objects.filter(level__in=("city", "county", "zone")).order_by("path") if unit.code in tree.units]
    places = [unit for unit in places if unit.level == "city" or tree.county_of(unit.code) == unit.code]
    reach = rights.reach("veto.view")
    seen = [number for number, place in enumerate(places) if reach.covers_unit(place)]
    if not seen:
        return None
    kinds, counts = _kinds(year), _counts(tree, year)
    groups = [len([*some]) for _, some in groupby(kinds, key=lambda pair: pair[0])]
    shown = suppressed([[counts[place.code, kind] for _, kind in kinds] for place in places], groups, FEWEST).rows
    names = tuple(f"{places[number].name}{'本级' if places[number].level == 'city' else ''}" for number in seen)
    if len(seen) == len(places):
        seen, names = [*seen, len(places)], (*names, "合计")
    rows = tuple(Row(label, tuple(zip(names, (shown[number][column] for number in seen), strict=True)), whole)
                 for label, column, whole in _lines(kinds, groups))
    return Year(year, names, rows, any(cell == LEFT_OUT for row in rows for _, cell in row.cells))


def _kinds(year: int) -> list[tuple[str, str]]:
    """Return every kind of measure after its class, classes in the order of counting, kinds in that of the tables (第二十六条, 党纪, 政务)."""
    known = measures(max(date(year, 12, 31), tables()[0].since))
    return sorted(((one.group, one.kind) for one in known.values()), key=lambda pair: CLASSES.index(pair[0]))


def _lines(kinds: list[tuple[str, str]], groups: list[int]) -> Iterator[tuple[str, int, bool]]:
    """Yield what each row is called, the column of the counts that it shows, and whether it sums kinds up. A class of one kind is one row."""
    first = 0
    for number, size in enumerate(groups):
        yield CLASS_LABELS[kinds[first][0]], len(kinds) + number, True
        if size > 1:
            yield from ((kinds[column][1], column, False) for column in range(first, first + size))
        first += size
    yield "合计", len(kinds) + len(groups), True


def _counts(tree: Tree, year: int) -> Mapping[tuple[str, str], int]:
    """Return how many people were first told in a year of a measure that stood at its end, by the place of the post by which each answered and the
    kind: the heaviest in the order of the tables, within the first class."""
    told = {concerned for concerned, first in _first_told(year).items() if first == year}
    order = {kind: (CLASSES.index(group), -number) for number, (group, kind) in enumerate(_kinds(year))}
    rows = served_measures(date(year, 12, 31)).values_list("concerned", "concerned__officer", "concerned__tenure__unit__code", "kind")
    people: dict[int, tuple[tuple[int, int], str, str]] = {}
    for concerned, officer, unit, kind in rows.order_by("pk"):
        if concerned in told:
            place = tree.county_of(unit) or tree.city_of(unit) or unit if unit in tree.units else unit
            people[officer] = min(people.get(officer, ((len(CLASSES), 0), "", "")), (order[kind], place, kind))
    return Counter((place, kind) for _, place, kind in people.values())


def _first_told(last: int) -> dict[int, int]:
    """Return the first year, up to the last, at whose end somebody (a person on a case) had been told of a measure that stood: what is altered in a later
    year is not counted again."""
    first = tables()[0].since.year
    found: dict[int, int] = {}
    for year in range(first, last + 1):
        for concerned in served_measures(date(year, 12, 31)).values_list("concerned", flat=True):
            found.setdefault(concerned, year)
    return found
