"""One interview walked from the accident that completes its window to the day it is closed; and one whose rectification is poor, to its end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from anze.interviews.models import Interview
from anze.papers.models import Issued
from tests.apps.accidents.telling import fall
from tests.apps.interviews.telling import COUNTY, HEAD, OFFICE, reported, state_of, two_falls
from tests.journeys.browsing import Guard, sideways
from tests.journeys.conftest import SignIn, Site

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def leaving_is_no_fault(guard: Guard) -> None:
    guard.allow("htmx:(sendAbort|afterRequest)")


def register(page: Page) -> None:
    """The second fall within thirty days, typed at its page."""
    page.goto("/accidents/new/")
    page.get_by_label("发生地").select_option("wb")
    page.get_by_label("发生时间").fill("2026-06-14T09:30")
    page.get_by_label("事故类别").select_option("高处坠落")
    page.get_by_label("死亡人数").fill("3")
    expect(page.locator("#expected")).to_contain_text("第二十一条第二款（二）")
    page.get_by_role("button", name="登记事故").click()
    page.wait_for_url("**/accidents/sg-*/")


def press(page: Page, verb: str, **typed: str) -> None:
    """Take a verb by its page, from the page of the interview; what is typed goes under the labels."""
    page.get_by_role("link", name=verb).first.click()
    for label, text in typed.items():
        page.get_by_label(label).fill(text)
    sideways(page)
    page.get_by_role("button", name=verb).click()
    expect(page.locator(".message").first).to_be_visible()


def report(page: Page, number: int, text: str) -> None:
    """Report an item."""
    page.get_by_role("link").filter(has_text=f"报告整改第 {number} 项").click()
    page.get_by_label("整改情况").fill(text)
    page.get_by_role("button", name="报告这一项").click()
    expect(page.get_by_text(f"第 {number} 项的整改情况已报告")).to_be_visible()


@pytest.mark.moment("2026-06-15T10:00")
def test_an_interview_from_the_accident_to_the_day_it_is_closed(site: Site, open_screen: Open, sign_in: SignIn) -> None:
    fall(site.cast, "2026-05-20", deaths=3)
    office, head, county = (open_screen(screen) for screen in ("desk", "phone", "phone"))
    for page, name in ((office, OFFICE), (head, HEAD), (county, COUNTY)):
        sign_in(page, name)
    found = _called(office, head)
    with time_machine.travel(site.now + timedelta(minutes=16), tick=True):  # nothing is told of an interview before its time
        _held(office)
        _rectified(office, county)
    expect(office.get_by_text("这次约谈已经办结")).to_be_visible()
    assert state_of(found) == "closed"
    kinds = [one.kind for one in Issued.objects.filter(object_id=found.uid).order_by("pk")]
    assert kinds == ["interview_notice", "interview_minutes"]
    steps = list(found.steps.order_by("pk").values_list("kind", flat=True))
    assert steps == ["propose", "approve", "notify", "hold", "minute", "require", "item_report", "item_report", "report", "send_back", "item_report", "report",
                     "close"]


def _called(office: Page, head: Page) -> Any:
    """From the accident to the notice in Word; another person approves."""
    register(office)
    office.get_by_role("link", name="依第二十一条第二款（二）提请约谈").click()
    office.locator('td a[href*="/interviews/trigger/"]').filter(has_text="较大").first.click()
    office.get_by_role("link", name="提请约谈", exact=True).click()
    office.get_by_role("button", name="提请约谈").click()
    expect(office.get_by_text("等待安委办负责人审批")).to_be_visible()
    expect(office.get_by_role("link", name="批准约谈")).to_have_count(0)
    head.goto("/")
    head.get_by_role("link", name="待我审批的约谈").click()
    head.get_by_role("link", name="英德市").first.click()
    press(head, "批准约谈", 审批意见="同意。")
    office.reload()
    press(office, "发出约谈通知", 联系电话="0763-0000000", 约谈时间="2026-06-15T10:15")
    with office.expect_download() as notice:
        office.get_by_role("link", name="Word", exact=True).click()
    assert notice.value.suggested_filename.endswith(".docx")
    return Interview.objects.get()


def _held(office: Page) -> None:
    """Attendance, problems, commitments; the minutes; the items."""
    press(office, "登记约谈情况", 约谈日期="2026-06-15", 指出的问题="高处作业没有防护。\n排查走过场。", 作出的承诺="六月底前完成专项排查。")
    press(office, "印发约谈纪要")
    office.get_by_role("link", name="下达整改").click()
    for row in (0, 1):
        office.locator(f"[name=item-{row}-deadline]").fill("2026-07-10")
    office.locator("[name=item-0-officer]").select_option(label="庚某（英德市应急管理局主要负责人）")
    office.get_by_role("button", name="下达整改").click()
    expect(office.get_by_text("整改已下达")).to_be_visible()
    expect(office.get_by_role("link", name="通报整改不力")).to_have_count(0)  # nothing is overdue, nothing was sent back


def _rectified(office: Page, county: Page) -> None:
    """Reported, sent back once, reported again, closed."""
    county.goto(office.url)
    expect(county.get_by_text("第 1、2 项还没有报告整改情况")).to_be_visible()
    expect(county.get_by_role("link", name="报送复核")).to_have_count(0)
    for number in (1, 2):
        report(county, number, "已经整改到位。")
    press(county, "报送复核")
    office.reload()
    office.get_by_role("link", name="退回继续整改").click()
    office.get_by_label("1. 高处作业没有防护。").check()
    office.get_by_label("新的整改期限").fill("2026-07-31")
    office.get_by_label("退回的意见").fill("没有照片，看不出整改到位。")
    office.get_by_role("button", name="退回继续整改").click()
    expect(office.get_by_text("已退回，其余事项复核通过")).to_be_visible()
    county.reload()
    expect(county.locator("#items")).to_contain_text("没有照片，看不出整改到位。")
    report(county, 1, "补上照片，防护网已经装好。")
    press(county, "报送复核")
    office.reload()
    press(office, "复核通过，办结")


@pytest.mark.moment("2026-07-07T10:00")
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_poor_rectification_is_circulated_and_passed_to_discipline(site: Site, open_screen: Open, sign_in: SignIn, screen: str) -> None:
    two_falls(site.cast)
    found = reported(site.cast)
    page = open_screen(screen)
    sign_in(page, OFFICE)
    page.goto(f"/interviews/{found.uid}/")
    page.get_by_role("link", name="退回继续整改").click()
    page.get_by_label("1. 专项排查高处作业").check()
    page.get_by_label("新的整改期限").fill("2026-07-31")
    page.get_by_label("退回的意见").fill("没有台账，走过场。")
    page.get_by_role("button", name="退回继续整改").click()
    expect(page.get_by_role("link", name="移交纪检监察")).to_have_count(0)  # circulated first
    press(page, "通报整改不力", 整改不力的认定="第 1 项没有台账，走过场。")
    expect(page.get_by_text("已通报整改不力", exact=True)).to_be_visible()
    with page.expect_download() as circular:
        page.get_by_role("listitem").filter(has_text="整改不力").get_by_role("link", name="Word").click()
    assert "整改不力" in circular.value.suggested_filename
    press(page, "移交纪检监察", 移交的线索和机关="整改不力的线索，移交市纪委监委。")
    expect(page.get_by_text("已移交纪检监察", exact=True)).to_be_visible()
    sideways(page)
    assert state_of(found) == "sent_back"  # it is still to be put right
