"""How many were held accountable in a year, for those outside the cases: fewer than three are never told, nor can they be worked out."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.access.rights import rights_of
from anze.accountability.models import Measure
from anze.accountability.queries import yearly
from anze.accountability.queries.yearly import Year, of_year, years_over
from anze.law.national.effects import KINDS
from tests.apps.access.solving import Sum, solved
from tests.apps.accidents.telling import at
from tests.apps.accountability.given import decided, revoked, served
from tests.cast import Cast

TODAY = date(2027, 2, 1)
PLACES: Final = ("qy", "yd", "qx")


def table(cast: Cast, account: str = "审计", year: int = 2026, today: date = TODAY) -> Year | None:
    return of_year(rights_of(cast.account[account]), year, today)


def cells(found: Year | None, place: str) -> dict[str, int | str]:
    assert found is not None
    return {row.label: cell for row in found.rows for name, cell in row.cells if name == place}


def three(cast: Cast, kind: str, on: str = "2026-07-01") -> None:
    for name in ("甲某", "乙某", "丙某"):
        decided(cast, name, kind, on)


@pytest.mark.parametrize(("count", "shown"), [(2, "少于 3"), (3, 3)])
def test_two_people_are_not_told_and_three_are(cast: Cast, count: int, shown: int | str) -> None:
    for name in ("甲某", "乙某", "丙某")[:count]:
        decided(cast, name, "诫勉")
    assert cells(table(cast), "英德市")["诫勉"] == shown


def test_a_subtotal_that_would_say_that_all_other_kinds_are_nought_is_left_out(cast: Cast) -> None:
    three(cast, "诫勉")
    found = cells(table(cast), "英德市")
    assert (found["通报"], found["组织处理与问责方式"], found["合计"]) == ("少于 3", "不列出", "不列出")


def test_every_kind_of_the_tables_stands_under_its_class_and_the_only_kind_of_a_class_is_the_class(cast: Cast) -> None:  # 第二十六条
    decided(cast, "乙某", "诫勉")
    found = table(cast)
    assert found is not None
    labels = [row.label for row in found.rows]
    assert [row.label for row in found.rows if row.whole] == ["刑事责任", "政务处分", "党纪处分", "组织处理与问责方式", "合计"]
    assert labels[1:3] == ["政务处分", "政务警告"] and labels[-3:] == ["降职", "免职", "合计"] and len(labels) == len(KINDS) + 4


def test_a_class_is_told_where_its_kinds_are_too_few(cast: Cast) -> None:
    for name, kind in (("甲某", "诫勉"), ("乙某", "通报"), ("丙某", "调整职务")):
        decided(cast, name, kind)
    found = cells(table(cast), "英德市")
    assert (found["诫勉"], found["通报"], found["组织处理与问责方式"]) == ("少于 3", "少于 3", 3)


def test_somebody_with_several_measures_is_one_person(cast: Cast) -> None:
    for kind in ("诫勉", "党内警告", "政务警告"):
        decided(cast, "乙某", kind)
    assert set(cells(table(cast), "英德市").values()) == {"少于 3"}


def test_of_several_measures_of_a_class_the_heaviest_counts(cast: Cast) -> None:
    three(cast, "政务警告")
    three(cast, "政务记大过", "2026-08-01")
    found = cells(table(cast), "英德市")
    assert (found["政务警告"], found["政务记大过"]) == ("少于 3", 3)


def test_a_measure_that_was_revoked_is_not_counted(cast: Cast) -> None:
    for name in ("甲某", "乙某"):
        decided(cast, name, "诫勉")
    revoked(cast, decided(cast, "丙某", "诫勉"), "2026-08-10")
    assert cells(table(cast), "英德市")["诫勉"] == "少于 3"


def test_what_was_never_served_is_counted_in_no_year(cast: Cast) -> None:  # decisions/0055
    three(cast, "诫勉")
    decided(cast, "丁某", "通报", unit="望埠", serve=False)
    for name in ("戊某", "己某"):
        decided(cast, name, "通报", unit="望埠")
    assert cells(table(cast), "英德市")["通报"] == "少于 3" and years_over(TODAY) == [2026]


def test_what_was_served_in_the_next_year_belongs_to_it(cast: Cast) -> None:
    for name in ("甲某", "乙某", "丙某"):
        served(cast, decided(cast, name, "诫勉", "2026-12-20", serve=False), at("2027-01-05"))
    later = date(2028, 2, 1)
    assert cells(table(cast, today=later), "英德市")["诫勉"] == "少于 3" and cells(table(cast, year=2027, today=later), "英德市")["诫勉"] == 3
    assert years_over(later) == [2027]


def test_a_table_that_was_given_never_changes_and_whoever_was_counted_is_not_counted_again(cast: Cast) -> None:
    measures = [decided(cast, name, "诫勉") for name in ("甲某", "乙某", "丙某")]
    before = table(cast)
    revoked(cast, measures[0], "2027-03-01")
    altered = Measure.objects.create(concerned=measures[1].concerned, decision=measures[1].decision, kind="通报", scheme="organisational",
                                     date=date(2026, 7, 1), recorded_at=at("2027-03-01"), recorded_by=cast.account["组织部"])
    served(cast, altered, at("2027-03-02"))
    later = date(2028, 2, 1)
    assert table(cast, today=later) == before and years_over(later) == [2026]
    assert set(cells(table(cast, year=2027, today=later), "英德市").values()) == {"少于 3"}


def test_only_years_that_are_over_are_told_so_that_nobody_watches_a_number_grow(cast: Cast) -> None:
    decided(cast, "乙某", "诫勉")
    assert table(cast, today=date(2026, 12, 31)) is None and table(cast, today=date(2027, 1, 1)) is not None
    assert years_over(date(2026, 12, 31)) == [] and years_over(date(2027, 1, 1)) == [2026]


def test_everybody_sees_a_part_of_the_same_table(cast: Cast) -> None:
    three(cast, "诫勉")
    decided(cast, "癸某", "诫勉", unit="清远")
    whole, part = table(cast), table(cast, "英德安委办")
    assert whole is not None and part is not None and part.places == ("英德市",)
    assert cells(part, "英德市") == cells(whole, "英德市") and whole.places[-1] == "合计"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(KINDS)), st.integers(1, 9), max_size=12), min_size=2, max_size=2))
def test_no_hidden_number_of_the_pages_follows_from_the_sums_of_kinds_of_classes_of_places_and_of_the_years_together(
        cast: Cast, monkeypatch: pytest.MonkeyPatch, told: list[dict[tuple[str, str], int]]) -> None:
    cells: list[list[int | str]] = []
    every: list[Sum] = []
    for year, counts in zip((2024, 2025), told, strict=True):
        monkeypatch.setattr(yearly, "_counts", lambda _tree, _year, counts=counts: Counter(counts))
        found = of_year(rights_of(cast.account["审计"]), year, date(2026, 2, 1))
        assert found is not None
        shown, sums = _page(found)
        by = len(cells)
        every += [((row + by, place), [(row + by, one) for row, one in parts]) for (row, place), parts in sums]
        cells += shown
    assert not solved(cells, iter(every))


def _page(found: Year) -> tuple[list[list[int | str]], Iterator[Sum]]:
    """Return the cells as the page shows them and every sum that holds between them."""
    shown = [[cell for _, cell in row.cells] for row in found.rows]
    wholes = [number for number, row in enumerate(found.rows) if row.whole]
    every: list[Sum] = [((row, len(found.places) - 1), [(row, place) for place in range(len(found.places) - 1)]) for row in range(len(shown))]
    for place in range(len(found.places)):
        every.append(((wholes[-1], place), [(row, place) for row in wholes[:-1]]))
        every += [((first, place), [(row, place) for row in range(first + 1, after)]) for first, after in pairwise(wholes) if after > first + 1]
    return shown, iter(every)


@pytest.fixture
def february() -> Iterator[None]:
    """The site's clock: a morning in February 2027."""
    with time_machine.travel(at("2027-02-01"), tick=False):
        yield


