"""Bad workbooks: every wrong cell is named in one pass with sheet, address, value, reason and remedy; nothing is written if any is wrong."""

import pytest
from django.core.exceptions import ValidationError

from anze.people.models import Officer, Tenure, Unit
from anze.record.models import Entry
from anze.register.actions.imports import apply
from tests.apps.register.excel_books import named, reach_of, sent
from tests.apps.register.excel_dirt import SPOILT, chosen, dirty
from tests.cast import LONG_AGO, Cast

SLICE = range(10, 70)  # of the thousand: these plant every kind of wrong cell


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Unit, Officer, Tenure, Entry))


def named_and_nothing_written(cast: Cast, seed: int) -> None:
    before, found = counts(), dirty(seed)
    imported = sent(cast, found.content)
    assert named(imported) == found.planted, f"seed {seed}"
    for _, row, key, address, _, reason, remedy in imported.faults:
        assert row, f"seed {seed}"
        assert key and address and reason and remedy, f"seed {seed}"
    with pytest.raises(ValidationError, match="一行也没有导入"):
        apply(imported.account, LONG_AGO, imported, reach_of(cast, "英德"), revision=imported.revision)
    assert counts() == before


@pytest.mark.parametrize("seeds", [SLICE[start:start + 20] for start in range(0, 60, 20)], ids=str)
def test_every_wrong_cell_of_a_generated_workbook_is_named(cast: Cast, seeds: range) -> None:
    for seed in seeds:
        named_and_nothing_written(cast, seed)


@pytest.mark.drill
@pytest.mark.parametrize("seeds", [range(start, start + 50) for start in range(0, 1000, 50)], ids=str)
def test_every_wrong_cell_of_a_thousand_workbooks_is_named(cast: Cast, seeds: range) -> None:
    for seed in seeds:
        named_and_nothing_written(cast, seed)


def test_the_slice_plants_every_kind_of_wrong_cell() -> None:
    assert {kind for seed in SLICE for kind in chosen(seed)[1]} == set(range(len(SPOILT)))
