"""Three administrators who stay apart: what each of them tries beyond his own is refused by page, by verb and by the database (SQL)."""

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from anze.access import triggers
from anze.access.models import Grant, RecordsFor, SecurityEvent
from anze.accounts.actions.accounts import create_account, disable_account
from anze.accounts.actions.grants import allow_recording, end_grant, give_grant
from anze.accounts.actions.passwords import reset_password
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
OFFICE = {"account": "英德安委办", "role": "office", "unit": "qy", "officer": ""}


def state() -> tuple[int, int, int, list[tuple[str, bool]]]:
    """What an attack would have changed."""
    return (Grant.objects.in_force().count(), Grant.objects.count(), RecordsFor.objects.in_force().count(),
            list(Account.objects.values_list("username", "is_active")))


# Who tries what by page: account, address, form; the answer must be a refusal.
BY_PAGE: list[tuple[str, str, dict[str, str]]] = [
    ("系统管理员", "/grants/", {}),
    ("系统管理员", "/grants/new/", OFFICE),
    ("系统管理员", "/grants/records-for/new/", {"account": "甲的秘书", "officer": "p2"}),
    ("系统管理员", "/security-log/", {}),
    ("安全管理员", "/accounts/", {}),
    ("安全管理员", "/accounts/new/", {"username": "new", "name": "新某"}),
    ("安全管理员", "/accounts/甲/active/", {"reason": "试试"}),
    ("安全管理员", "/accounts/甲/reset/", {}),
    ("安全管理员", "/grants/new/", OFFICE | {"account": "安全管理员"}),
    ("安全管理员", "/grants/new/", OFFICE | {"account": "系统管理员"}),
    ("安全管理员", "/grants/new/", {"account": "系统管理员", "role": "audit_admin"}),
    ("安全管理员", "/grants/new/", {"account": "英德安委办", "role": "audit_admin"}),
    ("审计管理员", "/accounts/new/", {"username": "new", "name": "新某"}),
    ("审计管理员", "/grants/new/", OFFICE),
    ("审计管理员", "/security-log/", {"any": "thing"}),
    ("系统管理员", "/accounts/系统管理员/reset/", {}),
    ("系统管理员", "/accounts/系统管理员/active/", {"reason": "试试"}),
    ("英德安委办", "/grants/new/", OFFICE),
]


@pytest.mark.parametrize(("who", "address", "form"), BY_PAGE)
def test_by_page_nobody_does_what_is_anothers(cast: Cast, who: str, address: str, form: dict[str, str]) -> None:
    before, entries = state(), Entry.objects.count()
    client = cast.client(who)
    response = client.post(address, form) if form or address.endswith("/reset/") else client.get(address)
    assert response.status_code in {403, 405, 422}
    assert (state(), Entry.objects.count()) == (before, entries)


def give(**fields: Any) -> Any:
    return lambda cast, by: give_grant(by, NOW, **{name: cast.account[value] if name == "account" else cast.unit[value] if name == "unit" else value
                                                   for name, value in fields.items()})


BY_VERB: list[tuple[str, str, Any]] = [
    ("系统管理员授权", "系统管理员", give(account="甲", role="office", unit="英德")),
    ("系统管理员收回授权", "系统管理员", lambda cast, by: end_grant(by, NOW, Grant.objects.get(account=cast.account["甲"]))),
    ("系统管理员准许代录", "系统管理员", lambda cast, by: allow_recording(by, NOW, account=cast.account["甲的秘书"], officer=cast.officer["乙某"])),
    ("安全管理员开户", "安全管理员", lambda cast, by: create_account(by, NOW, username="new", name="新某")),
    ("安全管理员停用账号", "安全管理员", lambda cast, by: disable_account(by, NOW, cast.account["甲"], reason="试试")),
    ("安全管理员重置密码", "安全管理员", lambda cast, by: reset_password(by, NOW, cast.account["甲"])),
    ("安全管理员给自己授权", "安全管理员", give(account="安全管理员", role="office", unit="清远")),
    ("安全管理员收回自己的授权", "安全管理员", lambda cast, by: end_grant(by, NOW, Grant.objects.get(account=by))),
    ("安全管理员让系统管理员兼审计", "安全管理员", give(account="系统管理员", role="audit_admin")),
    ("安全管理员让系统管理员办业务", "安全管理员", give(account="系统管理员", role="office", unit="清远")),
    ("安全管理员让安委办兼管理员", "安全管理员", give(account="英德安委办", role="system_admin")),
    ("审计管理员开户", "审计管理员", lambda cast, by: create_account(by, NOW, username="new", name="新某")),
    ("审计管理员停用账号", "审计管理员", lambda cast, by: disable_account(by, NOW, cast.account["甲"], reason="试试")),
    ("审计管理员授权", "审计管理员", give(account="甲", role="office", unit="英德")),
    ("审计管理员给自己授权", "审计管理员", give(account="审计管理员", role="security_admin")),
    ("系统管理员给自己授权", "系统管理员", give(account="系统管理员", role="security_admin")),
    ("系统管理员停用自己", "系统管理员", lambda cast, by: disable_account(by, NOW, by, reason="试试")),
    ("安委办授权", "市安委办", give(account="英德安委办", role="office", unit="清远")),
]


