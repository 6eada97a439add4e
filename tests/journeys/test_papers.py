"""Official documents in a browser: an office changes a template in Word, sends urging letters, voids one; every page on both screens."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from anze.duties.models import Urge
from anze.papers.models import Issued
from tests.journeys.browsing import Guard, Presses, axe, sideways
from tests.journeys.conftest import SignIn, Site

KIND = "/papers/templates/yd/urging_letter/"


@pytest.fixture
def urged(site: Site) -> Site:
    """The county's office has urged the heads of 望埠镇."""
    for name in ("丁某", "戊某"):
        Urge.objects.create(officer=site.cast.officer[name], unit=site.cast.unit["望埠"], duty="10.4", period="2026Q1", on=date(2026, 6, 15), at=site.now,
                            by=site.cast.account["英德安委办"], text="请抓紧")
    return site


def test_an_office_changes_a_template_in_word_and_sends_a_letter_by_it(urged: Site, desk: Page, presses: Presses, sign_in: SignIn, guard: Guard,
                                                                       tmp_path: Path) -> None:
    guard.allow("422")  # the template that is refused
    sign_in(desk, "英德安委办")
    desk.goto(KIND)
    with desk.expect_download() as wanted:
        desk.get_by_role("link", name="下载现在的模板").click()
    document = Document(str(wanted.value.path()))
    next(line for line in document.paragraphs if line.text.startswith("请抓紧办理")).insert_paragraph_before("{{ 联系电活 }}", style="Body Text")
    document.save(str(tmp_path / "wrong.docx"))
    desk.get_by_label("Word 模板").set_input_files(tmp_path / "wrong.docx")
    desk.get_by_role("button", name="检查并启用").click()
    expect(desk.get_by_text("没有“联系电活”这个字段：正文第").first).to_be_visible()
    axe(desk)
    next(line for line in document.paragraphs if "联系电活" in line.text).text = "联系电话：0763-0000000。"
    document.save(str(tmp_path / "right.docx"))
    desk.get_by_label("Word 模板").set_input_files(tmp_path / "right.docx")
    desk.get_by_role("button", name="检查并启用").click()
    expect(desk.get_by_text("已启用英德市的催办函模板")).to_be_visible()
    expect(desk.get_by_role("img", name="样稿，第 1 页")).to_be_visible()
    desk.goto("/papers/urging/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="出函"))
        presses.click(desk.get_by_role("button", name="取号并印发"))
    expect(desk.get_by_text("已印发：英德安委办函〔2026〕1号")).to_be_visible()
    axe(desk)
    with desk.expect_download() as given:
        desk.get_by_role("link", name="Word").click()
    assert "联系电话：0763-0000000。" in [line.text for line in Document(BytesIO(Path(given.value.path()).read_bytes())).paragraphs]
    assert Issued.objects.get().to == "望埠镇"


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_every_page_of_papers_is_whole_on_both_screens(urged: Site, open_screen: Callable[..., Page], screen: str, sign_in: SignIn) -> None:
    page = open_screen(screen)
    sign_in(page, "英德安委办")
    page.goto("/papers/urging/wb/2026-06-15/")
    axe(page)
    page.get_by_role("button", name="取号并印发").click()
    for address in ("/papers/", "/papers/numbers/", "/papers/urging/", "/papers/templates/", "/papers/letterhead/yd/", KIND):
        page.goto(address)
        axe(page)
        sideways(page)
    page.goto("/papers/numbers/")
    page.get_by_role("link", name="作废").click()
    page.get_by_label("作废的原因").fill("内容有误")
    axe(page)
    page.get_by_role("button", name="作废这个文号").click()
    expect(page.get_by_text("英德安委办函〔2026〕1号已作废")).to_be_visible()
    page.get_by_role("link", name="关于催办").click()
    expect(page.get_by_text("作废：内容有误")).to_be_visible()
    axe(page)
