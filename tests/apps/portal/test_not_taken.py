"""An address whose filter is none of the choices says so in one line, instead of falling back silently."""

import pytest

from tests.apps.accidents.telling import fall
from tests.cast import Cast

NOT_TAKEN = "没有采用"


@pytest.mark.parametrize("address", ["/accidents/?unit=abc", "/accidents/?from=xx", "/accidents/?grade=huge", "/accidents/monthly/?month=2099-01",
                                     "/accidents/timeline/?year=1900", "/hazards/?level=huge", "/hazards/?unit=abc", "/interviews/?state=nowhere"])
def test_a_value_that_was_not_taken_is_named(cast: Cast, address: str) -> None:
    fall(cast)
    page = cast.client("市安委办").get(address).content.decode()
    assert f"“{address.partition('=')[2]}”不是可选的条件" in page and page.count(NOT_TAKEN) == 1


@pytest.mark.parametrize("address", ["/accidents/", "/accidents/?unit=yd&grade=ordinary&from=2026-01-01&to=", "/accidents/monthly/?month=2026-05",
                                     "/accidents/timeline/", "/hazards/?level=major&view=all", "/interviews/?view=open"])
def test_what_was_taken_is_not_spoken_of(cast: Cast, address: str) -> None:
    fall(cast)
    assert NOT_TAKEN not in cast.client("市安委办").get(address).content.decode()


def test_the_filters_of_accidents_and_interviews_fold_on_a_phone(cast: Cast) -> None:
    for address in ("/accidents/", "/interviews/"):
        assert 'class="filters-fold"' in cast.client("市安委办").get(address).content.decode()
