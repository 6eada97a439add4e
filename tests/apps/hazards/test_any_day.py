"""The lists of dangers, listings and patrols as of any day, by what was on record on any day."""

from datetime import date
from typing import Any

import pytest
import time_machine

from anze.hazards.actions.dangers import close, correct_danger, recheck, rectify
from anze.hazards.actions.listing import find, grant
from anze.hazards.actions.patrols import record_patrol, withdraw_patrol
from tests.apps.accidents.telling import at
from tests.apps.hazards.telling import HEAD, OFFICE, TOWN, danger, listed, stated
from tests.cast import Cast


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-04-20", 10), tick=False):
        yield


def said(cast: Cast, path: str, who: str = TOWN) -> str:
    return str(cast.client(who).get(path).content.decode())


def test_a_danger_stands_as_it_stood_by_both_clocks(cast: Cast) -> None:
    by, one = cast.account[TOWN], danger(cast, deadline=date(2026, 3, 10))
    correct_danger(by, at("2026-03-20"), one, stated(text="改后的说法", deadline=date(2026, 3, 10)), reason="核实")
    rectify(by, at("2026-04-01"), one, on=date(2026, 3, 12), note="已修复")
    recheck(by, at("2026-04-01"), one, passed=True, on=date(2026, 4, 1))
    close(by, at("2026-04-01"), one)
    assert one.uid not in said(cast, "/hazards/") and "已办结" in said(cast, "/hazards/?view=all")
    overdue = said(cast, "/hazards/?view=overdue&as_of=2026-03-15&known_at=2026-03-15")
    assert one.uid in overdue and "仓库自动报警停用" in overdue and "改后的说法" not in overdue
    later = said(cast, "/hazards/?view=all&as_of=2026-03-15")  # as of that day, by what is on record today
    assert "已整改，待复查" in later and "改后的说法" in later
    assert one.uid not in said(cast, "/hazards/?view=all&as_of=2026-03-01&known_at=2026-03-01")
    assert 'value="2026-03-15"' in overdue and "截至 2026年3月15日" in overdue


def test_the_grade_and_the_deadline_of_that_day_narrow_the_list(cast: Cast) -> None:
    one = danger(cast, deadline=date(2026, 3, 10))
    correct_danger(cast.account[TOWN], at("2026-03-08"), one, stated(level="major", deadline=date(2026, 6, 1)), reason="升级")
    asked = "as_of=2026-03-07&known_at=2026-03-07"
    assert one.uid in said(cast, f"/hazards/?level=general&{asked}") and one.uid not in said(cast, f"/hazards/?level=major&{asked}")
    assert one.uid in said(cast, "/hazards/?level=major")


def test_a_listing_stands_as_it_stood_with_its_deadline_and_finding(cast: Cast) -> None:
    from anze.hazards.actions.listing import ask_extension

    one = listed(cast, date(2026, 4, 10))
    ask_extension(cast.account[TOWN], at("2026-03-05"), one, on=date(2026, 3, 5), deadline=date(2026, 4, 15), note="没有到货")
    assert "申请" not in said(cast, f"/hazards/listings/?view=open&unit={one.danger.unit.code}&as_of=2026-03-01&known_at=2026-03-01")
    asked = said(cast, "/hazards/listings/?view=extending&as_of=2026-03-06&known_at=2026-03-06")
    assert one.uid in asked and "2026年4月10日" in asked and "按现在的登记" in asked
    grant(cast.account[HEAD], at("2026-03-09"), one, on=date(2026, 3, 9), deadline=date(2026, 4, 15), note="")
    find(cast.account[OFFICE], at("2026-04-18"), one, on=date(2026, 4, 18), kind="poor", reason="督办走过场")
    assert "因推进整改和督办不力" in said(cast, "/hazards/listings/?view=overdue")
    before = said(cast, "/hazards/listings/?view=unfound&as_of=2026-04-17&known_at=2026-04-17")
    assert one.uid in before and "待认定原因" in before
    assert one.uid not in said(cast, "/hazards/listings/?view=all&as_of=2026-03-01&known_at=2026-03-01")


def test_a_patrol_that_was_taken_back_later_stood_on_that_day(cast: Cast) -> None:
    one = record_patrol(cast.account[TOWN], at("2026-03-04"), unit=cast.unit["望埠"], cell=None, on=date(2026, 3, 3), people="张某", device_key="k")
    withdraw_patrol(cast.account[TOWN], at("2026-03-06"), one, reason="登错")
    assert "张某" not in said(cast, "/hazards/patrols/")
    assert "张某" in said(cast, "/hazards/patrols/?as_of=2026-03-05&known_at=2026-03-05")
    assert "张某" not in said(cast, "/hazards/patrols/?as_of=2026-03-02&known_at=2026-03-05")
