"""The second factor: turned on once with a code to scan, asked for at every sign-in where the policy or the person wants it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from anze.access.models import SecurityEvent
from anze.accounts.actions import second_factor
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import PASSWORD, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


@pytest.fixture
def people(cast: Cast) -> Cast:
    for account in cast.account.values():
        account.set_password(PASSWORD)
        account.password_changed_at = NOW
        account.save()
    return cast


def signed_in(name: str) -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


def code_at(moment: datetime) -> str:
    """What the phone shows."""
    device = TOTPDevice.objects.get()
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits)
    clock.time = moment.timestamp()
    return f"{clock.token():06d}"


@pytest.mark.parametrize("name", ["系统管理员", "安全管理员", "审计管理员"])
def test_under_mlps3_each_of_the_three_administrators_needs_it(people: Cast, name: str) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(name)
        for address in ("/", "/me/", "/accounts/", "/grants/", "/security-log/"):
            assert client.get(address)["Location"].startswith("/me/second-factor/")


def test_under_mlps3_others_need_none_and_under_asvs_everyone_does(people: Cast, settings: Any) -> None:
    with time_machine.travel(NOW, tick=False):
        assert signed_in("英德安委办").get("/").status_code == 200
        settings.SECURITY_POLICY = "asvs"
        assert signed_in("英德安委办").get("/")["Location"].startswith("/me/second-factor/")


def test_from_the_code_to_scan_to_the_second_sign_in(people: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in("系统管理员")
        assert client.get("/me/second-factor/")["Location"] == "/me/second-factor/on/"
        page = client.get("/me/second-factor/on/").content.decode()
        assert 'src="data:image/svg+xml' in page
        assert client.post("/me/second-factor/on/", {"code": "000000"}).status_code == 422
        assert client.get("/").status_code == 302
        clock.shift(timedelta(seconds=10))
        shown = client.post("/me/second-factor/on/", {"code": code_at(NOW + timedelta(seconds=10))})
        codes = shown.context["codes"]
        assert len(set(codes)) == 8 and all(code in shown.content.decode() for code in codes)
        assert client.get("/accounts/").status_code == 200
        stored = set(StaticToken.objects.values_list("token", flat=True))
        assert len(stored) == 8 and not stored & {code.replace("-", "") for code in codes}, "backup codes are not stored as they are"

        clock.shift(timedelta(minutes=5))
        again, now = signed_in("系统管理员"), NOW + timedelta(minutes=5, seconds=10)
        assert again.get("/accounts/")["Location"] == "/me/second-factor/?next=%2Faccounts%2F"
        assert again.get("/me/second-factor/on/")["Location"] == "/me/second-factor/", "nobody binds another phone over it"
        assert again.post("/me/second-factor/", {"code": code_at(now), "next": "/accounts/"})["Location"] == "/accounts/"
        third = signed_in("系统管理员")
        assert third.post("/me/second-factor/", {"code": code_at(now)}).status_code == 422, "a code holds once"
        clock.shift(timedelta(seconds=5))
        assert third.post("/me/second-factor/", {"code": codes[0].lower()}).status_code == 302, "a backup code"
        fourth = signed_in("系统管理员")
        assert fourth.post("/me/second-factor/", {"code": codes[0]}).status_code == 422, "used up"
    log = list(SecurityEvent.objects.filter(action="第二因素").order_by("id").values_list("result", flat=True))
    assert log == ["成功", "验证码不对", "成功", "验证码不对"]
    assert list(Entry.objects.filter(object_id="系统管理员").values_list("verb", flat=True)) == ["开启第二因素"]


def test_guessing_is_slowed_down(people: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in("系统管理员")
        client.get("/me/second-factor/on/")
        client.post("/me/second-factor/on/", {"code": "000000"})
        assert client.post("/me/second-factor/on/", {"code": code_at(NOW)}).status_code == 422, "right, but too soon after a wrong one"


def test_who_turned_it_on_is_asked_for_it_and_may_turn_it_off(people: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in("英德安委办")
        client.get("/me/second-factor/on/")
        assert client.post("/me/second-factor/on/", {"code": code_at(NOW)}).status_code == 200
        later = signed_in("英德安委办")
        assert later.get("/")["Location"].startswith("/me/second-factor/")
        assert client.post("/me/second-factor/off/", {"code": "000000"}).status_code == 422
        clock.shift(timedelta(minutes=1))
        assert client.post("/me/second-factor/off/", {"code": code_at(NOW + timedelta(minutes=1))}).status_code == 302
        assert signed_in("英德安委办").get("/").status_code == 200


def test_an_administrator_cannot_turn_it_off_nor_another_for_him_but_it_is_done_at_the_server(people: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in("审计管理员")
        client.get("/me/second-factor/on/")
        client.post("/me/second-factor/on/", {"code": code_at(NOW)})
        client.post("/me/second-factor/off/", {"code": code_at(NOW)})
        assert TOTPDevice.objects.filter(confirmed=True).count() == 1
        assert people.client("安全管理员").post("/accounts/审计管理员/second-factor/").status_code == 403
        assert people.client("系统管理员").post("/accounts/系统管理员/second-factor/").status_code == 403, "nobody's own, past the code"
        assert client.get("/security-log/").status_code == 200
        assert people.client("系统管理员").post("/accounts/审计管理员/second-factor/").status_code == 403, "he opens accounts and takes none over"
        assert client.get("/security-log/").status_code == 200
        second_factor.reset(None, NOW, people.account["审计管理员"], reason="手机丢了")
        assert client.get("/security-log/").status_code == 302, "and the sessions end"
        assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()
        assert signed_in("审计管理员").get("/")["Location"].startswith("/me/second-factor/")


def test_one_press_in_the_demo_city_owes_nothing(people: Cast, settings: Any) -> None:
    settings.DEMO = True
    account = people.account["系统管理员"]
    account.username, account.must_change_password = "demo-system_admin-city", True
    account.save()
    client = Client()
    client.post("/sign-in/demo/", {"account": account.username})
    assert client.get("/accounts/").status_code == 200
