"""What the two policies ask of a password; five wrong ones lock the account at that address and nobody else; forced change."""

import math
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from anze.access.models import PasswordUsed, SecurityEvent, SignIn
from anze.access.passwords import GROUPS, IN_GROUP, READABLE, as_activation_code, initial_password, refusals
from anze.access.policies import policy
from anze.accounts.actions.passwords import reset_password
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import PASSWORD, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
NEW = "Beijiang#2026"


@pytest.fixture
def office(cast: Cast) -> Cast:
    for name in ("英德安委办", "清新安委办"):
        account = cast.account[name]
        account.set_password(PASSWORD)
        account.password_changed_at = NOW
        account.save()
    return cast


def sign_in(client: Client, username: str = "英德安委办", password: str = PASSWORD, **more: Any) -> int:
    return client.post("/sign-in/", {"username": username, "password": password}, **more).status_code


# 等保三级: eight characters of three kinds out of four; on both sides of each number.
@pytest.mark.parametrize(("password", "taken"), [
    ("Yue#2026", True), ("Yue#202", False), ("yue#2026", True), ("yuedong2026", False), ("Yuedong2026", True), ("YUEDONG#2026", True), ("20262026#", False),
    ("北江安澜2026x", True), ("Passw0rd!", False), ("Admin@123", False), ("Qwerty123", False),
])
def test_mlps3_asks_for_eight_characters_of_three_kinds(db: None, password: str, taken: bool) -> None:
    assert (refusals(password) == []) is taken


# ASVS: twelve characters, of whatever kind; known passwords are refused.
@pytest.mark.parametrize(("password", "taken"), [("yuedongyuexi", True), ("yuedongyuex", False), ("qwertyuiop123", False), ("北江边上有一座小小的塔", False),
                                                 ("北江边上有一座小小的塔啊", True)])
def test_asvs_asks_for_twelve_characters_of_any_kind(db: None, settings: Any, password: str, taken: bool) -> None:
    settings.SECURITY_POLICY = "asvs"
    assert (refusals(password) == []) is taken


def test_all_reasons_are_given_at_once(db: None) -> None:
    assert len(refusals("abc")) == 3


def test_the_account_name_is_no_part_of_a_password(cast: Cast) -> None:
    assert "账号" in refusals("Wang#2026", username="wang")[0]
    assert refusals("Wang#2026", username="li") == []


def test_an_unknown_policy_is_a_fault_of_the_settings(settings: Any) -> None:
    settings.SECURITY_POLICY = "none"
    with pytest.raises(ImproperlyConfigured, match="mlps3、asvs"):
        policy()


def test_activation_codes_are_grouped_readable_long_enough_and_never_repeat() -> None:
    made = [initial_password() for _ in range(200)]
    assert len(set(made)) == 200
    assert all(re.fullmatch(r"[A-HJKMNP-TV-Z2-9]{4}(-[A-HJKMNP-TV-Z2-9]{4}){4}", one) for one in made)
    assert set("".join(made)) - {"-"} == set(READABLE), "every character of the alphabet is drawn"
    assert math.log2(len(READABLE)) * GROUPS * IN_GROUP >= 80


@pytest.mark.parametrize(("typed", "read"), [
    ("ABCD-EFGH-JKMN-PQRS-2345", True), ("abcdefghjkmnpqrs2345", True), (" abcd efgh jkmn pqrs 2345 ", True), ("ＡＢＣＤ－ＥＦＧＨ－JKMN—PQRS–2345", True),
    ("ABCD-EFGH-JKMN-PQRS-234", False), ("ABCD-EFGH-JKMN-PQRS-23456", False), ("ABCD-EFGH-JKMN-PQRS-2340", False), ("Beijiang#2026", False), ("", False),
])
def test_an_activation_code_is_read_however_it_is_typed(typed: str, read: bool) -> None:
    assert as_activation_code(typed) == ("ABCD-EFGH-JKMN-PQRS-2345" if read else None)


