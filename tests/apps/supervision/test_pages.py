"""The pages of supervision: who sees what, the way through them, the phone's cards, on behalf, urging, links both ways, the home page, search."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.access.rights import rights_of
from anze.duties.models import Message, Urge
from anze.duties.sources import told
from anze.papers.models import Filed
from anze.supervision.actions import reviewing, undertaking
from anze.supervision.models import Step, Task
from anze.supervision.told import Origin
from tests.apps.accidents.telling import at
from tests.apps.supervision.telling import (
    CITY,
    COUNTY,
    HEAD,
    LIAISON,
    NOW,
    TOWN,
    assigned,
    of_unit,
    planned,
    reported,
    state_of,
)
from tests.cast import Cast
from tests.hostile.office import pdf


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-03-04"), tick=False):
        yield


def said(answer: Any) -> str:
    return str(answer.content.decode())


def sent(cast: Cast, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return what the page of planning sends."""
    plain = {"unit": "qy", "origin": "other", "answering": "gov", "contact": "张某", "phone": "0763-0000000", "device_key": "k" * 32, "then": "assign",
             "item-TOTAL_FORMS": "5", "item-INITIAL_FORMS": "0"}
    for place, row in enumerate(rows):
        whole = {"title": "清查气瓶", "text": "逐站核对", "main": "英德市", "assists": "", "due": "2026-03-20"} | row
        plain |= {f"item-{place}-{name}": value for name, value in whole.items()}
    return plain | more


def test_a_stranger_finds_nothing_and_an_owner_everything(cast: Cast) -> None:
    task, early = assigned(cast), planned(cast)
    one = of_unit(cast, task)
    paths = [f"/supervision/{task.uid}/", f"/supervision/undertakings/{one.pk}/report/sign/"]
    for path in paths:
        assert cast.client(COUNTY).get(path).status_code == 200, path
        assert cast.client("清新安委办").get(path).status_code == 404, path
        assert cast.client("清新安委办").post(path, {}).status_code in {404, 405}, path
    assert cast.client("清新安委办").get(f"/supervision/{task.uid}/do/withdraw/").status_code == 404
    assert cast.client("清新安委办").get(f"/supervision/undertakings/{one.pk}/review/accept/").status_code == 404
    assert cast.client("清新安委办").get(f"/supervision/undertakings/{one.pk}/decide/grant/").status_code == 404
    assert task.uid not in said(cast.client("清新安委办").get("/supervision/?view=all"))
    assert cast.client(COUNTY).get(f"/supervision/{early.uid}/").status_code == 404  # only planned: nobody's yet
    assert told("tasks", [f"{task.uid}-1", task.uid], rights_of(cast.account["清新安委办"])) == {}
    assert {one.address for one in told("tasks", [f"{task.uid}-1", task.uid], rights_of(cast.account["乙"])).values()} == {paths[0]}


def test_each_side_keeps_to_its_own_verbs(cast: Cast) -> None:
    one = reported(cast)
    assert cast.client(CITY).get(f"/supervision/undertakings/{one.pk}/report/progress/").status_code == 403
    assert cast.client(COUNTY).get(f"/supervision/undertakings/{one.pk}/review/accept/").status_code == 403
    assert cast.client(COUNTY).get(f"/supervision/{one.task.uid}/do/withdraw/").status_code == 403
    assert cast.client(COUNTY).get(f"/supervision/{one.task.uid}/slip/").status_code == 403
    assert cast.client(COUNTY).get(f"/supervision/{one.task.uid}/slip.docx").status_code == 404
    assert cast.client(CITY).get(f"/supervision/undertakings/{one.pk}/review/grant/").status_code == 404  # a decision has an address of its own
    assert cast.client("甲").get(f"/supervision/{one.task.uid}/").status_code == 200
    assert cast.client("甲").get(f"/supervision/undertakings/{one.pk}/report/progress/").status_code == 403  # 乙某 answers, not 甲某


