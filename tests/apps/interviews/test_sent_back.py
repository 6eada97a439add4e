"""What is sent back is to be put right by a new day, and is not overdue before it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.interviews.actions import rectifying
from anze.interviews.queries.dates import dates
from anze.interviews.queries.due import items_due
from anze.interviews.queries.items import lamp_of, standing_items
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import OFFICE, reported, two_falls
from tests.apps.interviews.test_steps import item_of
from tests.cast import Cast


@pytest.fixture
def city(cast: Cast) -> Cast:
    two_falls(cast)
    return cast


def test_what_is_sent_back_gets_a_new_deadline_and_is_not_overdue_before_it(city: Cast) -> None:
    found = reported(city)
    told: dict[str, Any] = {"returned": {item_of(found).pk: "没有台账"}, "note": "没有台账"}
    with pytest.raises(ValidationError, match="已经过去"):
        rectifying.send_back(city.account[OFFICE], at("2026-07-15"), found, **told, deadline=date(2026, 7, 14))
    rectifying.send_back(city.account[OFFICE], at("2026-07-15"), found, **told, deadline=date(2026, 7, 31))
    first, second = standing_items(found)
    assert (first.deadline, first.due, second.due) == (date(2026, 7, 10), date(2026, 7, 31), date(2026, 7, 10))
    assert [lamp_of(first, day) for day in (date(2026, 7, 16), date(2026, 7, 31), date(2026, 8, 1))] == ["open", "soon", "overdue"]
    rights = rights_of(city.account[OFFICE])
    assert items_due(rights, date(2026, 7, 16)) == []
    assert [one.day for one in items_due(rights, date(2026, 8, 1))] == [date(2026, 7, 31)]
    assert [one.day for one in dates(rights, date(2026, 7, 1), date(2026, 7, 31), date(2026, 7, 16)) if "到期" in one.text] == [
        date(2026, 7, 31), date(2026, 7, 10)]
