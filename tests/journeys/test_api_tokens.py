"""A token from one's own account to the program that reads with it, and revoked: on the phone and at the desk."""


import pytest
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from anze.people.models import Account
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_token_is_made_used_and_revoked(site: Site, screen: str, request: pytest.FixtureRequest, presses: Presses, sign_in: SignIn,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    page: Page = request.getfixturevalue(screen)
    account = site.cast.account["甲"]
    Account.objects.update(password_changed_at=timezone.now())
    TOTPDevice.objects.create(user=account, name="手机动态口令", confirmed=True)
    monkeypatch.setattr(TOTPDevice, "verify_token", lambda self, code: code == "123456")
    sign_in(page, "甲")
    page.goto("/me/")
    axe(page)
    with presses.within(3):
        presses.click(page.get_by_role("link", name="接口令牌"))
        axe(page)
        presses.click(page.get_by_role("link", name="生成令牌"))
        axe(page)
        page.get_by_label("名称").fill("月报程序")
        page.get_by_label("用途").fill("每月取履职数据，做给市政府的月报")
        page.get_by_label("验证码").fill("123456")
        presses.click(page.get_by_role("button", name="生成"))
    text = page.locator("code.token").inner_text()
    axe(page)
    headers = {"Authorization": f"Bearer {text}"}
    assert Client().get("/api/v1/units", headers=headers).json()["count"] == 5
    page.get_by_role("link", name="接口说明").click()
    page.get_by_text("GET /api/v1/obligations").click()
    axe(page)
    page.goto("/me/tokens/")
    expect(page.get_by_text("没有用过")).to_have_count(0)
    axe(page)
    presses.click(page.get_by_role("button", name="撤销"))
    expect(page.get_by_text("已撤销", exact=True)).to_be_visible()
    axe(page)
    assert Client().get("/api/v1/units", headers=headers).status_code == 401
