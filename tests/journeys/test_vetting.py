"""The organisation department: paste a list → the table → the statement as Word, in three presses; a namesake chosen; who asked, on a leader's phone."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from anze.vetting.models import Statement
from anze.vetting.queries.statements import grouped
from tests.apps.vetting.telling import asked, inspected, namesake
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site

LIST = "丁某\t望埠镇\n甲某\n乙某\t英德市\t政府主要负责人"


@pytest.mark.moment("2026-06-15T10:00")
def test_from_the_list_to_the_word_in_three_presses(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    inspected(site.cast, "甲某", "英德", "2026-04-10")
    sign_in(desk, "组织部")
    desk.goto("/vetting/")
    axe(desk)
    with presses.within(3):
        desk.locator("#id_names").fill(LIST)
        presses.choose(desk.locator("#id_purpose"), "appoint")
        desk.locator("#id_reference").fill("英组〔2026〕5号")
        presses.click(desk.get_by_role("button", name="查询"))
        expect(desk.locator("tbody tr th")).to_contain_text(["丁某", "甲某", "乙某"])
        with desk.expect_download() as word:
            presses.click(desk.get_by_role("button", name="出具说明，下载 Word"))
    said = [one.text for one in Document(BytesIO(Path(word.value.path()).read_bytes())).paragraphs]
    made = Statement.objects.get()
    assert "英德组考察〔2026〕1号" in said
    assert f"内容摘要（SHA-256）：{grouped(made.digest)}" in said
    expect(desk.get_by_text("已出具：英德组考察〔2026〕1号")).to_be_visible()
    axe(desk)
    desk.get_by_role("link", name="核对公文").click()
    expect(desk.get_by_text("相符：与发文登记的文件一致。")).to_be_visible()


@pytest.mark.moment("2026-06-15T10:00")
def test_a_number_opens_its_names_and_a_namesake_is_chosen(site: Site, desk: Page, presses: Presses, sign_in: SignIn, guard: Guard) -> None:
    guard.allow("422")
    namesake(site.cast)
    inspected(site.cast, "甲某", "英德", "2026-04-10")
    sign_in(desk, "组织部")
    desk.goto("/vetting/")
    desk.locator("#id_names").fill("丁某\n甲某")
    desk.locator("#id_purpose").select_option("award")
    desk.locator("#id_reference").fill("评选通知")
    with presses.within(4):
        presses.click(desk.get_by_role("button", name="查询"))
        expect(desk.locator(".error-summary")).to_contain_text("第 1 行“丁某”有 2 个同名的人，请在“请选定是哪一个人”一栏选定。")
        axe(desk)
        presses.tick(desk.get_by_label("丁某，大站镇政府主要负责人（编号 p40）"))
        presses.click(desk.get_by_role("button", name="查询"))
        presses.click(desk.get_by_role("link", name="按期 1"))
    expect(desk.get_by_text("2026年“按期”1 项")).to_be_visible()
    axe(desk)


@pytest.mark.moment("2026-06-15T10:00")
def test_on_a_phone_the_table_is_cards_and_a_leader_sees_who_asked(site: Site, phone: Page, sign_in: SignIn) -> None:
    made = asked(site.cast, "甲某", "丁某", "望埠", purpose="award")
    sign_in(phone, "组织部")
    for address in ("/vetting/", f"/vetting/{made.uid}/", f"/vetting/{made.uid}/o-p4/?year=2026&lamp=missed"):
        phone.goto(address)
        axe(phone)
    sign_in(phone, "丁")
    phone.goto("/vetting/mine/")
    expect(phone.get_by_text("中共英德市委组织部")).to_be_visible()
    axe(phone)


@pytest.mark.moment("2026-06-15T10:00")
def test_what_is_typed_is_kept_by_itself(site: Site, desk: Page, sign_in: SignIn) -> None:
    sign_in(desk, "组织部")
    desk.goto("/vetting/")
    desk.locator("#id_names").press_sequentially("甲某")
    expect(desk.locator("[data-draft-said]")).to_contain_text("草稿已存")
    desk.goto("/vetting/")
    expect(desk.get_by_text("的草稿。")).to_be_visible()
    expect(desk.locator("#id_names")).to_have_value("甲某")