@pytest.mark.parametrize(("what", "who", "verb"), BY_VERB, ids=[what for what, *_ in BY_VERB])
def test_by_verb_nobody_does_what_is_anothers(cast: Cast, what: str, who: str, verb: Any) -> None:
    before, entries = state(), Entry.objects.count()
    with pytest.raises((PermissionDenied, ValidationError)):
        verb(cast, cast.account[who])
    assert (state(), Entry.objects.count()) == (before, entries)


GIVE = "INSERT INTO access_grant (account_id, role, unit_id, given_at, given_by_id) VALUES ({account}, '{role}', {unit}, '2026-03-02 01:00:00+00:00', {by})"
ALLOW = "INSERT INTO access_recordsfor (account_id, officer_id, given_at, given_by_id) VALUES ({account}, {officer}, '2026-03-02 01:00:00+00:00', {by})"
END = "UPDATE access_grant SET ended_at = '2026-03-02 01:00:00+00:00', ended_by_id = {by} WHERE account_id = {account}"
BY_SQL: list[tuple[str, str]] = [
    ("系统管理员授权", GIVE.format(account="{甲}", role="office", unit="{英德}", by="{系统管理员}")),
    ("审计管理员授权", GIVE.format(account="{甲}", role="office", unit="{英德}", by="{审计管理员}")),
    ("安委办授权", GIVE.format(account="{甲}", role="office", unit="{英德}", by="{市安委办}")),
    ("安全管理员给自己授权", GIVE.format(account="{安全管理员}", role="office", unit="{清远}", by="{安全管理员}")),
    ("系统管理员兼审计管理员", GIVE.format(account="{系统管理员}", role="audit_admin", unit="NULL", by="{安全管理员}")),
    ("系统管理员兼办业务", GIVE.format(account="{系统管理员}", role="office", unit="{清远}", by="{安全管理员}")),
    ("安委办兼管理员", GIVE.format(account="{英德安委办}", role="system_admin", unit="NULL", by="{安全管理员}")),
    ("没有这个角色", GIVE.format(account="{甲}", role="king", unit="{英德}", by="{安全管理员}")),
    ("管理员按单位授权", GIVE.format(account="{甲}", role="system_admin", unit="{英德}", by="NULL")),
    ("业务角色不写单位", GIVE.format(account="{甲}", role="office", unit="NULL", by="{安全管理员}")),
    ("系统管理员收回授权", END.format(account="{甲}", by="{系统管理员}")),
    ("收回自己的授权", END.format(account="{安全管理员}", by="{安全管理员}")),
    ("改写授权的角色", "UPDATE access_grant SET role = 'system_admin', unit_id = NULL WHERE account_id = {甲}"),
    ("删除授权", "DELETE FROM access_grant WHERE account_id = {甲}"),
    ("系统管理员准许代录", ALLOW.format(account="{甲的秘书}", officer="{乙某}", by="{系统管理员}")),
    ("管理员代录", ALLOW.format(account="{审计管理员}", officer="{乙某}", by="{安全管理员}")),
    ("改写安全日志", "UPDATE access_securityevent SET result = '成功'"),
    ("删除安全日志", "DELETE FROM access_securityevent"),
]


@pytest.mark.parametrize(("what", "statement"), BY_SQL, ids=[what for what, _ in BY_SQL])
def test_by_sql_nobody_does_what_is_anothers(cast: Cast, what: str, statement: str) -> None:
    SecurityEvent.objects.create(at=NOW, subject="甲", action="登录", result="账号或密码不对")
    known = {name: one.pk for table in (cast.account, cast.unit, cast.officer) for name, one in table.items()}
    before = state()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(**known))
    assert state() == before
    assert SecurityEvent.objects.get(subject="甲").result == "账号或密码不对"


def test_there_are_eighteen_attempts_of_each_kind() -> None:
    assert len(BY_PAGE) == len(BY_VERB) == len(BY_SQL) == 18