def test_several_items_are_planned_and_assigned_in_one_sending(cast: Cast) -> None:
    client = cast.client(CITY)
    assert "units-suggested" in said(client.get("/supervision/new/"))
    form = sent(cast, {"assists": "望埠镇、英德市教育局"}, {"title": "整治气站", "main": "wb"})
    wrong = client.post("/supervision/new/", form | {"item-0-assists": "望埠镇、没有局", "item-1-due": ""})
    assert wrong.status_code == 422 and "没有找到“没有局”" in said(wrong) and "请写明日期" in said(wrong) and "整治气站" in said(wrong)
    refused = client.post("/supervision/new/", form)
    assert refused.status_code == 422 and "英德市教育局今天没有在任的" in said(refused) and not Task.objects.exists()
    form["item-0-assists"] = "望埠镇"
    assert client.post("/supervision/new/", form)["Location"] == client.post("/supervision/new/", form)["Location"] == "/supervision/?view=open"
    assert [(one.title, state_of(one), one.undertakings.count()) for one in Task.objects.order_by("pk")] == [
        ("清查气瓶", "assigned", 2), ("整治气站", "assigned", 1)]


def test_a_document_typed_without_its_origin_is_not_dropped_in_silence(cast: Cast) -> None:
    wrong = cast.client(CITY).post("/supervision/new/", sent(cast, {}, document="粤安办〔2026〕8号"))
    assert wrong.status_code == 422 and "来源请选“上级文件”" in said(wrong) and not Task.objects.exists()


def test_the_same_item_again_goes_out_only_where_somebody_says_that_it_is_another(cast: Cast) -> None:
    client = cast.client(CITY)
    client.post("/supervision/new/", sent(cast, {}))
    again = sent(cast, {}) | {"device_key": "another-sending"}
    asked = client.post("/supervision/new/", again)
    assert asked.status_code == 422 and Task.objects.get().uid in said(asked) and "不是同一件事，照样立项" in said(asked)
    assert client.post("/supervision/new/", again | {"not_the_same": "on"}).status_code == 302 and Task.objects.count() == 2


def test_what_was_typed_of_an_item_is_kept_until_it_is_sent(cast: Cast) -> None:
    client = cast.client(CITY)
    client.post("/acts/drafts/", {"draft_form": "supervision:", "item-0-title": "清查气瓶"})
    assert "已恢复" in said(client.get("/supervision/new/"))
    client.post("/supervision/new/", sent(cast, {}))
    assert "已恢复" not in said(client.get("/supervision/new/"))


def test_a_superiors_document_is_told_whole(cast: Cast) -> None:
    client = cast.client(CITY)
    wrong = client.post("/supervision/new/", sent(cast, {}, origin="document"))
    assert all(words in said(wrong) for words in ("请写明来文文号", "请写明来文单位", "请写明来文日期"))
    client.post("/supervision/new/", sent(cast, {}, origin="document", document="粤安办〔2026〕8号", issuer="省安委办", issued_on="2026-02-20", then="plan"))
    task = Task.objects.get()
    assert state_of(task) == "planned" and "省安委办粤安办〔2026〕8号（2026年2月20日）" in said(client.get(f"/supervision/{task.uid}/"))
    assert task.title in said(client.get("/supervision/?view=planned")) and client.get(f"/supervision/{task.uid}/slip.docx").status_code == 200
    changed = client.post(f"/supervision/{task.uid}/do/change/", {"title": "清查气瓶和气站", "text": "", "main": "英德市", "assists": "", "due": "2026-03-25",
                                                                 "answering": "both"})
    assert changed.status_code == 302 and client.post(f"/supervision/{task.uid}/do/assign/", {"contact": "张某", "phone": ""}).status_code == 302
    page = said(client.get(f"/supervision/{task.uid}/"))
    assert "甲某" in page and "乙某" in page and "安全生产督办单（绿色）" in page and "待签收" in page


def test_only_offices_of_places_plan_items(cast: Cast) -> None:
    assert cast.client(LIAISON).get("/supervision/new/").status_code == 403
    page = said(cast.client(TOWN).get("/supervision/new/"))
    assert "望埠镇" in page and "英德市教育局" not in page


