"""Acts on a phone and at a desk: recorded in few presses, through a cut network exactly once, confirmed in two, taken back."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from anze.acts.actions.recording import record_act
from anze.acts.models import Act, Attachment, Confirmation, Draft
from tests.apps.acts.telling import inspection, problem
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site

RECEIPT = re.compile(r"/acts/\w+-\d{8}-\d{4}/receipt/")
SCREENS = pytest.mark.parametrize("screen", ["phone", "desk"])
Open = Callable[..., Page]
MINUTES: FilePayload = {"name": "会议纪要.txt", "mimeType": "text/plain", "buffer": "第二季度安全生产会议纪要".encode()}


def photo(width: int, height: int) -> FilePayload:
    """A picture as a phone takes it, with a place in it."""
    picture, out = Image.new("RGB", (width, height), "teal"), BytesIO()
    tags = Image.Exif()
    tags.get_ifd(0x8825).update({1: "N", 2: (24.0, 11.0, 0.0), 3: "E", 4: (113.0, 24.0, 0.0)})
    picture.save(out, "JPEG", exif=tags)
    return {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture(autouse=True)
def leaving_is_no_fault(guard: Guard) -> None:
    """A page that is left while it is still asking what a form will serve gives the question up; htmx says so."""
    guard.allow("htmx:(sendAbort|afterRequest)")


@SCREENS
def test_an_inspection_is_recorded_from_its_card_in_four_presses(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn, screen: str) -> None:
    page = open_screen(screen)
    sign_in(page, "丁")
    page.goto("/mine/")
    with presses.within(4):
        presses.click(page.locator("a[href*='duty=10.7']").first)
        expect(page.locator("#serves")).to_contain_text("第十条（七）")
        presses.click(page.get_by_label("地点"))
        page.keyboard.type("望埠工业园")
        presses.click(page.get_by_role("button", name="提交"))
        page.wait_for_url(RECEIPT)
    expect(page.locator("[data-receipt]")).to_have_text("WB-20260615-0001")
    expect(page.locator(".served")).to_contain_text("丁某")
    axe(page)


@SCREENS
def test_every_page_of_acts_is_sound(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    cast, now = site.cast, timezone.now()
    behalf = replace(inspection(cast, "甲某", "英德", problems=(problem(owner="某厂", follow_up_unit=cast.unit["望埠"]),)), on_behalf_of=cast.officer["甲某"])
    act = record_act(cast.account["甲的秘书"], now, behalf)
    page = open_screen(screen)
    sign_in(page, "甲")
    found = act.problems.get().pk
    for address in ("/acts/", "/acts/record/", "/acts/record/inspection/", "/acts/record/meeting/", "/acts/record/document/", f"/acts/{act.uid}/",
                    f"/acts/{act.uid}/receipt/", f"/acts/{act.uid}/withdraw/", f"/acts/{act.uid}/correct/", f"/acts/{act.uid}/reject/", "/acts/confirm/",
                    "/acts/queue/", "/acts/problems/", f"/acts/problems/{found}/"):
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        axe(page)
    sign_in(page, "英德安委办")
    page.goto("/acts/record/budget/")
    for label, value in (("专项资金（万元）", "120"), ("上年专项资金（万元）", "100"), ("财政收入增幅（%）", "8")):
        page.get_by_label(label, exact=True).fill(value)
    expect(page.locator("#serves")).to_contain_text("20.00%")
    axe(page)


@SCREENS
def test_what_the_secretary_recorded_is_confirmed_in_two_presses(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn, screen: str) -> None:
    cast = site.cast
    for place in ("英红镇", "望埠镇", "大站镇"):
        told = replace(inspection(cast, "甲某", "英德", place=place), on_behalf_of=cast.officer["甲某"])
        record_act(cast.account["甲的秘书"], timezone.now(), told)
    page = open_screen(screen)
    sign_in(page, "甲")
    page.goto("/")
    with presses.within(2):
        presses.click(page.locator("main a[href='/acts/confirm/']").first)
        presses.click(page.get_by_role("button", name="属实，确认：英红镇安全生产排查"))
        expect(page.get_by_text("已确认 1 条")).to_be_visible()
    axe(page)
    for box in page.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()  # a tick is the leader's own
        box.check()
    page.get_by_role("button", name="确认勾选的记录属实").click()
    expect(page.get_by_text("已确认 2 条")).to_be_visible()
    assert Confirmation.objects.filter(accepted=True).count() == 3


@SCREENS
def test_a_liaison_records_a_meeting_with_attendees_and_minutes_in_six_presses(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn,
                                                                              screen: str) -> None:
    page = open_screen(screen)
    sign_in(page, "应急局联络员")
    page.goto("/acts/")
    with presses.within(6):
        presses.click(page.get_by_role("link", name="登记", exact=True))
        presses.click(page.locator("main").get_by_role("link", name="会议"))
        presses.tick(page.get_by_label("部门安全生产工作会议"))
        page.get_by_label("照片或文件").set_input_files(MINUTES)
        presses.count += 1  # choosing the file
        expect(page.locator("#serves")).to_contain_text("第十四条（一）")
        presses.click(page.get_by_role("button", name="提交"))
        page.wait_for_url(RECEIPT)
    act = Act.objects.get()
    assert [(one.officer.name, one.part) for one in act.participants.order_by("pk")] == [("庚某", "chair"), ("辛某", "attend")]
    assert [one.name for one in act.attachments.all()] == ["会议纪要.txt"]


HELD = """async () => {
  if (!navigator.serviceWorker.controller) return false;
  const pages = await caches.open("anze-pages"), files = await caches.open("anze-files");
  return Boolean(await pages.match(location.pathname)) && Boolean(await pages.match("/acts/queue/")) && (await files.keys()).length > 5;
}"""


def offline_ready(page: Page) -> None:
    """Wait until the browser holds what it needs of this page."""
    for _ in range(100):
        if page.evaluate(HELD):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the browser does not hold the form")


def test_what_is_sent_through_a_cut_network_is_recorded_once(site: Site, phone: Page, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("Failed to fetch|net::ERR|htmx:")
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    offline_ready(phone)
    phone.context.set_offline(True)
    phone.goto("/acts/record/inspection/?duty=10.7")
    expect(phone.get_by_text("现在没有网络")).to_be_visible()
    phone.get_by_label("地点").fill("码头")
    phone.get_by_label("照片或文件").set_input_files([photo(3200, 1200)])
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    axe(phone)
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-state]")).to_contain_text("本机有 1 条待补传")
    expect(phone.locator("[data-queue-list]")).to_contain_text("码头")
    axe(phone)
    assert not Act.objects.exists()
    other = phone.context.new_page()  # two pages that both want to send
    phone.context.set_offline(False)
    other.goto("/acts/queue/")
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-list]")).to_contain_text("WB-20260615-0001")
    expect(phone.locator("[data-queue-state]")).to_contain_text("没有待补传")
    phone.reload()
    act = Act.objects.get()
    assert act.typed_at is not None and act.device_key
    [kept] = Attachment.objects.filter(act=act).select_related("blob")
    from anze.acts.evidence import store

    picture = Image.open(store.place(kept.blob.sha256))
    assert (max(picture.size), dict(picture.getexif())) == (1600, {})


def test_an_answer_that_was_lost_does_not_make_a_second_act(site: Site, phone: Page, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("net::ERR|Failed to fetch|htmx:")
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    phone.get_by_label("地点").fill("码头")

    def lose(route: Any) -> None:
        route.fetch()  # the server has it
        route.abort()  # the phone does not know

    phone.route(re.compile(r"/acts/record/inspection/$"), lose, times=1)
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    assert Act.objects.count() == 1
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-list]")).to_contain_text("WB-20260615-0001")
    assert Act.objects.count() == 1


def test_what_one_account_typed_is_never_sent_by_another(site: Site, phone: Page, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("net::ERR|Failed to fetch|htmx:|409")  # the phone may try while another account is signed in: the server refuses, nothing is sent
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    offline_ready(phone)
    phone.context.set_offline(True)
    phone.get_by_label("地点").fill("码头")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    phone.context.set_offline(False)
    phone.context.clear_cookies()
    sign_in(phone, "甲")
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-state]")).to_contain_text("另有 1 条属于别的账号")
    expect(phone.locator("[data-queue-list]")).not_to_contain_text("码头")
    assert not Act.objects.exists()
    assert phone.evaluate("caches.open('anze-pages').then((pages) => pages.match('/acts/record/inspection/')).then(Boolean)") is False
    phone.context.clear_cookies()
    sign_in(phone, "丁")
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-list]")).to_contain_text("WB-20260615-0001")
    assert Act.objects.get().recorded_by == site.cast.account["丁"]


@pytest.mark.parametrize("lost", ["sessionid", None])
def test_an_ended_session_keeps_what_was_sent_until_somebody_signs_in(site: Site, phone: Page, sign_in: SignIn, guard: Guard, lost: str | None) -> None:
    guard.allow("40[13]|htmx:|net::ERR|Failed to fetch")
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    phone.get_by_label("地点").fill("码头")
    phone.wait_for_timeout(300)
    phone.context.clear_cookies(name=lost) if lost else phone.context.clear_cookies()
    phone.get_by_role("button", name="提交").click()
    phone.wait_for_url(re.compile("next=.*queue"))
    sign_in(phone, "丁")
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-list]")).to_contain_text("WB-20260615-0001")
    assert Act.objects.count() == 1


def test_what_the_server_refuses_is_mended_on_the_device_and_sent(site: Site, phone: Page, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("net::ERR|Failed to fetch|422|htmx:")
    phone.clock.set_fixed_time(site.now)
    sign_in(phone, "丁")
    phone.goto("/acts/record/inspection/")
    offline_ready(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="再加一个问题").click()
    phone.locator("#id_problems-1-text").fill("电线裸露")
    phone.get_by_label("地点").fill("码头")
    phone.get_by_label("丁某（党委主要负责人）").first.uncheck()
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", name="已存本机，联网自动补传")).to_be_visible()
    phone.context.set_offline(False)
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-list]")).to_contain_text("请在参加人里勾上丁某")
    axe(phone)
    phone.get_by_role("link", name="打开修改").click()
    expect(phone.locator("#id_problems-1-text")).to_have_value("电线裸露")
    expect(phone.get_by_label("丁某（党委主要负责人）").first).not_to_be_checked()
    phone.get_by_label("丁某（党委主要负责人）").first.check()
    phone.get_by_role("button", name="提交").click()
    phone.wait_for_url(RECEIPT)
    assert [one.text for one in Act.objects.get().problems.all()] == ["电线裸露"]
    phone.goto("/acts/queue/")
    expect(phone.locator("[data-queue-state]")).to_contain_text("没有待补传")


@SCREENS
def test_a_draft_is_kept_within_five_seconds_and_restored(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    page = open_screen(screen)
    sign_in(page, "丁")
    page.goto("/acts/record/inspection/")
    page.get_by_label("排查情况").fill("看了三家企业")
    expect(page.get_by_text("草稿已存")).to_be_visible(timeout=5_000)
    assert Draft.objects.get().data["findings"] == ["看了三家企业"]
    page.goto("/acts/record/inspection/")
    expect(page.get_by_label("排查情况")).to_have_value("看了三家企业")
    expect(page.get_by_text("的草稿")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="不要草稿，重新填").click()
    expect(page.get_by_label("排查情况")).to_have_value("")
    assert not Draft.objects.exists()


@SCREENS
def test_an_act_is_taken_back_and_stays_to_be_seen(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn, screen: str) -> None:
    record_act(site.cast.account["丁"], timezone.now(), inspection(site.cast))
    page = open_screen(screen)
    sign_in(page, "丁")
    page.goto("/acts/")
    with presses.within(3):
        presses.click(page.get_by_role("link", name="望埠工业园安全生产排查"))
        presses.click(page.get_by_role("link", name="撤回"))
        presses.click(page.get_by_role("button", name="撤回这条记录"))
        expect(page.locator(".lamp-withdrawn").first).to_be_visible()
    axe(page)


def test_the_form_works_without_scripts(site: Site, open_screen: Open, sign_in: SignIn) -> None:
    page = open_screen("phone", java_script_enabled=False)
    sign_in(page, "丁")
    page.goto("/acts/record/inspection/?duty=10.7")
    page.get_by_label("地点").fill("码头")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("[data-receipt]")).to_have_text("WB-20260615-0001")
