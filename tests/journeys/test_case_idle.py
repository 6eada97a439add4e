"""A page of a case that nobody uses: a warning before its own, shorter end; then its text is gone from the screen, with or without a network."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from anze.access.policies import POLICIES
from tests.apps.accountability.telling_cases import WORD, opened
from tests.journeys.browsing import ON_DEVICE, Guard, axe
from tests.journeys.conftest import SignIn, Site


def cases_last(monkeypatch: pytest.MonkeyPatch, idle: int, warned: int) -> None:
    """Let pages of cases last for so many seconds, with the warning so many before; other pages as ever."""
    monkeypatch.setitem(POLICIES, "mlps3", replace(POLICIES["mlps3"], idle_cases=timedelta(seconds=idle), warned=timedelta(seconds=warned)))


@pytest.fixture
def reading(site: Site, desk: Page, sign_in: SignIn) -> Callable[[], str]:
    """Open a case and return its address."""

    def read() -> str:
        case = opened(site.cast)
        sign_in(desk, "纪委")
        desk.goto(f"/cases/{case.uid}/")
        expect(desk.get_by_text(WORD).first).to_be_visible()
        return f"/cases/{case.uid}/"

    return read


def test_it_warns_and_then_leaves_for_the_sign_in_page_by_itself(desk: Page, reading: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    cases_last(monkeypatch, idle=12, warned=9)
    reading()
    dialog = desk.get_by_role("dialog", name="您很久没有操作了")
    expect(dialog).to_be_visible(timeout=8_000)
    axe(desk)
    expect(desk.get_by_text("系统已自动退出")).to_be_visible(timeout=20_000)
    assert WORD not in desk.content()


def test_one_press_keeps_it_open(desk: Page, reading: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    cases_last(monkeypatch, idle=600, warned=597)
    reading()
    dialog = desk.get_by_role("dialog", name="您很久没有操作了")
    expect(dialog).to_be_visible(timeout=8_000)
    dialog.get_by_role("button", name="继续使用").click()
    expect(dialog).to_be_hidden()
    expect(desk.get_by_text(WORD).first).to_be_visible()


def test_without_a_network_its_text_goes_all_the_same(desk: Page, reading: Callable[[], str], guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    guard.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|503")  # what the service worker answers without a network
    cases_last(monkeypatch, idle=6, warned=4)
    reading()
    desk.context.set_offline(True)
    expect(desk.get_by_text(WORD)).to_have_count(0, timeout=20_000)
    assert WORD not in desk.title()
    desk.context.set_offline(False)


def test_what_was_typed_into_its_form_is_there_again_after_signing_in(site: Site, desk: Page, reading: Callable[[], str], sign_in: SignIn,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    cases_last(monkeypatch, idle=12, warned=9)
    address = f"{reading()}do/fact/"
    desk.goto(address)
    desk.get_by_label("查明的事实").fill("查明没有按月检查")
    expect(desk.get_by_text("系统已自动退出")).to_be_visible(timeout=30_000)
    cases_last(monkeypatch, idle=600, warned=120)
    sign_in(desk, "纪委")
    desk.goto(address)
    expect(desk.get_by_label("查明的事实")).to_have_value("查明没有按月检查")
    expect(desk.get_by_text("没有提交的内容，请核对后提交")).to_be_visible()


def test_at_its_end_without_a_network_nothing_of_it_stays_on_the_device(desk: Page, reading: Callable[[], str], guard: Guard,
                                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    guard.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|503|TypeError")
    cases_last(monkeypatch, idle=14, warned=10)
    desk.goto(f"{reading()}do/fact/")
    desk.context.set_offline(True)
    desk.get_by_label("查明的事实").fill("查明没有按月检查")
    expect(desk.get_by_text("网络不通，没有存上")).to_be_visible()
    expect(desk.get_by_text("填了一半的内容还没有存上，请先复制下来")).to_be_visible(timeout=15_000)
    expect(desk.get_by_label("查明的事实")).to_have_count(0, timeout=20_000)
    assert "查明没有按月检查" not in desk.evaluate(ON_DEVICE)
    desk.context.set_offline(False)
