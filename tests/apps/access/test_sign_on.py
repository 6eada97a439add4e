"""Sign-on with the city's unified identity, against a real provider on loopback: it says who somebody is, never what somebody may."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.test import Client
from joserfc.jwk import RSAKey

from anze.access.models import Grant, SecurityEvent, SignIn
from anze.people.models import Account
from tests.apps.access.provider import CLIENT, LOOPBACK, SECRET, SITE, Provider, running
from tests.cast import Cast


@pytest.fixture
def provider(cast: Cast, settings: Any) -> Iterator[Provider]:
    with running() as found:
        told = requests.get(found.address + "/.well-known/openid-configuration", timeout=5).json()
        settings.SIGN_ON = True
        settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET, settings.OIDC_OP_ISSUER = CLIENT, SECRET, told["issuer"]
        settings.OIDC_OP_AUTHORIZATION_ENDPOINT, settings.OIDC_OP_TOKEN_ENDPOINT = told["authorization_endpoint"], told["token_endpoint"]
        settings.OIDC_OP_USER_ENDPOINT, settings.OIDC_OP_JWKS_ENDPOINT = told["userinfo_endpoint"], told["jwks_uri"]
        settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "anze.accounts.oidc.SignOnBackend"]
        found.person = "英德安委办"
        yield found


def sent_back(client: Client, ask: str = "/sign-on/?next=/me/") -> str:
    """Go to the provider as a browser does, and return the address it sends one back to."""
    answer = requests.get(client.get(ask)["Location"], allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix(SITE)


def refused(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer["Location"] == "/sign-in/" and client.get("/").status_code == 302 and not SignIn.objects.exists()


def test_who_is_known_is_signed_in_and_lands_where_one_wanted_to_go(provider: Provider) -> None:
    client = Client()
    answer = client.get(sent_back(client))
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert "英德安委办" in client.get("/me/").content.decode()
    assert SecurityEvent.objects.get().action == "登录"


def test_it_is_off_until_it_is_configured(cast: Cast) -> None:
    assert "统一身份" not in Client().get("/sign-in/").content.decode()
    assert [Client().get(address).status_code for address in ("/sign-on/", "/sign-on/answer/")] == [404, 404]


def test_the_button_is_there_when_it_is_on(provider: Provider) -> None:
    assert "用统一身份认证登录" in Client().get("/sign-in/").content.decode()


def test_a_person_unknown_here_gets_neither_account_nor_right(provider: Provider) -> None:
    provider.person, client = "陌生人", Client()
    accounts, grants = Account.objects.count(), Grant.objects.count()
    assert refused(client, sent_back(client))
    assert (Account.objects.count(), Grant.objects.count()) == (accounts, grants)
    assert list(SecurityEvent.objects.values_list("subject", "action", "result")) == [("（未知账号）", "统一身份登录", "未成功")]


def test_a_disabled_account_stays_out_and_its_session_ends(provider: Provider, cast: Cast) -> None:
    inside, client = Client(), Client()
    inside.get(sent_back(inside))
    assert inside.get("/").status_code == 200
    Account.objects.filter(username="英德安委办").update(is_active=False)
    assert inside.get("/").status_code == 302
    SignIn.objects.all().delete()
    assert refused(client, sent_back(client))


def test_a_wrong_nonce_is_refused(provider: Provider) -> None:
    provider.nonce, client = "of-another-session", Client()
    assert refused(client, sent_back(client))


def test_a_state_that_was_not_given_out_is_refused(provider: Provider) -> None:
    client, other = Client(), Client()
    back = sent_back(client)
    other.get("/sign-on/")
    assert refused(other, back), "another browser's answer"
    assert client.get(back)["Location"] == "/me/"


def test_an_answer_works_once(provider: Provider) -> None:
    client = Client()
    back = sent_back(client)
    client.get(back)
    client.post("/sign-out/")
    SignIn.objects.all().delete()
    assert refused(client, back)


@pytest.mark.parametrize(("attribute", "value"), [("audience", "another-site"), ("issuer", LOOPBACK.format(1)), ("claims_of", "市安委办")])
def test_a_token_for_another_site_of_another_issuer_or_about_another_person_is_refused(provider: Provider, attribute: str, value: str) -> None:
    setattr(provider, attribute, value)
    client = Client()
    assert refused(client, sent_back(client))


def test_a_token_signed_with_another_key_is_refused(provider: Provider) -> None:
    provider.signs_with, client = RSAKey.generate_key(2048, {"kid": "k1"}), Client()
    assert refused(client, sent_back(client))


def test_a_provider_that_does_not_answer_is_a_refusal_and_no_fault(provider: Provider, settings: Any) -> None:
    client = Client()
    back = sent_back(client)
    settings.OIDC_OP_TOKEN_ENDPOINT = LOOPBACK.format(1) + "/token"
    assert refused(client, back)


def test_refusals_by_the_provider_lock_nobody_out(provider: Provider, cast: Cast) -> None:
    provider.person = "陌生人"
    for _ in range(6):
        client = Client()
        client.get(sent_back(client))
    provider.person, client = "英德安委办", Client()
    assert client.get(sent_back(client))["Location"] == "/me/"


def test_the_second_factor_of_an_administrator_is_still_asked_for(provider: Provider) -> None:
    provider.person, client = "系统管理员", Client()
    client.get(sent_back(client))
    assert client.get("/accounts/")["Location"].startswith("/me/second-factor/")
