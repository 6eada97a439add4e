"""A patrol out of the queue on a device: taken once, refused with reasons, never for another account (第十二条（四））."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.hazards.actions.patrols import record_patrol
from anze.hazards.models import Danger, Patrol
from anze.record.queries.entries import about, lines
from tests.apps.accidents.telling import at
from tests.apps.enterprises.firms import firm
from tests.apps.hazards.telling import NOW, TOWN, stated
from tests.cast import Cast

SCRIPT = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-03-04"), tick=False):
        yield


def filled(**more: str) -> dict[str, str]:
    rows = {f"found-{n}-{name}": value for n in range(3) for name, value in (("text", ""), ("level", "general"), ("deadline", "2026-03-19"))}
    return {"unit": "wb", "on": "2026-03-04", "people": "张某", "device_key": "k" * 32, "found-TOTAL_FORMS": "3", "found-INITIAL_FORMS": "0"} | rows | more


def test_a_patrol_sent_twice_by_a_device_is_on_record_once_with_one_receipt(cast: Cast) -> None:
    sent = filled(typed_at="2026-03-04T01:20:00.000Z", account=str(cast.account[TOWN].pk))
    first, again = [cast.client(TOWN).post("/hazards/patrols/new/", sent, headers=SCRIPT) for _ in range(2)]
    patrol = Patrol.objects.get()
    assert (first.status_code, again.status_code, first.json()["uid"], again.json()["uid"]) == (201, 201, patrol.number, patrol.number)
    assert first.json()["address"] == f"/hazards/patrols/{patrol.pk}/"
    [line] = lines(about("patrol", str(patrol.pk)).select_related("sealed"))
    assert {one.name: one.after for one in line.changes}["设备时间"] == "2026年3月4日 09:20"  # told by the phone, beside the ledger's own time
    page = cast.client(TOWN).get(f"/hazards/patrols/?q={patrol.number}").content.decode()
    assert f"/hazards/patrols/{patrol.pk}/" in page


def test_what_a_device_sent_wrong_comes_back_with_every_reason(cast: Cast) -> None:
    answer = cast.client(TOWN).post("/hazards/patrols/new/", filled(people="", **{"found-1-text": "应急灯不亮"}), headers=SCRIPT)
    assert answer.status_code == 422
    assert answer.json()["faults"] == ["请写明巡查人员。", "第 2 个隐患：请选单位，或者写明整改责任单位。"]
    assert not Patrol.objects.exists() and not Danger.objects.exists()


def test_a_unit_in_which_a_danger_was_found_was_visited(cast: Cast) -> None:
    shop, other = firm(cast, "丁小卖部"), firm(cast, "戊仓库")
    told: dict[str, Any] = {"unit": cast.unit["望埠"], "cell": None, "on": NOW.date(), "people": "张某", "device_key": "k", "enterprises": [other]}
    made = record_patrol(cast.account[TOWN], NOW, found=[stated(enterprise=shop), stated(enterprise=other)], **told)
    assert set(made.enterprises.all()) == {shop, other}
    page = cast.client(TOWN).get("/hazards/patrols/new/").content.decode()
    assert "“在哪个单位”和“整改责任单位”要填一个" in page


def test_what_another_account_filled_in_is_not_taken(cast: Cast) -> None:
    answer = cast.client(TOWN).post("/hazards/patrols/new/", filled(account=str(cast.account["英德安委办"].pk)), headers=SCRIPT)
    assert answer.status_code == 409 and not Patrol.objects.exists()
    told: dict[str, Any] = {"unit": cast.unit["望埠"], "cell": None, "on": NOW.date(), "people": "张某", "device_key": "k"}
    record_patrol(cast.account[TOWN], NOW, **told)
    with pytest.raises(ValidationError, match="另一个账号"):
        record_patrol(cast.account["英德安委办"], NOW, **told)


def test_the_form_of_each_town_is_kept_under_its_own_address(cast: Cast) -> None:
    assert 'data-queue="/hazards/patrols/new/"' in cast.client(TOWN).get("/hazards/patrols/new/").content.decode()
    assert 'data-queue="/hazards/patrols/new/?unit=wb"' in cast.client("英德安委办").get("/hazards/patrols/new/?unit=wb").content.decode()
    lost = cast.client("应急局联络员").post("/hazards/patrols/new/", filled(), headers=SCRIPT)
    assert lost.status_code == 422 and "不在您的范围里" in lost.json()["faults"][0]


def test_a_towns_patrols_are_counted_by_month_on_its_pages(cast: Cast) -> None:
    works = firm(cast, "甲子木业厂")
    for day, key in (("2026-03-02", "a"), ("2026-03-03", "b"), ("2026-02-10", "c")):
        record_patrol(cast.account[TOWN], at("2026-03-04"), unit=cast.unit["望埠"], cell=None, on=date.fromisoformat(day), people="张某", device_key=key,
                      enterprises=[works], found=[stated(level="major"), stated()] if key == "a" else ())
    client = cast.client(TOWN)
    page = client.get("/hazards/patrols/?unit=wb").content.decode()
    assert "望埠镇2026年3月巡查 2 次，到过 1 家单位，发现隐患 2 个（重大 1 个）" in page
    assert "共 1 条" in client.get("/hazards/patrols/?unit=wb&month=2026-02").content.decode()
    board = client.get("/board/unit/wb/").content.decode()
    assert "巡查 2 次，到过 1 家单位，发现隐患 2 个" in board and 'href="/hazards/patrols/?unit=wb&amp;month=2026-03"' in board
    assert "巡查 1 次" in client.get("/hazards/patrols/?unit=wb&as_of=2026-03-02").content.decode()
    assert "没有登记巡查" in cast.client("英德安委办").get("/board/unit/dz/").content.decode()
