"""The duty board in a browser: a tile opens its names in one press, my duties need none, a cell explains itself, back restores."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect

from anze.duties.models import Urge
from anze.people.moment import SHANGHAI
from tests.apps.duties.test_board import inspect
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site

PAGES = ("/", "/board/", "/board/?view=list", "/board/?view=unit", "/board/?view=person", "/board/?view=duty", "/board/cell/?d=5.7&u=yd&p=2026-05&o=p1",
         "/board/person/p1/", "/board/unit/yd/", "/statute/", "/statute/?q=排查", "/statute/5/", "/statute/5.7/", "/search/?q=英德", "/search/?q=zzz",
         "/attention/standing/", "/board/?unit=none", "/nowhere/")


def test_a_tile_opens_the_list_of_names_in_one_press(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/")
    tile = desk.get_by_role("link", name="本月排查")
    number = int(tile.locator(".figure").inner_text())
    with presses.within(1):
        presses.click(tile)
    expect(desk.get_by_text("甲某").first).to_be_visible()
    expect(desk.get_by_text("剩 15 天").first).to_be_visible()
    assert desk.locator("table.list tbody tr").count() == number > 0


@pytest.mark.parametrize("name", ["甲", "甲的秘书"])
@pytest.mark.parametrize("path", ["/", "/mine/"])
def test_a_leader_reads_what_is_owed_without_a_press(site: Site, phone: Page, presses: Presses, sign_in: SignIn, name: str, path: str) -> None:
    sign_in(phone, name)
    phone.goto(path)
    expect(phone.get_by_text("本月 1 项：排查（剩 15 天）")).to_be_visible()
    expect(phone.get_by_role("link", name="第五条（七）").first).to_be_visible()
    axe(phone)


def test_a_cell_explains_itself_and_gives_the_focus_back(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    inspect(site.cast, "a1", "甲某", "英德", date(2026, 4, 10), datetime(2026, 5, 8, 9, tzinfo=SHANGHAI))
    sign_in(desk, "英德安委办")
    desk.goto("/board/?duty=5.7")
    cell = desk.get_by_role("link", name="4月")
    with presses.within(1):
        presses.click(cell)
    panel = desk.get_by_role("dialog")
    for words in ("每月牵头至少开展1次安全生产排查", "发生：2026年4月10日（周五）", "登记：2026年5月8日 09:00", "期末以后多少日内登记仍算按时留痕"):
        expect(panel.get_by_text(words).first).to_be_visible()
    axe(desk)
    desk.keyboard.press("Escape")
    expect(cell).to_be_focused()
    desk.keyboard.press("ArrowRight")
    expect(desk.get_by_role("link", name="5月")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(panel.get_by_text("2026年5月 · 牵头开展安全生产排查")).to_be_visible()


def test_filters_stand_in_the_address_and_back_restores_them(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "市安委办")
    desk.goto("/board/?view=list")
    desk.get_by_label("状态").select_option("missed")
    desk.wait_for_url("**lamp=missed**")
    desk.get_by_label("单位", exact=True).select_option("yd")
    desk.wait_for_url("**unit=yd**")
    before = desk.get_by_text("共").first.inner_text()
    desk.get_by_role("link", name="甲某").first.click()
    desk.wait_for_url("**/board/person/p1/**")
    desk.go_back()
    assert "lamp=missed" in desk.url and "unit=yd" in desk.url
    expect(desk.get_by_label("状态")).to_have_value("missed")
    assert desk.get_by_text("共").first.inner_text() == before


def test_the_board_can_be_asked_for_another_day(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/board/?view=list&duty=5.7")
    desk.get_by_text("截至 2026年6月15日").click()
    desk.get_by_label("截至哪一天").fill("2026-02-10")
    desk.get_by_role("button", name="查看").click()
    desk.wait_for_url("**as_of=2026-02-10**")
    assert desk.locator("table.list tbody tr").count() == 2


def test_the_article_is_one_press_from_every_duty(site: Site, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(phone, "丁")
    phone.goto("/mine/")
    with presses.within(1):
        presses.click(phone.get_by_role("link", name="第十条（七）").first)
    expect(phone.get_by_role("heading", level=1, name="第十条（七）")).to_be_visible()
    expect(phone.locator("mark").first).to_be_visible()


def test_on_paper_there_are_no_menus_and_the_head_is_repeated(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "市安委办")
    desk.goto("/board/?view=list")
    desk.emulate_media(media="print")
    for hidden in (".top", ".side", ".filters", ".tabs", ".foot"):
        expect(desk.locator(hidden).first).to_be_hidden()
    assert desk.evaluate("getComputedStyle(document.querySelector('table.list thead')).display") == "table-header-group"
    pages = desk.pdf(format="A4", prefer_css_page_size=True)
    assert pages.count(b"/Type /Page\n") + pages.count(b"/Type /Page ") >= 2


def test_everything_can_be_read_without_javascript(site: Site, open_screen: Callable[..., Page], sign_in: SignIn) -> None:
    page = open_screen("phone", java_script_enabled=False)
    sign_in(page, "甲")
    page.goto("/board/?duty=5.7")
    page.get_by_role("link", name="5月").click()
    expect(page.get_by_role("heading", level=1, name="2026年5月 · 牵头开展安全生产排查")).to_be_visible()


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_no_page_has_a_fault_of_access(site: Site, open_screen: Callable[..., Page], sign_in: SignIn, guard: Guard, screen: str) -> None:
    guard.allow("404")
    page = open_screen(screen)
    sign_in(page, "英德安委办")
    for path in PAGES:
        page.goto(path)
        axe(page)


def test_an_office_urges_a_whole_list_in_three_presses(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/board/?view=list&lamp=open&period=2026-06")
    with presses.within(3):
        presses.tick(desk.locator("[data-ticks=pick]"))
        presses.click(desk.get_by_role("button", name="催办选中的"))
        presses.click(desk.get_by_role("button", name="发出催办"))
    expect(desk.get_by_role("heading", level=1, name="已催办")).to_be_visible()
    desk.goto("/attention/urged/")
    expect(desk.get_by_text("甲某").first).to_be_visible()
    axe(desk)


def test_an_office_urges_all_pages_of_a_list_in_three_presses(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/board/?view=list&year=2026")
    with presses.within(3):
        presses.tick(desk.get_by_label(re.compile("选中全部 .* 项（含其他页）")))
        axe(desk)
        presses.click(desk.get_by_role("button", name="催办选中的"))
        expect(desk).to_have_url(re.compile(r"/urge/\?all=1&year=2026$"))
        expect(desk.get_by_text("甲某").first).to_be_visible()
        presses.click(desk.get_by_role("button", name="发出催办"))
    expect(desk.get_by_role("heading", level=1, name="已催办")).to_be_visible()
    assert Urge.objects.filter(duty="5.7", officer=site.cast.officer["甲某"]).exists()


def test_taking_one_tick_back_takes_back_the_ticks_for_all(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/board/?view=list&year=2026")
    every = desk.get_by_label(re.compile("选中全部 .* 项（含其他页）"))
    every.check()
    expect(desk.get_by_label("全选本页")).to_be_checked()
    desk.locator("input[name=pick]").first.uncheck()
    expect(every).not_to_be_checked()
    expect(desk.get_by_label("全选本页")).not_to_be_checked()


def test_the_search_box_is_reached_by_a_slash_and_finds_by_initials(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/board/")
    desk.locator("body").press("/")
    desk.keyboard.type("jm")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/search/?q=jm")
    expect(desk.get_by_role("link", name="甲某（p1）")).to_be_visible()