def test_what_is_right_goes_through_by_sql_as_well(cast: Cast) -> None:
    """The database refuses the wrong ones because of what they are, not everything."""
    known = {name: one.pk for table in (cast.account, cast.unit) for name, one in table.items()}
    with connection.cursor() as cursor:
        cursor.execute(GIVE.format(account="{甲}", role="office", unit="{英德}", by="{安全管理员}").format(**known))
        cursor.execute(END.format(account="{甲}", by="{安全管理员}").format(**known))
    assert not Grant.objects.in_force().filter(account=cast.account["甲"]).exists()


def test_the_system_administrator_opens_an_account_and_the_security_administrator_grants(cast: Cast) -> None:
    made = cast.client("系统管理员").post("/accounts/new/", {"username": "gm", "name": "新某", "email": ""})
    assert made.status_code == 200
    account = Account.objects.get(username="gm")
    assert account.must_change_password
    password = made.context["password"]
    assert account.check_password(password)
    given = cast.client("安全管理员").post("/grants/new/", {"account": "gm", "role": "office", "unit": "英德市（yd）", "officer": ""})
    assert given.status_code == 302
    assert Grant.objects.in_force().get(account=account).unit == cast.unit["英德"]
    assert list(Entry.objects.filter(object_id="gm").values_list("object_type", "verb", "actor")) == [
        ("account", "开户", "系统管理员"), ("grant", "授权", "安全管理员")]
    assert list(SecurityEvent.objects.filter(object__startswith="gm").order_by("id").values_list("subject", "action", "result")) == [
        ("系统管理员", "开户", "成功"), ("安全管理员", "授权", "成功")]
    assert password not in str(list(Entry.objects.values_list("sealed__text", flat=True))) + str(list(SecurityEvent.objects.values_list()))


def test_what_is_refused_stands_in_the_security_log(cast: Cast) -> None:
    cast.client("安全管理员").post("/grants/new/", {"account": "系统管理员", "role": "audit_admin", "unit": "", "officer": ""})
    event = SecurityEvent.objects.get()
    assert (event.subject, event.action, event.result, event.object) == ("安全管理员", "授权", "拒绝", "系统管理员")


def test_a_leaders_account_is_that_of_one_officer(cast: Cast) -> None:
    by = cast.account["安全管理员"]
    fresh, _ = create_account(cast.account["系统管理员"], NOW, username="bing", name="丙某")
    with pytest.raises(ValidationError, match="哪一位"):
        give_grant(by, NOW, account=fresh, role="leader", unit=cast.unit["英德"])
    with pytest.raises(ValidationError, match="已有自己的账号"):
        give_grant(by, NOW, account=fresh, role="leader", unit=cast.unit["英德"], officer=cast.officer["甲某"])
    give_grant(by, NOW, account=fresh, role="leader", unit=cast.unit["英德"], officer=cast.officer["丙某"])
    fresh.refresh_from_db()
    assert fresh.officer == cast.officer["丙某"]


def test_recording_on_behalf_is_allowed_to_secretaries_and_taken_back(cast: Cast) -> None:
    client = cast.client("安全管理员")
    refused = client.post("/grants/records-for/new/", {"account": "英德安委办", "officer": "p2"})
    assert refused.status_code == 422 and "还不是秘书" in refused.content.decode()
    assert client.post("/grants/records-for/new/", {"account": "甲的秘书", "officer": "乙某"}).status_code == 302
    found = RecordsFor.objects.in_force().get(officer=cast.officer["乙某"])
    assert client.post(f"/grants/records-for/{found.pk}/end/", {"reason": "秘书调离"}).status_code == 302
    assert not RecordsFor.objects.in_force().filter(officer=cast.officer["乙某"]).exists()
    again = client.post(f"/grants/records-for/{found.pk}/end/", {"reason": "再来一次"})
    assert again.status_code == 422 and "已经被收回" in again.content.decode()


@pytest.mark.parametrize("what", ["系统管理员授权", "系统管理员兼审计管理员", "系统管理员收回授权", "管理员代录", "删除授权", "删除安全日志"])
def test_without_the_triggers_the_attempt_would_have_gone_through(cast: Cast, what: str) -> None:
    """Planted: a database without its triggers. The attempts above are refused by them, not by chance."""
    SecurityEvent.objects.create(at=NOW, subject="甲", action="登录", result="成功")
    triggers.lift(connection)
    known = {name: one.pk for table in (cast.account, cast.unit, cast.officer) for name, one in table.items()}
    with connection.cursor() as cursor:
        cursor.execute(dict(BY_SQL)[what].format(**known))
        assert cursor.rowcount == 1
