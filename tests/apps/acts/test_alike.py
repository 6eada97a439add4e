"""Before something is recorded a second time, the form shows what is on record already; it goes on all the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine

from anze.access.rights import rights_of
from anze.acts.actions.confirming import reject
from anze.acts.actions.recording import record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act
from anze.acts.queries.alike import alike
from anze.acts.told import Told
from tests.apps.acts.telling import JUNE_15, inspection, meeting
from tests.cast import Cast

SENT = {"unit": "wb", "date": "2026-06-12", "lead": ["p4"], "place": "码头"}
WARNING = "这一天已经登记过很像的事"


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with time_machine.travel(JUNE_15, tick=False):
        yield


def like(cast: Cast, told: Told, name: str = "英德安委办", but: str = "") -> list[Act]:
    return alike(rights_of(cast.account[name]), told, but)


def test_the_same_unit_on_the_same_day_is_alike(cast: Cast) -> None:
    act = record_act(None, JUNE_15, inspection(cast))
    assert like(cast, inspection(cast, "戊某")) == [act]
    assert like(cast, inspection(cast, day=date(2026, 6, 11))) == []
    assert like(cast, inspection(cast, "甲某", "英德")) == []
    assert like(cast, inspection(cast), but=act.uid) == []


def test_inspections_of_other_people_in_another_place_are_not_alike(cast: Cast) -> None:
    act = record_act(None, JUNE_15, inspection(cast, place="望埠工业园"))
    assert like(cast, inspection(cast, "戊某", place="渡口")) == []
    assert like(cast, inspection(cast, "戊某", place="工业园")) == like(cast, inspection(cast, "戊某", place="")) == [act]
    assert like(cast, inspection(cast, "丁某", place="渡口")) == [act]
    assert like(cast, inspection(cast, "戊某", place="渡口", attend=("丁某",))) == [act]
    seen = record_act(None, JUNE_15, inspection(cast, "乙某", "英德", visited=cast.unit["望埠"]))
    assert like(cast, inspection(cast, "丙某", "英德", visited=cast.unit["望埠"], place="码头")) == [seen]


def test_a_meeting_is_alike_where_the_body_is_the_same(cast: Cast) -> None:
    act = record_act(None, JUNE_15, meeting(cast, ("standing_committee", "executive_meeting"), "甲某", "英德"))
    assert like(cast, meeting(cast, "executive_meeting", "乙某", "英德")) == [act]
    other = record_act(None, JUNE_15, meeting(cast, "executive_meeting", "乙某", "英德", day=date(2026, 6, 11)))
    assert like(cast, meeting(cast, "standing_committee", "丙某", "英德", day=other.date)) == []


def test_the_same_people_are_alike_whatever_the_body(cast: Cast) -> None:
    people = ((cast.officer["甲某"], "chair"), (cast.officer["乙某"], "attend"))
    act = record_act(None, JUNE_15, meeting(cast, "standing_committee", "甲某", "英德", participants=people))
    turned = meeting(cast, "executive_meeting", "乙某", "英德", participants=tuple((officer, "attend") for officer, _ in people))
    assert like(cast, turned) == [act]
    assert like(cast, replace(turned, participants=turned.participants[:1])) == []


def test_the_likest_comes_first_and_three_at_most(cast: Cast) -> None:
    acts = [record_act(None, JUNE_15, inspection(cast, name)) for name in ("丁某", "戊某", "戊某", "戊某")]
    assert like(cast, inspection(cast, "丁某"))[0] == acts[0]
    assert len(like(cast, inspection(cast, "丁某"))) == 3


def test_what_counts_no_more_and_what_one_may_not_see_is_not_shown(cast: Cast) -> None:
    gone = record_act(cast.account["丁"], JUNE_15, inspection(cast))
    withdraw(cast.account["丁"], JUNE_15, gone)
    behalf = replace(inspection(cast, "甲某", "英德"), on_behalf_of=cast.officer["甲某"])
    denied = record_act(cast.account["甲的秘书"], JUNE_15, behalf)
    assert like(cast, behalf) == [denied]
    assert like(cast, behalf, "清新安委办") == []
    reject(cast.account["甲"], JUNE_15, denied, reason="不在场")
    assert like(cast, behalf) == like(cast, inspection(cast)) == []


def test_the_form_shows_it_before_it_is_sent_and_goes_on(cast: Cast) -> None:
    act = record_act(None, JUNE_15, inspection(cast))
    client = cast.client("丁")
    page = client.post("/acts/record/inspection/panel/", SENT).content.decode()
    assert WARNING in page and f'href="/acts/{act.uid}/"' in page
    assert WARNING in client.get("/acts/record/inspection/?date=2026-06-12").content.decode()
    assert WARNING not in client.post("/acts/record/inspection/panel/", SENT | {"date": "2026-06-11"}).content.decode()
    assert WARNING not in client.post("/acts/record/inspection/panel/", SENT | {"corrects": act.uid}).content.decode()
    assert WARNING not in client.get(f"/acts/{act.uid}/correct/").content.decode()
    answer: Any = client.post("/acts/record/inspection/", SENT, follow=True)
    assert Act.objects.count() == 2
    assert "这一天还登记过很像的事" in answer.content.decode()
