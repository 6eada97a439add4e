"""A patrol on a phone through a cut network: kept on the device, mended there, sent later, exactly once."""

import pytest
from playwright.sync_api import Page, expect

from anze.hazards.models import Danger, Patrol
from tests.journeys.browsing import Guard, axe
from tests.journeys.conftest import SignIn, Site
from tests.journeys.test_acts import offline_ready


@pytest.fixture(autouse=True)
def a_cut_network_is_no_fault(guard: Guard) -> None:
    guard.allow("htmx:|Failed to fetch|net::ERR|422|503")


def test_a_patrol_recorded_without_a_network_is_sent_once_with_its_receipt(site: Site, phone: Page, sign_in: SignIn) -> None:
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "望埠安委办")
    phone.goto("/hazards/patrols/new/")
    offline_ready(phone)
    phone.context.set_offline(True)
    phone.goto("/hazards/patrols/")  # not kept: the page says what is
    phone.get_by_role("link", name="登记巡查：望埠镇").click()
    expect(phone.get_by_text("现在没有网络")).to_be_visible()
    phone.get_by_label("发现的隐患").first.fill("应急灯不亮")
    phone.get_by_role("button", name="登记巡查").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    axe(phone)
    assert not Patrol.objects.exists()
    phone.context.set_offline(False)
    phone.get_by_role("link", name="查看本机待补传").click()
    expect(phone.locator("[data-queue-list]")).to_contain_text("第 1 个隐患：请选单位，或者写明整改责任单位。")
    phone.get_by_role("link", name="打开修改").click()
    expect(phone.get_by_label("发现的隐患").first).to_have_value("应急灯不亮")
    phone.context.set_offline(True)
    phone.get_by_label("整改责任单位").first.fill("某木业厂")
    phone.get_by_role("button", name="登记巡查").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    other = phone.context.new_page()  # two pages that both want to send
    phone.context.set_offline(False)
    other.goto("/acts/queue/")
    expect(phone.get_by_role("heading", name="已补传")).to_be_visible()
    axe(phone)
    patrol = Patrol.objects.get()
    assert Danger.objects.get().patrol == patrol
    phone.get_by_role("link", name=patrol.number).click()
    expect(phone.locator("[data-receipt]")).to_have_text(patrol.number)
    expect(phone.get_by_text("应急灯不亮").first).to_be_visible()
