"""Every address × every kind of user × every method against the table in `matrix.py`; an address that is not in it fails."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from anze.access.guard import PUBLIC, READING, needed, needs
from anze.access.permissions import LABELS, PERMISSIONS
from anze.access.rights import Reach, rights_of
from anze.access.roles import ROLES
from tests.apps.access.matrix import ADDRESSES, REACH
from tests.cast import Cast

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
REACHED = 299
SAMPLES = {"str": "x", "slug": "x", "int": "1", "path": "x/y", "rest": "x/y", "uuid": "00000000-0000-4000-8000-000000000000"}
# One of the cast for each kind of user.
PERSON = {"office": "英德安委办", "office_head": "市安委办主任", "leader": "甲", "secretary": "甲的秘书", "liaison": "应急局联络员",
          "discipline": "纪委", "organisation": "组织部", "auditor": "审计",
          "system_admin": "系统管理员", "security_admin": "安全管理员", "audit_admin": "审计管理员"}
SCOPES = {"o": "own", "n": "named", "u": "unit", "t": "tree", "a": "all"}


def table() -> dict[str, tuple[str, str]]:
    lines = [line.split() for line in ADDRESSES.splitlines() if line.strip() and not line.startswith("#")]
    assert len({line[0] for line in lines}) == len(lines), "an address stands twice in the table"
    return {name: (permissions[0], permissions[-1]) for name, *permissions in lines}


def reaches() -> dict[str, dict[str, str]]:
    head, *rows = [line.split() for line in REACH.strip().splitlines()]
    return {permission: {role: SCOPES[mark] for role, mark in zip(head[1:], marks, strict=True) if mark != "-"} for permission, *marks in rows}


def addresses(resolver: Any = None, space: tuple[str, ...] = (), before: str = "/") -> Iterator[tuple[str, str, Any]]:
    """Every address of the site: its name, a path that leads to it, its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + re.sub(r"<(\w+):\w+>", lambda found: SAMPLES[found[1]], str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, (*space, pattern.namespace) if pattern.namespace else space, path)
        else:
            yield ":".join((*space, pattern.name or "")), path, pattern.callback


class Reached:
    """Stands behind the guard: whatever it lets through is answered here, and no view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse:
        return HttpResponse(status=REACHED)


@pytest.fixture
def behind_the_guard(settings: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level("CRITICAL", "django.request")
    # A refusal without its page: a thousand of them a role.
    monkeypatch.setattr(URLResolver, "resolve_error_handler", lambda *_: lambda request, exception=None: HttpResponse(status=403))
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Reached"]


def wrong(client: Client, role: str) -> list[str]:
    """Every cell of one kind of user that differs from the table."""
    may, found = reaches(), []
    for name, path, _ in addresses():
        permissions = table()[name]
        for method in METHODS:
            wanted = permissions[0 if method in READING else 1]
            allowed = wanted == PUBLIC or role in may.get(wanted, {})
            answer = client.generic(method, path).status_code
            taken = REACHED if wanted == PUBLIC or method in {"GET", "HEAD", "POST"} else 405
            if answer != (taken if allowed else 302 if role == "stranger" else 403):
                found.append(f"{method} {name} by {role}: {answer}")
    return found


def test_every_address_is_in_the_table_and_the_table_has_no_other() -> None:
    assert {name for name, _, _ in addresses()} == set(table())


def test_each_view_says_what_the_table_says() -> None:
    said = {name: (needed(view, "GET"), needed(view, "POST")) for name, _, view in addresses()}
    assert said == table()


@pytest.mark.usefixtures("behind_the_guard")
@pytest.mark.parametrize("role", ROLES)
def test_each_kind_of_user_reaches_exactly_what_the_table_says(cast: Cast, role: str) -> None:
    assert wrong(cast.client(PERSON[role]), role) == []


@pytest.mark.usefixtures("behind_the_guard")
def test_a_stranger_reaches_what_is_public_and_nothing_else(db: None) -> None:
    assert wrong(Client(), "stranger") == []


@pytest.mark.usefixtures("behind_the_guard")
def test_the_search_finds_a_view_that_answers_too_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the page of grants opens to whoever is signed in."""
    views = {name: view for name, _, view in addresses()}
    monkeypatch.setattr(views["access:grants"], "needs", needs("signed_in")(HttpResponse).needs, raising=True)  # type: ignore[attr-defined]
    assert [line for line in wrong(cast.client("英德安委办"), "office") if line.startswith("GET")] == ["GET access:grants by office: 299"]


