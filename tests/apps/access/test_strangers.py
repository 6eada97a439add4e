"""Nobody reaches what is a stranger's: every address with a stranger's ids, every list with a stranger's filters, every form with a stranger's fields.

Two strangers: the town 蜂鸟 in 清新, another county; the town 白鹭 in 英德, beside 望埠. Each text of theirs bears their name, so that one
look at an answer shows whether anything of theirs went out. Roles that lack a permission altogether are the matter of `test_matrix.py`.
"""

import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import URLResolver, reverse

from anze.access.models import Grant
from anze.access.rights import rights_of
from anze.acts.models import Problem
from anze.duties.world import forget
from anze.people.models import Account
from anze.record.models import Entry
from tests.apps.access.planting import BEFORE, NOW, Planted, plant, rows
from tests.apps.access.strangers import (
    ADMINISTRATORS,
    BELOW,
    COUNTED,
    COUNTY,
    FOR_ADMINISTRATORS,
    GIVEN,
    LEFT_OUT,
    NOBODYS,
    OFFERED,
    OWNERS,
    PLANTED,
    City,
    asked_of,
    forms,
    given,
    pages,
    plain,
    queries,
    sent,
    text_of,
)
from tests.apps.access.test_matrix import addresses, table
from tests.cast import make_cast

# The records are made once: all of it is tested by one process.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("strangers")]


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The city before and after its strangers came; made once, rolled back at the end."""
    bare = mock.patch.object(URLResolver, "resolve_error_handler", lambda _, status: lambda request, exception=None: HttpResponse(status=status))
    with (django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic(), bare,
          override_settings(FILES=tmp_path_factory.mktemp("files"))):
        cast = make_cast()
        for name, role, unit in (("英德审计", "auditor", "英德"), ("清新纪委", "discipline", "清新")):
            cast.account[name] = Account.objects.create_user(username=name, name=name, password_changed_at=BEFORE)
            Grant.objects.create(account=cast.account[name], role=role, unit=cast.unit[unit], given_at=BEFORE)
        found = City(cast, Planted("", ""), Planted("", ""), {}, {})
        pages(found, 0, BELOW)
        found.heron = plant(cast, "白鹭", "bl", "英德")
        pages(found, 1, COUNTY)
        found.bird = plant(cast, "蜂鸟", "fn", "清新")
        pages(found, 2, (*COUNTY, *BELOW, *ADMINISTRATORS))
        for one in (found.bird, found.heron):
            said = text_of(found.client(one.owner).get(reverse("duties:board"), {"view": "list", "unit": one.key("unit"), "lamp": "missed"}))
            one.made["key"] = re.findall(rf'value="([^"]*\|{one.key("unit")}\|{one.key("officer")}\|[^"]*)"', said)[0]
        for name in (found.bird.owner, *OWNERS.values()):
            found.client(name)  # now: what a test does is taken back after it, sessions too
        yield found
        transaction.set_rollback(True)
    forget()


def test_every_address_with_a_parameter_says_what_of_a_stranger_it_is_given() -> None:
    """A new address: add it to GIVEN, or to NOBODYS where its parameter names nobody's record."""
    with_one = {name for name, path, _ in addresses() if name.split(":")[0] in PLANTED} - set(plain()) - LEFT_OUT
    assert with_one == set(GIVEN) | NOBODYS | FOR_ADMINISTRATORS


@pytest.mark.parametrize("name", (*COUNTY, *BELOW, *ADMINISTRATORS))
def test_a_stranger_s_record_is_not_found_by_its_id(city: City, name: str) -> None:
    rights, wrong, asked = rights_of(city.cast.account[name]), [], 0
    for planted in city.strangers(name):
        before = (rows(planted), Entry.objects.count())
        for address in GIVEN:
            for entry in planted.entries if address == "record:entry" else [0]:
                path = reverse(address, kwargs=given(address, planted, entry))
                for method, permission in zip(("get", "post"), table()[address], strict=True):
                    if not rights.may(permission):
                        continue
                    answer = getattr(city.client(name), method)(path, {"reason": "试", "on": "2026-06-01", "end": "2026-06-01"} if method == "post" else {})
                    asked += 1
                    if answer.status_code not in {404, 405} or planted.word in text_of(answer):
                        wrong.append(f"{method} {path}: {answer.status_code}")
        assert (rows(planted), Entry.objects.count()) == before
    assert not wrong, "\n".join(wrong)
    assert asked > (3 if name in ADMINISTRATORS else 20)


def test_its_owner_finds_each_of_them(city: City) -> None:
    """Else the test above would find nothing."""
    wrong = []
    for address in GIVEN:
        path = reverse(address, kwargs=given(address, city.bird, city.bird.entries[0]))
        who = OWNERS.get(address, city.bird.owner)
        with transaction.atomic():
            answer = city.client(who).get(path)
            if answer.status_code == 405:
                answer = city.client(who).post(path)
            transaction.set_rollback(True)
        if answer.status_code not in {200, 302, 409, 422}:
            wrong.append(f"{path}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", (*COUNTY, *BELOW))