def test_from_the_card_on_a_phone_to_the_closure(cast: Cast) -> None:
    task = assigned(cast)
    one, leader, office = of_unit(cast, task), cast.client("乙"), cast.client(CITY)
    assert "清查" in said(leader.get("/supervision/mine/")) and "没有要办的督办事项" in said(cast.client("丁").get("/supervision/mine/"))
    assert leader.post(f"/supervision/undertakings/{one.pk}/report/sign/", {"back": "mine"})["Location"] == "/supervision/mine/"
    assert leader.post(f"/supervision/undertakings/{one.pk}/report/sign/").status_code == 302 and one.steps.filter(kind="sign").count() == 1
    assert leader.post(f"/supervision/undertakings/{one.pk}/report/progress/", {"note": "已查 20 站"}).status_code == 302
    file = SimpleUploadedFile("台账.pdf", pdf(), "application/pdf")
    wrong = leader.post(f"/supervision/undertakings/{one.pk}/report/report/", {"on": "2026-03-04", "note": ""})
    assert wrong.status_code == 422 and "请写明办理情况" in said(wrong)
    assert leader.post(f"/supervision/undertakings/{one.pk}/report/report/", {"on": "2026-03-04", "note": "已全部清查", "attached": file}).status_code == 302
    assert Filed.objects.of("undertaking", str(one.pk)).get().name == "台账.pdf"
    page = said(office.get(f"/supervision/{task.uid}/"))
    assert "已全部清查" in page and "台账.pdf" in page and "复核通过" in page
    assert office.post(f"/supervision/undertakings/{one.pk}/review/send_back/", {"note": "缺台账签字"}).status_code == 302
    assert "缺台账签字" in said(leader.get("/supervision/mine/"))
    leader.post(f"/supervision/undertakings/{one.pk}/report/report/", {"on": "2026-03-04", "note": "已补签"})
    assert "已补签" in said(office.get(f"/supervision/undertakings/{one.pk}/review/accept/"))
    assert office.post(f"/supervision/undertakings/{one.pk}/review/accept/", {}).status_code == 302 and state_of(task) == "closed"
    assert "按期办结" in said(office.get("/supervision/?view=done")) and "最近办结的" in said(leader.get("/supervision/mine/"))
    assert "现在是“复核通过”" in said(leader.post(f"/supervision/undertakings/{one.pk}/report/progress/", {"note": "再"}, follow=True))


def test_a_secretary_reports_for_her_leader_by_name(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast, answering="party"))
    secretary = cast.client("甲的秘书")
    assert "您代甲某办理" in said(secretary.get(f"/supervision/undertakings/{one.pk}/report/sign/"))
    secretary.post(f"/supervision/undertakings/{one.pk}/report/sign/")
    secretary.post(f"/supervision/undertakings/{one.pk}/report/report/", {"on": "2026-03-04", "note": "已办结"})
    assert set(one.steps.filter(kind__in=("sign", "report")).values_list("by__name", "behalf__name")) == {("甲的秘书", "甲某")}
    assert "甲的秘书代甲某" in said(cast.client("甲").get(f"/supervision/{one.task.uid}/"))
    other = of_unit(cast, assigned(cast))
    assert cast.client("甲的秘书").get(f"/supervision/undertakings/{other.pk}/report/sign/").status_code == 404


def test_a_department_signs_by_its_liaison(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast, by=COUNTY, unit="英德", main="应急局"), "应急局")
    assert cast.client(LIAISON).post(f"/supervision/undertakings/{one.pk}/report/sign/").status_code == 302 and state_of(one) == "signed"


def test_an_extension_on_its_pages(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast))
    county, head, office = cast.client(COUNTY), cast.client(HEAD), cast.client(CITY)
    county.post(f"/supervision/undertakings/{one.pk}/report/sign/")
    wrong = county.post(f"/supervision/undertakings/{one.pk}/report/ask/", {"due": "2026-03-10", "note": "检测排期"})
    assert wrong.status_code == 422 and "应当晚于现在的期限" in said(wrong)
    assert county.post(f"/supervision/undertakings/{one.pk}/report/ask/", {"due": "2026-04-10", "note": "检测排期"}).status_code == 302
    assert "延期待审批" in said(office.get(f"/supervision/{one.task.uid}/")) and one.task.title in said(head.get("/attention/supervision_review/"))
    assert "检测排期" in said(head.get(f"/supervision/undertakings/{one.pk}/decide/grant/"))
    assert head.post(f"/supervision/undertakings/{one.pk}/decide/grant/", {"due": "2026-04-01", "note": ""}).status_code == 302
    assert "原期限2026年3月20日" in said(county.get(f"/supervision/{one.task.uid}/"))


