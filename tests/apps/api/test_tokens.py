"""The life of a token: made once with a second factor, used and logged, narrowed, run out, revoked; dead with its account's rights and password."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from anze.access import sessions
from anze.access.models import SecurityEvent
from anze.accounts.actions.accounts import disable_account, enable_account
from anze.accounts.actions.grants import give_grant
from anze.accounts.actions.passwords import reset_password
from anze.api.actions import MOST, make_token, revoke_token
from anze.api.models import Token
from anze.people.models import Account
from anze.record.models import Entry
from tests.apps.api.asking import Program, program, token_of
from tests.cast import Cast

FORM = {"name": "月报程序", "purpose": "取数据做月报", "days": "30", "only": ["act.view"]}


@pytest.fixture(autouse=True)
def passwords_are_fresh(cast: Cast) -> None:
    Account.objects.update(password_changed_at=timezone.now())
    for account in cast.account.values():
        account.refresh_from_db()


@pytest.fixture
def right_code(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    """甲 has an authenticator whose code is 123456."""
    TOTPDevice.objects.create(user=cast.account["甲"], name="手机动态口令", confirmed=True)
    monkeypatch.setattr(TOTPDevice, "verify_token", lambda self, code: code == "123456")


def shown(cast: Cast, **changed: Any) -> Any:
    return cast.client("甲").post("/me/tokens/new/", FORM | {"code": "123456"} | changed)


@pytest.mark.usefixtures("right_code")
def test_it_is_shown_once_kept_as_a_digest_and_stands_in_ledger_and_log(cast: Cast) -> None:
    text = shown(cast).context["text"]
    token = Token.objects.get()
    assert Program(text).get("acts").status_code == 200
    assert text.split("_", 2)[2] not in str(list(Token.objects.values())) and text not in cast.client("甲").get("/me/tokens/").content.decode()
    entry, event = Entry.objects.latest("seq"), SecurityEvent.objects.get(action="生成接口令牌")
    assert (entry.verb, entry.object_id, entry.actor) == ("生成接口令牌", "甲", "甲") and "取数据做月报" in entry.sealed.text
    assert (event.subject, event.result, event.object) == ("甲", "成功", f"甲（令牌 {token.code}）")
    assert text.split("_", 2)[2] not in entry.sealed.text


@pytest.mark.usefixtures("right_code")
@pytest.mark.parametrize("changed", [{"code": "000000"}, {"code": ""}, {"days": "91"}, {"days": "365"}, {"name": ""}, {"purpose": ""},
                                     {"only": ["register.change"]}, {"only": ["ledger.verify"]}, {"only": []}])
def test_without_the_code_beyond_ninety_days_or_beyond_ones_rights_none_is_made(cast: Cast, changed: dict[str, Any]) -> None:
    answer = shown(cast, **changed)
    assert answer.status_code == 422 and not Token.objects.exists()


def test_without_a_second_factor_the_page_leads_to_turning_it_on(cast: Cast) -> None:
    assert "/me/second-factor/on/" in cast.client("甲").get("/me/tokens/new/").content.decode()
    cast.client("甲").post("/me/tokens/new/", FORM)
    assert not Token.objects.exists()


def test_not_more_than_ten_hold_at_a_time(cast: Cast) -> None:
    for _ in range(MOST):
        token_of(cast.account["甲"])
    with pytest.raises(ValidationError, match="最多 10 个"):
        token_of(cast.account["甲"])


def test_every_use_is_a_line_of_the_log_with_what_was_read_and_the_result(cast: Cast) -> None:
    one = program(cast, "甲")
    code = Token.objects.get().code
    for rest in ("units/wb", "units/none", "ledger/head"):
        one.get(rest)
    lines = list(SecurityEvent.objects.filter(action="使用接口令牌").order_by("id").values_list("subject", "object", "result"))
    assert lines == [("甲", f"令牌 {code} · units/wb", "200"), ("甲", f"令牌 {code} · units/none", "404"), ("甲", f"令牌 {code} · ledger/head", "403")]
    assert Token.objects.get().last_used_at is not None
    assert "使用接口令牌" in cast.client("审计管理员").get("/security-log/").content.decode()


def test_where_the_line_cannot_be_written_nothing_is_answered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one = program(cast, "甲")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("anze.api.views.entrance.note", full)
    one.client.raise_request_exception = False
    answer = one.get("units")
    assert answer.status_code == 507 and "望埠镇" not in answer.content.decode()


def test_a_token_narrowed_reads_that_alone_and_never_more_than_its_account(cast: Cast) -> None:
    one = program(cast, "甲", ["act.view", "ledger.verify"])
    assert [one.get(rest).status_code for rest in ("acts", "units", "obligations", "me", "ledger/head")] == [200, 403, 403, 200, 403]
    assert one.get("me").json()["reads"] == ["act.view"]


def refused(text: str) -> None:
    answer = Program(text).get("units")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "请" in answer.json()["detail"] and "望埠" not in answer.content.decode()


def test_one_that_has_run_out_is_refused_and_the_try_logged(cast: Cast, time_machine: Any) -> None:
    text = token_of(cast.account["甲"], days=90)
    time_machine.move_to(timezone.now() + timedelta(days=90, seconds=-30))
    Account.objects.update(password_changed_at=timezone.now())
    assert Program(text).get("units").status_code == 200
    time_machine.move_to(timezone.now() + timedelta(seconds=60))
    refused(text)
    assert SecurityEvent.objects.filter(action="使用接口令牌", subject="甲", result="拒绝：已到期").count() == 1


def test_one_that_is_revoked_is_refused_and_only_its_own_account_revokes_it(cast: Cast) -> None:
    text = token_of(cast.account["甲"])
    token = Token.objects.get()
    for other in ("乙", "系统管理员", "安全管理员"):
        assert cast.client(other).post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
        assert "月报程序" not in cast.client(other).get("/me/tokens/").content.decode()
    revoke_token(cast.account["乙"], timezone.now(), token)
    assert Program(text).get("units").status_code == 200
    assert cast.client("甲").post(f"/me/tokens/{token.pk}/revoke/").status_code == 302
    refused(text)
    assert Entry.objects.latest("seq").verb == "撤销接口令牌" and SecurityEvent.objects.filter(action="撤销接口令牌").count() == 1


def test_with_a_disabled_account_it_is_dead_and_stays_so_when_that_is_enabled_again(cast: Cast) -> None:
    text, by = token_of(cast.account["甲"]), cast.account["系统管理员"]
    disable_account(by, timezone.now(), cast.account["甲"], reason="调离")
    refused(text)
    enable_account(by, timezone.now(), cast.account["甲"], reason="回来")
    refused(text)
    assert set(SecurityEvent.objects.filter(action="使用接口令牌").values_list("result", flat=True)) == {"拒绝：账号已停用", "拒绝：已失效"}


@pytest.mark.parametrize("what", ["password", "rights", "sessions", "old password"])
def test_another_password_other_rights_and_ending_all_sessions_end_it_too(cast: Cast, what: str) -> None:
    text, now = token_of(cast.account["甲"]), timezone.now()
    if what == "password":
        reset_password(cast.account["系统管理员"], now, cast.account["甲"])
    elif what == "rights":
        give_grant(cast.account["安全管理员"], now, account=cast.account["甲"], role="auditor", unit=cast.unit["英德"])
    elif what == "sessions":
        sessions.end_all(cast.account["甲"], now, "本人结束")
    else:
        Account.objects.filter(username="甲").update(password_changed_at=now - timedelta(days=91))
    refused(text)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer anze_x_y", "Basic abc", "Bearer anze__", "Bearer anze_\u00e9_y", "Token anze_1_2"])
def test_what_is_no_token_is_refused_and_fills_no_log(cast: Cast, header: str) -> None:
    answer = Client().get("/api/v1/units", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401 and answer["Content-Type"] == "application/problem+json"
    assert not SecurityEvent.objects.exists()


def test_the_right_number_with_another_secret_is_no_token(cast: Cast) -> None:
    text = token_of(cast.account["甲"])
    refused(text[:-1] + ("A" if text[-1] != "A" else "B"))


def test_a_wrong_token_is_not_made_good_by_a_session(cast: Cast) -> None:
    assert cast.client("甲").get("/api/v1/units", headers={"Authorization": "Bearer anze_x_y"}).status_code == 401


def test_a_session_that_owes_something_reads_nothing(cast: Cast) -> None:
    Account.objects.filter(username="甲").update(must_change_password=True)
    answer = cast.client("甲").get("/api/v1/units")
    assert answer.status_code == 403 and "密码" in answer.json()["title"]


def test_no_log_line_bears_the_token(cast: Cast, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level(logging.DEBUG)
    one = program(cast, "甲")
    monkeypatch.setattr("anze.api.endpoints.register.question", lambda *_: 1 // 0)
    assert [one.get(rest).status_code for rest in ("units", "nothing", "acts?x=1")] == [500, 404, 422]
    secret = one.text.split("_", 2)[2]
    assert secret not in caplog.text and secret not in str(list(SecurityEvent.objects.values()))


def test_made_by_a_verb_it_lasts_no_longer_than_ninety_days(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="90 天"):
        make_token(cast.account["甲"], timezone.now(), name="x", purpose="x", days=91)
