"""Everything that is wrong with a form of a case is said in one round, each beside its field; nothing that was typed or pasted is lost (experience.md)."""

import re
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse

from anze.access.rights import rights_of
from anze.accidents.actions.reporting import record_report
from anze.accidents.models import Accident
from anze.accountability.models import Case, Circumstance, Remedy, Statement
from anze.accountability.queries.ground import grounds
from anze.accountability.queries.places import found_place
from anze.accountability.queries.sound import unheard
from anze.law.question import Question
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import after_accident, concerned, contested, crew, heard, notified, opened
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

WHEN = at("2026-04-15", 9)


def wrong(answer: HttpResponse | Any) -> dict[str, str]:
    """Return what stands beside each field."""
    assert answer.status_code == 422
    return dict(re.findall(r'id="id_(\w+?)_error">([^<]*)<', answer.content.decode()))


def test_an_empty_circumstance_lacks_its_evidence_too(cast: Cast) -> None:  # 第二十八、二十九条
    one = concerned(cast, case=after_accident(cast))
    found = wrong(post(cast, "纪委", "person_take", [one.uid, "circumstance"], WHEN))
    assert set(found) == {"rule", "on", "text", "evidence"} and not Circumstance.objects.exists()


def test_an_empty_draft_says_what_it_rests_on_and_which_reasons_are_asked(cast: Cast) -> None:
    one = heard(cast, concerned(cast, case=after_accident(cast)))
    found = wrong(post(cast, "纪委", "person_take", [one.uid, "draft"], WHEN, measures=["政务警告"], by="discipline"))
    assert {"kind", "body", "reasons", "by"} <= set(found) and "政务警告不能由纪检机关决定" in found["by"]
    found = wrong(post(cast, "纪委", "person_take", [one.uid, "draft"], WHEN, kind="measures", measures=["诫勉"], by="discipline", body="清远市纪委"))
    assert {"reasons", "authority"} <= set(found)


def test_a_notice_says_both_its_days_and_what_has_to_be_done_before_in_one_round(cast: Cast) -> None:  # 第三十、三十二条
    one = concerned(cast, case=after_accident(cast))
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(reverse("accountability:person_take", args=[one.uid, "notify"])).content.decode()
    assert "要先有尽职免责检验" in page and "没有甲某的、有证据的事实" in page  # before anything is typed
    answer = post(cast, "纪委", "person_take", [one.uid, "notify"], WHEN, on="2026-04-20", due="2026-04-19")
    assert {"text", "way", "on", "due"} <= set(wrong(answer)) and "要先有尽职免责检验" in answer.content.decode()


def test_a_day_to_come_is_said_beside_what_is_missing_of_a_proposal(cast: Cast) -> None:
    crew(cast)
    found = wrong(post(cast, "纪委", "case_new", [], WHEN, unit="yd", organ="discipline", rule="25.1", day="2026-05-01", title="", reasons=""))
    assert {"title", "reasons", "approver", "day"} <= set(found) and "事实发生日晚于今天" in found["day"]


def test_an_outcome_says_its_days_and_its_body_in_one_round(cast: Cast) -> None:
    one = contested(cast)
    told = {"body": "other", "other": "清远市安委办", "on": "2026-06-09", "outcome": "uphold"}
    found = wrong(post(cast, "纪委", "person_take", [one.uid, "result"], at("2026-06-01"), **told))
    assert {"text", "on", "other", "served_on"} <= set(found) and "晚于今天" in found["on"] and "由作出决定的监察机关受理" in found["other"]
    assert not Remedy.objects.get(concerned=one).proposal


def test_what_is_pasted_too_long_is_refused_with_how_much_and_stands_in_full(cast: Cast) -> None:
    case, text = opened(cast), "查" * 4_999 + "实"
    answer = post(cast, "纪委", "case_take", [case.uid, "fact"], WHEN, on="2026-03-10", text=text)
    page = answer.content.decode()
    assert "写了 5,000 字，最多 4,000 字，请删去 1,000 字" in wrong(answer)["text"] and text in page and "maxlength" not in page.partition("<main")[2]
    assert not case.facts.exists()
    lines = "\r\n".join(["查实"] * 1_333)  # 3,998 characters as they are counted while typing
    assert post(cast, "纪委", "case_take", [case.uid, "fact"], WHEN, on="2026-03-10", text=lines).status_code == 302


