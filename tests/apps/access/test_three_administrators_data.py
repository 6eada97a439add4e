"""Three administrators and the data: what each tries straight at the addresses that pages and phones send to; and each refusal seen to fail on a defect."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from anze.access import triggers
from anze.access.models import Grant, RecordsFor, SecurityEvent
from anze.access.permissions import PERMISSIONS
from anze.acts.models import Act
from anze.people.models import Account, Unit
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, record
from anze.record.models import Entry, Sealed
from tests.apps.access.test_three_administrators import BY_PAGE, BY_SQL, BY_VERB, state
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
CANARY = "暗号七三"
JSON = {"HTTP_ACCEPT": "application/json"}

# Who sends or asks what of business, as a phone or a script does: account, method, address, form.
BY_ENDPOINT: list[tuple[str, str, str, dict[str, str]]] = [
    ("系统管理员", "get", "/acts/", {}),
    ("系统管理员", "get", "/board/?format=json", {}),
    ("系统管理员", "get", "/units/", {}),
    ("系统管理员", "get", "/officers/p1/", {}),
    ("系统管理员", "get", "/ledger/?format=xlsx", {}),
    ("系统管理员", "post", "/acts/record/inspection/", {"unit": "yd", "date": "2026-03-01", "lead": "p1", "place": "某厂"}),
    ("系统管理员", "get", "/data-requests/", {}),
    ("安全管理员", "get", "/acts/", {}),
    ("安全管理员", "get", "/officers/p1/", {}),
    ("安全管理员", "get", "/security-log/?format=xlsx", {}),
    ("安全管理员", "get", "/verify/checkpoint/", {}),
    ("安全管理员", "post", "/acts/record/inspection/", {"unit": "yd", "date": "2026-03-01", "lead": "p1", "place": "某厂"}),
    ("审计管理员", "get", "/ledger/", {}),
    ("审计管理员", "get", "/ledger/1/", {}),
    ("审计管理员", "get", "/accounts/", {}),
    ("审计管理员", "get", "/grants/", {}),
    ("审计管理员", "get", "/status/", {}),
    ("审计管理员", "post", "/acts/record/inspection/", {"unit": "yd", "date": "2026-03-01", "lead": "p1", "place": "某厂"}),
]
ADMINISTRATORS = ("系统管理员", "安全管理员", "审计管理员")


def with_canary(cast: Cast) -> None:
    """Business that no administrator may read: an act and an entry that say the word."""
    cast.client("英德安委办").post("/acts/record/inspection/", {"unit": "yd", "date": "2026-02-01", "lead": "p1", "place": f"{CANARY}厂"})
    Unit.objects.filter(code="dz").update(name=f"{CANARY}镇")
    assert Act.objects.filter(place__contains=CANARY).exists()


def sent(client: Client, method: str, address: str, form: dict[str, str]) -> Any:
    return client.post(address, form, **JSON) if method == "post" else client.get(address, **JSON)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def at_that_time(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize(("who", "method", "address", "form"), BY_ENDPOINT)
def test_by_endpoint_no_administrator_reads_or_does_business(cast: Cast, who: str, method: str, address: str, form: dict[str, str]) -> None:
    with_canary(cast)
    before, acts = (state(), Entry.objects.count()), Act.objects.count()
    answer = sent(cast.client(who), method, address, form)
    assert answer.status_code in {403, 404, 405}
    assert CANARY not in answer.content.decode()
    assert ((state(), Entry.objects.count()), Act.objects.count()) == (before, acts)


def test_there_are_eighteen_attempts_by_endpoint() -> None:
    assert len({(who, method, address) for who, method, address, _ in BY_ENDPOINT}) == 18


@pytest.mark.parametrize(("who", "method", "address", "form"), BY_ENDPOINT)
def test_with_the_permission_planted_the_endpoint_opens(cast: Cast, monkeypatch: pytest.MonkeyPatch, who: str, method: str, address: str,
                                                       form: dict[str, str]) -> None:
    """Planted: a table in which every permission is given to each administrator. Each attempt above is refused by the table, not by chance."""
    with_canary(cast)
    roles = ("system_admin", "security_admin", "audit_admin")
    monkeypatch.setattr("anze.access.rights.PERMISSIONS", {name: {**scopes, **dict.fromkeys(roles, "all")} for name, scopes in PERMISSIONS.items()})
    assert sent(cast.client(who), method, address, form).status_code in {200, 201, 302, 422}


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_no_page_that_an_administrator_opens_says_anything_of_business(cast: Cast, who: str) -> None:
    """Home, search, verification, samples and logs, filters included."""
    with_canary(cast)
    client = cast.client(who)
    for address in ("/", f"/search/?q={CANARY}", "/accounts/", "/grants/", "/security-log/", "/verify/", "/verify/sample/?seed=1&of=20", "/status/",
                    "/inbox/", f"/accounts/?q={CANARY}", f"/security-log/?q={CANARY}"):
        answer = client.get(address, follow=True)
        said = answer.content.decode().replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "")
        assert CANARY not in said or answer.status_code in {403, 404}, address


# What the planted defect must open: refusals of the page and the verb that rest on the table, on "not oneself", on "apart".
def open_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: no permission is asked, nobody is kept from himself, roles may be held together, the database has no triggers."""
    roles = ("system_admin", "security_admin", "audit_admin", "office")
    monkeypatch.setattr("anze.access.rights.PERMISSIONS", {name: {**scopes, **dict.fromkeys(roles, "all")} for name, scopes in PERMISSIONS.items()})
    for place in ("accounts", "grants", "passwords"):
        monkeypatch.setattr(f"anze.accounts.actions.{place}.must", lambda *args, **more: None)
    monkeypatch.setattr("anze.accounts.actions.grants._separate", lambda *args: None)
    monkeypatch.setattr("anze.accounts.views.grants._to_oneself", lambda *args: False)
    monkeypatch.setattr(Grant, "full_clean", lambda self: None)
    triggers.lift(connection)
    drop_checks()


