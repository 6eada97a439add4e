"""A leader's home leads straight to what waits for the leader's word: one press there, one to confirm."""

from dataclasses import replace
from typing import Any

import pytest
import time_machine

from anze.acts.actions.recording import record_act
from tests.apps.acts.telling import JUNE_15, at, inspection
from tests.cast import Cast


@pytest.mark.parametrize(("name", "leads"), [("甲", True), ("乙", False), ("英德安委办", False)])
def test_home_leads_the_leader_to_what_waits(cast: Cast, name: str, leads: bool) -> None:
    record_act(cast.account["甲的秘书"], JUNE_15, replace(inspection(cast, "甲某", "英德"), on_behalf_of=cast.officer["甲某"]))
    with time_machine.travel(at("2026-06-16"), tick=False):
        page: Any = cast.client(name).get("/").content.decode()
    assert ('href="/acts/confirm/"' in page) is leads