def test_a_long_reason_for_the_name_of_a_case_is_not_cut(cast: Cast) -> None:
    crew(cast)
    answer = post(cast, "纪委", "case_new", [], WHEN, title="案" * 100)
    assert "请删去 20 字" in wrong(answer)["title"] and "案" * 100 in answer.content.decode()


@pytest.mark.parametrize("text", ["", "我已经布置整改"])
def test_that_there_is_nothing_more_may_be_said_alone(cast: Cast, text: str) -> None:
    one = notified(cast)
    assert post(cast, "甲", "own_state", [one.uid], at("2026-04-02"), text=text, nothing_more="on").status_code == 302
    said = Statement.objects.get(concerned=one)
    assert said.text == text and "没有其他要说的了" in said.said
    draft: Any = type("Draft", (), {"kind": "measures", "drafted_at": at("2026-04-03")})()
    assert unheard(one, draft, at("2026-04-04").date()) == ""


def test_a_statement_that_says_nothing_is_asked_for_words(cast: Cast) -> None:
    one = notified(cast)
    assert "没有其他要说的了" in wrong(post(cast, "甲", "own_state", [one.uid], at("2026-04-02"), text=" "))["text"]
    assert not Statement.objects.exists()


@pytest.mark.parametrize("typed", ["2026-0001", " ２０２６-1 ", "sg-2026-0001"])
def test_an_accident_is_named_by_its_number_in_the_register(cast: Cast, typed: str) -> None:  # 第二十五条（四）
    accident = after_accident(cast).accident
    told = {"unit": "yd", "organ": "discipline", "rule": "25.4", "day": "2026-03-10", "title": "另一件", "reasons": "查清责任。", "approver": "纪委乙"}
    found = wrong(post(cast, "纪委", "case_new", [], WHEN, **told | {"accident": "2026-0009", "reasons": "字" * 4001}))
    assert "台账编号" in found["accident"] and "请删去 1 字" in found["reasons"] and "请写明" not in found["reasons"]
    answer = post(cast, "纪委", "case_new", [], WHEN, **told | {"accident": typed, "again": "on"})
    assert answer.status_code == 302, wrong(answer)
    assert Case.objects.latest("pk").accident == accident == "sg-2026-0001"


def test_pages_and_forms_show_the_number_of_an_accident_as_its_register_does(cast: Cast) -> None:
    one = heard(cast, concerned(cast, case=after_accident(cast)))
    record_report(cast.account["市安委办"], at("2026-03-12"), Accident.objects.get(), to="county", made_at=at("2026-03-12"))  # late, so a ground
    key = next(found.key for found in grounds(rights_of(cast.account["纪委"]), Question(WHEN.date(), WHEN.date()), WHEN.date()) if found.found.accident)
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("纪委")
        pages = [client.get(address).content.decode() for address in (
            f"{reverse('accountability:case_new')}?ground={key}", reverse("accountability:person", args=[one.uid]),
            reverse("accountability:person_take", args=[one.uid, "draft"]))]
    assert 'name="accident" value="2026-0001"' in pages[0] and all("事故2026-0001，以" in page for page in pages[1:])
    assert not any("sg-2026" in re.sub(r'="[^"]*"', "", page) for page in pages)


def test_the_register_s_number_of_an_accident_is_found_as_evidence(cast: Cast) -> None:
    case = after_accident(cast)
    rights = rights_of(cast.account["英德安委办"])
    assert found_place("matter", "2026-0001", rights) == found_place("matter", case.accident, rights) == f"accidents:{case.accident}"
    assert found_place("matter", "2026-0009", rights) == ""
