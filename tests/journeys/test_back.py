"""The browser's back button: what was recorded is not recorded twice; lists come back as they were left."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anze.accidents.models import Accident
from anze.acts.models import Act
from tests.apps.accidents.telling import fall
from tests.apps.interviews.telling import proposed, two_falls
from tests.journeys.browsing import Guard
from tests.journeys.conftest import SignIn, Site
from tests.journeys.test_acts import RECEIPT

Open = Callable[..., Page]
SAID = "这一次已经登记过，没有重复登记"


@pytest.fixture(autouse=True)
def leaving_is_no_fault(guard: Guard) -> None:
    guard.allow("htmx:")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_going_back_and_sending_again_shows_the_first_receipt(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    page = open_screen(screen)
    sign_in(page, "丁")
    page.goto("/acts/record/inspection/")
    page.get_by_label("地点").fill("码头")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(RECEIPT)
    first = page.url
    page.go_back()
    page.get_by_label("地点").fill("码头二号泊位")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(first)
    expect(page.get_by_text(SAID)).to_be_visible()
    assert Act.objects.count() == 1
    page.get_by_role("link", name="再登记一件").click()  # a second one is a second one
    page.get_by_label("地点").fill("渡口")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(lambda url: bool(RECEIPT.search(url)) and url != first)
    expect(page.get_by_text(SAID)).to_have_count(0)
    assert sorted(Act.objects.values_list("place", flat=True)) == ["渡口", "码头"]


def test_a_page_opened_anew_is_another_filling(site: Site, phone: Page, sign_in: SignIn) -> None:
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    number: Any = phone.locator("[name=device_key]").input_value
    first = number()
    phone.reload()
    expect(phone.locator("[name=device_key]")).not_to_have_value(first)
    second = number()
    phone.goto("/acts/")
    phone.go_back()
    expect(phone.locator("[name=device_key]")).to_have_value(second)


@pytest.mark.moment("2026-06-15T10:00")
def test_an_accident_sent_again_after_going_back_is_registered_once(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/accidents/new/")
    for said in ("已登记，台账编号", "这起事故已经登记过"):
        desk.get_by_label("发生地").select_option("wb")
        desk.get_by_label("发生时间").fill("2026-06-14T09:30")
        desk.get_by_label("事故类别").select_option("高处坠落")
        desk.get_by_label("死亡人数").fill("1")
        desk.get_by_role("button", name="登记事故").click()
        expect(desk.get_by_text(said)).to_be_visible()
        if said.startswith("已"):
            desk.go_back()
    assert Accident.objects.count() == 1


@pytest.mark.moment("2026-06-15T10:00")
def test_lists_come_back_with_filter_and_place(site: Site, phone: Page, sign_in: SignIn) -> None:
    for day in range(1, 15):
        fall(site.cast, f"2026-05-{day:02}", nature=("坍塌", "触电")[day % 2])
    two_falls(site.cast)
    found = proposed(site.cast)
    sign_in(phone, "市安委办")
    phone.goto("/accidents/?nature=触电")
    link = phone.get_by_role("link", name="望埠镇“5·3”触电事故")
    link.scroll_into_view_if_needed()
    scrolled: Any = phone.evaluate("scrollY")
    assert scrolled > 200
    link.click()
    phone.wait_for_url("**/accidents/sg-*/")
    phone.go_back()
    expect(link).to_be_visible()
    assert "nature=" in phone.url and phone.get_by_role("link", name="坍塌事故").count() == 0
    phone.wait_for_function("before => Math.abs(scrollY - before) < 80", arg=scrolled)
    phone.goto("/interviews/?view=open&unit=yd&state=proposed")
    phone.get_by_role("link", name=found.uid).click()
    phone.wait_for_url(f"**/interviews/{found.uid}/")
    phone.go_back()
    expect(phone.get_by_label("状态").last).to_have_value("proposed")
    expect(phone.get_by_label("被约谈单位")).to_have_value("yd")
    assert phone.url.endswith("/interviews/?view=open&unit=yd&state=proposed")
