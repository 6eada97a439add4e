"""The system administrator opens all accounts, yet neither takes over nor shuts out another administrator: by page, by verb, by the database."""

from datetime import datetime
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from anze.access import triggers
from anze.access.models import Grant, SecurityEvent
from anze.accounts.actions import accounts, passwords, second_factor
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.project.commands.admins import command
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
AIMED = ("安全管理员", "审计管理员")
BY_PAGE: dict[str, dict[str, str]] = {"reset": {}, "second-factor": {}, "active": {"reason": "试试"}, "change": {"name": "某", "email": "x@example.invalid"}}
BY_VERB: dict[str, Any] = {
    "重置密码": lambda by, account: passwords.reset_password(by, NOW, account),
    "关闭第二因素": lambda by, account: second_factor.reset(by, NOW, account),
    "停用账号": lambda by, account: accounts.disable_account(by, NOW, account, reason="试试"),
    "启用账号": lambda by, account: accounts.enable_account(by, NOW, account, reason="试试"),
    "修改账号": lambda by, account: accounts.change_account(by, NOW, account, email="x@example.invalid"),
}


def state(name: str) -> tuple[Any, ...]:
    """What taking the account over would have changed."""
    account = Account.objects.get(username=name)
    return account.password, account.is_active, account.email, account.epoch, TOTPDevice.objects.filter(user=account).count(), Entry.objects.count()


@pytest.fixture(autouse=True)
def bound(cast: Cast) -> None:
    for name in AIMED:
        TOTPDevice.objects.create(user=cast.account[name], name="手机动态口令", confirmed=True)


@pytest.mark.parametrize("aimed", AIMED)
@pytest.mark.parametrize("what", BY_PAGE)
def test_by_page_it_is_refused_and_logged(cast: Cast, what: str, aimed: str) -> None:
    before = state(aimed)
    answer = cast.client("系统管理员").post(f"/accounts/{aimed}/{what}/", BY_PAGE[what])
    assert answer.status_code == 403
    assert "anze admins" in answer.content.decode()
    assert state(aimed) == before
    assert SecurityEvent.objects.filter(subject="系统管理员", result="拒绝", object=aimed).exists()


@pytest.mark.parametrize("aimed", AIMED)
@pytest.mark.parametrize("what", BY_VERB)
def test_by_verb_it_is_refused(cast: Cast, what: str, aimed: str) -> None:
    before = state(aimed)
    with pytest.raises(PermissionDenied, match=aimed):
        BY_VERB[what](cast.account["系统管理员"], cast.account[aimed])
    assert state(aimed) == before


@pytest.mark.parametrize("aimed", AIMED)
@pytest.mark.parametrize("what", BY_VERB)
def test_where_the_verb_forgets_to_ask_the_database_refuses(cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str, aimed: str) -> None:
    """Planted: verbs that do not ask. What is done is written to the log in the same transaction, and the log takes no such line."""
    forget(monkeypatch)
    before = state(aimed)
    with pytest.raises(DatabaseError), transaction.atomic():
        BY_VERB[what](cast.account["系统管理员"], cast.account[aimed])
    assert state(aimed) == before


@pytest.mark.parametrize("aimed", AIMED)
@pytest.mark.parametrize("what", BY_VERB)
def test_with_neither_it_would_have_gone_through(cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str, aimed: str) -> None:
    """Planted: verbs that do not ask and a database without its triggers. The refusals above are theirs, not chance."""
    forget(monkeypatch)
    triggers.lift(connection)
    before = Entry.objects.count()
    BY_VERB[what](cast.account["系统管理员"], cast.account[aimed])
    assert Entry.objects.count() == before + 1


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (accounts, passwords, second_factor):
        monkeypatch.setattr(place, "must_not_take_over", lambda by, account: None)


def test_the_page_offers_none_of_it(cast: Cast) -> None:
    page = cast.client("系统管理员").get("/accounts/安全管理员/").content.decode()
    assert "anze admins" in page
    assert not [form for form in ("/reset/", "/second-factor/", "/active/", "/change/") if f"{form}\"" in page]
    other = cast.client("系统管理员").get("/accounts/甲/").content.decode()
    assert "/reset/" in other and "anze admins" not in other


