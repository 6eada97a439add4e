"""Sessions: idle end, ended elsewhere at once by log-out of all, disabling, reset and changed grants; the warning asks without prolonging."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from anze.access.guard import case_page, needs
from anze.access.models import Grant, SecurityEvent, SignIn
from anze.accounts.actions.accounts import disable_account
from anze.accounts.actions.grants import allow_recording, end_grant, give_grant
from anze.accounts.actions.passwords import reset_password
from anze.people.moment import SHANGHAI
from anze.project.urls import urlpatterns as whole
from tests.cast import PASSWORD, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


@case_page
@needs("signed_in")
def a_case(request: Any) -> HttpResponse:
    return HttpResponse("案")


def unmarked(request: Any) -> HttpResponse:
    return HttpResponse("谁都能看？")


urlpatterns = [*whole, path("a-case/", a_case), path("unmarked/", unmarked)]
handler403 = "anze.portal.faults.forbidden"


@pytest.fixture
def office(cast: Cast) -> Cast:
    for account in cast.account.values():
        account.set_password(PASSWORD)
        account.password_changed_at = NOW
        account.save()
    return cast


def signed_in(name: str = "英德安委办", **more: Any) -> Client:
    client = Client(**more)
    assert client.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(("idle", "over"), [(timedelta(minutes=29, seconds=59), False), (timedelta(minutes=30), True)])
def test_a_session_ends_after_thirty_idle_minutes(office: Cast, idle: timedelta, over: bool) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in()
        clock.shift(idle)
        response = client.get("/")
        assert (response.status_code == 302) is over
        if over:
            assert response["Location"] == "/sign-in/?next=%2F&ended=idle"
            assert "自动退出" in client.get(response["Location"]).content.decode()
            assert SignIn.objects.get().ended_because == "超时"
            assert SecurityEvent.objects.filter(action="登录会话", result="超时退出").count() == 1


def test_whoever_keeps_working_stays_signed_in(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in()
        for _ in range(5):
            clock.shift(timedelta(minutes=29))
            assert client.get("/").status_code == 200
        assert SignIn.objects.get().last_seen_at == NOW + timedelta(minutes=145)


def test_asking_how_long_it_lasts_does_not_prolong_it_but_staying_does(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in()
        clock.shift(timedelta(minutes=28))
        assert client.get("/session/").json() == {"seconds": 120}
        clock.shift(timedelta(minutes=1))
        assert client.get("/session/").json() == {"seconds": 60}
        assert client.post("/session/stay/").status_code == 204
        assert client.get("/session/").json() == {"seconds": 1800}
        clock.shift(timedelta(minutes=31))
        assert client.get("/session/").json() == {"seconds": 0}
        assert client.post("/session/stay/").status_code == 302


def test_a_page_with_a_shorter_limit_hears_how_long_is_left_by_its_own_and_never_a_longer_one(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in()
        clock.shift(timedelta(minutes=8))
        assert client.get("/session/?lasts=600").json() == {"seconds": 120}
        assert client.get("/session/?lasts=99999").json() == client.get("/session/?lasts=x").json() == client.get("/session/").json() == {"seconds": 1320}
        clock.shift(timedelta(minutes=1, seconds=59, milliseconds=500))
        assert client.get("/session/?lasts=600").json() == {"seconds": 1}  # not over: a page that left now would be let in again
        clock.shift(timedelta(milliseconds=500))
        assert client.get("/session/?lasts=600").json() == {"seconds": 0}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("idle", "over"), [(timedelta(minutes=9, seconds=59), False), (timedelta(minutes=10), True)])
def test_on_pages_of_cases_ten_idle_minutes_end_it(office: Cast, idle: timedelta, over: bool) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in()
        clock.shift(idle)
        assert (client.get("/a-case/").status_code == 302) is over
        assert (client.get("/").status_code == 302) is over


@pytest.mark.urls(__name__)
def test_a_view_that_says_nothing_answers_nobody(office: Cast) -> None:
    assert Client().get("/unmarked/").status_code == 403
    for name in office.account:
        response = office.client(name).get("/unmarked/")
        assert (response.status_code, "谁都能看" in response.content.decode()) == (403, False)


Verb = Callable[[Cast], Any]
ENDING: dict[str, Verb] = {
    "停用": lambda cast: disable_account(cast.account["系统管理员"], NOW, cast.account["英德安委办"], reason="调离"),
    "重置密码": lambda cast: reset_password(cast.account["系统管理员"], NOW, cast.account["英德安委办"]),
    "授权": lambda cast: give_grant(cast.account["安全管理员"], NOW, account=cast.account["英德安委办"], role="secretary", unit=cast.unit["英德"]),
    "收回": lambda cast: end_grant(cast.account["安全管理员"], NOW, Grant.objects.get(account=cast.account["英德安委办"])),
}


@pytest.mark.parametrize("what", ENDING)
def test_sessions_elsewhere_end_at_once(office: Cast, what: str) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        desk, phone, other = signed_in(), signed_in(), signed_in("清新安委办")
        ENDING[what](office)
        clock.shift(timedelta(seconds=5))
        assert (desk.get("/").status_code, phone.get("/").status_code) == (302, 302)
        assert other.get("/").status_code == 200, "nobody else's"
        assert set(SignIn.objects.filter(account=office.account["英德安委办"]).values_list("ended_at", flat=True)) == {NOW}


def test_recording_on_behalf_that_begins_ends_the_secretarys_sessions(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in("甲的秘书")
        allow_recording(office.account["安全管理员"], NOW, account=office.account["甲的秘书"], officer=office.officer["乙某"])
        assert client.get("/").status_code == 302


def test_changing_the_password_ends_every_other_session_and_keeps_this_one(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        desk, phone = signed_in(), signed_in()
        assert desk.post("/me/password/", {"old": PASSWORD, "new": "Beijiang#2026", "again": "Beijiang#2026"}).status_code == 302
        assert (desk.get("/").status_code, phone.get("/").status_code) == (200, 302)
        assert SignIn.objects.filter(ended_at=None).get().session_key == desk.session.session_key


def test_one_ends_ones_own_sessions_elsewhere_but_nobody_elses(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        desk, phone, other = signed_in(), signed_in(headers={"user-agent": IPHONE}), signed_in("清新安委办")
        page = desk.get("/me/").content.decode()
        assert "iPhone · Safari" in page and "（这里）" in page
        key: dict[str | None, int] = {one.session_key: one.pk for one in SignIn.objects.all()}
        assert desk.post("/me/sessions/end/", {"session": key[other.session.session_key]}).status_code == 404
        assert desk.post("/me/sessions/end/", {"session": "x"}).status_code == 404
        assert desk.post("/me/sessions/end/", {"session": key[phone.session.session_key]}).status_code == 302
        assert [client.get("/").status_code for client in (desk, phone, other)] == [200, 302, 200]
        phone = signed_in()
        assert desk.post("/me/sessions/end/", {"session": "others"}).status_code == 302
        assert [client.get("/").status_code for client in (desk, phone, other)] == [200, 302, 200]


def test_a_disabled_account_cannot_sign_in(office: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        disable_account(office.account["系统管理员"], NOW, office.account["英德安委办"], reason="调离")
        assert Client().post("/sign-in/", {"username": "英德安委办", "password": PASSWORD}).status_code == 422
        assert SecurityEvent.objects.order_by("-id")[0].result == "账号停用"


def test_a_part_of_a_page_leads_the_whole_page_to_sign_in(office: Cast) -> None:
    response = Client().get("/", headers={"hx-request": "true", "referer": "http:" + "//testserver/units/?page=2"})
    assert (response.status_code, response["HX-Redirect"]) == (401, "/sign-in/?next=%2Funits%2F%3Fpage%3D2")


def test_using_a_page_costs_one_write_in_fifteen_seconds_and_none_between(office: Cast, django_assert_max_num_queries: Any) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in()
        clock.shift(timedelta(seconds=14))
        client.get("/session/")
        with django_assert_max_num_queries(5):  # session, account, grants, named, what the page reads
            assert client.post("/session/stay/").status_code == 204
        assert SignIn.objects.get().last_seen_at == NOW
        clock.shift(timedelta(seconds=1))
        client.post("/session/stay/")
        assert SignIn.objects.get().last_seen_at == NOW + timedelta(seconds=15)
