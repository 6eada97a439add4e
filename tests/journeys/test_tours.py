"""A tour in a browser: planned, announced, made on a phone with checklist and sample, fed back, put right, closed; every page without a fault."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anze.acts.models import Draft
from anze.people.models import Unit
from anze.tours.actions import looking, superior, visiting
from anze.tours.models import Tour
from anze.tours.told import Marked, ToldSuperior
from tests.apps.tours.telling import (
    COUNTY,
    HEAD,
    OFFICE,
    at,
    find,
    meetings,
    member,
    on_site,
    rectifying_one,
    state_of,
)
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site

TODAY = "2026-06-15T10:00"


@pytest.mark.moment(TODAY)
def test_from_the_plan_to_the_feedback(site: Site, desk: Page, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    meetings(site.cast, 6)
    member(site.cast)
    site.cast.client(OFFICE).get("/tours/cycle/")  # whatever a site loads with its first answer is loaded before the browser waits for one
    sign_in(desk, OFFICE)
    desk.goto("/tours/cycle/")
    expect(desk.get_by_text("0 / 4")).to_be_visible()
    with presses.within(5):
        presses.click(desk.get_by_role("link").filter(has_text="安排英德市"))
        desk.get_by_label("巡查组人员").fill("癸某\n组员")
        desk.get_by_label("进驻日期").fill("2026-06-15")
        desk.get_by_label("离场日期").fill("2026-06-15")
        presses.tick(desk.get_by_label("组员都已说明"))
        presses.click(desk.get_by_role("button", name="安排巡查"))
        expect(desk.get_by_text("已安排 1 个单位的巡查")).to_be_visible()
        presses.click(desk.get_by_role("link", name="发出巡查通知"))
        desk.get_by_label("联系电话").fill("0763-0000000")
        presses.click(desk.get_by_role("button", name="发出巡查通知"))
    expect(desk.get_by_text("已发出巡查通知")).to_be_visible()
    found = Tour.objects.get()
    _on_a_phone(found, phone, presses, sign_in)
    sign_in(desk, HEAD)
    desk.goto(f"/tours/{found.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="审定并反馈"))
        presses.click(desk.get_by_role("button", name="审定并反馈"))
    expect(desk.get_by_text("已审定并反馈")).to_be_visible()
    assert state_of(found) == "fed_back"
    desk.goto("/tours/cycle/")
    expect(desk.get_by_text("2 / 4")).to_be_visible()


def _on_a_phone(found: Tour, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    """The group comes, draws the sample, ticks a post of the checklist, turns a line into a problem, leaves and proposes the feedback."""
    sign_in(phone, "组员")
    phone.goto(f"/tours/{found.uid}/")
    with presses.within(17):
        presses.click(phone.get_by_role("link", name="登记进驻"))
        presses.click(phone.get_by_role("button", name="登记进驻"))
        presses.click(phone.get_by_role("link", name="抽取履职记录"))
        phone.get_by_label("抽取条数").fill("2")
        presses.click(phone.get_by_role("button", name="抽取履职记录"))
        expect(phone.get_by_text("抽取 2 条")).to_be_visible()
        presses.click(phone.get_by_role("link", name="看样本"))
        presses.tick(phone.get_by_label("属实").first)
        presses.click(phone.get_by_role("button", name="保存"))
        expect(phone.get_by_text("已保存 1 条")).to_be_visible()
        phone.goto(f"/tours/{found.uid}/check/party_head/")
        axe(phone)
        presses.tick(phone.get_by_label("未落实").nth(2))
        phone.locator("#n-2").fill("一季度没有召开常委会会议专题研究")
        presses.click(phone.get_by_role("button", name="保存", exact=True))
        presses.click(phone.get_by_role("link").filter(has_text="转成问题"))
        expect(phone.get_by_label("问题", exact=True)).to_have_value("一季度没有召开常委会会议专题研究")
        presses.click(phone.get_by_role("button", name="记录问题"))
        expect(phone.get_by_text("问题已记录")).to_be_visible()
        presses.click(phone.get_by_role("link", name="登记离场"))
        presses.click(phone.get_by_role("button", name="登记离场"))
        presses.click(phone.get_by_role("link", name="报审反馈意见"))
        phone.get_by_label("总体情况").fill("总体重视，专题研究不够。")
        phone.get_by_label("没有做完的原因").fill("其余留到日常核查。")
        presses.click(phone.get_by_role("button", name="报审反馈意见"))
    expect(phone.get_by_text("已报审反馈意见")).to_be_visible()


@pytest.mark.moment("2026-07-07T10:00")
def test_the_county_puts_right_and_the_office_closes(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    found = rectifying_one(site.cast)
    sign_in(desk, COUNTY)
    desk.goto(f"/tours/{found.uid}/")
    with presses.within(4):
        presses.click(desk.get_by_role("link").filter(has_text="报告整改第 1 项"))
        desk.get_by_label("整改情况").fill("已经召开常委会会议专题研究。")
        presses.click(desk.get_by_role("button", name="报告这一项"))
        presses.click(desk.get_by_role("link", name="报送复核"))
        presses.click(desk.get_by_role("button", name="报送复核"))
    expect(desk.get_by_text("已报送复核")).to_be_visible()
    sign_in(desk, OFFICE)
    desk.goto(f"/tours/{found.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="办结", exact=True))
        presses.click(desk.get_by_role("button", name="办结"))
    expect(desk.get_by_text("已办结").first).to_be_visible()
    assert state_of(found) == "closed"


@pytest.mark.moment("2026-07-07T10:00")
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_every_page_of_tours_is_without_a_fault(site: Site, open_screen: Any, sign_in: SignIn, screen: str) -> None:
    cast = site.cast
    meetings(cast, 4)
    found = on_site(cast)
    drawn = visiting.draw(cast.account[OFFICE], at("2026-06-08", 11), found, size=3, seed="20260608", since=date(2026, 1, 1), until=date(2026, 6, 8),
                          span="only")
    looking.verify(cast.account[OFFICE], at("2026-06-09"), drawn, [Marked((drawn.acts[0],), "contradicted", "当天没有开会", 0)])
    finding = find(cast, found)
    superior.record_superior(cast.account[OFFICE], at("2026-07-06"), ToldSuperior(
        unit=cast.unit["清远"], by_name="省安全生产巡查组", start=date(2026, 3, 2), end=date(2026, 3, 13), found=3, put_right=1))
    Unit.objects.filter(pk=cast.unit["英德"].pk).update(code="441881")  # one that the map draws
    cast.client(OFFICE).get("/tours/")  # whatever a site loads with its first answer is loaded before the browser waits for one
    page = open_screen(screen)
    sign_in(page, OFFICE)
    for address in ("/tours/", "/tours/?view=done", "/tours/cycle/", "/tours/plan/", "/tours/import/", "/tours/superior/", "/tours/superior/new/",
                    f"/tours/{found.uid}/", f"/tours/{found.uid}/check/gov_head/", f"/tours/{found.uid}/sample/", f"/tours/{found.uid}/go/draw/",
                    f"/tours/{found.uid}/go/leave/", f"/tours/{found.uid}/run/recuse/", f"/tours/{found.uid}/findings/new/", f"/tours/findings/{finding.pk}/"):
        page.goto(address)
        axe(page)


@pytest.mark.moment("2026-07-07T10:00")
def test_the_pages_after_the_visit_are_without_a_fault_on_a_phone(site: Site, phone: Page, sign_in: SignIn) -> None:
    cast = site.cast
    found = rectifying_one(cast)
    item = found.items.current().get()
    sign_in(phone, COUNTY)
    for address in (f"/tours/{found.uid}/", f"/tours/items/{item.pk}/report/"):
        phone.goto(address)
        axe(phone)
    sign_in(phone, OFFICE)
    for address in (f"/tours/items/{item.pk}/", "/tours/plan/"):
        phone.goto(address)
        axe(phone)


@pytest.mark.moment(TODAY)
def test_marks_of_the_checklist_survive_a_lost_connection_and_are_saved_once_it_is_back(site: Site, phone: Page, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("Failed to fetch|net::ERR|htmx:")
    tour = on_site(site.cast)
    sign_in(phone, OFFICE)
    address = f"/tours/{tour.uid}/check/party_head/"
    phone.goto(address)
    phone.context.set_offline(True)
    phone.locator("#n-0").fill("没有纪要")
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.locator("[data-draft-said]")).to_contain_text("填写的已存本机")
    phone.context.set_offline(False)
    phone.goto(address)
    expect(phone.locator("#n-0")).to_have_value("没有纪要")
    expect(phone.locator("[data-draft-said]")).to_have_text("已恢复存在本机的草稿")
    axe(phone)
    phone.locator("input[name=mark-0]").nth(1).check()
    phone.get_by_role("button", name="保存", exact=True).click()
    expect(phone.get_by_text("已保存 1 条。")).to_be_visible()
    phone.goto(address)
    expect(phone.locator("#n-0")).to_have_value("没有纪要")
    expect(phone.locator("[data-draft-said]")).to_have_text("")
    assert not Draft.objects.exists()
