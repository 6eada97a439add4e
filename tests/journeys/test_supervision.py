"""An item from a meeting's decision to its closure: assigned, signed for on a phone, yellow, overdue, urged, made good late and so yellow, never green."""

from datetime import date, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from anze.people.moment import SHANGHAI
from anze.supervision.models import Task, Undertaking
from tests.apps.supervision.telling import CITY, COUNTY, assigned, of_unit, planned, reported, state_of
from tests.apps.supervision.test_origins import met
from tests.cast import Cast
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site


def later(day: str) -> "time_machine.travel":
    """Let the site's clock stand on the morning of another day."""
    return time_machine.travel(datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SHANGHAI), tick=True)


@pytest.mark.moment("2026-03-03T10:00")
def test_from_a_meetings_decision_to_the_closure(site: Site, desk: Page, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    act = met(site.cast)
    sign_in(desk, CITY)
    desk.goto(f"/acts/{act.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="立项督办"))
        axe(desk)
        row = desk.locator(".row-item").first
        row.get_by_label("督办事项").fill("完成液化气瓶专项清查")
        row.get_by_label("主办单位").fill("英德市")
        row.get_by_label("办理期限").fill("2026-03-20")
        presses.click(desk.get_by_role("button", name="立项并交办"))
    expect(desk.get_by_text("已立项并交办 1 项")).to_be_visible()
    expect(desk.get_by_role("link", name="Word", exact=True)).to_be_visible()  # the slip: one press
    task = Task.objects.get()
    axe(desk)

    sign_in(phone, "乙")
    phone.goto("/supervision/mine/")
    axe(phone)
    with presses.within(1):
        presses.click(phone.get_by_role("button", name="签收"))
    expect(phone.get_by_text(f"{task.uid}：已签收。")).to_be_visible()
    _through_the_colours(site, desk, phone, presses, sign_in, task)
    assert state_of(task) == "closed"


def _through_the_colours(site: Site, desk: Page, phone: Page, presses: Presses, sign_in: SignIn, task: Task) -> None:
    with later("2026-03-18"):
        sign_in(desk, CITY)
        desk.goto("/supervision/")
        expect(desk.locator(".lamp-soon")).to_have_text("! 还有 2 天")
    with later("2026-03-23"):
        sign_in(desk, CITY)
        desk.goto(f"/supervision/{task.uid}/")
        expect(desk.locator(".lamp-missed").first).to_have_text("✕ 逾期 3 天")
        axe(desk)
        with presses.within(2):
            presses.click(desk.get_by_role("link", name="催办"))
            presses.click(desk.get_by_role("button", name="发出催办（1 人）"))
        expect(desk.get_by_role("heading", name="已催办 1 人")).to_be_visible()
        sign_in(phone, "乙")
        with presses.within(4):
            phone.goto("/")
            presses.click(phone.get_by_role("link", name="我承办的临期、逾期督办事项"))
            presses.click(phone.get_by_role("link", name="完成液化气瓶专项清查"))
            presses.click(phone.get_by_role("link", name="反馈办结情况"))
            phone.get_by_label("办理情况").fill("已逐站清查，报废 12 只。")
            presses.click(phone.get_by_role("button", name="反馈办结情况"))
        expect(phone.get_by_text(f"{task.uid}：已反馈办结情况。")).to_be_visible()
        axe(phone)
        desk.goto(f"/supervision/{task.uid}/")
        with presses.within(2):
            presses.click(desk.get_by_role("link", name="复核通过"))
            presses.click(desk.get_by_role("button", name="复核通过"))
        expect(desk.get_by_text(f"{task.uid}：已复核通过。")).to_be_visible()
        expect(desk.locator(".lamp-backfilled").first).to_have_text("↺ 迟于期限办结")
        expect(desk.locator(".lamp-met")).to_have_count(0)


@pytest.mark.moment("2026-03-18T10:00")
def test_the_pages_of_the_office_are_without_a_fault(site: Site, desk: Page, sign_in: SignIn) -> None:
    one, early, late = _told(site.cast)
    sign_in(desk, CITY)
    for address in ("/supervision/", "/supervision/?view=planned", f"/supervision/{early.uid}/do/change/", f"/supervision/{late.task.uid}/slip/",
                    f"/supervision/undertakings/{one.pk}/review/accept/", f"/supervision/undertakings/{one.pk}/review/hand_on/",
                    f"/supervision/urge/?pick={late.task.uid}"):
        desk.goto(address)
        axe(desk)


@pytest.mark.moment("2026-03-18T10:00")
def test_the_pages_on_a_phone_are_without_a_fault(site: Site, phone: Page, sign_in: SignIn) -> None:
    one, early, late = _told(site.cast)
    sign_in(phone, CITY)
    for address in ("/supervision/", f"/supervision/{early.uid}/", f"/supervision/{one.task.uid}/", "/supervision/new/"):
        phone.goto(address)
        axe(phone)
    sign_in(phone, COUNTY)
    for address in ("/supervision/mine/", f"/supervision/undertakings/{late.pk}/report/sign/"):
        phone.goto(address)
        axe(phone)


def _told(cast: Cast) -> tuple[Undertaking, Task, Undertaking]:
    """One that waits for its review, one that is only planned, one that is overdue."""
    return reported(cast, on="2026-03-12", assists=("望埠",)), planned(cast), of_unit(cast, assigned(cast, due=date(2026, 3, 10)))


@pytest.mark.moment("2026-03-03T10:00")
def test_what_was_typed_without_a_network_comes_back_and_not_once_more_after_it_was_sent(site: Site, phone: Page, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("Failed to fetch|net::ERR|htmx:")
    sign_in(phone, CITY)
    phone.goto("/supervision/new/")
    row = phone.locator(".row-item").first
    phone.context.set_offline(True)
    row.get_by_label("督办事项").fill("完成液化气瓶专项清查")
    phone.get_by_role("button", name="立项并交办").click()
    expect(phone.locator("[data-draft-said]")).to_have_text("现在没有网络，还没有送到服务器；填写的已存本机。请联网后再按“立项并交办”。")
    axe(phone)
    phone.context.set_offline(False)
    phone.goto("/supervision/new/")
    expect(row.get_by_label("督办事项")).to_have_value("完成液化气瓶专项清查")
    row.get_by_label("主办单位").fill("英德市")
    row.get_by_label("办理期限").fill("2026-03-20")
    phone.get_by_role("button", name="立项并交办").click()
    expect(phone.get_by_text("已立项并交办 1 项")).to_be_visible()
    phone.goto("/supervision/new/")
    phone.wait_for_load_state("networkidle")
    expect(row.get_by_label("督办事项")).to_have_value("")
    expect(phone.locator("[data-draft-said]")).to_have_text("")
    assert Task.objects.count() == 1
