"""Accidents at a desk and on a phone: registered in few presses with the grade while typing; a third death on day 29 that completes a window."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anze.accidents.actions.writing_off import give_notice
from anze.accidents.models import Accident, FigureUpdate
from anze.interviews.models import Interview
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import proposed
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site

SCREENS = pytest.mark.parametrize("screen", ["phone", "desk"])
Open = Callable[..., Page]
DETAIL = re.compile(r"/accidents/sg-\d{4}-\d{4}/")


@pytest.fixture(autouse=True)
def leaving_is_no_fault(guard: Guard) -> None:
    """A form that is sent while it is still asking for the grade gives the question up; htmx says so. A refused form is answered with 422."""
    guard.allow("htmx:(sendAbort|afterRequest)")


@SCREENS
def test_an_accident_is_registered_in_six_presses_with_the_grade_while_typing(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn,
                                                                              screen: str) -> None:
    fall(site.cast, "2026-05-20", deaths=3, nature="坍塌")
    page = open_screen(screen)
    sign_in(page, "英德安委办")
    page.goto("/accidents/")
    with presses.within(6):
        presses.click(page.get_by_role("link", name="登记事故"))
        presses.choose(page.get_by_label("发生地"), "wb")
        page.get_by_label("发生时间").fill("2026-06-14T09:30")
        presses.choose(page.get_by_label("事故类别"), "高处坠落")
        page.get_by_label("死亡人数").fill("3")
        expect(page.locator("#expected")).to_contain_text("等级：较大事故")
        expect(page.locator("#expected")).to_contain_text("（三）较大事故，是指造成3人以上10人以下死亡")
        expect(page.locator("#expected")).to_contain_text("第二十一条第二款（二）")
        axe(page)
        presses.click(page.get_by_role("button", name="登记事故"))
        page.wait_for_url(DETAIL)
    follows = page.locator("#follows")
    expect(follows).to_contain_text("第二十一条第二款（二）")
    expect(follows.get_by_role("link", name="望埠镇“5·20”坍塌事故").first).to_be_visible()
    expect(follows).to_contain_text("应约谈（2026年6月14日在任）：甲某、乙某、丙某")
    expect(page.locator("#reports")).to_contain_text("2026年6月14日 10:30前")
    expect(page.locator("#investigation")).to_contain_text("2026年8月13日")
    axe(page)


def test_the_types_on_offer_follow_the_day_and_a_draft_waits(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/accidents/new/")
    desk.get_by_label("事故经过").fill("作业时边坡坍塌。")
    desk.get_by_label("事故发生单位").fill("某采石场")
    expect(desk.locator("[data-draft-said]")).to_contain_text("草稿已存", timeout=8_000)
    desk.goto("/accidents/new/")
    expect(desk.get_by_label("事故发生单位")).to_have_value("某采石场")
    expect(desk.get_by_label("事故经过")).to_have_value("作业时边坡坍塌。")
    expect(desk.get_by_text("GB/T 6441-1986，20类")).to_be_visible()


@pytest.mark.moment("2026-06-18T10:00")
@SCREENS
def test_a_fall_with_two_dead_becomes_three_on_day_29_and_completes_a_window(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn,
                                                                             screen: str) -> None:
    """第十三条, 第二十一条第二款（二）: the third injured dies 29 days on, which makes a second 较大 accident within 30 days of the first."""
    first = fall(site.cast, "2026-05-10", deaths=3, nature="坍塌")
    second = fall(site.cast, "2026-05-20", deaths=2, serious_injuries=1)
    page = open_screen(screen)
    sign_in(page, "英德安委办")
    page.goto(f"/accidents/{second.code}/")
    expect(page.locator("#situation")).to_contain_text("一般事故")
    expect(page.locator("#follows")).not_to_contain_text("约谈情形")
    with presses.within(3):
        presses.click(page.get_by_role("link", name="更新伤亡和损失"))
        page.get_by_label("变化日期").fill("2026-06-18")
        page.get_by_label("死亡人数（合计）").fill("3")
        page.get_by_label("重伤人数（合计，含急性工业中毒）").fill("0")
        presses.click(page.get_by_role("button", name="下一步"))
        check = page.locator(".changed")
        expect(check).to_contain_text("由一般事故变为较大事故")
        expect(check).to_contain_text("第二十一条第二款（二）")
        expect(check.get_by_role("link", name=first.title).first).to_be_visible()
        assert FigureUpdate.objects.count() == 0  # nothing is saved before it is seen
        axe(page)
        presses.click(page.get_by_role("button", name="更新", exact=True))
        page.wait_for_url(re.compile("saved="))
    expect(page.locator("#saved")).to_contain_text("由一般事故变为较大事故")
    expect(page.locator("#follows")).to_contain_text("已有2起，达到2起")
    expect(page.locator("#situation")).to_contain_text("2026年6月18日：较大事故")
    axe(page)
    page.goto(f"/accidents/{second.code}/?as_of=2026-06-17&known_at=2026-06-17")  # what was known the day before stays known
    expect(page.locator("#situation")).to_contain_text("一般事故")
    expect(page.locator("#follows")).not_to_contain_text("约谈情形")
    assert Accident.objects.get(pk=second.pk).grade == "considerable"


@SCREENS
def test_every_page_of_accidents_is_sound(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    made, light = fall(site.cast, "2026-05-20", deaths=3), fall(site.cast, "2026-05-21")
    page = open_screen(screen)
    sign_in(page, "英德安委办")
    for address in (f"/accidents/{light.code}/do/withdraw/",  # a grave one is for the office above to take back
                    "/accidents/", "/accidents/outlook/", "/accidents/timeline/", "/accidents/timeline/?unit=yd", "/accidents/import/",
                    f"/accidents/{made.code}/quick-report/", "/accidents/new/", f"/accidents/{made.code}/", f"/accidents/{made.code}/correct/",
                    *(f"/accidents/{made.code}/do/{verb}/" for verb in ("figures", "notice", "report", "opened", "approval", "concealment"))):
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        axe(page)


@pytest.mark.moment("2026-11-20T10:00")
@SCREENS
def test_the_timeline_opens_with_today_in_view(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    fall(site.cast, "2026-11-10")
    page = open_screen(screen)
    sign_in(page, "英德安委办")
    page.goto("/accidents/timeline/")
    box, line = (page.locator(where).bounding_box() for where in (".timeline-box", ".timeline-svg .cursor"))
    assert box is not None and line is not None and box["x"] < line["x"] < box["x"] + box["width"]


@pytest.mark.moment("2026-06-20T10:00")
@SCREENS
def test_a_road_accident_is_written_off_after_it_had_opened_an_interview(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn, screen: str) -> None:
    """第二十一条第二款（二）: what it had fired is withdrawn, the open interview over it is named before anything is saved, and nothing of it is changed."""
    cast = site.cast
    road: dict[str, Any] = {"deaths": 3, "sector": "道路运输", "nature": "车辆伤害", "road_or_fire": True, "by": "市安委办"}
    first, second = fall(cast, "2026-06-01", **road), fall(cast, "2026-06-08", **road)
    interview = proposed(cast)
    give_notice(cast.account["英德安委办"], at("2026-06-12"), second, start=date(2026, 6, 12), reason="经认定不属于生产经营活动中的道路交通事故")
    page = open_screen(screen)
    sign_in(page, "市安委办")
    page.goto(f"/accidents/{second.code}/")
    expect(page.locator("#situation")).to_contain_text("公示中：2026年6月12日至2026年6月19日")
    with presses.within(3):
        presses.click(page.get_by_role("link", name="决定核销"))
        page.get_by_label("决定机关").fill("市应急管理局")
        presses.click(page.get_by_role("button", name="下一步"))
        check = page.locator(".changed")
        expect(check).to_contain_text("不再成立")
        expect(check).to_contain_text("已开启的约谈（英德市）引用了其中的事故")
        expect(check.locator(f"a[href*='{interview.uid}']")).to_be_visible()
        assert Accident.objects.get(pk=second.pk).written_off_on is None
        axe(page)
        presses.click(page.get_by_role("button", name="决定核销"))
        page.wait_for_url(re.compile("saved="))
    expect(page.locator("#follows")).to_contain_text("已撤回")
    expect(page.locator("#situation")).to_contain_text("2026年6月20日由市应急管理局决定核销")
    axe(page)
    page.goto(f"/accidents/{first.code}/")
    expect(page.locator("#follows")).to_contain_text("已撤回")
    state: Any = Interview.objects.with_state().get(pk=interview.pk)
    assert state.state == "proposed"  # a person decides what becomes of it