def drop_checks() -> None:
    """Take the checks of the tables of grants away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints=ON")
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with events that wait is not altered
        for model in (Grant, RecordsFor):
            for constraint in model._meta.constraints:
                cursor.execute(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT IF EXISTS {constraint.name}")


@pytest.fixture
def checks_come_back(db: None) -> Any:
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


@pytest.mark.usefixtures("checks_come_back")
@pytest.mark.parametrize(("who", "address", "form"), [one for one in BY_PAGE if one[2] != {"any": "thing"}])
def test_with_the_defect_planted_the_page_lets_it_through(cast: Cast, monkeypatch: pytest.MonkeyPatch, who: str, address: str, form: dict[str, str]) -> None:
    """All but one: the log has no way in at all, so there is no check of it to break."""
    open_everything(monkeypatch)
    client = cast.client(who)
    answer = client.post(address, form) if form or address.endswith("/reset/") else client.get(address)
    assert answer.status_code in {200, 302}


@pytest.mark.usefixtures("checks_come_back")
@pytest.mark.parametrize(("what", "who", "verb"), BY_VERB, ids=[what for what, *_ in BY_VERB])
def test_with_the_defect_planted_the_verb_goes_through(cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str, who: str, verb: Any) -> None:
    open_everything(monkeypatch)
    before = Entry.objects.count()
    verb(cast, cast.account[who])
    assert Entry.objects.count() > before


@pytest.mark.usefixtures("checks_come_back")
@pytest.mark.parametrize("what", [what for what, _ in BY_SQL])
def test_with_neither_triggers_nor_checks_each_statement_would_have_gone_through(cast: Cast, what: str) -> None:
    SecurityEvent.objects.create(at=NOW, subject="甲", action="登录", result="成功")
    triggers.lift(connection)
    drop_checks()
    known = {name: one.pk for table in (cast.account, cast.unit, cast.officer) for name, one in table.items()}
    with connection.cursor() as cursor:
        cursor.execute(dict(BY_SQL)[what].format(**known))
        assert cursor.rowcount >= 1


def test_the_auditor_changes_nothing_and_sees_no_text_of_an_entry(cast: Cast) -> None:
    """A sample names verb and kind of object; what was said in the entry stands nowhere on his pages."""
    with transaction.atomic():
        record(Change(at=NOW, actor=None, verb="试写", object_type="unit", object_id="yd", unit="yd", note=f"{CANARY}缘由"))
    client, before = cast.client("审计管理员"), Entry.objects.count()
    for address in ("/verify/sample/?seed=3&of=30", "/verify/", "/security-log/"):
        assert CANARY not in client.get(address).content.decode()
    assert client.post("/verify/", {}).context["verdict"].whole
    assert (Entry.objects.count(), Sealed.objects.exclude(erased_at=None).count()) == (before, 0)
    assert Account.objects.get(username="审计管理员").is_active