def test_who_reported_is_told_that_another_reviews(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast))
    undertaking.sign(cast.account[COUNTY], NOW, one)
    Step.objects.create(undertaking=one, kind="report", on=NOW.date(), at=NOW, by=cast.account[CITY])  # an account that changed sides meanwhile
    answer = cast.client(CITY).get(f"/supervision/undertakings/{one.pk}/review/accept/", follow=True)
    assert "不能由您审批、复核" in said(answer) and "/review/accept/" not in said(cast.client(CITY).get(f"/supervision/{one.task.uid}/"))


def test_people_are_changed_and_units_released_on_their_pages(cast: Cast) -> None:
    task = assigned(cast, assists=("望埠",))
    one, other, office = of_unit(cast, task), of_unit(cast, task, "望埠"), cast.client(CITY)
    assert "甲某（党委主要负责人）" in said(office.get(f"/supervision/undertakings/{one.pk}/review/hand_on/"))
    assert office.post(f"/supervision/undertakings/{one.pk}/review/hand_on/", {"officers": [cast.officer["甲某"].pk], "note": "分工调整"}).status_code == 302
    assert office.post(f"/supervision/undertakings/{other.pk}/review/release/", {"note": "不涉及"}).status_code == 302
    page = said(office.get(f"/supervision/{task.uid}/"))
    assert "甲某" in page and "已解除承办" in page
    assert office.post(f"/supervision/{task.uid}/do/withdraw/", {"note": "并入"}).status_code == 302
    assert "已撤销" in said(office.get(f"/supervision/{task.uid}/"))


def test_the_page_and_the_list_answer_for_a_day_gone_by(cast: Cast) -> None:
    one = reported(cast, on="2026-03-03", now=at("2026-03-02"))
    reviewing.accept(cast.account[CITY], at("2026-03-04"), one)
    client = cast.client(CITY)
    assert "按期办结" in said(client.get(f"/supervision/{one.task.uid}/"))
    then = said(client.get(f"/supervision/{one.task.uid}/?as_of=2026-03-02&known_at=2026-03-02"))
    assert "待签收" in then and "已全部清查" not in then and "/do/withdraw/" not in then
    assert client.get(f"/supervision/{one.task.uid}/?as_of=2026-03-01&known_at=2026-03-01").status_code == 404
    assert one.task.title in said(client.get("/supervision/?as_of=2026-03-02&known_at=2026-03-02"))
    assert one.task.title not in said(client.get("/supervision/"))


def test_filters_live_in_the_address(cast: Cast) -> None:
    late = assigned(cast, title="已逾期的事", due=date(2026, 3, 3), now=at("2026-03-01"))
    soon, far = assigned(cast, title="快到期的事", due=date(2026, 3, 7)), assigned(cast, title="远处的事", due=date(2026, 3, 8), main="望埠")
    waiting = reported(cast, on="2026-03-03", title="待复核的事", origin=Origin(kind="document", document="粤安办〔2026〕8号", issuer="省安委办",
                                                                           issued_on=date(2026, 2, 20)))
    client = cast.client(CITY)

    def titles(query: str) -> set[str]:
        page = said(client.get(f"/supervision/?{query}"))
        return {one.title for one in (late, soon, far, waiting.task) if f">{one.title}<" in page}

    assert titles("view=overdue") == {"已逾期的事"} and titles("view=soon") == {"快到期的事"} and titles("view=review") == {"待复核的事"}
    assert titles("unit=wb") == {"远处的事"} and titles("q=粤安办") == {"待复核的事"} and titles("origin=document") == {"待复核的事"}
    assert titles("by=qy") == titles("") == {"已逾期的事", "快到期的事", "远处的事", "待复核的事"} and titles("view=done") == set()
    assert "逾期 1 天" in said(client.get("/supervision/")) and "还有 3 天" in said(client.get("/supervision/"))


