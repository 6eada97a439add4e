"""What was submitted without a network is kept on the device over a reload and a closed page, and is sent exactly once."""

import pytest
from playwright.sync_api import Page, expect

from anze.acts.models import Act, Attachment
from anze.hazards.models import Danger, Patrol
from tests.journeys.browsing import Guard
from tests.journeys.conftest import SignIn, Site
from tests.journeys.test_acts import offline_ready, photo

KEPT, SENT = "已存本机，联网自动补传", "已补传"


@pytest.fixture(autouse=True)
def a_cut_network_is_no_fault(guard: Guard) -> None:
    guard.allow("htmx:|Failed to fetch|net::ERR|422|503")


def reopened(phone: Page) -> Page:
    """Close the page and open what waits on the device in a new one, still without a network; reload it once."""
    context = phone.context
    phone.close()
    page = context.new_page()
    page.goto("/acts/queue/")
    page.reload()
    return page


def test_an_act_kept_on_the_device_survives_a_reload_and_is_sent_once(site: Site, phone: Page, sign_in: SignIn) -> None:
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    offline_ready(phone)
    phone.context.set_offline(True)
    phone.get_by_label("地点").fill("码头")
    phone.get_by_label("照片或文件").set_input_files([photo(800, 600)])
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name=KEPT)).to_be_visible()
    page = reopened(phone)
    expect(page.locator("[data-queue-list]")).to_contain_text("排查")
    assert not Act.objects.exists()
    other = page.context.new_page()  # two pages that both want to send
    other.goto("/acts/queue/")
    page.context.set_offline(False)
    for one in (page, other):
        one.reload()
        expect(one.locator("[data-queue-list]")).to_contain_text(SENT)
        expect(one.get_by_text("本机有 1 条记录待补传")).to_have_count(0)
    assert (Act.objects.count(), Act.objects.get().place, Attachment.objects.count()) == (1, "码头", 1)


def test_a_patrol_kept_on_the_device_survives_a_reload_and_is_sent_once(site: Site, phone: Page, sign_in: SignIn) -> None:
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "望埠安委办")
    phone.goto("/hazards/patrols/new/")
    offline_ready(phone)
    phone.context.set_offline(True)
    phone.get_by_label("发现的隐患").first.fill("应急灯不亮")
    phone.get_by_label("整改责任单位").first.fill("某木业厂")
    phone.get_by_role("button", name="登记巡查").click()
    expect(phone.get_by_role("heading", name=KEPT)).to_be_visible()
    page = reopened(phone)
    expect(page.locator("[data-queue-list]")).to_contain_text("巡查")
    assert not Patrol.objects.exists()
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-queue-list]")).to_contain_text(SENT)
    expect(page.get_by_text("本机有 1 条记录待补传")).to_have_count(0)
    assert (Patrol.objects.count(), Danger.objects.count()) == (1, 1)