def test_small_numbers_are_hidden_from_whoever_may_see_bans_too(cast: Cast) -> None:
    decided(cast, "甲某", "政务警告", "2026-07-01")
    for who in ("纪委", "审计"):
        found = table(cast, who)
        assert found is not None
        assert not any(isinstance(cell, int) for row in found.rows for _, cell in row.cells)


def test_kinds_of_which_no_number_is_told_stand_in_no_table(cast: Cast) -> None:
    three(cast, "诫勉")
    found = table(cast)
    assert found is not None
    assert found.classes.heads[0] == "合计" and found.classes.lines[0].label == "合计" and len(found.classes.heads) == 5
    assert {label for label, grid in found.kinds if grid is not None} <= {"组织处理与问责方式"} and len(found.kinds) == 3
    assert all(any(isinstance(cell, int) for line in grid.lines for _, cell in line.cells) for _, grid in found.kinds if grid is not None)


def test_the_page_says_how_it_counts(cast: Cast, february: None) -> None:
    decided(cast, "乙某", "诫勉")
    page = cast.client("英德安委办").get("/vetoes/counts/?year=2026").content.decode()
    assert "少于 3" in page and "只计一次" in page and "乙某" not in page
    assert "没有可以列出的统计" in cast.client("英德安委办").get("/vetoes/counts/?year=2027").content.decode()
