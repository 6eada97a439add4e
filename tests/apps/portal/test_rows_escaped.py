"""Rows that are written in Python and not by a template: what somebody wrote never becomes markup."""

from dataclasses import replace
from typing import Any

import pytest
import time_machine

from anze.acts.actions.recording import record_act
from anze.people.models import Unit, UnitVersion
from tests.apps.acts.telling import JUNE_15, at, inspection
from tests.cast import Cast

WRITTEN = '<b onclick="x">&\'危险'
SHOWN = "&lt;b onclick=&quot;x&quot;&gt;&amp;&#x27;危险"


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(at("2026-06-20"), tick=False):
        yield


@pytest.mark.parametrize("address", ["/acts/", "/board/", "/board/?as_of=2026-06-30&known_at=2026-06-20"])
def test_what_somebody_wrote_stays_text(cast: Cast, address: str) -> None:
    record_act(cast.account["英德安委办"], JUNE_15, replace(inspection(cast, "甲某", "英德"), title=WRITTEN))
    Unit.objects.filter(pk=cast.unit["英德"].pk).update(name=WRITTEN)
    UnitVersion.objects.filter(unit=cast.unit["英德"]).update(name=WRITTEN)
    page = cast.client("英德安委办").get(address).content.decode()
    assert SHOWN in page
    assert WRITTEN not in page


def test_the_board_keeps_its_clocks_in_each_cell(cast: Cast) -> None:
    page = cast.client("英德安委办").get("/board/?as_of=2026-06-30&known_at=2026-06-20").content.decode()
    assert page.count("as_of=2026-06-30&amp;known_at=2026-06-20") > page.count('class="cell lamp-') > 50
    assert "as_of=2026-06-30&known_at" not in page
