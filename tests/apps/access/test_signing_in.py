"""Signing in and out, with passwords and, in the demo city, with one press."""

import pytest
from django.test import Client
from django.urls import reverse

from anze.access.models import SecurityEvent, SignIn
from tests.cast import PASSWORD, Cast

SIGN_IN = "/sign-in/"


@pytest.fixture
def office(cast: Cast) -> Cast:
    account = cast.account["英德安委办"]
    account.set_password(PASSWORD)
    account.save()
    return cast


def sign_in(client: Client, username: str = "英德安委办", password: str = PASSWORD, **more: str) -> int:
    return client.post(SIGN_IN, {"username": username, "password": password} | more).status_code


def test_the_right_password_opens_the_home_page(office: Cast) -> None:
    client = Client()
    response = client.post(SIGN_IN, {"username": "英德安委办", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, reverse("portal:home"))
    assert client.session["_auth_user_id"] == str(office.account["英德安委办"].pk)
    assert SignIn.objects.get().account == office.account["英德安委办"]


def test_one_lands_where_one_wanted_to_go_but_never_on_another_site(office: Cast) -> None:
    assert Client().post(SIGN_IN, {"username": "英德安委办", "password": PASSWORD, "next": "/units/"})["Location"] == "/units/"
    for elsewhere in ("https:" + "//evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert Client().post(SIGN_IN, {"username": "英德安委办", "password": PASSWORD, "next": elsewhere})["Location"] == reverse("portal:home")


def test_a_stranger_is_led_to_the_sign_in_page_and_back(db: None) -> None:
    response = Client().get("/?a=1")
    assert response["Location"] == "/sign-in/?next=%2F%3Fa%3D1"
    assert 'value="/?a=1"' in Client().get(response["Location"]).content.decode()


def test_one_press_signs_in_only_in_the_demo_city(cast: Cast, settings: object) -> None:
    account = cast.account["英德安委办"]
    account.username = "demo-office-yd"
    account.save()
    client = Client()
    assert client.post("/sign-in/demo/", {"account": "demo-office-yd"}).status_code == 404
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "英德安委办" in client.get(SIGN_IN).content.decode()
    assert client.post("/sign-in/demo/", {"account": "清新安委办"}).status_code == 404
    assert client.get("/sign-in/demo/").status_code == 405
    assert client.post("/sign-in/demo/", {"account": "demo-office-yd"}).status_code == 302
    assert client.get("/").status_code == 200


def test_signing_out_ends_the_session(office: Cast) -> None:
    client = Client()
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/").status_code == 302
    assert SignIn.objects.get().ended_because == "本人退出"
    assert list(SecurityEvent.objects.values_list("action", flat=True)) == ["退出", "登录"]
