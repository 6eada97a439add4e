"""Sign in, stay signed in, come back after the session ended: nothing typed is lost. The administrators' pages on both screens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from anze.access.policies import POLICIES
from tests.cast import PASSWORD
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site

PAGES = {
    "英德安委办": ("/me/", "/me/password/", "/me/second-factor/on/"),
    "系统管理员": ("/accounts/", "/accounts/new/", "/accounts/%E7%94%B2/", "/accounts/?state=disabled"),
    "安全管理员": ("/grants/", "/grants/?kind=records-for", "/grants/new/", "/grants/records-for/new/"),
    "审计管理员": ("/security-log/",),
}


def lasting(monkeypatch: pytest.MonkeyPatch, idle: int, warned: int) -> None:
    """Let sessions last for so many seconds, with the warning so many before their end."""
    monkeypatch.setitem(POLICIES, "mlps3", replace(POLICIES["mlps3"], idle=timedelta(seconds=idle), warned=timedelta(seconds=warned)))


@pytest.mark.parametrize("screen", ["phone", "desk"])
@pytest.mark.parametrize("who", PAGES)
def test_the_pages_about_accounts_are_sound(site: Site, open_screen: Callable[..., Page], sign_in: SignIn, who: str, screen: str) -> None:
    page = open_screen(screen)
    sign_in(page, who)
    for address in PAGES[who]:
        page.goto(address)
        axe(page)


def test_one_signs_in_with_account_and_password(site: Site, phone: Page, presses: Presses) -> None:
    account = site.cast.account["英德安委办"]
    account.set_password(PASSWORD)
    account.password_changed_at = site.now
    account.save()
    phone.goto("/sign-in/")
    axe(phone)
    phone.get_by_label("账号").fill(account.username)
    phone.get_by_label("密码").fill(PASSWORD)
    with presses.within(1):
        presses.click(phone.get_by_role("button", name="登录"))
    expect(phone).to_have_url(site.url + "/")


def test_a_warning_comes_before_the_end_and_one_press_stays(site: Site, desk: Page, sign_in: SignIn, presses: Presses,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    lasting(monkeypatch, idle=600, warned=597)
    sign_in(desk, "英德安委办")
    desk.goto("/me/")
    dialog = desk.get_by_role("dialog", name="您很久没有操作了")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="继续使用")).to_be_focused()
    axe(desk)
    with presses.within(1):
        presses.click(dialog.get_by_role("button", name="继续使用"))
    expect(dialog).to_be_hidden()


def test_what_was_typed_outlives_the_session(site: Site, desk: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    lasting(monkeypatch, idle=5, warned=1)
    sign_in(desk, "英德安委办")
    desk.goto("/me/")
    desk.get_by_label("邮箱").fill("awb@example.test")
    expect(desk.get_by_text("系统已自动退出")).to_be_visible(timeout=20_000)
    lasting(monkeypatch, idle=1800, warned=120)
    sign_in(desk, "英德安委办")
    desk.goto("/me/")
    expect(desk.get_by_label("邮箱")).to_have_value("awb@example.test")
    expect(desk.get_by_text("上次没有提交的内容已经恢复")).to_be_visible()