def test_no_page_says_anything_else_because_strangers_came(city: City, name: str) -> None:
    """Not a name, not a count, not a row more. Who verifies the one ledger knows how long it is: nothing else of it."""
    before = {address: said for (who, address, stage), said in city.said.items() if who == name and stage < 2}
    excused = {address for who, address in COUNTED if who == name}
    wrong = [address for address, said in before.items() if city.said[name, address, 2] != said and address not in OFFERED | excused]
    wrong += [address for address in before for one in city.strangers(name)
              if one.word in city.said[name, address, 2] and (one is city.bird or address not in OFFERED)]
    assert len(before) > 15
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_an_administrator_reads_nothing_of_anybody_s_business(city: City, name: str) -> None:
    """Accounts, units and leaders are named where accounts and grants are given; what they did is not."""
    said = {address: text for (who, address, _), text in city.said.items() if who == name}
    business = re.compile(r"(蜂鸟|白鹭)(厂|情况|问题|公司|会议|纪要|议题|矿|草稿|提醒|事项|催办|业|分工|股|清单|职责|重点|任务|文件|\.)")
    assert [address for address, text in said.items() if business.search(text)] == []
    assert len(said) > 5


@pytest.mark.parametrize("name", ("英德安委办", "纪委", "丁", "甲的秘书", "系统管理员", "审计管理员"))
def test_no_filter_brings_a_stranger_out(city: City, name: str) -> None:
    wrong, asked, rights = [], 0, rights_of(city.cast.account[name])
    for address in plain():
        permission = table()[address][0]
        if permission == "public" or not rights.may(permission) or address.startswith("access:"):
            continue
        names = asked_of(city, city.client(name), reverse(address))
        for planted in city.strangers(name):
            for query in queries(names, planted):
                answer = city.client(name).get(reverse(address), query)
                asked += 1
                if answer.status_code >= 500 or planted.word in text_of(answer):
                    wrong.append(f"{address} {query}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert asked > (1 if name in ADMINISTRATORS else 20)


def test_a_filter_does_bring_it_out_for_its_owner(city: City) -> None:
    found = {address for address in ("acts:list", "register:units", "register:officers", "duties:board", "portal:search", "duties:lists", "acts:problems")
             for query in queries(asked_of(city, city.client("清新安委办"), reverse(address)), city.bird)
             if city.bird.word in text_of(city.client("清新安委办").get(reverse(address), query))}
    assert found == {"acts:list", "register:units", "register:officers", "duties:board", "portal:search", "duties:lists", "acts:problems"}


@pytest.mark.parametrize(("name", "unit", "officer"), [
    ("英德安委办", "英德", "甲某"), ("甲", "英德", "甲某"), ("望埠安委办", "望埠", "丁某"), ("丁", "望埠", "丁某"), ("甲的秘书", "英德", "甲某"),
    ("应急局联络员", "应急局", "庚某"), ("系统管理员", "英德", "甲某"),
])
def test_no_form_with_a_stranger_s_fields_is_taken(city: City, name: str, unit: str, officer: str) -> None:
    rights, wrong, asked = rights_of(city.cast.account[name]), [], 0
    for planted in [city.bird] if unit == "英德" else city.strangers(name):  # who records for 英德 chooses among its towns
        before = rows(planted)
        for address, data in forms(planted, city.cast.unit[unit], city.cast.officer[officer]):
            if not rights.may(table()[address][1]):
                continue
            status, text, written = sent(city.client(name), address, data)
            asked += 1
            # What a form does not ask is passed over: it is then recorded without the stranger.
            if status >= 500 or planted.word in text + written or planted.key("unit")[:3] in written:
                wrong.append(f"{address} {data}: {status} {written}")
        assert rows(planted) == before
    assert not wrong, "\n".join(wrong)
    assert asked > (0 if name in ADMINISTRATORS else 4)


def test_its_owner_s_forms_are_taken(city: City) -> None:
    """Else the test above would prove nothing: the very same forms, sent by whoever may."""
    head = city.bird.made["officer"]
    done: dict[str, str] = {}
    for address, data in forms(city.bird, city.bird.made["unit"], head):
        for who in (city.bird.owner, "蜂鸟本人"):
            if rights_of(city.cast.account[who]).may(table()[address][1]):
                status, text, written = sent(city.client(who), address, data)
                done[address] = done.get(address, "") + written + (text[-300:] if status == 422 else "")
    without = {"acts:panel", "duties:contacts_bulk", "access:sessions_end"}
    nothing = {address: text for address, text in done.items() if "fn-" not in text and "n-t" not in text and address not in without}
    assert nothing == {}


def test_the_walk_finds_a_list_that_forgets_its_reach(city: City) -> None:
    """Planted: the problems of everybody."""
    with mock.patch("anze.acts.queries.problems.reachable", lambda _: Problem.objects.all()):
        said = text_of(city.client("英德安委办").get(reverse("acts:problems"), {"unit": city.bird.key("unit")}))
    assert "蜂鸟" in said
