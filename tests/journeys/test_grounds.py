"""Discipline weighs a ground without a case, on the desk and again on the phone; the office sees what is vetoed, and of whom nothing (第二十五、二十七条)."""

from playwright.sync_api import Page, expect

from anze.accountability.models import GroundNote
from tests.apps.accidents.telling import fall
from tests.apps.accountability.given import decided
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site


def test_a_ground_is_weighed_and_weighed_again(site: Site, desk: Page, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(desk, "纪委")
    desk.goto("/grounds/?rule=25.1")
    axe(desk)
    with presses.within(2):
        presses.click(desk.locator("tbody a[href*='/grounds/']").first)
        axe(desk)
        desk.get_by_label("不立案的理由").fill("当月在外参加救灾，已经核实。")
        presses.click(desk.get_by_role("button", name="写明不立案"))
    expect(desk.get_by_role("status").first).to_contain_text("已写明不立案")
    key = GroundNote.objects.get().key
    sign_in(phone, "纪委")
    phone.goto("/grounds/?view=noted")
    axe(phone)
    with presses.within(2):
        presses.click(phone.locator("tbody a[href*='/grounds/']").first)
        expect(phone.get_by_text("当月在外参加救灾，已经核实。")).to_be_visible()
        presses.click(phone.get_by_role("button", name="重新研究"))
    expect(phone.get_by_role("link", name="提请立案")).to_be_visible()
    expect(phone.get_by_role("heading", name="曾经不立案")).to_be_visible()
    assert not GroundNote.objects.current().filter(key=key).exists()


def test_a_reason_left_out_is_asked_for_where_it_stands(site: Site, desk: Page, presses: Presses, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("422")
    sign_in(desk, "纪委")
    desk.goto("/grounds/?rule=25.1")
    desk.locator("tbody a[href*='/grounds/']").first.click()
    desk.get_by_label("不立案的理由").evaluate("field => field.form.noValidate = true")
    presses.click(desk.get_by_role("button", name="写明不立案"))
    expect(desk.get_by_text("请写明不立案的理由").first).to_be_visible()
    assert not GroundNote.objects.exists()


def test_an_office_sees_a_veto_and_not_whom_it_rests_on(site: Site, desk: Page, phone: Page, sign_in: SignIn) -> None:
    accident = fall(site.cast, "2026-03-01", deaths=3)
    decided(site.cast, "乙某", "停职检查", "2026-04-01", accident=accident.code)
    sign_in(desk, "英德安委办")
    desk.goto("/vetoes/")
    expect(desk.get_by_role("row", name="第二十七条第四款")).to_contain_text("英德市")
    expect(desk.get_by_text("乙某")).to_have_count(0)
    axe(desk)
    sign_in(phone, "组织部")
    phone.goto("/vetoes/?view=people")
    expect(phone.get_by_text("乙某").first).to_be_visible()
    expect(phone.get_by_text("期限待组织部门认定")).to_be_visible()
    axe(phone)
