"""The API shows what the pages show and to whom: by endpoint and role, by a stranger's ids, by canaries, by three administrators."""

import re
from itertools import product
from typing import Any

import pytest

from anze.access.permissions import PERMISSIONS
from anze.access.rights import rights_of
from anze.access.roles import ROLES
from anze.api.reads import READS
from anze.api.site import BASE, DESCRIPTION
from anze.people.models import Account
from anze.record.models import Entry
from tests.apps.access.test_three_administrators import state
from tests.apps.api.asking import ADMINISTRATORS, ENDPOINTS, PERSON
from tests.apps.api.conftest import City

pytestmark = pytest.mark.django_db
STRANGERS = ("英德安委办", "甲", "纪委", "组织部", "望埠安委办", "丁", "甲的秘书", "应急局联络员")
# What is planted in a case, on a phone, in an account; 蜂鸟… are texts of the case, sealed at rest.
SECRETS = ("蜂鸟案由", "蜂鸟事实", "蜂鸟证据", "蜂鸟告知", "蜂鸟申辩", "蜂鸟认定", "蜂鸟批准", "蜂鸟组〔2026〕1号", "蜂鸟起始日", "0763-0000000")
LISTS = ("units", "officers", "tenures", "acts", "obligations", "accidents", "hazards", "listings", "interviews")


def filled(path: str, city: City) -> str:
    made = city.bird.made
    return path.replace("officers/{code}", f"officers/{made['officer'].code}").replace("accidents/{code}", f"accidents/{made['accident']}").replace(
        "{code}", made["unit"].code).replace("{uid}", made["act"].uid)


def asked(path: str, city: City) -> dict[str, str]:
    return {"unit": city.bird.made["unit"].code} if path == "findings" else {}


def test_every_endpoint_is_in_the_table_and_reads_what_the_permissions_say() -> None:
    assert {path.removeprefix(BASE) for path in DESCRIPTION["paths"]} == set(ENDPOINTS)
    assert set(ENDPOINTS.values()) - {"signed_in"} == set(READS)
    assert all(set(path) == {"get"} for path in DESCRIPTION["paths"].values())


@pytest.mark.parametrize("role", ROLES)
def test_each_kind_of_user_reaches_exactly_what_the_table_says(city: City, role: str) -> None:
    name, wrong = PERSON[role], []
    for path, permission in ENDPOINTS.items():
        status = city.program(name).get(filled(path, city), **asked(path, city)).status_code
        allowed = role in PERMISSIONS[permission]
        if (status != 403) != allowed or status not in {200, 403, 404}:
            wrong.append(f"{path}: {status}")
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_a_session_sees_what_a_token_sees(city: City, role: str) -> None:
    client = city.cast.client(PERSON[role])
    for path in ENDPOINTS:
        page, token = client.get(f"{BASE}{filled(path, city)}", asked(path, city)), city.program(PERSON[role]).get(filled(path, city), **asked(path, city))
        assert (page.status_code, page.content) == (token.status_code, token.content), path


@pytest.mark.parametrize("name", STRANGERS)
def test_a_strangers_record_and_one_that_is_none_are_answered_alike(city: City, name: str) -> None:
    """By id in the path, in the query; nothing of the stranger's is in any list, whatever it is narrowed to."""
    there = 0
    for path, permission in ENDPOINTS.items():
        if not rights_of(city.cast.account[name]).may(permission) or not ("{" in path or path == "findings"):
            continue
        theirs = city.program(name).get(filled(path, city), **asked(path, city))
        none = city.program(name).get(re.sub(r"\{.*\}", "nobody", path), **({"unit": "nobody"} if path == "findings" else {}))
        assert (theirs.status_code, theirs.content) == (none.status_code, none.content) == (404, none.content), path
        there += 1
    for path, query in product(LISTS, ({}, {"unit": "fn-t"}, {"under": "fn-t"}, {"officer": "fn-p1"}, {"q": "蜂鸟"}, {"view": "all"}, {"view": "done"})):
        answer = city.program(name).get(path, **query)
        assert answer.status_code in {200, 403, 422}, f"{path} {query}"
        assert "蜂鸟" not in answer.content.decode(), f"{path} {query}"
    assert there


