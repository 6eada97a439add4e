"""Small counts of people hidden from those outside, so that none can be worked out from what is shown.

A table of counts with its totals is a circulation: the total of a row flows into the row, through the subtotals of its groups into its cells, through
the columns into the row of totals and back. What is hidden is hidden well where it can be turned up or down by a cycle through other hidden cells;
then no sum gives it away. Where a cell is not, the cheapest others that close a cycle are left out too (secondary suppression), until every hidden one
is safe. Columns may be in groups; rows may not: with both, it would be no circulation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import Final

FEWEST: Final = 3  # a count below it is hidden
FEW, LEFT_OUT = f"少于 {FEWEST}", "不列出"
Place = tuple[int, int]
Node = tuple[int, int]
Arcs = dict[Node, list[tuple[Node, Place]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as those outside see it: of each row its cells, the subtotals of its groups if there are groups, its total last; the row of totals last.
    A number, `少于 3`, or `不列出` to protect another."""

    rows: tuple[tuple[int | str, ...], ...]

    @property
    def left_out(self) -> bool:
        """Say whether anything was left out for the sake of another cell."""
        return any(cell == LEFT_OUT for row in self.rows for cell in row)

    @property
    def few(self) -> bool:
        """Say whether anything was too few to be shown."""
        return any(cell == FEW for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class _Table:
    """The counts with all their totals. `above`: of each column the one that it is summed up in; the last, the total, has none."""

    values: dict[Place, int]
    above: tuple[int, ...]
    parts: int  # the first columns, which are no sums
    fewest: int

    @property
    def last(self) -> Place:
        """The total of everything."""
        return max(self.values)

    def ends(self, place: Place) -> tuple[Node, Node]:
        """Return from which node to which a cell flows: in the row of totals the other way than in the rows that it sums up.

        A node is a sum of a row (its number, its column), or a column: the last row but one more.
        """
        (row, column), (height, width) = place, self.last
        start = (height + 1, width) if column == width else (row, self.above[column])
        end = (height + 1, column) if column < self.parts else (row, column)
        return (end, start) if row == height else (start, end)

    def turns(self, place: Place, small: set[Place]) -> Iterator[tuple[Node, Node]]:
        """Yield which way a hidden cell can be turned: up along its flow, down against it, within what its mark says of it."""
        start, end = self.ends(place)
        value = self.values[place]
        if place not in small or value < self.fewest - 1:
            yield start, end
        if value > (0 if place in small else self.fewest):
            yield end, start


def suppressed(counts: Sequence[Sequence[int]], groups: Sequence[int] = (), fewest: int = FEWEST) -> Shown:
    """Return a table of counts with its totals, in which no hidden cell can be worked out from the others. `groups`: how many columns each group has
    that has a subtotal; none for a table without subtotals.

    ValueError for rows of different lengths, no cell at all, a count below zero, or groups that are not all the columns.
    """
    table = _with_totals(counts, groups, fewest)
    small = {place for place, value in table.values.items() if value < fewest}
    hidden = set(small)
    while (open_ := _open(table, hidden, small)) is not None:
        further = _further(table, hidden, small, open_)
        if further is None:  # were everything hidden, its marks would still give something away: nothing is said at all
            hidden, small = set(table.values), set()
            break
        hidden |= further
    (height, width), mark = table.last, {place: (FEW if place in small else LEFT_OUT) for place in hidden}
    return Shown(tuple(tuple(mark.get((row, column), table.values[row, column]) for column in range(width + 1)) for row in range(height + 1)))


def _with_totals(counts: Sequence[Sequence[int]], groups: Sequence[int], fewest: int) -> _Table:
    width = len(counts[0]) if counts else 0
    if not width or any(len(row) != width for row in counts) or any(value < 0 for row in counts for value in row):
        raise ValueError("a table of counts has rows of one length and no count below zero")
    if groups and (sum(groups) != width or min(groups) < 1):
        raise ValueError("groups of columns are all the columns, and none is empty")
    total = width + len(groups)
    bounds = [*pairwise(accumulate(groups, initial=0))]
    rows = [[*row, *(sum(row[first:after]) for first, after in bounds), sum(row)] for row in counts]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    above = [width + number for number, size in enumerate(groups) for _ in range(size)] or [total] * width
    values = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    return _Table(values, (*above, *(total for _ in groups)), width, fewest)


def _open(table: _Table, hidden: set[Place], small: set[Place]) -> Place | None:
    """Return the first hidden cell whose value follows from what is shown; None where there is none."""
    arcs: Arcs = {}
    for place in hidden:
        for start, end in table.turns(place, small):
            arcs.setdefault(start, []).append((end, place))
    return next((place for place in sorted(hidden) if not any(_leads(arcs, end, start, place) for start, end in table.turns(place, small))), None)


def _leads(arcs: Arcs, start: Node, end: Node, without: Place) -> bool:
    seen, front = {start}, [start]
    while front:
        node = front.pop()
        if node == end:
            return True
        for to, which in arcs.get(node, ()):
            if which != without and to not in seen:
                seen.add(to)
                front.append(to)
    return False


def _further(table: _Table, hidden: set[Place], small: set[Place], open_: Place) -> set[Place] | None:
    """Return what is to be left out next, so that the open cell is safe: the shown cells of the cheapest cycle through it, by the people that they
    count; None where there is no cycle."""
    arcs: Arcs = {}
    for place in sorted(table.values):
        for start, end in table.turns(place, small):
            arcs.setdefault(start, []).append((end, place))
    found = [way for start, end in table.turns(open_, small) if (way := _cheapest(table, arcs, hidden, (end, start), open_)) is not None]
    return set(min(found)[-1]) - hidden if found else None


Way = tuple[int, int, tuple[Place, ...]]


def _cheapest(table: _Table, arcs: Arcs, hidden: set[Place], way: tuple[Node, Node], without: Place) -> Way | None:
    """Return the cheapest way from a node to another with what it costs: hidden cells cost nothing."""
    done: set[Node] = set()
    front: list[tuple[int, int, tuple[Place, ...], Node]] = [(0, 0, (), way[0])]
    while front:
        cost, steps, cells, node = heappop(front)
        if node == way[1]:
            return cost, steps, cells
        if node in done:
            continue
        done.add(node)
        for to, place in arcs.get(node, ()):
            if place != without and to not in done:
                heappush(front, (cost + (0 if place in hidden else table.values[place]), steps + (place not in hidden), (*cells, place), to))
    return None
