"""What somebody can work out of a table with hidden cells who solves all its sums at once: the test's own linear algebra, over exact fractions."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

Cells = Sequence[Sequence[int | str]]
Place = tuple[int, int]
Sum = tuple[Place, list[Place]]  # a cell and the cells that it sums up


def derived(shown: Cells, groups: Sequence[int]) -> dict[Place, Fraction]:
    """Return the value of every hidden cell that the sums fix. Columns: parts, subtotals of the groups, total; the last row is that of totals."""
    return solved(shown, sums(len(shown), len(shown[0]), groups))


def sums(rows: int, columns: int, groups: Sequence[int]) -> Iterator[Sum]:
    """Yield every sum of such a table: places of each column, kinds of each class, classes and kinds of the total."""
    parts = columns - 1 - len(groups)
    for column in range(columns):
        yield (rows - 1, column), [(row, column) for row in range(rows - 1)]
    for row in range(rows):
        yield (row, columns - 1), [(row, column) for column in range(parts)]
        for number, (first, after) in enumerate(pairwise(accumulate(groups, initial=0))):
            yield (row, parts + number), [(row, column) for column in range(first, after)]
        if groups:
            yield (row, columns - 1), [(row, parts + number) for number in range(len(groups))]


def solved(shown: Cells, every: Iterator[Sum]) -> dict[Place, Fraction]:
    """Return the hidden cells that have one value in all solutions: reduced row echelon, rows with a single unknown left."""
    unknown = [(r, c) for r, row in enumerate(shown) for c, cell in enumerate(row) if isinstance(cell, str)]
    number = {place: n for n, place in enumerate(unknown)}
    rows = [_equation(shown, number, one) for one in every]
    reduced = _reduced([row for row in rows if any(row[:-1])], len(unknown))
    return {unknown[found[0]]: row[-1] for row in reduced if len(found := [n for n, value in enumerate(row[:-1]) if value]) == 1}


def _equation(shown: Cells, number: dict[Place, int], one: Sum) -> list[Fraction]:
    row = [Fraction(0)] * (len(number) + 1)
    for place, factor in [(one[0], -1), *((part, 1) for part in one[1])]:
        cell = shown[place[0]][place[1]]
        if isinstance(cell, int):
            row[-1] -= factor * cell
        else:
            row[number[place]] += factor
    return row


def _reduced(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    done = 0
    for column in range(width):
        pivot = next((n for n in range(done, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        lead = rows[done][column]
        rows[done] = [value / lead for value in rows[done]]
        for n, row in enumerate(rows):
            if n != done and row[column]:
                factor = row[column]
                rows[n] = [value - factor * other for value, other in zip(row, rows[done], strict=True)]
        done += 1
    return rows[:done]
