"""Three stories read from the screen (第三十、三十一条): who did everything; who has two backfilled months; a secretary promoted elsewhere."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from anze.acts.actions.recording import record_act
from anze.acts.told import Told
from anze.duties.actions.contacts import assign_contact
from anze.register.actions.towns import list_town
from tests.apps.accidents.telling import at, fall
from tests.apps.dossiers.telling import did_everything
from tests.apps.dossiers.test_contents import moved
from tests.cast import Cast
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site

SCREENS = pytest.mark.parametrize("screen", ["phone", "desk"])
Open = Callable[..., Page]


def deputy(cast: Cast, late: tuple[int, ...] = ()) -> None:
    """What a deputy county head owes: a problem town and a sector to look after, an inspection each month; that of some months recorded in June."""
    office, who = cast.account["英德安委办"], cast.officer["丙某"]
    list_town(office, at(date(2026, 1, 4)), unit=cast.unit["望埠"], start=date(2026, 1, 4), document="英安〔2026〕1号")
    assign_contact(office, at(date(2026, 1, 5)), officer=who, target="town", unit=cast.unit["望埠"], start=date(2026, 1, 5))
    assign_contact(office, at(date(2026, 1, 5)), officer=who, target="sector", sector="非煤矿山", start=date(2026, 1, 5))
    for month in range(1, 6):
        day = date(2026, month, 12)
        told = Told(type="inspection", unit=cast.unit["英德"], date=day, place="石场", title="排查石场", participants=((who, "lead"),))
        record_act(office, at(date(2026, 6, 12) if month in late else day, 18), told)


@pytest.mark.moment("2026-06-18T10:00")
@SCREENS
def test_a_deputy_who_did_everything_reads_as_full_performance_and_is_left_to_those_who_decide(site: Site, open_screen: Open, presses: Presses,
                                                                                            sign_in: SignIn, screen: str) -> None:
    deputy(site.cast)
    accident = fall(site.cast, "2026-06-15", deaths=3)
    page = open_screen(screen)
    sign_in(page, "纪委")
    page.goto(f"/accidents/{accident.code}/")
    with presses.within(1):
        presses.click(page.get_by_role("link", name="丙某", exact=True))
    test = page.locator("#performed")
    expect(test).to_contain_text("均已按时做到，符合全面履职的事实条件；是否不予追究由纪检监察机关")
    expect(test).not_to_contain_text("逾期未完成")
    axe(page)


@pytest.mark.moment("2026-06-18T10:00")
@SCREENS
def test_two_backfilled_months_read_as_two_items_that_fail(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    deputy(site.cast, late=(3, 4))
    page = open_screen(screen)
    sign_in(page, "纪委")
    page.goto("/dossiers/")
    page.get_by_label("姓名、编号或者单位").fill("丙某")
    page.get_by_label("哪一天").first.fill("2026-06-15")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=re.compile("看内容并生成.*丙某")).click()
    test = page.locator("#performed")
    expect(test).to_contain_text("不符合全面履职的事实条件；这些事项是否属实、是否追究，由")
    for month in (3, 4):
        expect(test.get_by_role("row").filter(has_text=f"2026年{month}月12日排查检查，6月12日登记（补录）").first).to_contain_text("补录")
    expect(test.get_by_role("link", name=re.compile("2026年3月12日排查检查")).first).to_be_visible()
    axe(page)


@pytest.mark.moment("2026-07-20T10:00")
def test_a_secretary_promoted_elsewhere_is_read_by_the_tenure_of_the_day(site: Site, desk: Page, sign_in: SignIn) -> None:
    did_everything(site.cast, (1, 2, 4, 5))
    accident = fall(site.cast, "2026-06-15", deaths=3)
    moved(site.cast)
    sign_in(desk, "纪委")
    desk.goto(f"/accidents/{accident.code}/")
    desk.get_by_role("link", name="丁某", exact=True).click()
    tenures = desk.locator("#tenures")
    expect(tenures).to_contain_text("丁某任望埠镇党委主要负责人")
    expect(tenures).to_contain_text("2026年7月1日起，任清新区党委常委会其他成员")
    expect(desk.locator("#performed")).to_contain_text("不符合全面履职")
    expect(desk.locator("#since")).to_contain_text("当日尚未在案")
    axe(desk)