def test_an_office_urges_each_leader_at_most_once_a_day(cast: Cast) -> None:
    task, other, client = assigned(cast), assigned(cast, title="整治气站"), cast.client(CITY)
    page = said(client.get(f"/supervision/urge/?pick={task.uid}"))
    assert "将催办 1 人" in page and "乙某" in page and not Urge.objects.exists()
    assert "已催办 1 人" in said(client.post("/supervision/urge/", {"pick": [task.uid, other.uid], "send": "1", "text": "请抓紧"}))
    [line, second] = Message.objects.get(account=cast.account["乙"]).lines
    assert "还有 16 天到期" in line["text"] and "请抓紧" in line["text"] and "整治气站" in second["text"]
    again = said(client.post("/supervision/urge/", {"pick": task.uid, "send": "1"}))
    assert "今天已经催办过" in again and Urge.objects.count() == 1
    assert "没有可以催办的" in said(cast.client(COUNTY).get(f"/supervision/urge/?pick={task.uid}"))
    for path in ("/", "/attention/urged/"):
        assert client.get(path).status_code == 200


def test_a_coloured_slip_on_its_page(cast: Cast) -> None:
    task, client = assigned(cast), cast.client(CITY)
    assert "/slip/" not in said(client.get(f"/supervision/{task.uid}/"))
    assert "还没有临期或者逾期" in said(client.get(f"/supervision/{task.uid}/slip/", follow=True))
    with time_machine.travel(at("2026-03-18"), tick=False):
        client = cast.client(CITY)
        assert "发黄色督办单" in said(client.get(f"/supervision/{task.uid}/slip/"))
        assert client.post(f"/supervision/{task.uid}/slip/", {"contact": "张某", "phone": ""}).status_code == 302
        assert "安全生产督办单（黄色）" in said(client.get(f"/supervision/{task.uid}/"))


def test_the_home_page_says_what_waits_for_whom(cast: Cast) -> None:
    late = of_unit(cast, assigned(cast, title="已逾期的事", due=date(2026, 3, 3), now=at("2026-03-01")))
    waiting = reported(cast, on="2026-03-03", title="待复核的事")
    assert "待签收的督办事项" in said(cast.client("乙").get("/")) and late.task.title in said(cast.client("乙").get("/attention/supervision_sign/"))
    assert late.task.title in said(cast.client(COUNTY).get("/attention/supervision_own/"))
    assert late.task.title in said(cast.client(CITY).get("/attention/supervision_late/"))
    assert waiting.task.title in said(cast.client(CITY).get("/attention/supervision_review/"))
    assert waiting.task.title in said(cast.client(CITY).get("/attention/supervision_begun/"))
    assert late.task.title not in said(cast.client("清新安委办").get("/attention/supervision_own/"))


def test_the_search_finds_items_by_number_words_and_document(cast: Cast) -> None:
    task = assigned(cast, origin=Origin(kind="document", document="粤安办〔2026〕8号", issuer="省安委办", issued_on=date(2026, 2, 20)))
    for wanted in (task.uid, "液化气瓶", "粤安办〔2026〕8号"):
        assert f"/supervision/{task.uid}/" in said(cast.client("乙").get("/search/", {"q": wanted})), wanted
        assert f"/supervision/{task.uid}/" not in said(cast.client("清新安委办").get("/search/", {"q": wanted}))


def test_a_list_names_a_few_undertakers_and_counts_many(cast: Cast) -> None:
    from anze.register.actions import begin_tenure

    for unit in ("清新", "大站", "太和"):
        begin_tenure(None, at("2026-01-05"), officer=cast.officer["丙某"], unit=cast.unit[unit], post="gov_head", start=date(2026, 1, 5))
    assigned(cast, assists=("望埠",))
    many = assigned(cast, title="全市大检查", assists=("望埠", "清新", "大站", "太和"))
    undertaking.sign(cast.account[COUNTY], NOW, of_unit(cast, many))
    page = said(cast.client(CITY).get("/supervision/"))
    assert "英德市等 5 家" in page and "待签收 4，办理中 1" in page and "望埠镇 <span class=\"tag\">协办</span>" in page
