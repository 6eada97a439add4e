"""Lists, details, confirmations and withdrawals: who sees what, both clocks, a fixed number of queries."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anze.acts.actions.confirming import confirm, reject
from anze.acts.actions.recording import record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act, Confirmation, Withdrawal
from tests.apps.acts.telling import JUNE_15, at, inspection, meeting, problem
from tests.cast import Cast


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(at("2026-06-20"), tick=False):
        yield


def warm(cast: Cast, name: str) -> Client:
    """A browser that has been here before: what a session costs once is not counted."""
    client = cast.client(name)
    client.get("/acts/queue/token/")
    client.get("/acts/")
    return client


def behalf(cast: Cast, **more: Any) -> Act:
    told = replace(inspection(cast, "甲某", "英德", **more), on_behalf_of=cast.officer["甲某"])
    return record_act(cast.account["甲的秘书"], JUNE_15, told)


@pytest.mark.parametrize("name", ["清新安委办", "壬"])
@pytest.mark.parametrize("path", ["", "receipt/", "withdraw/", "correct/", "reject/"])
def test_a_stranger_finds_nothing(cast: Cast, name: str, path: str) -> None:
    act = behalf(cast)
    assert cast.client(name).get(f"/acts/{act.uid}/{path}").status_code in ({404, 403} if name == "清新安委办" and path == "reject/" else {404})
    assert act.uid not in cast.client(name).get("/acts/").content.decode()


def test_the_list_shows_both_clocks_and_what_stands_how(cast: Cast) -> None:
    late = record_act(None, JUNE_15, inspection(cast, day=date(2026, 5, 3)))
    gone = record_act(cast.account["丁"], JUNE_15, inspection(cast))
    withdraw(cast.account["丁"], at("2026-06-16"), gone, reason="记错")
    waiting, refused, sure = behalf(cast), behalf(cast), behalf(cast)
    reject(cast.account["甲"], JUNE_15, refused, reason="不在场")
    confirm(cast.account["甲"], JUNE_15, [sure])
    client = cast.client("英德安委办")

    def uids(query: str) -> set[str]:
        return {row["act"].uid for row in client.get(f"/acts/?{query}").context["rows"]}

    assert uids("") == {act.uid for act in (late, gone, waiting, refused, sure)}
    assert [uids(f"status={status}") for status in ("backfilled", "withdrawn", "waiting", "disputed", "confirmed")] == [
        {act.uid} for act in (late, gone, waiting, refused, sure)]
    assert uids("status=stands") == {late.uid, waiting.uid, sure.uid}
    assert uids("status=withdrawn&known_at=2026-06-15") == set()
    assert uids("as_of=2026-05-31") == {late.uid}
    assert uids("known_at=2026-06-14") == set()
    assert uids("unit=wb") == {late.uid, gone.uid}
    assert uids("officer=p1") == {waiting.uid, refused.uid, sure.uid}
    assert uids("q=丁某") == uids("q=望埠工业") - {waiting.uid, refused.uid, sure.uid}
    assert uids(f"q={late.uid}") == {late.uid}
    assert uids("type=meeting") == set()
    assert uids("from=2026-06-01&to=2026-06-11") == set()


def test_the_sheet_has_the_same_rows_whatever_their_number(cast: Cast) -> None:
    client, counts = warm(cast, "英德安委办"), []
    for _ in range(2):
        for _ in range(3):
            record_act(cast.account["丁"], JUNE_15, inspection(cast, attend=("己某",), place="=1+1"))
        with CaptureQueriesContext(connection) as sheet:
            content = client.get("/acts/?excel=1").content
        with CaptureQueriesContext(connection) as page:
            client.get("/acts/")
        counts.append((len(sheet), len(page)))
    rows = list(openpyxl.load_workbook(BytesIO(content)).worksheets[0].values)
    assert rows[0][:5] == ("序号", "回执号", "种类", "标题", "单位")
    assert len(rows) == 7
    assert rows[1][3] == "=1+1安全生产排查"
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 22


def test_the_detail_shows_everything_with_a_fixed_number_of_queries(cast: Cast) -> None:
    client, counts = warm(cast, "英德安委办"), []
    for number in (1, 4):
        act = record_act(cast.account["丁"], JUNE_15, inspection(cast, attend=("己某",) * (number > 1), findings="看了三家", problems=(problem(),) * number))
        with CaptureQueriesContext(connection) as seen:
            page = client.get(f"/acts/{act.uid}/").content.decode()
        counts.append(len(seen))
    for words in ("看了三家", "第十条（七）", "消防通道堵塞", "2026年6月12日（周五）", "2026年6月15日 10:00", "登记履职", "添加附件"):
        assert words in page or words == "添加附件"
    assert counts[0] == counts[1]


def test_minutes_topics_and_special_study_are_shown(cast: Cast) -> None:
    act = record_act(None, JUNE_15, meeting(cast, "party_committee", "丁某", "望埠", minutes="会议决定……"))
    page = cast.client("丁").get(f"/acts/{act.uid}/").content.decode()
    assert "会议决定" in page and "专题研究" in page and "主持" in page


def test_the_leader_confirms_what_was_ticked_and_nothing_is_ticked_beforehand(cast: Cast) -> None:
    acts = [behalf(cast) for _ in range(3)]
    client = cast.client("甲")
    page = client.get("/acts/confirm/").content.decode()
    assert page.count('type="checkbox"') == 3 and "checked" not in page
    assert "没有确认任何一条" in client.post("/acts/confirm/", follow=True).content.decode()
    assert not Confirmation.objects.exists()
    client.post("/acts/confirm/", {"act": [acts[0].uid, acts[2].uid, "nonsense"]})
    assert [one.act for one in Confirmation.objects.order_by("pk")] == [acts[0], acts[2]]
    assert acts[1].uid in client.get("/acts/confirm/").content.decode()
    assert cast.client("乙").get("/acts/confirm/").context["waiting"] == []


def test_one_is_confirmed_by_its_own_button_whatever_is_ticked(cast: Cast) -> None:
    acts = [behalf(cast) for _ in range(2)]
    cast.client("甲").post("/acts/confirm/", {"only": acts[0].uid, "act": [acts[1].uid]})
    assert [one.act for one in Confirmation.objects.all()] == [acts[0]]
    page = cast.client("甲").get("/acts/confirm/").content.decode()
    assert 'type="checkbox"' not in page and f'name="only" value="{acts[1].uid}"' in page


def test_confirming_takes_a_fixed_number_of_queries_to_look_at(cast: Cast) -> None:
    client, counts = warm(cast, "甲"), []
    for _ in range(2):
        behalf(cast, problems=(problem(),))
        behalf(cast)
        with CaptureQueriesContext(connection) as seen:
            client.get("/acts/confirm/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_leader_rejects_with_a_reason_and_the_record_shows_it(cast: Cast) -> None:
    act, client = behalf(cast), cast.client("甲")
    assert client.post(f"/acts/{act.uid}/reject/", {"reason": ""}).status_code == 422
    client.post(f"/acts/{act.uid}/reject/", {"reason": "当天在省里"})
    page = client.get(f"/acts/{act.uid}/").content.decode()
    assert "当天在省里" in page and "本人不认可" in page and "不再计入" in page
    assert cast.client("乙").post(f"/acts/{act.uid}/reject/", {"reason": "x"}).status_code == 404


def test_a_secretary_withdraws_with_a_reason_after_ten_minutes(cast: Cast) -> None:
    act, client = behalf(cast), cast.client("甲的秘书")
    assert client.post(f"/acts/{act.uid}/withdraw/").status_code == 422
    assert not Withdrawal.objects.exists()
    answer = client.post(f"/acts/{act.uid}/withdraw/", {"reason": "重复"}, follow=True)
    assert "已撤回" in answer.content.decode() and "重复" in answer.content.decode()
    assert client.get(f"/acts/{act.uid}/").status_code == 200


@pytest.mark.parametrize(("name", "status"), [("乙", 403), ("纪委", 403), ("甲的秘书", 200), ("甲", 200), ("英德安委办", 200), ("市安委办", 403)])
def test_who_may_take_back(cast: Cast, name: str, status: int) -> None:
    act = behalf(cast)
    assert cast.client(name).get(f"/acts/{act.uid}/withdraw/").status_code == status


def test_a_correction_begins_with_what_was_said_and_says_that_it_may_be_late(cast: Cast) -> None:
    act = record_act(cast.account["望埠安委办"], JUNE_15, inspection(cast, day=date(2026, 5, 20), findings="原文", problems=(problem(),)))
    client = cast.client("望埠安委办")
    page = client.get(f"/acts/{act.uid}/correct/").content.decode()
    assert "原文" in page and "消防通道堵塞" in page and "补录" in page
    sent = {"unit": "wb", "date": "2026-05-20", "lead": ["p4"], "place": "别处"}
    assert client.post(f"/acts/{act.uid}/correct/", sent).status_code == 422
    answer = client.post(f"/acts/{act.uid}/correct/", sent | {"reason": "地点写错"}, follow=True)
    new = Act.objects.get(replaces=act)
    assert answer.redirect_chain[0][0] == f"/acts/{new.uid}/receipt/"
    assert new.uid in client.get(f"/acts/{act.uid}/").content.decode()


def test_the_worker_is_served_from_the_root_and_the_token_tells_who_is_signed_in(cast: Cast, client: Any) -> None:
    worker = client.get("/sw.js")
    assert (worker["Content-Type"], worker["Service-Worker-Allowed"], worker["Cache-Control"]) == ("text/javascript; charset=utf-8", "/", "no-cache")
    assert client.get("/acts/queue/token/").json() == {"account": "", "token": ""}
    mine = cast.client("丁").get("/acts/queue/token/")
    assert mine.json()["account"] == str(cast.account["丁"].pk) and len(mine.json()["token"]) > 30
    assert mine["Cache-Control"] == "no-store"
