"""One name is one account: neither case nor full-width letters tell two apart, and none is another officer's number."""

from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from anze.accounts.actions.accounts import create_account
from anze.accounts.actions.grants import give_grant
from anze.people.models import Account, Officer
from anze.people.moment import SHANGHAI
from tests.cast import PASSWORD, Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize("again", ["P0109", "p0109", "ｐ０１０９", "Ｐ0109"])
def test_a_name_that_differs_in_case_or_width_alone_is_taken(cast: Cast, again: str) -> None:
    create_account(None, NOW, username="p0109", name="甲某")
    with pytest.raises(ValidationError, match="已有人使用"):
        create_account(None, NOW, username=again, name="乙某")
    answer = cast.client("系统管理员").post("/accounts/new/", {"username": again, "name": "乙某"})
    assert answer.status_code == 422 and "已有人使用" in answer.content.decode() and f'value="{again}"' in answer.content.decode()


def test_the_database_itself_keeps_two_such_names_apart(db: None) -> None:
    Account.objects.create(username="abc", name="甲某")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.bulk_create([Account(username="ＡBC", name="乙某")])
    assert Account.objects.filter(folded="abc").count() == 1


def test_one_signs_in_without_minding_case_and_is_locked_out_all_the_same(cast: Cast) -> None:
    account = Account.objects.create_user(username="Zhang.San", name="甲某", password=PASSWORD)
    client = Client()
    assert client.post("/sign-in/", {"username": "ｚhang.SAN", "password": PASSWORD}).status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)
    for name in ("zhang.san", "ZHANG.SAN", "Zhang.San", "zhang.San", "ZHang.san"):
        last = Client().post("/sign-in/", {"username": name, "password": "wrong"})
    assert last.status_code == 429
    assert Client().post("/sign-in/", {"username": "zhANG.san", "password": PASSWORD}).status_code == 429


def test_another_officer_s_number_is_no_name_for_an_account(cast: Cast) -> None:
    officer = Officer.objects.create(code="Q0207", name="丙某")
    for name in ("Q0207", "q0207", "ｑ0207"):
        with pytest.raises(ValidationError, match="另一位领导干部的人员编号"):
            create_account(None, NOW, username=name, name="丁某")
    account, _ = create_account(None, NOW, username="q0207", name="丙某")
    other = Officer.objects.create(code="Q0208", name="丁某")
    with pytest.raises(ValidationError, match="另开账号"):
        give_grant(cast.account["安全管理员"], NOW, account=account, role="leader", unit=cast.unit["英德"], officer=other)
    give_grant(cast.account["安全管理员"], NOW, account=account, role="leader", unit=cast.unit["英德"], officer=officer)
    assert Account.objects.get(pk=account.pk).officer == officer


def test_names_from_before_that_are_one_keep_signing_in_as_they_are_written(cast: Cast) -> None:
    first = Account.objects.create_user(username="abc", name="甲某", password=PASSWORD)
    second = Account.objects.create_user(username="other", name="乙某", password=PASSWORD + "2")
    Account.objects.filter(pk=second.pk).update(username="ABC", folded=None)
    import_module("anze.people.migrations.0002_account_names_folded").fold(apps, None)
    assert Account.objects.get(pk=second.pk).folded == f"abc#{second.pk}" and Account.objects.get(pk=first.pk).folded == "abc"
    assert (Account.objects.called("ABC"), Account.objects.called("abc"), Account.objects.called("aBc")) == (second, first, first)
