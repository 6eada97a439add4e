"""What was entered wrongly is mended, and what stood before stays: a notice with a wrong day, how far somebody answers, a fact of one too few, a proposal, a
draft; and who begins the same once more is told (第三十一至三十三条)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.access.rights import rights_of
from anze.accountability.actions import answering, deciding, finding, opening, people, serving
from anze.accountability.models import Case, Concerned, GroundNote, Step
from anze.accountability.policies import statement_days
from anze.accountability.queries.ground import Ground, Wanted, grounds
from anze.accountability.queries.listed import facts_of
from anze.accountability.queries.sound import untold
from anze.law.question import Question
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    WORD,
    concerned,
    crew,
    decided,
    drafted,
    grounded,
    heard,
    notified,
    opened,
    proposed,
    state_of,
)
from tests.apps.accountability.test_case_decisions import verbs
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

SIXTH = at("2026-04-06", 9)


def notify(cast: Cast, one: Concerned, due: date, **more: Any) -> None:
    serving.notify(cast.account["纪委"], SIXTH, one, text="改正以后的告知", on=date(2026, 4, 6), way="direct", due=due, **more)


def test_the_time_to_speak_is_as_long_as_the_parameter_and_no_day_more(cast: Cast) -> None:  # 参数 cases.statement_days
    one = grounded(cast, concerned(cast))
    assert statement_days() == 30
    for due in (date(2062, 12, 7), date(2026, 5, 7)):
        with pytest.raises(ValidationError, match="最长 30 日，到2026年5月6日为止"):
            notify(cast, one, due)
    notify(cast, one, date(2026, 5, 6))
    assert state_of(one) == "notified"


def test_every_fault_of_a_notice_is_said_at_once(cast: Cast) -> None:
    one = concerned(cast)
    with pytest.raises(ValidationError) as fault:
        serving.notify(cast.account["纪委"], SIXTH, one, text="告知", on=date(2026, 3, 1), way="direct", due=date(2062, 1, 1), replaces=True)
    assert set(fault.value.message_dict) == {"__all__", "on", "due", "replaces"}


def test_a_further_notice_from_told_sets_the_time_anew_and_the_first_stays(cast: Cast) -> None:
    one = notified(cast)  # until 2026-04-11
    notify(cast, one, date(2026, 4, 16))
    assert state_of(one) == "notified" and one.served.filter(kind="notice").count() == 2
    with pytest.raises(ValidationError, match="还没有过"):
        serving.waive(cast.account["纪委"], at("2026-04-16", 20), one)
    serving.waive(cast.account["纪委"], at("2026-04-17", 9), one)
    assert state_of(one) == "heard"


def test_a_notice_that_replaces_another_says_so_to_him_and_only_its_measures_count(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    told = {"text": "写错的告知", "on": "2026-04-01", "way": "direct", "due": "2026-04-11", "measures": ["政务撤职"]}
    assert post(cast, "纪委", "person_take", [one.uid, "notify"], at("2026-04-01", 11), **told).status_code == 302
    assert untold(one, ["政务撤职"], date(2026, 4, 20)) == []
    again = told | {"text": "写对的告知", "on": "2026-04-06", "due": "2026-04-16", "measures": ["政务警告"], "replaces": "on"}
    assert post(cast, "纪委", "person_take", [one.uid, "notify"], SIXTH, **again).status_code == 302
    assert untold(one, ["政务警告"], date(2026, 4, 20)) == [] and untold(one, ["政务撤职"], date(2026, 4, 20)) != []
    first, last = one.served.order_by("pk")
    assert first.text == "写错的告知" and last.text.startswith(f"本告知书代替2026年4月1日送达的告知书（{first.number}），以本告知书为准。")
    with time_machine.travel(SIXTH, tick=False):
        own = cast.client("甲").get(reverse("accountability:own", args=[one.uid])).content.decode()
    assert own.count("已由以后的告知书代替") == 1 and "写错的告知" in own and "写对的告知" in own


def change(cast: Cast, one: Concerned, managed_by: str = "county", share: str = "important", note: str = "组织部门认定") -> Step:
    return people.change(cast.account["纪委"], SIXTH, one, managed_by=managed_by, share=share, note=note)


def test_share_and_management_are_changed_before_a_decision_with_what_stood_before(cast: Cast) -> None:
    one, before = heard(cast), Entry.objects.count()
    told = change(cast, one)
    one.refresh_from_db()
    assert (one.share, one.managed_by) == ("important", "county") and state_of(one) == "heard"
    assert told.note == "责任由“主要领导责任”改为“重要领导责任”；干部管理权限由“市委管理”改为“县（市、区）党委管理”。组织部门认定"
    assert Entry.objects.count() == before + 1 and Entry.objects.latest("seq").seq == told.entry
    with pytest.raises(ValidationError, match="都没有变"):
        change(cast, one)
    with pytest.raises(ValidationError, match="请写明依据"):
        change(cast, one, share="direct", note=" ")


def test_nothing_is_changed_once_a_decision_is_drafted_or_made(cast: Cast) -> None:
    one = drafted(cast)
    with pytest.raises(ValidationError, match="不能更改责任"):
        change(cast, one)
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20))
    with pytest.raises(ValidationError, match="不能更改责任"):
        change(cast, one)
    assert "change" not in verbs(cast, one)


def test_the_form_of_a_change_begins_with_what_stands(cast: Cast) -> None:
    one = concerned(cast)
    with time_machine.travel(SIXTH, tick=False):
        page = cast.client("纪委").get(reverse("accountability:person_take", args=[one.uid, "change"])).content.decode()
    assert 'value="main" selected' in page and 'value="city" selected' in page
    assert post(cast, "纪委", "person_take", [one.uid, "change"], SIXTH, share="direct", managed_by="city", note="调查报告").status_code == 302
    assert Concerned.objects.get().share == "direct"


def test_listed_again_he_keeps_his_facts(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    people.drop(cast.account["纪委"], NOW, one, note="责任写错了")
    again = concerned(cast, case=one.case)
    assert [fact.text for fact in facts_of(again)] == [f"{WORD}：没有落实"]
    serving.notify(cast.account["纪委"], NOW, again, text="告知", on=date(2026, 4, 1), way="direct", due=date(2026, 4, 11))
    assert state_of(again) == "notified"


def test_facts_that_another_shares_are_kept_too_and_the_page_marks_who_is_gone(cast: Cast) -> None:
    case = opened(cast)
    one, other = concerned(cast, case=case), concerned(cast, "戊某", case)
    finding.add_fact(cast.account["纪委"], NOW, case, on=DAY, text="两人的事实", about=[one, other])
    people.drop(cast.account["纪委"], NOW, one, note="列错")
    with time_machine.travel(SIXTH, tick=False):
        page = cast.client("纪委").get(reverse("accountability:case", args=[case.uid])).content.decode()
    assert "涉及：甲某（不再列）、戊某" in page
    assert facts_of(concerned(cast, case=case))[0].text == "两人的事实"


def test_a_fact_is_extended_to_another_person(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    other = concerned(cast, "戊某", one.case, facts=[])
    fact, by = one.facts.get(), cast.account["纪委"]
    assert facts_of(other) == []
    with pytest.raises(ValidationError, match="已经都在"):
        finding.extend_fact(by, SIXTH, one.case, fact=fact, whom=[one])
    sent = post(cast, "纪委", "case_take", [one.case.uid, "about"], SIXTH, fact=fact.pk, whom=[other.pk])
    assert sent.status_code == 302 and facts_of(other) == facts_of(one) == [fact]
    assert "加上戊某" in Step.objects.get(kind="about").note
    finding.strike(by, SIXTH, one.case, fact, reason="错")
    with pytest.raises(ValidationError, match="刚被撤下"):
        finding.extend_fact(by, SIXTH, one.case, fact=fact, whom=[other])


def test_the_proposer_takes_a_proposal_back_and_nobody_else(cast: Cast) -> None:
    case = proposed(cast)
    with pytest.raises(ValidationError):
        opening.withdraw(cast.account["纪委乙"], NOW, case)
    assert post(cast, "纪委", "case_take", [case.uid, "withdraw"], SIXTH, note="审批人写错了").status_code == 302
    assert state_of(case) == "withdrawn"
    with pytest.raises(ValidationError, match="已撤回提请"):
        opening.approve(cast.account["纪委乙"], SIXTH, case)
    with time_machine.travel(SIXTH, tick=False):
        assert "已撤回提请" in cast.client("纪委乙").get(reverse("accountability:case", args=[case.uid])).content.decode()


def test_an_approved_case_is_not_taken_back(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="不能撤回提请"):
        opening.withdraw(cast.account["纪委"], NOW, opened(cast))


def test_the_drafter_takes_a_draft_back_and_begins_from_it(cast: Cast) -> None:
    one = drafted(cast)
    assert "undraft" in verbs(cast, one) and "undraft" not in verbs(cast, one, "纪委乙")
    deciding.withdraw_draft(cast.account["纪委"], at("2026-04-16", 9), one, note="机关写错")
    assert state_of(one) == "heard" and one.decisions.get().withdrawn
    with time_machine.travel(at("2026-04-16", 10), tick=False):
        client = cast.client("纪委")
        assert "工作部署没有落实" in client.get(reverse("accountability:person_take", args=[one.uid, "draft"])).content.decode()
        page = client.get(reverse("accountability:person", args=[one.uid])).content.decode()
    assert "拟定人已撤回" in page and "撤回拟定：政务记过" in page
    assert decided(cast, one).decided_on == date(2026, 4, 20)


def test_a_draft_of_another_is_not_taken_back(cast: Cast) -> None:
    from anze.accountability.actions import members

    one = drafted(cast)
    members.add_member(cast.account["纪委"], at("2026-04-16", 9), one.case, cast.account["纪委丙"], "handler", reason="办案")
    with pytest.raises(ValidationError, match="由拟定的人撤回"):
        deciding.withdraw_draft(cast.account["纪委丙"], at("2026-04-16", 10), one)


def ground(cast: Cast) -> Ground:
    today = date(2026, 4, 23)
    return grounds(rights_of(cast.account["纪委"]), Question(today, today), today, Wanted(rule="25.1"))[0]


def test_who_is_on_a_case_about_a_ground_is_told_before_another_is_proposed_or_it_is_declined(cast: Cast) -> None:
    crew(cast)
    found = ground(cast)
    told = {"unit": "yd", "organ": "discipline", "rule": "25.1", "day": found.found.day.isoformat(), "title": "案由", "reasons": "理由", "approver": "纪委乙"}

    def propose(**more: str) -> Any:
        with time_machine.travel(at("2026-04-23", 10), tick=False):
            return cast.client("纪委").post(f"{reverse('accountability:case_new')}?ground={found.key}", told | more)

    assert propose().status_code == 302
    assert propose().status_code == 302 and Case.objects.count() == 1  # pressed twice
    uid = Case.objects.get().uid
    hinted = propose(title="另一案由")
    assert hinted.status_code == 422 and f"您已经在案内：{uid}（待批准立案" in hinted.content.decode()
    assert propose(title="另一案由", again="on").status_code == 302 and Case.objects.count() == 2
    declined = post(cast, "纪委", "ground_decline", [found.key], at("2026-04-23", 11), reason="不需要")
    assert declined.status_code == 422 and uid in declined.content.decode() and not GroundNote.objects.exists()
    other = post(cast, "纪委丁", "ground_decline", [found.key], at("2026-04-23", 11), reason="不需要")
    assert other.status_code == 302 and uid not in other.content.decode()  # of a case on which he is not nobody tells him


def test_declined_nevertheless_it_is_declined(cast: Cast) -> None:
    crew(cast)
    found = ground(cast)
    proposed(cast, ground_key=found.key)
    assert post(cast, "纪委", "ground_decline", [found.key], at("2026-04-23", 11), reason="不需要", anyway="on").status_code == 302
    assert GroundNote.objects.get().reason == "不需要"


def test_he_speaks_to_the_last_notice(cast: Cast) -> None:
    one = notified(cast)
    notify(cast, one, date(2026, 4, 16))
    answering.state(cast.account["甲"], at("2026-04-07"), one, text="申辩")
    assert state_of(one) == "heard"