def test_whose_it_is_finds_it(city: City) -> None:
    """Else the test above would find nothing."""
    for path in ENDPOINTS:
        if "{" in path or path in LISTS or path == "findings":
            answers = [city.program(who).get(filled(path, city), **asked(path, city)).content.decode() for who in ("清新安委办", "市安委办")]
            assert any("蜂鸟" in one or '"fn-t"' in one for one in answers), path


def test_no_secret_is_in_any_answer_whoever_asks(city: City) -> None:
    """Case texts, enquiries, requests, phone numbers, addresses of accounts: for every account there is, the case's own people among them."""
    Account.objects.filter(username="甲").update(email="canary@example.invalid")
    read = 0
    for name in city.programs:
        for path in ENDPOINTS:
            for view in ({}, {"view": "done"}) if path in {"hazards", "listings", "interviews"} else ({},):
                said = city.program(name).get(filled(path, city), **asked(path, city), **view).content.decode()
                read += 1
                assert not [secret for secret in (*SECRETS, city.bird.made["case"], "canary@") if secret in said], (name, path)
    assert read >= 20 * len(ENDPOINTS)


def test_no_address_of_the_api_leads_to_what_is_read_on_pages_only(city: City) -> None:
    said = str(list(DESCRIPTION["paths"]))
    assert not [word for word in ("case", "vetting", "privacy", "dossier", "ground", "veto", "ban", "account", "grant", "log") if word in said]
    for rest in ("cases", f"cases/{city.bird.made['case']}", "vetting", "privacy", "dossiers", "grounds", "accounts", "grants", "security-log"):
        assert city.program("纪委").get(rest).status_code == 404
    assert "问责案件" in DESCRIPTION["info"]["description"]


# Eighteen attempts of the three administrators: who, method, address, form.
ATTEMPTS: list[tuple[str, str, str, dict[str, str]]] = [
    *(("系统管理员", "get", path, {}) for path in ("acts", "officers", "obligations", "accidents", "ledger/head")),
    ("系统管理员", "post", "grants", {"account": "系统管理员", "role": "security_admin"}),
    *(("安全管理员", "get", path, {}) for path in ("units", "acts", "interviews", "ledger/checkpoint")),
    ("安全管理员", "post", "accounts", {"username": "new", "name": "新某"}),
    ("安全管理员", "post", "grants", {"account": "安全管理员", "role": "office", "unit": "qy"}),
    *(("审计管理员", "get", path, {}) for path in ("acts", "tenures", "hazards", "findings?unit=yd")),
    ("审计管理员", "post", "grants", {"account": "甲", "role": "office", "unit": "yd"}),
    ("审计管理员", "delete", "security-log", {}),
]


@pytest.mark.parametrize(("who", "method", "rest", "form"), ATTEMPTS)
def test_by_api_no_administrator_reads_business_or_does_what_is_anothers(city: City, who: str, method: str, rest: str, form: dict[str, str]) -> None:
    asking: Any = city.program(who)
    before = (state(), Entry.objects.count())
    answer = getattr(asking.client, method)(f"{BASE}{rest}", form, headers={"Authorization": f"Bearer {asking.text}"})
    assert answer.status_code in {403, 405}
    assert "蜂鸟" not in answer.content.decode()
    assert (state(), Entry.objects.count()) == before


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_with_the_permission_planted_an_administrator_would_read(city: City, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """Planted: a table in which every permission is given to each administrator. The refusals above are the table's, not chance."""
    every = dict.fromkeys(("system_admin", "security_admin", "audit_admin"), "all")
    monkeypatch.setattr("anze.access.rights.PERMISSIONS", {name: {**scopes, **every} for name, scopes in PERMISSIONS.items()})
    assert len(ATTEMPTS) == 18
    for _, _, rest, _ in [one for one in ATTEMPTS if one[0] == who and one[1] == "get"]:
        assert city.program(who).get(rest).status_code == 200
