"""Small counts of people: what is hidden from those outside cannot be worked out from what is shown."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anze.access.suppression import FEW, LEFT_OUT, Shown, suppressed

Counts = list[list[int]]


def with_totals(counts: Counts) -> Counts:
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def test_counts_of_three_and_more_are_shown_with_their_totals() -> None:
    assert suppressed([[3, 4], [5, 6]]).rows == ((3, 4, 7), (5, 6, 11), (8, 10, 18))


@pytest.mark.parametrize(("count", "shown"), [(0, FEW), (1, FEW), (2, FEW), (3, 3)])
def test_what_is_below_three_is_called_fewer_than_three_and_three_is_not(count: int, shown: int | str) -> None:
    assert suppressed([[count, 50], [60, 70]]).rows[0][0] == shown


def test_a_single_small_count_takes_others_with_it_so_that_no_total_gives_it_away() -> None:
    found = suppressed([[2, 9, 9], [9, 9, 9], [9, 9, 9]])
    assert found.rows[0][0] == FEW and found.left_out and found.few
    assert found.rows[3] == (20, 27, 27, 74)  # totals stay where parts can hide one another
    assert [cell for row in found.rows for cell in row].count(LEFT_OUT) == 3


def test_two_small_counts_in_one_row_do_not_hide_each_other_where_their_columns_tell() -> None:
    counts = [[1, 1, 9], [9, 9, 9]]
    found = suppressed(counts)
    assert found.rows[0][:2] == (FEW, FEW) and found.left_out
    assert all(hidden_well(counts, found, place) for place in hidden(found))


def test_nothing_to_count_is_refused() -> None:
    refused: list[Counts] = [[], [[]], [[1, 2], [3]], [[-1]]]
    for wrong in refused:
        with pytest.raises(ValueError, match="rows of one length"):
            suppressed(wrong)


def test_a_whole_table_of_nobody_gives_nothing_away() -> None:
    found = suppressed([[0, 0], [0, 0]])
    assert all(cell == FEW for row in found.rows for cell in row)


def hidden(found: Shown) -> list[tuple[int, int]]:
    return [(r, c) for r, row in enumerate(found.rows) for c, cell in enumerate(row) if isinstance(cell, str)]


def allowed(cell: int | str, most: int) -> range:
    if isinstance(cell, int):
        return range(cell, cell + 1)
    return range(3) if cell == FEW else range(0 if cell == LEFT_OUT else 3, most)


def readings(counts: Counts, found: Shown) -> Iterator[Counts]:
    """Every table, near the true one, that fits what is shown, tried one by one: what somebody outside may believe.

    He knows that what is left out is not small, unless nothing at all is shown.
    """
    marks = {cell for row in found.rows for cell in row}
    least = 0 if marks == {LEFT_OUT} else 3
    fits: list[list[range]] = [[range(least, 99) if cell == LEFT_OUT else allowed(cell, 99) for cell in row] for row in found.rows]
    near = [[value for value in range(max(0, count - 2), count + 3) if value in fits[r][c]] for r, row in enumerate(counts) for c, count in enumerate(row)]
    width = len(counts[0])
    for values in product(*near):
        table = with_totals([list(values[n:n + width]) for n in range(0, len(values), width)])
        if all(value in fits[r][c] for r, row in enumerate(table) for c, value in enumerate(row)):
            yield table


def hidden_well(counts: Counts, found: Shown, place: tuple[int, int]) -> bool:
    truth = with_totals(counts)[place[0]][place[1]]
    return any(table[place[0]][place[1]] != truth for table in readings(counts, found))


def tables(rows: int, columns: int, most: int, least: int = 0) -> st.SearchStrategy[Counts]:
    return st.lists(st.lists(st.integers(least, most), min_size=columns, max_size=columns), min_size=rows, max_size=rows)


@settings(max_examples=150, deadline=None)
@given(tables(2, 2, 8) | tables(1, 3, 6) | tables(3, 1, 6) | tables(2, 3, 5) | tables(1, 1, 6))
def test_of_every_hidden_cell_somebody_outside_may_believe_another_number(counts: Counts) -> None:
    found = suppressed(counts)
    open_ = set(hidden(found))
    truth = with_totals(counts)
    for table in readings(counts, found):
        open_ -= {(r, c) for r, c in open_ if table[r][c] != truth[r][c]}
        if not open_:
            break
    assert not open_


@given(tables(3, 4, 12))
def test_no_number_below_three_is_shown_and_every_number_shown_is_the_true_one(counts: Counts) -> None:
    truth = with_totals(counts)
    for r, row in enumerate(suppressed(counts).rows):
        for c, cell in enumerate(row):
            assert (cell == truth[r][c] and truth[r][c] >= 3) if isinstance(cell, int) else (cell == LEFT_OUT or truth[r][c] < 3)


@given(tables(3, 4, 12, least=3))
def test_where_nothing_is_small_nothing_is_hidden(counts: Counts) -> None:
    assert not hidden(suppressed(counts))
