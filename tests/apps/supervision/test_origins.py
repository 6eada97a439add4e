"""Where items come from and back: a meeting's decisions, an interview's items, an accident's report; links both ways, no app knowing another."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine

from anze.access.rights import rights_of
from anze.acts.actions.recording import record_act
from anze.acts.models import Act
from anze.acts.told import Told, ToldTopic
from anze.duties.sources import about, begin
from anze.supervision.models import Task
from tests.apps.accidents.telling import at, fall
from tests.apps.supervision.telling import CITY, COUNTY, of_unit
from tests.apps.supervision.test_pages import said, sent
from tests.cast import Cast


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-03-04"), tick=False):
        yield


def met(cast: Cast) -> Act:
    """The city's government met on work safety and decided three things."""
    return record_act(cast.account[CITY], at("2026-03-03"), Told(
        type="meeting", unit=cast.unit["清远"], date=date(2026, 3, 3), title="市政府常务会议", bodies=("executive_meeting",),
        minutes="决定：清查气瓶；整治气站。",
        participants=((cast.officer["癸某"], "chair"),), topics=(ToldTopic("研究燃气安全", "work_safety", True),)))


def test_a_meetings_decisions_become_items_from_its_own_page_and_are_shown_there(cast: Cast) -> None:
    act, client = met(cast), cast.client(CITY)
    address = f"/supervision/new/?from=acts:{act.uid}"
    assert address in said(client.get(f"/acts/{act.uid}/")) and begin("acts", act.uid, rights_of(cast.account["甲"])) == ""
    page = said(client.get(address))
    assert "决定：清查气瓶" in page and "清远市2026年3月3日市政府常务会议" in page and 'name="origin"' not in page
    assert client.post(address, sent(cast, {}, {"title": "整治气站", "main": "望埠镇"})).status_code == 302
    one, other = Task.objects.order_by("pk")
    assert {(task.origin, task.origin_list, task.origin_id) for task in (one, other)} == {("act", "acts", act.uid)}
    page = said(client.get(f"/acts/{act.uid}/"))
    assert f"/supervision/{one.uid}/" in page and f"/supervision/{other.uid}/" in page and "督办事项（2）" in page
    assert f"/acts/{act.uid}/" in said(client.get(f"/supervision/{one.uid}/"))
    assert "立项督办" not in said(cast.client("审计").get(f"/acts/{act.uid}/"))


def test_what_came_from_a_thing_is_told_only_as_far_as_one_sees_it(cast: Cast) -> None:
    act = met(cast)
    cast.client(CITY).post(f"/supervision/new/?from=acts:{act.uid}", sent(cast, {}))
    day = date(2026, 3, 4)
    [related] = about("acts", act.uid, rights_of(cast.account[COUNTY]), day)
    assert (related.lamp, related.words, related.note) == ("pending", "待签收", "英德市，2026年3月20日前")
    assert about("acts", act.uid, rights_of(cast.account["清新安委办"]), day) == [] and about("acts", "other", rights_of(cast.account[CITY]), day) == []


def test_nobody_starts_from_what_he_may_not_see(cast: Cast) -> None:
    act = met(cast)
    assert cast.client(COUNTY).get(f"/supervision/new/?from=acts:{act.uid}").status_code == 404
    for said_ in ("acts:no", "acts", "nothing:x", f"accidents:{'9' * 80}"):
        assert cast.client(CITY).get(f"/supervision/new/?from={said_}").status_code == 404, said_


def test_an_accidents_report_begins_an_item_on_its_page(cast: Cast) -> None:
    accident, client = fall(cast, "2026-03-01"), cast.client(CITY)
    address = f"/supervision/new/?from=accidents:{accident.code}"
    assert address in said(client.get(f"/accidents/{accident.code}/"))
    client.post(address, sent(cast, {}))
    assert Task.objects.get().origin == "accident" and Task.objects.get().uid in said(client.get(f"/accidents/{accident.code}/"))


def test_what_is_known_on_the_page_before_is_not_typed_again(cast: Cast) -> None:
    page = said(cast.client(CITY).get("/supervision/new/?title=清查气瓶&main=yd&due=2026-03-20&text=逐站"))
    assert 'value="清查气瓶"' in page and 'value="英德市"' in page and 'value="2026-03-20"' in page and "逐站</textarea>" in page


def test_an_item_keeps_its_origin_when_only_its_undertaker_sees_it(cast: Cast) -> None:
    act = met(cast)
    cast.client(CITY).post(f"/supervision/new/?from=acts:{act.uid}", sent(cast, {"main": "望埠镇"}))
    page = said(cast.client("望埠安委办").get(f"/supervision/{Task.objects.get().uid}/"))
    assert of_unit(cast, Task.objects.get(), "望埠").part == "main"
    assert "会议决定" in page and act.uid not in page and "市政府常务会议" not in page


def test_an_interviews_item_is_supervised_with_what_is_known_of_it(cast: Cast) -> None:
    from tests.apps.interviews.telling import OFFICE, rectifying_one, two_falls

    with time_machine.travel(at("2026-07-01"), tick=False):
        two_falls(cast)
        found, client = rectifying_one(cast), cast.client(OFFICE)
        page = said(client.get(f"/interviews/{found.uid}/"))
        link = re.findall(r'href="(/supervision/new/[^"]*main=[^"]*)"', page)[0].replace("&amp;", "&")
        begun = said(client.get(link))
        assert found.uid in begun and found.items.current()[0].content in begun and found.items.current()[0].owner.name in begun
        client.post(f"/supervision/new/?from=interviews:{found.uid}", sent(cast, {"due": "2026-08-01"}))
        assert Task.objects.get().origin == "interview" and Task.objects.get().uid in said(client.get(f"/interviews/{found.uid}/"))
