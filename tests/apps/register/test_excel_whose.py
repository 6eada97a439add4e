"""An import is its sender's, an export its maker's: to everybody else it is not there, whatever state it is in, whichever verb they try."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from anze.access.models import Grant
from anze.people.models import Account, Tenure, Unit
from anze.record.models import Entry
from anze.register.models import Import
from anze.workbook.models import Export
from tests.apps.register.excel_books import book, confirmed, dropped
from tests.cast import LONG_AGO, Cast

OWNER = "英德安委办"
OFFICES = ("市安委办", "清新安委办", "望埠安委办", "大站安委办", "英德的同事")  # may import for themselves: another's is not there
OTHERS = ("甲", "乙", "丁", "壬", "甲的秘书", "应急局联络员", "纪委", "组织部", "审计", "系统管理员", "安全管理员", "审计管理员")  # may not import
WRONG = book(officers=[("", "子某")])
SOUND = book([("n1", "新镇", "镇", "yd")])


@pytest.fixture
def everyone(cast: Cast) -> Cast:
    """The cast, with another town's office and a colleague who has the very same grant as the owner."""
    for name, unit in (("大站安委办", "大站"), ("英德的同事", "英德")):
        account = Account.objects.create_user(username=name, name=name, password_changed_at=LONG_AGO)
        Grant.objects.create(account=account, role="office", unit=cast.unit[unit], given_at=LONG_AGO)
        cast.account[name] = account
    return cast


def state_of(imported: Import) -> dict[str, Any]:
    return {"import": Import.objects.filter(pk=imported.pk).values().get(), "units": Unit.objects.count(), "tenures": Tenure.objects.count(),
            "entries": Entry.objects.count()}


def answers(client: Any, address: str) -> dict[str, int]:
    """Return how every address of an import answers, read and written."""
    found = {verb: client.get(f"{address}{verb}").status_code for verb in ("", "?table=officer&show=all&row=2", "marked.xlsx")}
    sent: dict[str, dict[str, str]] = {"mend/": {"officer!2!code": "x1"}, "apply/": {"revision": "1"}, "undo/": {}}
    return found | {verb: client.post(f"{address}{verb}", values).status_code for verb, values in sent.items()}


@pytest.mark.parametrize("state", ["wrong", "ready", "applied"])
def test_anothers_import_is_not_there(everyone: Cast, state: str) -> None:
    owner = everyone.client(OWNER)
    address = dropped(owner, WRONG if state == "wrong" else SOUND)["Location"]
    if state == "applied":
        confirmed(owner, address)
    imported = Import.objects.get()
    assert imported.state == state
    before = state_of(imported)
    for name in OFFICES + OTHERS if state == "wrong" else OFFICES[1:4]:
        said = answers(everyone.client(name), address)
        assert set(said.values()) == {404 if name in OFFICES else 403}, (name, said)
        if name in OFFICES:
            assert "名册.xlsx" not in everyone.client(name).get("/import/").content.decode()
    assert state_of(imported) == before
    assert owner.get(f"{address}marked.xlsx").status_code == 200


def test_nobody_is_told_apart_from_an_import_that_never_was(everyone: Cast) -> None:
    address = dropped(everyone.client(OWNER), WRONG)["Location"]
    never = "/import/00000000-0000-4000-8000-000000000000/"
    other = everyone.client("清新安委办")
    assert answers(other, address) == answers(other, never)
    assert other.get(address).content.count(b"404") == other.get(never).content.count(b"404")


def test_whoever_is_not_signed_in_is_asked_to(everyone: Cast) -> None:
    address = dropped(everyone.client(OWNER), WRONG)["Location"]
    for answer in (Client().get(address), Client().get(f"{address}marked.xlsx"), Client().post(f"{address}apply/", {"revision": 1})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


def test_anothers_export_is_not_there(everyone: Cast) -> None:
    kept = [Export.objects.create(account=everyone.account[OWNER], name="名册20260520.xlsx", maker="x:y", state=state, content=b"PK", made_at=LONG_AGO,
                                  expires_at=LONG_AGO + timedelta(days=9999)) for state in ("ready", "waiting")]
    for name in OFFICES + OTHERS:
        client = everyone.client(name)
        assert "名册20260520" not in client.get("/exports/").content.decode(), name
        for one in kept:
            assert client.get(f"/exports/{one.uid}/").status_code == 404, name
            assert client.post(f"/exports/{one.uid}/cancel/").status_code == 404, name
    assert list(Export.objects.order_by("pk").values_list("state", flat=True)) == ["ready", "waiting"]
    assert everyone.client(OWNER).get(f"/exports/{kept[0].uid}/").status_code == 200
