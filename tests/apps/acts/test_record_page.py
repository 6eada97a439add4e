"""The form: pre-filled by a link, saying what it will serve, taking only what the account may record, giving a receipt."""

import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from anze.acts.actions.recording import record_act
from anze.acts.models import Act, Draft
from tests.apps.acts.telling import JUNE_15, at, inspection
from tests.cast import Cast

NOW = at("2026-06-15")


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


INSPECTION = {"unit": "wb", "date": "2026-06-12", "lead": ["p4"], "place": "望埠工业园"}


def faults(answer: Any) -> str:
    return " ".join(json.loads(answer.content)["faults"])


def send(client: Client, form: str, **data: Any) -> Any:
    return client.post(f"/acts/record/{form}/", data, headers={"accept": "application/json"})


def test_a_link_from_a_duty_fills_the_form_in(cast: Cast) -> None:
    answer = cast.client("丁").get("/acts/record/?duty=10.7&unit=wb&officer=p4&date=2026-06-14", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[0][0].startswith("/acts/record/inspection/?")
    assert 'value="2026-06-14"' in page
    assert 'value="p4"' in page
    assert "第十条（七）" in page and "2026年6月" in page
    assert 'name="unit" value="wb"' in page


def test_a_link_to_a_meeting_ticks_the_body_and_the_attendance(cast: Cast) -> None:
    page = cast.client("望埠安委办").get("/acts/record/meeting/?duty=10.2").content.decode()
    assert 'value="party_committee" id="id_bodies_0" checked' in page.replace("\n", " ")
    assert page.count("checked") == 4
    assert "standing_committee" not in page
    assert "第十条（二）" in page


def test_sent_it_gives_a_receipt_that_says_what_it_served(cast: Cast) -> None:
    answer = cast.client("丁").post("/acts/record/inspection/", INSPECTION | {"device_key": "k"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/acts/WB-20260615-0001/receipt/", 302)]
    assert "WB-20260615-0001" in page and "第十条（七）" in page and "丁某" in page


def test_sent_twice_with_one_key_it_is_recorded_once_and_says_so(cast: Cast) -> None:
    client = cast.client("丁")
    with time_machine.travel(NOW, tick=False) as clock:
        first = send(client, "inspection", **INSPECTION, device_key="k", typed_at="2026-06-14T08:30:00Z")
        clock.shift(60)
        second = send(client, "inspection", **INSPECTION, device_key="k")
    assert [(one.status_code, one.json()["uid"], one.json()["again"]) for one in (first, second)] == [
        (201, "WB-20260615-0001", False), (201, "WB-20260615-0001", True)]
    act = Act.objects.get()
    assert (act.typed_at, act.recorded_at) == (at("2026-06-14", "16:30"), NOW)


@pytest.mark.parametrize(("change", "said"), [
    ({"date": "2026-06-16"}, "晚于今天"), ({"lead": ["p9"]}, "当日不在本单位任职"), ({"lead": []}, "请在参加人里勾上丁某"),
    ({"place": ""}, "地点"),     ({"unit": "qx"}, "不能为这个单位登记"),
    ({"lead": ["p5"]}, "只能登记丁某参加的"), ({"lead": ["p4", "p5"]}, "不能替别的领导"), ({"lead": [], "attend": ["p5"]}, "只能登记丁某参加的"),
])
def test_what_a_leader_may_not_record_is_refused_with_the_remedy(cast: Cast, change: dict[str, Any], said: str) -> None:
    answer = send(cast.client("丁"), "inspection", **(INSPECTION | change))
    assert answer.status_code == 422
    assert said in faults(answer)
    assert not Act.objects.exists()


def test_a_refused_page_keeps_what_was_typed(cast: Cast) -> None:
    answer = cast.client("丁").post("/acts/record/inspection/", INSPECTION | {"date": "2026-06-16", "problems-0-text": "电线裸露"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 1 处要改" in page and "望埠工业园" in page and "电线裸露" in page


def test_a_form_says_truly_what_must_be_filled_in(cast: Cast) -> None:
    page = " ".join(cast.client("英德安委办").get("/acts/record/inspection/").content.decode().split())
    assert '牵头（带队） <span class="quiet">（本人牵头的必勾，勾了才计入）' in page
    assert '地点 <span class="quiet">（与所到单位至少写一项）' in page
    assert '排查情况 <span class="quiet">（选填）' in page
    page = " ".join(cast.client("甲").get("/acts/record/document/").content.decode().split())
    assert '本人（署名） <span class="quiet">（计入本人的文件必勾）' in page


def test_what_turns_the_direction_of_writing_is_taken_out_and_said(cast: Cast) -> None:
    client = cast.client("丁")
    answer: Any = client.post("/acts/record/inspection/", INSPECTION | {"place": "望埠\u202e工业园"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "文字方向控制符" in page and "望埠工业园" in page and "\u202e" not in page
    uid = send(client, "inspection", **INSPECTION).json()["uid"]
    answer = client.post(f"/acts/{uid}/withdraw/", {"reason": "记\u202e错"})
    assert answer.status_code == 422 and "U+202E" in answer.content.decode()


def test_the_reason_of_a_correction_says_how_long_it_may_be(cast: Cast) -> None:
    client = cast.client("丁")
    uid = send(client, "inspection", **INSPECTION).json()["uid"]
    assert "最多 200 字" in client.get(f"/acts/{uid}/correct/").content.decode()
    sent = INSPECTION | {"device_key": "another"}
    answer: Any = client.post(f"/acts/{uid}/correct/", sent | {"reason": "错" * 201})
    assert answer.status_code == 422 and "最多 200 字，现在有 201 字，请缩短" in answer.content.decode()
    assert client.post(f"/acts/{uid}/correct/", sent | {"reason": "错" * 200}).status_code == 302


def test_a_null_byte_is_taken_out_and_said_in_its_place(cast: Cast) -> None:
    client, nul = cast.client("丁"), "\x00"
    sent = INSPECTION | {"place": f"望埠{nul}工业园", "problems-0-text": f"电线{nul}裸露", "lead": [f"p4{nul}"], "device_key": f"k{nul}", f"x{nul}": "y"}
    answer: Any = client.post("/acts/record/inspection/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and page.count("看不见的空字符") == 6  # of three fields: on top and in their places
    assert "望埠工业园" in page and "电线裸露" in page and nul not in page
    assert client.post("/acts/drafts/", {"draft_form": "record:inspection", "place": f"a{nul}"}).status_code == 200
    assert Draft.objects.get().data["place"] == ["a"]
    uid = send(client, "inspection", **INSPECTION).json()["uid"]
    answer = client.post(f"/acts/{uid}/withdraw/", {"reason": f"记{nul}错"})
    assert answer.status_code == 422 and "看不见的空字符" in answer.content.decode()
    for address in ("/acts/", "/acts/problems/", "/search/"):
        assert client.get(address, {"q": f"望埠{nul}", "unit": f"wb{nul}"}).status_code == 200


def test_an_office_records_for_every_leader_of_its_unit(cast: Cast) -> None:
    assert send(cast.client("望埠安委办"), "inspection", **(INSPECTION | {"lead": ["p4", "p5"], "attend": ["p6"]})).status_code == 201
    assert sorted(one.officer.name for one in Act.objects.get().participants.filter(part="lead")) == ["丁某", "戊某"]


def test_an_office_does_not_record_for_the_units_below_it(cast: Cast) -> None:
    assert "不能为这个单位登记" in faults(send(cast.client("英德安委办"), "inspection", **INSPECTION))


def test_a_secretary_records_for_the_leader_and_for_nobody_else(cast: Cast) -> None:
    client = cast.client("甲的秘书")
    mine = {"unit": "yd", "date": "2026-06-12", "lead": ["p1"], "place": "英红镇", "on_behalf_of": "p1"}
    assert send(client, "inspection", **mine).status_code == 201
    act = Act.objects.get()
    assert act.on_behalf_of == cast.officer["甲某"]
    assert client.get(f"/acts/{act.uid}/receipt/").status_code == 200
    assert "只能登记甲某参加的" in faults(send(client, "inspection", **(mine | {"lead": ["p2"]})))
    assert send(client, "inspection", **(mine | {"on_behalf_of": "p2"})).status_code == 422
    assert Act.objects.count() == 1


def test_a_liaison_ticks_the_attendees_once(cast: Cast) -> None:
    meeting = {"unit": "yjj", "date": "2026-06-10", "bodies": ["dept_safety_meeting"], "chair": "p7", "attend": ["p7", "p8"],
               "topics-0-title": "二季度安全生产", "topics-0-kind": "safety"}
    assert send(cast.client("应急局联络员"), "meeting", **meeting).status_code == 201
    assert [(one.officer.name, one.part) for one in Act.objects.get().participants.order_by("pk")] == [("庚某", "chair"), ("辛某", "attend")]


def test_a_joint_meeting_ticks_both_bodies(cast: Cast) -> None:
    meeting = {"unit": "yd", "date": "2026-06-10", "bodies": ["standing_committee", "executive_meeting"], "chair": "p1", "attend": ["p2"],
               "topics-0-title": "研究安全生产", "topics-0-kind": "special"}
    assert send(cast.client("英德安委办"), "meeting", **meeting).status_code == 201
    assert sorted(fact.body for fact in Act.objects.get().facts.all()) == ["executive_meeting", "standing_committee"]
    assert "没有这种会议" in faults(send(cast.client("英德安委办"), "meeting", **(meeting | {"bodies": ["party_committee"]})))


def test_the_panel_compares_the_fund_with_revenue(cast: Cast) -> None:
    budget = {"unit": "yd", "date": "2026-02-10", "year": "2026", "fund": "108", "fund_before": "100", "revenue_growth": "8"}
    client = cast.client("英德安委办")
    page = client.post("/acts/record/budget/panel/", budget).content.decode()
    assert "8.00%" in page and "不低于，符合" in page and "第六条（四）" in page
    page = client.post("/acts/record/budget/panel/", budget | {"fund": "107.99"}).content.decode()
    assert "低于，不符合" in page and "不计入任何定期任务" in page
    assert not Act.objects.exists()


def test_the_panel_warns_of_a_backfill_before_it_is_saved(cast: Cast) -> None:
    for day, warned in (("2026-05-31", True), ("2026-06-01", False)):
        page = cast.client("丁").post("/acts/record/inspection/panel/", INSPECTION | {"date": day}).content.decode()
        assert ("补录" in page) is warned, day


def test_another_day_offers_the_people_of_that_day(cast: Cast) -> None:
    client = cast.client("望埠安委办")
    page = client.post("/acts/record/inspection/panel/", INSPECTION | {"fitted": "wb 2026-06-15 ", "date": "2025-02-01"}).content.decode()
    assert 'hx-swap-oob' in page and "丁某" not in page
    page = client.post("/acts/record/inspection/panel/", INSPECTION | {"fitted": "wb 2026-06-12 "}).content.decode()
    assert "hx-swap-oob" not in page


def test_what_another_account_typed_is_not_recorded_under_this_one(cast: Cast) -> None:
    answer = send(cast.client("丁"), "inspection", **INSPECTION, account=str(cast.account["甲"].pk))
    assert (answer.status_code, Act.objects.count()) == (409, 0)


def test_the_draft_is_kept_restored_and_gone_with_the_act(cast: Cast) -> None:
    client = cast.client("丁")
    kept = client.post("/acts/drafts/", INSPECTION | {"draft_form": "record:inspection", "findings": "正在写", "csrfmiddlewaretoken": "x"})
    assert kept.json() == {"saved": "10:00:00"}
    assert Draft.objects.get().data["findings"] == ["正在写"]
    page = client.get("/acts/record/inspection/").content.decode()
    assert "已恢复 2026年6月15日 10:00 的草稿" in page and "draft-data" in page
    assert "草稿" not in cast.client("望埠安委办").get("/acts/record/inspection/").content.decode().replace("data-draft", "")
    assert send(client, "inspection", **INSPECTION).status_code == 201
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_when_not_wanted(cast: Cast) -> None:
    client = cast.client("丁")
    client.post("/acts/drafts/", {"draft_form": "record:inspection", "place": "x"})
    answer: Any = client.post("/acts/drafts/drop/", {"draft_form": "record:inspection", "back": "//elsewhere.invalid/"})
    assert (answer.url, Draft.objects.count()) == ("/", 0)


def test_recording_takes_a_fixed_number_of_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        record_act(None, JUNE_15, inspection(cast))
    client = cast.client("丁")
    with django_assert_max_num_queries(55):
        send(client, "inspection", **INSPECTION, device_key="k1")


def test_a_list_that_the_secretary_recorded_counts_for_the_unit_and_stays_in_sight(cast: Cast) -> None:
    """第五、六条: nobody took part in a document of the unit; the secretary sees it by the leader it was recorded for."""
    client = cast.client("甲的秘书")
    sent = {"unit": "yd", "date": "2026-06-12", "kind": "task_list", "number": "英安〔2026〕1号", "on_behalf_of": "p1"}
    answer = send(client, "document", **sent)
    assert answer.status_code == 201
    assert "第六条（三）" in client.get(answer.json()["address"]).content.decode()
    assert cast.client("壬").get(answer.json()["address"]).status_code == 404


def test_a_budget_is_corrected_from_the_figures_that_were_given(cast: Cast) -> None:
    client = cast.client("英德安委办")
    budget = {"unit": "yd", "date": "2026-02-10", "year": "2026", "fund": "110", "fund_before": "100", "revenue_growth": "10"}
    uid = send(client, "budget", **budget).json()["uid"]
    page = client.get(f"/acts/{uid}/correct/").content.decode()
    assert 'value="10.00"' in page and "不低于，符合" in page


def test_a_file_that_is_refused_does_not_keep_the_act_from_being_recorded(cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad, good = SimpleUploadedFile("坏.exe", b"MZ\x90\x00" + bytes(100)), SimpleUploadedFile("记录.txt", "看了三家".encode())
    answer = send(cast.client("丁"), "inspection", **INSPECTION, attached=[bad, good])
    assert answer.status_code == 201
    assert len(answer.json()["refused"]) == 1 and "坏.exe" in answer.json()["refused"][0]
    assert [one.name for one in Act.objects.get().attachments.all()] == ["记录.txt"]
