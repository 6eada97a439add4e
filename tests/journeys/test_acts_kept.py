"""Nothing that was filled in is lost: a page that waited for the network says what became of it; a refused form keeps its files."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from anze.acts.actions.recording import record_act
from anze.acts.models import Act, Attachment, SetAside
from tests.apps.acts.telling import inspection
from tests.journeys.browsing import Guard, axe
from tests.journeys.conftest import SignIn, Site
from tests.journeys.test_acts import MINUTES, RECEIPT, offline_ready, photo

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def a_cut_network_is_no_fault(guard: Guard) -> None:
    guard.allow("htmx:|Failed to fetch|net::ERR|422")


def cut(site: Site, phone: Page, sign_in: SignIn) -> None:
    """Open the form, and lose the network."""
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    offline_ready(phone)
    phone.context.set_offline(True)
    phone.get_by_label("地点").fill("码头")


def test_the_page_says_that_it_was_sent_and_under_which_number(site: Site, phone: Page, sign_in: SignIn) -> None:
    cut(site, phone, sign_in)
    phone.get_by_label("照片或文件").set_input_files([photo(800, 600)])
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    assert not Act.objects.exists()
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", name="已补传")).to_be_visible()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_have_count(0)
    expect(phone.get_by_text("本机有 1 条记录待补传")).to_have_count(0)
    axe(phone)
    phone.get_by_role("link", name="WB-20260615-0001").click()
    phone.wait_for_url("**/acts/WB-20260615-0001/")
    assert (Act.objects.count(), Attachment.objects.count()) == (1, 1)


def test_the_page_says_why_it_was_refused_and_nothing_is_lost(site: Site, phone: Page, sign_in: SignIn) -> None:
    cut(site, phone, sign_in)
    phone.get_by_label("丁某（党委主要负责人）").first.uncheck()
    phone.get_by_label("照片或文件").set_input_files([MINUTES])
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", name="服务器没有收下，要修改后再传")).to_be_visible()
    expect(phone.locator("[data-kept-here]")).to_contain_text("请在参加人里勾上丁某")
    axe(phone)
    assert not Act.objects.exists()
    phone.get_by_role("link", name="打开修改").click()
    expect(phone.get_by_label("地点")).to_have_value("码头")
    phone.get_by_label("丁某（党委主要负责人）").first.check()
    phone.get_by_role("button", name="提交").click()
    phone.wait_for_url(RECEIPT)
    assert [one.name for one in Act.objects.get().attachments.all()] == ["会议纪要.txt"]


def test_another_page_that_sends_it_is_heard_of(site: Site, phone: Page, sign_in: SignIn) -> None:
    cut(site, phone, sign_in)
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    phone.route("**/acts/queue/token/", lambda route: route.abort())  # this page does not come to it
    other = phone.context.new_page()
    phone.context.set_offline(False)
    other.goto("/acts/queue/")
    expect(phone.get_by_role("heading", name="已补传")).to_be_visible()
    assert Act.objects.count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_form_keeps_its_files(site: Site, open_screen: Open, sign_in: SignIn, scripts: bool) -> None:
    page = open_screen("phone", java_script_enabled=scripts)
    sign_in(page, "丁")
    page.goto("/acts/record/inspection/")
    wrong: Any = page.get_by_label("丁某（党委主要负责人）").first
    wrong.uncheck()
    page.get_by_label("地点").fill("码头")
    page.get_by_label("照片或文件").set_input_files([MINUTES, photo(800, 600)])
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已上传 2 个文件")).to_be_visible()
    if scripts:
        axe(page)
    page.get_by_role("button", name="不要这个文件：会议纪要.txt").click()
    expect(page.get_by_role("heading", name="已上传 1 个文件")).to_be_visible()
    expect(page.get_by_label("地点")).to_have_value("码头")
    assert [one.name for one in SetAside.objects.all()] == ["现场.jpg"]
    page.get_by_label("丁某（党委主要负责人）").first.check()
    page.get_by_label("地点").press("Enter")  # sends, and takes no file away
    page.wait_for_url(RECEIPT)
    assert [one.name for one in Act.objects.get().attachments.all()] == ["现场.jpg"]


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_what_is_on_record_already_is_shown_and_one_goes_on(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    act = record_act(None, timezone.now(), inspection(site.cast, day=site.now.date()))
    page = open_screen(screen)
    sign_in(page, "丁")
    page.goto("/acts/record/inspection/")
    page.get_by_label("地点").fill("码头")
    expect(page.locator("#serves")).to_contain_text("这一天已经登记过很像的事")
    expect(page.locator("#serves").get_by_role("link", name=str(act))).to_have_attribute("href", f"/acts/{act.uid}/")
    axe(page)
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(RECEIPT)
    assert Act.objects.count() == 2
