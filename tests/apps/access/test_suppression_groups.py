"""Small counts in a table whose columns are in groups with subtotals: whoever solves all the sums at once works out none that is hidden."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anze.access.suppression import FEW, LEFT_OUT, suppressed
from tests.apps.access.solving import derived

Counts = list[list[int]]


def whole(counts: Counts, groups: list[int]) -> Counts:
    bounds = [*pairwise(accumulate(groups, initial=0))]
    rows = [[*row, *(sum(row[first:after]) for first, after in bounds), sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


@st.composite
def grouped(draw: st.DrawFn, rows: int, sizes: int, groups: int, most: int) -> tuple[Counts, list[int]]:
    parts = draw(st.lists(st.integers(1, sizes), min_size=1, max_size=groups))
    counts = st.integers(0, most) | st.sampled_from((0, 0, 1, 3))
    row = st.lists(counts, min_size=sum(parts), max_size=sum(parts))
    return draw(st.lists(row, min_size=1, max_size=rows)), parts


@settings(max_examples=250, deadline=None)
@given(grouped(rows=6, sizes=6, groups=4, most=12))
def test_no_hidden_cell_follows_from_all_the_sums_of_kinds_of_classes_and_of_places_together(told: tuple[Counts, list[int]]) -> None:
    counts, groups = told
    assert not derived(suppressed(counts, groups).rows, groups)


@settings(max_examples=60, deadline=None)
@given(grouped(rows=2, sizes=2, groups=2, most=5))
def test_nor_does_it_where_somebody_also_knows_what_the_marks_mean(told: tuple[Counts, list[int]]) -> None:
    counts, groups = told
    shown, truth = suppressed(counts, groups).rows, whole(counts, groups)
    hidden = {(r, c) for r, row in enumerate(shown) for c, cell in enumerate(row) if isinstance(cell, str)}
    for table in _believed(counts, groups, shown):
        hidden -= {(r, c) for r, c in hidden if table[r][c] != truth[r][c]}
    assert not hidden


def _believed(counts: Counts, groups: list[int], shown: tuple[tuple[int | str, ...], ...]) -> Iterator[Counts]:
    """Yield every table near the true one that fits what is shown, its marks and its sums."""
    least = 0 if {cell for row in shown for cell in row} == {LEFT_OUT} else 3
    fits = [[(cell, cell) if isinstance(cell, int) else (0, 2) if cell == FEW else (least, 999) for cell in row] for row in shown]
    width = len(counts[0])
    near = [[value for value in range(max(0, count - 2), count + 3) if fits[r][c][0] <= value <= fits[r][c][1]]
            for r, row in enumerate(counts) for c, count in enumerate(row)]
    for values in product(*near):
        table = whole([list(values[n:n + width]) for n in range(0, len(values), width)], groups)
        if all(fits[r][c][0] <= value <= fits[r][c][1] for r, row in enumerate(table) for c, value in enumerate(row)):
            yield table


@settings(max_examples=100, deadline=None)
@given(grouped(rows=4, sizes=5, groups=3, most=9))
def test_what_is_shown_is_true_and_never_below_three(told: tuple[Counts, list[int]]) -> None:
    counts, groups = told
    for row, true in zip(suppressed(counts, groups).rows, whole(counts, groups), strict=True):
        for cell, value in zip(row, true, strict=True):
            assert (cell == value and value >= 3) if isinstance(cell, int) else (cell == LEFT_OUT or value < 3)


def test_a_kind_in_which_there_are_few_takes_another_of_its_class_with_it_and_the_subtotal_stays() -> None:
    rows = suppressed([[2, 9, 9, 8, 8], [9, 9, 9, 8, 8]], [3, 2]).rows
    assert rows[0] == (FEW, LEFT_OUT, 9, 8, 8, 20, 16, 36) and rows[2][5:] == (47, 32, 79)


def test_the_only_kind_of_a_class_is_hidden_with_its_subtotal() -> None:
    rows = suppressed([[1, 9, 9], [9, 9, 9]], [1, 2]).rows
    assert rows[0][0] == FEW and rows[0][3] == FEW


def test_without_secondary_suppression_the_solver_would_find_the_cell() -> None:
    assert derived(((FEW, 9, 11), (9, 9, 18), (11, 18, 29)), []) == {(0, 0): Fraction(2)}


@pytest.mark.parametrize("groups", [[2], [1, 1], [3, 0], [4]])
def test_groups_that_are_not_all_the_columns_are_refused(groups: list[int]) -> None:
    with pytest.raises(ValueError, match="groups of columns"):
        suppressed([[1, 2, 3]], groups)