def test_everybody_else_is_helped_as_before_and_an_administrator_helps_himself(cast: Cast) -> None:
    for what in ("重置密码", "停用账号", "启用账号", "修改账号"):
        BY_VERB[what](cast.account["系统管理员"], cast.account["甲"])
    accounts.change_account(cast.account["安全管理员"], NOW, cast.account["安全管理员"], email="a@example.invalid")
    second_factor.turn_off(cast.account["安全管理员"], NOW)
    assert list(SecurityEvent.objects.order_by("id").values_list("action", "object", "result")) == [
        ("重置密码", "甲", "成功"), ("停用账号", "甲", "成功"), ("启用账号", "甲", "成功"), ("修改账号", "甲", "成功"),
        ("修改账号", "安全管理员", "成功"), ("关闭第二因素", "安全管理员", "成功")]


def test_whose_grant_has_ended_is_an_account_like_any_other(cast: Cast) -> None:
    Grant.objects.filter(account=cast.account["审计管理员"]).update(ended_at=NOW)
    BY_VERB["停用账号"](cast.account["系统管理员"], cast.account["审计管理员"])
    assert not Account.objects.get(username="审计管理员").is_active


@pytest.mark.parametrize(("verb", "action"), [("reset", "重置密码"), ("factor-off", "关闭第二因素"), ("disable", "停用账号"), ("enable", "启用账号")])
def test_at_the_server_it_is_done_and_stands_in_log_and_ledger(cast: Cast, verb: str, action: str) -> None:
    before = Account.objects.get(username="安全管理员").password
    done = CliRunner().invoke(command, [verb, "安全管理员", "--reason", "换了手机，审计管理员在场"])
    assert (done.exit_code, "已记入安全日志和账本" in done.output) == (0, True), done.output
    event = SecurityEvent.objects.get()
    assert (event.subject, event.action, event.object, event.result) == ("（命令行）", action, "安全管理员", "成功")
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.object_id) == (action, "安全管理员") and "审计管理员在场" in entry.sealed.text
    after = Account.objects.get(username="安全管理员")
    assert (after.password != before) == (verb == "reset")
    assert after.is_active == (verb != "disable")
    assert TOTPDevice.objects.filter(user=after).exists() == (verb != "factor-off")


def test_at_the_server_only_administrators_are_helped_and_never_without_a_reason(cast: Cast) -> None:
    assert CliRunner().invoke(command, ["reset", "安全管理员"]).exit_code == 2
    refused = CliRunner().invoke(command, ["reset", "甲", "--reason", "忘了"])
    assert refused.exit_code != 0 and "这不是管理员的账号" in str(refused.exception)
    assert Entry.objects.filter(object_id="甲").count() == 0 and cast.account["甲"].is_active


@pytest.mark.parametrize(("who", "method", "address"), [
    ("系统管理员", "get", "/grants/"), ("系统管理员", "post", "/grants/new/"), ("系统管理员", "get", "/security-log/"), ("安全管理员", "get", "/accounts/甲/"),
    ("审计管理员", "post", "/accounts/甲/reset/"), ("甲", "get", "/accounts/"),
])
def test_a_try_at_anothers_page_is_refused_and_logged(cast: Cast, who: str, method: str, address: str) -> None:
    assert getattr(cast.client(who), method)(address).status_code == 403
    event = SecurityEvent.objects.get()
    assert (event.subject, event.action, event.result, event.object) == (who, "打开管理员的页面", "拒绝", address)


def test_a_try_at_a_page_of_business_is_no_line_of_the_security_log(cast: Cast) -> None:
    assert cast.client("系统管理员").get("/acts/").status_code == 403
    assert cast.client("甲").get("/grants/", follow=True).status_code == 403
    assert SecurityEvent.objects.get().object == "/grants/"
