"""Nobody reaches what is a stranger's in the processes: each address with a stranger's ids, each list with a stranger's filters."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import URLResolver, reverse

from anze.access.rights import rights_of
from anze.duties.world import forget
from anze.record.models import Entry
from tests.apps.access.planting import NOW, Planted, plant
from tests.apps.access.processes import GIVEN, NOBODYS, NOT_PLANTED, PROCESSES, path_of, plant_processes
from tests.apps.access.strangers import City, asked_of, plain, queries, text_of
from tests.apps.access.test_matrix import addresses, table
from tests.cast import make_cast

# The records are made once: all of it is tested by one process.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("strangers' processes")]
NAMES = ("英德安委办", "甲", "纪委", "组织部", "望埠安委办", "甲的秘书", "应急局联络员", "系统管理员", "审计管理员")


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The cast and the town 蜂鸟 in 清新, a stranger to everybody in 英德; made once, rolled back at the end."""
    bare = mock.patch.object(URLResolver, "resolve_error_handler", lambda _, status: lambda request, exception=None: HttpResponse(status=status))
    with (django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic(), bare,
          override_settings(FILES=tmp_path_factory.mktemp("files"))):
        forget()
        cast = make_cast()
        found = City(cast, Planted("", ""), Planted("", ""), {}, {})
        found.bird = plant(cast, "蜂鸟", "fn", "清新")
        plant_processes(cast, found.bird)
        for name in (*NAMES, "市安委办", "市安委办主任", found.bird.owner):
            found.client(name)
        yield found
        transaction.set_rollback(True)
    forget()


def test_every_address_of_a_process_says_what_of_a_stranger_it_is_given() -> None:
    """A new address: add it to GIVEN, or to NOBODYS where its parameter names nobody's record."""
    with_one = {name for name, _, _ in addresses() if name.split(":")[0] in PROCESSES} - set(plain())
    assert with_one == set(GIVEN) | NOBODYS


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_s_record_of_a_process_is_not_found_by_its_id(city: City, name: str) -> None:
    rights, wrong, asked, entries = rights_of(city.cast.account[name]), [], 0, Entry.objects.count()
    for address in GIVEN:
        path = path_of(address, city.bird)
        for method, permission in zip(("get", "post"), table()[address], strict=True):
            if rights.may(permission):
                answer = getattr(city.client(name), method)(path, {"reason": "试", "on": "2026-06-01", "note": "试"} if method == "post" else {})
                asked += 1
                if answer.status_code not in {404, 405} or city.bird.word in text_of(answer):
                    wrong.append(f"{method} {path}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert Entry.objects.count() == entries
    assert asked > 5


def test_somebody_finds_each_of_them(city: City) -> None:
    """Else the test above would find nothing: the county's office and the city's, by whom all of it was made."""
    wrong = []
    for address in set(GIVEN) - NOT_PLANTED:
        got = set()
        for who in (city.bird.owner, "市安委办", "市安委办主任"):
            if rights_of(city.cast.account[who]).may(table()[address][0]) or rights_of(city.cast.account[who]).may(table()[address][1]):
                with transaction.atomic():
                    answer = city.client(who).get(path_of(address, city.bird))
                    if answer.status_code == 405:
                        answer = city.client(who).post(path_of(address, city.bird))
                    got.add(answer.status_code)
                    transaction.set_rollback(True)
        if not got & {200, 302, 403, 409, 422}:
            wrong.append(f"{address}: {sorted(got)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ("英德安委办", "纪委", "望埠安委办", "甲的秘书"))
def test_no_list_of_a_process_tells_of_a_stranger(city: City, name: str) -> None:
    wrong, rights = [], rights_of(city.cast.account[name])
    for address in [one for one in plain() if one.split(":")[0] in PROCESSES]:
        if (permission := table()[address][0]) == "public" or rights.may(permission):
            names = asked_of(city, city.client(name), reverse(address))
            for query in ({}, *queries(names, city.bird)):
                answer = city.client(name).get(reverse(address), query)
                if answer.status_code >= 500 or city.bird.word in text_of(answer):
                    wrong.append(f"{address} {query}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
