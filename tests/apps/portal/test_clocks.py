"""The day that a page is asked for: a date that was not taken is said to be so, never passed over in silence."""

import pytest
import time_machine

from tests.apps.acts.telling import JUNE_15
from tests.cast import Cast

NOT_TAKEN = "没有采用"


@pytest.mark.parametrize("query", ["as_of=garbage", "as_of=2026-06-16", "as_of=1999-12-31", "as_of=2026-06-01&known_at=2026-02-30"])
@pytest.mark.parametrize("address", ["/board/", "/acts/", "/contacts/", "/officers/"])
def test_a_date_that_was_not_taken_is_said_on_the_page(cast: Cast, address: str, query: str) -> None:
    with time_machine.travel(JUNE_15, tick=False):
        assert NOT_TAKEN in cast.client("英德安委办").get(f"{address}?{query}").content.decode()


@pytest.mark.parametrize("query", ["", "as_of=2026-06-15", "as_of=2026-05-01&known_at=2026-04-30", "as_of=&known_at="])
def test_nothing_is_said_of_a_date_that_was_taken(cast: Cast, query: str) -> None:
    with time_machine.travel(JUNE_15, tick=False):
        page = cast.client("英德安委办").get(f"/board/?{query}").content.decode()
    assert "截至" in page and NOT_TAKEN not in page
