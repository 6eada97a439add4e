"""Duty lists: made from the regulation, signed by the holder, departments' own, and the year's key work."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from anze.access.rights import rights_of
from anze.duties.actions.acknowledging import acknowledge
from anze.duties.actions.keywork import add_item, change_item, check_round, issue, make_list
from anze.duties.actions.safety_lists import change_list, end_list, enter_list
from anze.duties.models import Acknowledgement, KeyWorkItem, KeyWorkList, SafetyDutyList
from anze.duties.queries import dutylists
from anze.duties.queries.dutylists import duty_list, holders, list_of
from anze.duties.queries.keywork import states
from anze.duties.world import pack_in_force, world
from anze.law.question import Question
from anze.law.recurring.decide import STATUS_NAMES
from anze.law.rules.standing import standing
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 5, 20, 10, tzinfo=SHANGHAI)
TODAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def the_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def ids(post: str, level: str, function: str = "other") -> set[str]:
    return {one.id for one in duty_list(pack_in_force(), post, level, function).entries}


def test_a_list_holds_every_clause_of_the_post_and_no_other() -> None:
    county = ids("party_head", "county")
    assert {"5.2", "5.7", "5.7.town", "5.7.sector", "22.p2"} <= county
    assert not {"5.7.county", "6.2", "10.2"} & county
    assert "5.7.county" in ids("party_head", "city")
    assert {"14.1.meeting", "13.p2"} <= ids("dept_head", "department", "regulator")
    assert "14.1.meeting" not in ids("dept_head", "department", "industry")
    assert ids("party_head", "") == set()


def test_every_line_has_the_exact_words_of_the_article() -> None:
    pack = pack_in_force()
    for post, level in (("party_head", "county"), ("gov_executive_deputy", "city"), ("safety_deputy", "town"), ("dept_head", "department")):
        for one in duty_list(pack, post, level, "regulator").entries:
            assert one.quote.replace("\n", "") in pack.words[int(one.id.split(".")[0])].replace("\n", "")
            assert one.meaning


def test_the_holder_signs_and_a_changed_list_asks_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.client("甲")
    page = client.get("/lists/post/yd/party_head/")
    assert "已阅知，签收" in page.content.decode()
    client.post("/lists/post/yd/party_head/sign/", {"digest": page.context["found"].digest})
    assert Acknowledgement.objects.get().officer == cast.officer["甲某"]
    assert Entry.objects.order_by("-seq")[0].object_type == "acknowledgement"
    assert "已阅知，签收" not in client.get("/lists/post/yd/party_head/").content.decode()
    changed = replace(page.context["found"], digest="0" * 64)
    monkeypatch.setattr(dutylists, "duty_list", lambda *_: changed)
    assert "请看过以后重新签收" in client.get("/lists/post/yd/party_head/").content.decode()


def test_signing_twice_writes_once(cast: Cast) -> None:
    digest = list_of(world(Question(TODAY, TODAY), TODAY), cast.unit["英德"], "party_head").digest
    for _ in range(2):
        acknowledge(cast.account["甲"], NOW, unit=cast.unit["英德"], post="party_head", digest=digest)
    assert (Acknowledgement.objects.count(), Entry.objects.filter(object_type="acknowledgement").count()) == (1, 1)


@pytest.mark.parametrize(("who", "digest", "words"), [("乙", "", "在任的本人"), ("甲", "x", "有了变化"), ("英德安委办", "", "在任的本人")])
def test_nobody_signs_for_another_or_for_a_list_that_changed(cast: Cast, who: str, digest: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        acknowledge(cast.account[who], NOW, unit=cast.unit["英德"], post="party_head", digest=digest)


def test_who_has_not_signed_is_listed_by_the_office(cast: Cast) -> None:
    digest = list_of(world(Question(TODAY, TODAY), TODAY), cast.unit["英德"], "party_head").digest
    acknowledge(cast.account["甲"], NOW, unit=cast.unit["英德"], post="party_head", digest=digest)
    found = cast.client("英德安委办").get("/lists/?state=unsigned").context["page"]
    names = {one.tenure.officer.name for one in found}
    assert "甲某" not in names
    assert {"乙某", "丙某", "丁某"} <= names
    assert "壬某" not in names


def test_another_county_sees_no_list_of_ours(cast: Cast) -> None:
    stranger = cast.client("清新安委办")
    for address in ("/lists/post/yd/party_head/", "/lists/post/yd/party_head/word/", "/lists/unit/yd/word/", "/lists/of/p1/word/"):
        assert stranger.get(address).status_code == 404
    assert "甲某" not in stranger.get("/lists/").content.decode()


def test_a_secretary_sees_the_list_of_the_leader_alone(cast: Cast) -> None:
    reach = rights_of(cast.account["甲的秘书"]).reach("board.view")
    asked = Question(TODAY, TODAY)
    assert {one.tenure.officer.name for one in holders(world(asked, TODAY), asked, reach)} == {"甲某"}
    assert cast.client("甲的秘书").get("/lists/post/yd/party_head/").status_code == 200
    assert cast.client("甲的秘书").get("/lists/post/yd/gov_head/").status_code == 404


@pytest.mark.parametrize(("address", "words"), [
    ("/lists/post/yd/party_head/word/", ["英德市党委主要负责人安全生产职责清单", "第五条（七）"]), ("/lists/of/p3/word/", ["丙某安全生产职责清单"]),
    ("/lists/unit/yd/word/", ["英德市政府主要负责人安全生产职责清单", "英德市党委主要负责人安全生产职责清单"])])
def test_lists_come_as_word(cast: Cast, address: str, words: list[str]) -> None:
    document = Document(BytesIO(b"".join(cast.client("英德安委办").get(address))))
    text = "\n".join([p.text for p in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells])
    assert [word for word in words if word not in text] == []


def verdict(cast: Cast, officer: str) -> str:
    asked = Question(TODAY, TODAY)
    return next(one["status"] for one in standing(world(asked, TODAY).known(asked), frozenset({officer})) if one["duty"] == "13.p2")


def test_a_department_list_with_its_safety_body_meets_13_p2_and_without_does_not(cast: Cast) -> None:
    found = enter_list(cast.account["应急局联络员"], NOW, unit=cast.unit["应急局"], start=date(2026, 1, 1))
    assert verdict(cast, "p7") == "lacking"
    found = change_list(cast.account["应急局联络员"], NOW, found, reason="补明机构", safety_body="安全生产综合协调股")
    assert verdict(cast, "p7") == "in_place"
    end_list(cast.account["应急局联络员"], NOW, found, end=date(2026, 5, 19), reason="换新清单")
    assert verdict(cast, "p7") == "lacking"
    assert SafetyDutyList.objects.count() == 3


def test_a_list_is_a_departments_and_one_at_a_time(cast: Cast) -> None:
    by = cast.account["英德安委办"]
    with pytest.raises(ValidationError, match="由部门制定"):
        enter_list(by, NOW, unit=cast.unit["英德"], start=date(2026, 1, 1))
    enter_list(by, NOW, unit=cast.unit["应急局"], start=date(2026, 1, 1), end=date(2026, 3, 31))
    with pytest.raises(ValidationError, match="已有责任清单"):
        enter_list(by, NOW, unit=cast.unit["应急局"], start=date(2026, 3, 31))
    enter_list(by, NOW, unit=cast.unit["应急局"], start=date(2026, 4, 1))


def test_a_liaison_enters_the_list_of_the_own_department_only(cast: Cast) -> None:
    client = cast.client("应急局联络员")
    done = client.post("/lists/departments/new/", {"unit": cast.unit["应急局"].pk, "start": "2026-01-01", "safety_body": "综合协调股"}, follow=True)
    assert "综合协调股" in done.content.decode()
    refused = client.post("/lists/departments/new/", {"unit": cast.unit["教育局"].pk, "start": "2026-01-01"})
    assert "所选的不在可选范围内" in refused.content.decode()
    assert cast.client("清新安委办").get(f"/lists/departments/{SafetyDutyList.objects.get().pk}/").status_code == 404


def status(cast: Cast, duty: str, unit: str, as_of: date = TODAY) -> str:
    found = world(Question(as_of, TODAY), TODAY)
    [block] = [one for one in found.recurrence.blocks(Question(as_of, TODAY), within=found.unit_codes([unit])) if one.duty.id == duty]
    return STATUS_NAMES[block.status[0]]


@pytest.fixture
def work(cast: Cast) -> KeyWorkList:
    found = make_list(cast.account["英德安委办"], NOW, unit=cast.unit["英德"], year=2026)
    for place, deadline in ((1, date(2026, 5, 20)), (2, date(2026, 6, 30)), (3, date(2026, 5, 19))):
        add_item(cast.account["英德安委办"], NOW, found, position=place, content=f"任务{place}", officer=cast.officer["乙某"], deadline=deadline)
    return found


def test_issuing_a_list_meets_6_3_without_typing_it_twice(cast: Cast, work: KeyWorkList) -> None:
    assert status(cast, "6.3", "yd") == "pending"
    act = issue(cast.account["英德安委办"], NOW, work, issued_on=date(2026, 5, 18), number="英府〔2026〕5号")
    assert (status(cast, "6.3", "yd"), status(cast, "6.3.check", "yd")) == ("met", "pending")
    assert (act.kind, act.number, act.year) == ("task_list", "英府〔2026〕5号", 2026)
    with pytest.raises(ValidationError, match="已经印发"):
        issue(cast.account["英德安委办"], NOW, work, issued_on=date(2026, 5, 18))


def test_a_round_of_checks_meets_6_3_check(cast: Cast, work: KeyWorkList) -> None:
    results = {item.pk: (item.position == 1, "看过") for item in KeyWorkItem.objects.all()}
    with pytest.raises(ValidationError, match="请先印发"):
        check_round(cast.account["英德安委办"], NOW, work, on=TODAY, results=results)
    issue(cast.account["英德安委办"], NOW, work, issued_on=date(2026, 5, 18))
    held = check_round(cast.account["英德安委办"], NOW, work, on=TODAY, results=results)
    assert held.act is not None
    assert held.act.kind == "task_list_check"
    assert status(cast, "6.3.check", "yd") == "met"
    found = states([work], Question(TODAY, TODAY))[work.pk]
    assert [one.status for one in found] == ["met", "pending", "missed"]


def test_late_work_never_turns_green_and_a_changed_item_keeps_its_checks(cast: Cast, work: KeyWorkList) -> None:
    by = cast.account["英德安委办"]
    issue(by, NOW, work, issued_on=date(2026, 5, 18))
    late = KeyWorkItem.objects.get(position=3)
    check_round(by, NOW, work, on=TODAY, results={late.pk: (True, "")})
    change_item(by, NOW, late, reason="写错", content="任务三")
    [state] = [one for one in states([work], Question(TODAY, TODAY))[work.pk] if one.item.position == 3]
    assert (state.status, state.words, state.item.content) == ("backfilled", "逾期完成", "任务三")


def test_last_years_items_are_copied_a_year_on(cast: Cast, work: KeyWorkList) -> None:
    found = make_list(cast.account["英德安委办"], NOW, unit=cast.unit["英德"], year=2027, copied=True)
    assert list(found.items.order_by("position").values_list("deadline", flat=True)) == [date(2027, 5, 20), date(2027, 6, 30), date(2027, 5, 19)]
    with pytest.raises(ValidationError, match="已有清单"):
        make_list(cast.account["英德安委办"], NOW, unit=cast.unit["英德"], year=2027)


def test_the_pages_of_key_work_from_making_to_checking(cast: Cast) -> None:
    client = cast.client("英德安委办")
    client.post("/lists/work/new/", {"unit": cast.unit["英德"].pk, "year": 2026})
    pk = KeyWorkList.objects.get().pk
    item = {"position": 1, "content": "整治燃气", "officer": cast.officer["乙某"].pk, "department": cast.unit["应急局"].pk, "deadline": "2026-12-31",
            "provision": "6.3"}
    assert client.post(f"/lists/work/{pk}/items/new/", item).status_code == 302
    assert "回执号" in client.post(f"/lists/work/{pk}/issue/", {"issued_on": "2026-05-18"}, follow=True).content.decode()
    key = KeyWorkItem.objects.get().pk
    assert "已保存检查情况" in client.post(f"/lists/work/{pk}/check/", {"on": "2026-05-20", f"done-{key}": "1"}, follow=True).content.decode()
    page = client.get(f"/lists/work/{pk}/").content.decode()
    assert "整治燃气" in page
    assert "完成 1 项" in page
    assert client.get("/lists/work/").status_code == 200
    assert b"word/document.xml" in b"".join(client.get(f"/lists/work/{pk}/word/"))
    for address in (f"/lists/work/{pk}/", f"/lists/work/items/{key}/change/", f"/lists/work/{pk}/excel/"):
        assert cast.client("清新安委办").get(address).status_code == 404
    assert cast.client("甲").get(f"/lists/work/{pk}/issue/").status_code == 403


def test_key_work_goes_out_to_excel_and_comes_in_again(cast: Cast, work: KeyWorkList) -> None:
    client = cast.client("英德安委办")
    content = client.get(f"/lists/work/{work.pk}/excel/").content
    done = client.post(f"/lists/work/{work.pk}/import/", {"file": SimpleUploadedFile("a.xlsx", content)}, follow=True)
    assert "新增 0 项，更改 0 项" in done.content.decode()
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["重点工作任务"]
    sheet["B2"] = "任务一"
    sheet.append([4, "任务四", "p1", None, "yjj", None, date(2026, 9, 30), "6.3"])
    sheet.append([4, "", "p9", None, None, None, "不知", "99.9"])
    out = BytesIO()
    book.save(out)
    said = client.post(f"/lists/work/{work.pk}/import/", {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}).content.decode()
    assert [word for word in ("B6（工作任务）", "C6（责任领导编号）", "G6（完成时限）", "H6（依据）", "A5（序号）") if word not in said] == []
    sheet.delete_rows(6)
    out = BytesIO()
    book.save(out)
    done = client.post(f"/lists/work/{work.pk}/import/", {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}, follow=True)
    assert "新增 1 项，更改 1 项" in done.content.decode()


def test_the_page_of_lists_asks_the_database_the_same_however_many_there_are(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("英德安委办")
    client.get("/lists/")
    with django_assert_max_num_queries(12):
        client.get("/lists/")
    with django_assert_max_num_queries(14):
        client.get("/lists/departments/")
