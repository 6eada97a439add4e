"""Journeys in the register: a hand-over at the desk, a unit looked at on the phone."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from anze.people.models import Tenure
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site


def test_the_office_hands_a_post_over_in_three_presses(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    with presses.within(3):
        desk.goto("/units/wb/")
        presses.click(desk.get_by_role("link", name=re.compile("交接.*政府主要负责人")))
        desk.get_by_label("离任日期").fill("2026-06-14")
        desk.get_by_label("谁接任").fill("己某")
        desk.get_by_label("依据或原因").fill("英任〔2026〕3号")
        presses.click(desk.get_by_role("button", name="登记交接"))
        expect(desk.get_by_text("已登记：戊某离任，己某接任。")).to_be_visible()
    begun = Tenure.objects.current().get(unit=site.cast.unit["望埠"], post="gov_head", end=None)
    assert (begun.officer.name, begun.start) == ("己某", date(2026, 6, 15))
    axe(desk)


def test_suggestions_come_while_a_name_is_typed(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/units/wb/hand-over/gov_head/")
    desk.get_by_label("谁接任").press_sequentially("jimou")
    expect(desk.locator("#officers-suggested option")).to_have_count(1)
    assert desk.locator("#officers-suggested option").get_attribute("value") == "己某（p6）"
    axe(desk)


def test_a_refused_hand_over_keeps_what_was_typed_and_reads_the_fault_first(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/units/wb/hand-over/gov_head/")
    desk.get_by_label("谁接任").fill("无此人")
    desk.get_by_role("button", name="登记交接").click()
    expect(desk.get_by_role("alert")).to_be_focused()
    expect(desk.get_by_label("谁接任")).to_have_value("无此人")
    axe(desk)


def test_a_leader_looks_at_the_town_on_the_phone(site: Site, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(phone, "丁")
    with presses.within(1):
        phone.goto("/units/")
        presses.click(phone.get_by_role("link", name="望埠镇的班子"))
        expect(phone.get_by_role("heading", name="望埠镇", level=1)).to_be_visible()
    expect(phone.get_by_text("应有人担任的职务均有人担任")).to_be_visible()
    phone.get_by_text("登记信息和变更历史").click()
    expect(phone.get_by_text("登记单位").first).to_be_visible()
    axe(phone)


def test_every_page_of_the_register_is_in_order_on_both_screens(site: Site, desk: Page, phone: Page, sign_in: SignIn) -> None:
    pages = ("/units/", "/units/?level=town", "/units/yd/", "/officers/", "/officers/p3/", "/shape/", "/problem-towns/", "/committees/", "/start/",
             "/add/unit/?parent=yd", "/add/officer/?unit=yd", "/add/tenure/", "/add/problem-town/", "/units/yd/change/", "/units/yd/committee/")
    tenure = site.cast.officer["乙某"].tenures.get()
    forms = [f"/tenures/{tenure.pk}/{verb}/" for verb in ("end", "correct", "move", "withdraw")]
    for screen in (desk, phone):
        sign_in(screen, "英德安委办")
        for address in (*pages, *forms):
            answer = screen.goto(address)
            assert answer is not None and answer.status == 200, address
            axe(screen)


def test_it_works_without_javascript(site: Site, open_screen: object, sign_in: SignIn, guard: Guard) -> None:
    assert callable(open_screen)
    page = open_screen("phone", java_script_enabled=False)
    sign_in(page, "英德安委办")
    page.goto("/units/wb/hand-over/gov_head/")
    page.get_by_label("离任日期").fill("2026-06-14")
    page.get_by_label("依据或原因").fill("免")
    page.get_by_role("button", name="登记交接").click()
    expect(page.get_by_text("已登记：戊某离任，职务空缺。")).to_be_visible()
