"""The pages of cases: from a ground to a case, each verb by its form with everything wrong said at once; the states in the docs are the code's."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.accountability.actions import deciding, finding, serving
from anze.accountability.models import Case, CaseFile, Concerned, Decision, Remedy
from anze.accountability.policies import CASE, PERSON, Course
from anze.accountability.queries.frozen import digest_of_text
from anze.accountability.told import Drafted, Wanted
from anze.accountability.views.deeds import CASES, PEOPLE
from anze.law.national.effects import CLASS_LABELS
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    NOW,
    crew,
    heard,
    notified,
    opened,
    served,
    state_of,
    tenure,
)
from tests.architecture.tree import ROOT
from tests.cast import Cast

WHEN = at("2026-04-23", 10)


def post(cast: Cast, name: str, where: str, args: list[Any], now: Any = WHEN, **data: Any) -> Any:
    """Send a form."""
    with time_machine.travel(now, tick=False):
        return cast.client(name).post(reverse(f"accountability:{where}", args=args), data)


def test_a_case_is_proposed_by_its_form_and_the_approver_finds_it(cast: Cast) -> None:
    crew(cast)
    sent = post(cast, "纪委", "case_new", [], unit="yd", organ="discipline", rule="25.1", day="2026-03-10", title="某事故", reasons="事由", approver="纪委乙")
    case = Case.objects.get()
    assert sent.status_code == 302 and sent["Location"] == reverse("accountability:case", args=[case.uid])
    assert post(cast, "纪委乙", "case_take", [case.uid, "approve"], note="同意").status_code == 302
    assert state_of(case) == "open"


def test_everything_wrong_with_a_proposal_is_said_at_once_and_what_was_typed_is_kept(cast: Cast) -> None:
    crew(cast)
    sent = post(cast, "纪委", "case_new", [], unit="yd", organ="discipline", day="2026-13-10", title="", reasons="写好的理由", approver="某某", accident="没有")
    told = sent.content.decode()
    assert sent.status_code == 422 and "写好的理由" in told and not Case.objects.exists()
    for words in ("请选择第二十五条的一项", "日期写成", "请写明案由", "没有找到“某某”", "没有这个编号的事故，或者您看不到它"):
        assert words in told, words


def test_a_ground_that_the_law_found_is_taken_over_into_the_proposal(cast: Cast) -> None:
    from anze.access.rights import rights_of
    from anze.accountability.queries.ground import grounds
    from anze.law.question import Question

    crew(cast)
    today = date(2026, 4, 23)
    found = next(one for one in grounds(rights_of(cast.account["纪委"]), Question(today, today), today) if one.found.rule == "25.1")
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(f"{reverse('accountability:case_new')}?ground={found.key}").content.decode()
        assert found.found.text in page and 'value="25.1" selected' in page
        cast.client("纪委").post(f"{reverse('accountability:case_new')}?ground={found.key}", {
            "unit": "yd", "organ": "discipline", "rule": "25.1", "day": found.found.day.isoformat(), "title": "案由", "reasons": "理由", "approver": "纪委乙"})
    case = Case.objects.get()
    assert case.ground == found.why and case.ground_key == found.key


def test_how_long_a_party_sanction_may_be_contested_is_said_in_a_whole_sentence(cast: Cast) -> None:  # 党章第四十三条
    told = Drafted(kind="measures", by="discipline", body="清远市纪委", reasons="理由", authority="市委批准", measures=(Wanted(kind="党内警告"),))
    one = heard(cast)
    deciding.draft(cast.account["纪委"], at("2026-04-15", 9), one, told)
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20))
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(reverse("accountability:person", args=[one.uid])).content.decode()
    assert "提出；党章没有给党员对党纪处分的申诉规定提出的期限" in page and "之日起；" not in page


def test_a_person_is_put_on_by_the_post_of_the_day(cast: Cast) -> None:
    case = opened(cast)
    assert post(cast, "纪委", "case_take", [case.uid, "list"], person="甲某", managed_by="city", share="main").status_code == 302
    assert Concerned.objects.get().tenure == tenure(cast)
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(reverse("accountability:case_take", args=[case.uid, "list"])).content.decode()
    assert "戊某" in page and "壬某" not in page  # of 清新


def test_evidence_is_found_in_the_records_or_said_not_to_be_there(cast: Cast) -> None:
    from anze.acts.actions.recording import record_act
    from anze.acts.told import Told

    case = opened(cast)
    act = record_act(cast.account["英德安委办"], at("2026-03-02", 9), Told(type="inspection", unit=cast.unit["英德"], date=date(2026, 3, 1), place="某厂",
                                                                     participants=((cast.officer["甲某"], "lead"),), findings="情况"))
    wrong = post(cast, "纪委", "case_take", [case.uid, "evidence"], kind="act", place="没有这个", text="没有检查")
    assert wrong.status_code == 422 and "没有这个编号" in wrong.content.decode()
    assert post(cast, "纪委", "case_take", [case.uid, "evidence"], kind="act", place=act.uid, text="只检查一次").status_code == 302
    assert case.evidence.get().place == f"acts:{act.uid}"
    with time_machine.travel(WHEN, tick=False):
        assert reverse("acts:detail", args=[act.uid]) in cast.client("纪委").get(reverse("accountability:case", args=[case.uid])).content.decode()


def test_a_decision_goes_by_its_forms_from_draft_to_service(cast: Cast) -> None:
    one = heard(cast)
    wrong = post(cast, "纪委", "person_take", [one.uid, "draft"], kind="measures", measures=["政务警告", "政务记过"], by="supervision", body="清远市监委",
                 reasons="理由")
    assert wrong.status_code == 422 and "不重复处理" in wrong.content.decode() and "清远市监委" in wrong.content.decode()
    assert post(cast, "纪委", "person_take", [one.uid, "draft"], kind="measures", measures=["留党察看"], by="discipline", body="清远市纪委",
                authority="市委批准", reasons="理由"
                ).status_code == 422  # its term is missing
    sent = post(cast, "纪委", "person_take", [one.uid, "draft"], kind="measures", measures=["留党察看"], months="12", by="discipline", body="清远市纪委",
                authority="市委批准", reasons="理由")
    assert sent.status_code == 302
    assert post(cast, "纪委", "person_take", [one.uid, "decide"], on="2026-04-23").status_code == 302
    assert state_of(one) == "drafted"  # a handler approves nothing
    with time_machine.travel(WHEN, tick=False):
        assert "留党察看" in cast.client("纪委乙").get(reverse("accountability:person_take", args=[one.uid, "decide"])).content.decode()
    read = digest_of_text(Decision.objects.get())
    assert post(cast, "纪委乙", "person_take", [one.uid, "decide"], on="2026-04-23", digest=read).status_code == 302
    assert Decision.objects.get().measures.get().until == date(2029, 4, 23)
    assert post(cast, "纪委", "person_take", [one.uid, "serve"], on="2026-04-23", way="direct").status_code == 302
    assert state_of(one) == "served"


@pytest.mark.parametrize("verb", ["notify", "draft"])
def test_measures_are_chosen_under_the_name_of_their_class(cast: Cast, verb: str) -> None:
    one = heard(cast)
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(reverse("accountability:person_take", args=[one.uid, verb])).content.decode()
    groups = dict(re.findall(r"<fieldset><legend>([^<]+)</legend>(.*?)</fieldset>", page, re.DOTALL))
    assert list(groups) == ["组织处理与问责方式", "党纪处分", "政务处分", "刑事责任"] and set(groups) == set(CLASS_LABELS.values())
    for group, kinds in (("组织处理与问责方式", 7), ("党纪处分", 5), ("政务处分", 6), ("刑事责任", 1)):
        assert groups[group].count('type="checkbox"') == kinds, group
    assert 'value="诫勉"' in groups["组织处理与问责方式"] and 'value="政务记过"' in groups["政务处分"] and 'value="留党察看"' in groups["党纪处分"]


def test_the_story_says_of_which_decision_a_step_is(cast: Cast) -> None:
    one = served(cast)
    with time_machine.travel(WHEN, tick=False):
        for where, args in (("case", [one.case.uid]), ("person", [one.uid])):
            page = cast.client("纪委").get(reverse(f"accountability:{where}", args=args)).content.decode()
            for verb in ("拟定决定", "批准决定"):
                assert f"<strong>{verb}：政务记过（2026年4月20日，清远市监委）</strong>" in page, (where, verb)
            assert "<strong>告知</strong>" in page


def test_the_person_states_receives_and_contests_by_his_own_pages(cast: Cast) -> None:
    one = notified(cast)
    assert post(cast, "甲", "own_state", [one.uid], at("2026-04-02", 9), text="我的申辩").status_code == 302
    served(cast, one)
    paper = one.served.latest("pk")
    assert post(cast, "甲", "own_receive", [one.uid, paper.pk]).status_code == 302
    paper.refresh_from_db()
    assert paper.received_at == WHEN
    assert post(cast, "甲", "own_contest", [one.uid], route="supervision:appeal", text="请求").status_code == 422
    assert post(cast, "甲", "own_contest", [one.uid], route="supervision:re_examination", text="请求").status_code == 302
    assert Remedy.objects.get().due == date(2026, 5, 22)
    with time_machine.travel(at("2026-05-23", 9), tick=False):
        page = cast.client("甲").get(reverse("accountability:own", args=[one.uid])).content.decode()
    assert ("复审" in page and "不停止执行" in page) or "答复期限" in page


def test_papers_come_as_word_and_pdf_with_numbers_of_the_case_and_in_no_register(cast: Cast) -> None:
    from anze.papers.models import Issued, Number

    one = served(cast)
    paper = one.served.latest("pk")
    assert paper.number.startswith(f"{one.uid}〔2026〕") and not Issued.objects.exists() and not Number.objects.exists()
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("纪委")
        for name, args in (("person_paper", [one.uid, paper.pk]), ("decision_paper", [one.uid, one.decisions.get().pk]), ("case_opening", [one.case.uid])):
            assert client.get(reverse(f"accountability:{name}", args=[*args, "docx"])).content[:2] == b"PK"
            assert client.get(reverse(f"accountability:{name}", args=[*args, "pdf"])).content[:5] == b"%PDF-"
            assert client.get(reverse(f"accountability:{name}", args=[*args, "exe"])).status_code == 404


def test_a_struck_fact_stays_with_its_reason(cast: Cast) -> None:
    case = opened(cast)
    fact = finding.add_fact(cast.account["纪委"], NOW, case, on=date(2026, 3, 1), text="写错的事实")
    assert post(cast, "纪委", "case_strike", [case.uid, "fact", fact.pk], reason="日期不对").status_code == 302
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(reverse("accountability:case", args=[case.uid])).content.decode()
    assert "写错的事实" in page and "日期不对" in page and not CaseFile.objects.exists()


@pytest.mark.parametrize("course", [CASE, PERSON])
def test_the_diagrams_and_the_tables_in_the_docs_are_drawn_from_the_code(course: Course) -> None:
    page = (ROOT / "docs/reference/case-states.md").read_text("utf-8")
    assert f"```mermaid\n{course.diagram()}```" in page and course.table() in page


@pytest.mark.parametrize("course", [CASE, PERSON])
def test_every_state_is_reached_and_every_way_drawn(course: Course) -> None:
    reached, more = {""}, True
    while more:
        new = {to for start, to, _ in course.edges() if start in reached} - reached
        reached, more = reached | new, bool(new)
    assert reached - {""} == set(course.states)
    assert {kind for _, _, kind in course.edges()} == set(course.verbs)


def test_every_verb_has_its_page() -> None:
    assert set(CASES) == set(CASE.verbs) - {"propose", "file", "strike", "leave", "recuse"} | {"list"}
    assert set(PEOPLE) == {kind for kind, verb in PERSON.verbs.items() if verb.side != "person"} - {"list"}