def test_five_wrong_passwords_lock_the_account_at_that_address_for_ten_minutes_and_nobody_else(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        here, there = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")
        for _ in range(4):
            assert sign_in(here, password="wrong") == 422
        assert sign_in(here) == 302, "four wrong ones do not lock"
        here = Client(REMOTE_ADDR="10.0.0.1")
        answers = [sign_in(here, password="wrong") for _ in range(5)]
        assert answers[:4] == [422] * 4
        assert sign_in(here) == 429, "the fifth locks, even the right one is refused"
        assert sign_in(there) == 302, "the same account from another address"
        assert sign_in(Client(REMOTE_ADDR="10.0.0.1"), "清新安委办") == 302, "another account from the same address"
        clock.shift(timedelta(minutes=9, seconds=59))
        assert sign_in(here) == 429
        clock.shift(timedelta(seconds=2))
        assert sign_in(here) == 302


def test_trying_on_while_locked_does_not_prolong_it_and_another_browser_does_not_escape_it(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        here = Client(REMOTE_ADDR="10.0.0.1")
        for _ in range(5):
            sign_in(here, password="wrong")
        clock.shift(timedelta(minutes=9))
        assert sign_in(here, password="wrong", headers={"user-agent": "another"}) == 429
        clock.shift(timedelta(minutes=1, seconds=1))
        assert sign_in(here) == 302


def test_what_was_typed_as_an_account_goes_into_no_log(office: Cast) -> None:
    sign_in(Client(), username="Beijiang#2026", password="x")
    sign_in(Client(), password="Beijiang#2026")
    lines = str(list(SecurityEvent.objects.values_list("subject", "object", "action", "result")))
    assert "Beijiang" not in lines
    assert "账号或密码不对" in lines


def test_nobody_can_tell_an_unknown_account_from_a_wrong_password(office: Cast) -> None:
    pages = [Client().post("/sign-in/", {"username": name, "password": "x"}).content.decode() for name in ("英德安委办", "没有这个人")]
    assert all("账号或密码不对" in page for page in pages)


def test_behind_our_proxy_the_address_is_the_persons(office: Cast, settings: Any) -> None:
    settings.PROXIES = 1
    sign_in(Client(REMOTE_ADDR="127.0.0.1"), headers={"x-forwarded-for": "1.1.1.1, 10.0.0.7"})
    assert SignIn.objects.get().address == "10.0.0.7"


def test_nothing_else_opens_until_the_initial_password_is_changed(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        initial = reset_password(office.account["系统管理员"], NOW, office.account["英德安委办"])
        client = Client()
        assert sign_in(client, password=initial) == 302
        for address in ("/", "/me/", "/accounts/", "/grants/"):
            assert client.get(address)["Location"].startswith("/me/password/")
        assert "原密码" not in client.get("/me/password/").content.decode(), "the code was given at sign-in"
        refused = client.post("/me/password/", {"new": initial, "again": initial})
        assert refused.status_code == 422 and "用过的密码相同" in refused.content.decode()
        assert client.post("/me/password/", {"new": NEW, "again": NEW + "x"}).status_code == 422
        assert client.post("/me/password/", {"new": NEW, "again": NEW}).status_code == 302
        assert client.get("/").status_code == 200
        assert "原密码" in client.get("/me/password/").content.decode(), "one's own password is asked for"
        assert client.post("/me/password/", {"new": NEW + "x", "again": NEW + "x"}).status_code == 422
        assert client.post("/me/password/", {"old": "wrong", "new": NEW + "x", "again": NEW + "x"}).status_code == 422
    assert list(Entry.objects.filter(object_type="account").values_list("verb", flat=True)) == ["重置密码", "用启用码设密码"]
    texts = str(list(Entry.objects.values_list("sealed__text", flat=True))) + str(list(SecurityEvent.objects.values_list()))
    assert NEW not in texts and initial not in texts


@pytest.mark.parametrize(("days", "expired"), [(90, False), (91, True)])
def test_mlps3_wants_another_password_after_ninety_days(office: Cast, days: int, expired: bool) -> None:
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        client = Client()
        sign_in(client)
        assert (client.get("/").status_code == 302) is expired


def test_asvs_lets_a_password_hold_for_good(office: Cast, settings: Any) -> None:
    settings.SECURITY_POLICY = "asvs"
    with time_machine.travel(NOW + timedelta(days=1000), tick=False):
        client = Client()
        sign_in(client)
        assert client.get("/")["Location"].startswith("/me/second-factor/"), "the password holds; the second factor is still owed"


@pytest.mark.parametrize(("since", "refused"), [(4, True), (5, False)])
def test_mlps3_remembers_the_last_five_passwords(office: Cast, since: int, refused: bool) -> None:
    account = office.account["英德安委办"]
    for number in range(since + 1):
        account.set_password(f"Beijiang#{number}")
        account.save()
        PasswordUsed.objects.create(account=account, hash=account.password, since=NOW + timedelta(minutes=number))
    assert bool(refusals("Beijiang#0", account)) is refused
