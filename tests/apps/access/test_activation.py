"""What the system administrator hands over opens nothing but the page to set one's password: once, within 72 hours, and its use is seen."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from anze.access import sessions
from anze.access.models import PasswordUsed, SecurityEvent
from anze.access.policies import POLICIES, policy
from anze.accounts.actions.accounts import create_account
from anze.accounts.actions.passwords import reset_password
from anze.people.models import Account
from tests.apps.access.test_passwords import NEW, NOW
from tests.cast import Cast


def entered(client: Client, name: str, code: str) -> Any:
    return client.post("/sign-in/", {"username": name, "password": code})


def opened(client: Client, new: str = NEW) -> None:
    assert client.post("/me/password/", {"new": new, "again": new}).status_code == 302


def test_every_policy_gives_it_72_hours() -> None:
    assert {one.activation for one in POLICIES.values()} == {timedelta(hours=72)}


@pytest.mark.parametrize(("late", "status"), [(timedelta(), 302), (timedelta(seconds=1), 422)])
def test_it_holds_for_72_hours_and_no_second_more(cast: Cast, late: timedelta, status: int) -> None:
    code = create_account(cast.account["系统管理员"], NOW, username="新来的", name="新来的")[1]
    with time_machine.travel(NOW + policy().activation + late, tick=False):
        sent = entered(Client(), "新来的", code)
        assert sent.status_code == status
        if status == 422:
            assert "已经过期" in sent.content.decode() and "系统管理员重新发一个" in sent.content.decode()
            assert SecurityEvent.objects.filter(action="登录", result="启用码过期").exists()


def test_a_password_of_ones_own_does_not_run_out_with_it(cast: Cast) -> None:
    code = create_account(cast.account["系统管理员"], NOW, username="新来的", name="新来的")[1]
    with time_machine.travel(NOW, tick=False) as clock:
        client = Client()
        assert entered(client, "新来的", code).status_code == 302
        opened(client)
        clock.shift(timedelta(days=30))
        assert entered(Client(), "新来的", NEW).status_code == 302


def test_who_comes_second_learns_that_somebody_was_first_and_whom_to_tell(cast: Cast) -> None:
    """Planted: the administrator who handed it over uses it himself."""
    code = reset_password(cast.account["系统管理员"], NOW, cast.account["英德安委办"])
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        first = Client(REMOTE_ADDR="10.9.9.9")
        entered(first, "英德安委办", code)
        opened(first)
        said = entered(Client(), "英德安委办", code)
    told = said.content.decode()
    assert said.status_code == 422 and "已经用过" in told and "马上告诉审计管理员" in told
    assert PasswordUsed.objects.get(account=cast.account["英德安委办"], issued=True).used_at == NOW + timedelta(hours=2)
    log = dict(SecurityEvent.objects.filter(subject__contains="英德安委办").values_list("action", "address"))
    assert log["用启用码设密码"] == "10.9.9.9"
    assert SecurityEvent.objects.filter(result="启用码已用过").exists()


def test_a_wrong_password_learns_nothing_of_it(cast: Cast) -> None:
    code = reset_password(cast.account["系统管理员"], NOW, cast.account["英德安委办"])
    with time_machine.travel(NOW, tick=False):
        client = Client()
        entered(client, "英德安委办", code)
        opened(client)
        assert "账号或密码不对" in entered(Client(), "英德安委办", code[:-1]).content.decode()
        assert client.get("/me/").status_code == 200 and "用来设了密码" in client.get("/me/").content.decode()


def typed_otherwise(code: str) -> list[str]:
    return [code, code.replace("-", ""), code.lower(), code.lower().replace("-", " ")]


@pytest.mark.parametrize("way", range(4))
def test_it_opens_with_or_without_hyphens_and_in_small_letters_and_is_known_again_when_used(cast: Cast, way: int) -> None:
    code = reset_password(cast.account["系统管理员"], NOW, cast.account["英德安委办"])
    with time_machine.travel(NOW, tick=False):
        client = Client()
        assert entered(client, "英德安委办", typed_otherwise(code)[way]).status_code == 302
        opened(client)
        assert "已经用过" in entered(Client(), "英德安委办", typed_otherwise(code)[way]).content.decode()


def test_a_password_of_ones_own_is_taken_as_it_is_written(cast: Cast) -> None:
    own = "ABCD-EFGH-JKMN-PQRS-2345"
    account = cast.account["英德安委办"]
    account.set_password(own)
    account.password_changed_at = NOW
    account.save()
    with time_machine.travel(NOW, tick=False):
        assert entered(Client(), "英德安委办", own.lower()).status_code == 422
        assert entered(Client(), "英德安委办", own).status_code == 302


def test_who_came_in_by_the_citys_sign_on_still_gives_the_code(cast: Cast) -> None:
    code = reset_password(cast.account["系统管理员"], NOW, cast.account["英德安委办"])
    with time_machine.travel(NOW, tick=False):
        client = Client()
        client.force_login(Account.objects.get(username="英德安委办"))
        session = client.session
        session[sessions.BY] = "oidc"
        session.save()
        assert "原密码" in client.get("/me/password/").content.decode()
        assert client.post("/me/password/", {"new": NEW, "again": NEW}).status_code == 422
        assert client.post("/me/password/", {"old": code.lower(), "new": NEW, "again": NEW}).status_code == 302