def test_the_permissions_are_those_of_the_table(db: None) -> None:
    assert {name: dict(scopes) for name, scopes in PERMISSIONS.items()} == reaches()
    assert set(LABELS) == set(PERMISSIONS)


@pytest.mark.parametrize("role", ROLES)
def test_each_permission_reaches_exactly_as_far_as_the_table_says(cast: Cast, role: str) -> None:
    account = cast.account[PERSON[role]]
    grant, officers = account.grants.get(), frozenset({account.officer_id}) if account.officer_id else frozenset()
    unit: Any = grant.unit
    expected = {
        None: Reach(), "own": Reach(officers=officers), "named": Reach(officers=frozenset({cast.officer["甲某"].pk})),
        "unit": Reach(units=frozenset({unit.pk if unit else 0})),
        "tree": Reach(trees=frozenset({unit.path if unit else ""}), officers=officers if role == "leader" else frozenset()),
        "all": Reach(everything=True),
    }
    scopes = {permission: reaches()[permission].get(role) for permission in PERMISSIONS}
    found = {permission: rights_of(account).reach(permission) for permission in PERMISSIONS}
    assert found.pop("signed_in").everything
    assert found == {permission: expected[scopes[permission]] for permission in found}
    # 英德's people reach nothing of 清新, whatever the permission, unless it is a thing without units.
    beyond = {permission: scopes[permission] == "all" or (scopes[permission] == "tree" and unit == cast.unit["清远"]) for permission in found}
    assert {permission: reach.covers_unit(cast.unit["清新"]) for permission, reach in found.items()} == beyond
    assert {permission: reach.covers_officer(cast.officer["壬某"]) for permission, reach in found.items()} == beyond


# What 英德 has, by the names of the parameters of an address: 清新 must find none of it.
OF_YINGDE = {
    "register:unit": "wb", "register:unit_change": "wb", "register:unit_close": "wb", "register:committee": "wb", "register:officer": "p1",
    "register:officer_rename": "p1", "register:tenure_end": "tenure", "register:tenure_correct": "tenure", "register:tenure_move": "tenure",
    "register:tenure_withdraw": "tenure", "duties:person": "p1", "duties:board_unit": "wb", "duties:contact_history": "p1",
    "duties:list_unit_word": "wb", "duties:list_officer_word": "p1",
}


@pytest.mark.parametrize("name", OF_YINGDE)
def test_anothers_record_is_not_found(cast: Cast, name: str) -> None:
    key = str(cast.officer["甲某"].tenures.get().pk) if OF_YINGDE[name] == "tenure" else OF_YINGDE[name]
    pattern = next(path for found, path, _ in addresses() if found == name)
    address = re.sub(r"/(x/y|x|1)(?=/|$)", f"/{key}", pattern)
    assert cast.client("清新安委办").get(address).status_code == 404
    assert cast.client("英德安委办").get(address).status_code in {200, 302}, "it is there for 英德: the test would find it"


def test_every_page_without_parameters_opens_to_whoever_may(cast: Cast) -> None:
    plain = [(name, path) for name, path, _ in addresses() if not re.search(r"/(x|1|0{8}-)", path)]
    failed = [(name, role, answer) for name, path in plain for role in ("office", "leader", "secretary", "system_admin")
              if (answer := cast.client(PERSON[role]).get(path).status_code) >= 500]
    assert len(plain) > 40
    assert failed == []
