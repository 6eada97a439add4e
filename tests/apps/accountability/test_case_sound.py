"""No decision without a fact with evidence, nor after an accident without the test of 第三十条; what forbids it is asked again when it is approved
(第二十八至三十、三十二、三十三条)."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.accountability.actions import answering, deciding, finding, people, weighing
from anze.accountability.models import Concerned, Evidence, Measure, Tested
from anze.accountability.queries.frozen import digest_of_text
from anze.accountability.queries.wording import decision_lines, decision_text
from anze.accountability.told import Drafted, Wanted
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    after_accident,
    concerned,
    drafted,
    heard,
    notified,
    opened,
    state_of,
)
from tests.apps.accountability.test_case_authority import draft
from tests.apps.accountability.test_case_decisions import verbs
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

WHEN = at("2026-04-15")
WARNED = Drafted(kind="measures", by="supervision", body="清远市监委", reasons="理由", measures=(Wanted(kind="政务警告"),))


def bare(cast: Cast, *, accident: bool = False) -> Concerned:
    """Return somebody heard, of whom nothing that was found stands any more."""
    one = notified(cast, concerned(cast, case=after_accident(cast) if accident else None))
    for piece in (*Evidence.objects.filter(case=one.case), *one.case.facts.all()):
        finding.strike(cast.account["纪委"], NOW, one.case, piece, reason="来源不明")
    Tested.objects.all().delete()
    answering.state(cast.account["甲"], at("2026-04-02"), one, text="申辩")
    return one


def approve(cast: Cast, one: Concerned) -> None:
    deciding.decide(cast.account["纪委乙"], at("2026-04-20"), one, on=date(2026, 4, 20))


def test_a_decision_rests_on_a_fact_that_has_evidence(cast: Cast) -> None:
    one, by = bare(cast), cast.account["纪委"]
    with pytest.raises(ValidationError, match="案内还没有甲某的、有证据的事实"):
        deciding.draft(by, WHEN, one, WARNED)
    fact = finding.add_fact(by, NOW, one.case, on=DAY, text="没有落实")
    with pytest.raises(ValidationError, match="请先在案件页登记查明的事实"):  # on record, and proven by nothing
        deciding.draft(by, WHEN, one, WARNED)
    finding.add_evidence(by, NOW, one.case, kind="other", text="报告", fact=fact)
    deciding.draft(by, WHEN, one, WARNED)
    assert state_of(one) == "drafted"


def test_a_fact_about_another_on_the_case_is_none_about_him(cast: Cast) -> None:
    one, by = bare(cast), cast.account["纪委"]
    other = concerned(cast, "乙某", one.case)
    fact = finding.add_fact(by, NOW, one.case, on=DAY, text="甲某所在单位没有落实", about=[other])  # whom it names in words counts for nothing
    finding.add_evidence(by, NOW, one.case, kind="other", text="报告", fact=fact)
    with pytest.raises(ValidationError, match="有证据的事实"):
        deciding.draft(by, WHEN, one, WARNED)
    both = finding.add_fact(by, NOW, one.case, on=DAY, text="两人都没有落实", about=[other, one])
    finding.add_evidence(by, NOW, one.case, kind="other", text="报告", fact=both)
    deciding.draft(by, WHEN, one, WARNED)
    assert "两人都没有落实" in decision_text(one.decisions.get()) and "所在单位" not in decision_text(one.decisions.get())


def test_a_fact_says_whom_it_concerns_where_several_are_on_the_case(cast: Cast) -> None:
    case, by = opened(cast), cast.account["纪委"]
    early = finding.add_fact(by, NOW, case, on=DAY, text="先查到的事实")
    assert not early.about.exists()  # nobody is on the case
    one = concerned(cast, case=case)
    assert list(early.about.all()) == [one]  # what concerned nobody yet is about who is listed next
    assert list(finding.add_fact(by, NOW, case, on=DAY, text="只有一个人").about.all()) == [one]
    other = concerned(cast, "乙某", case)
    assert not other.facts.exists()
    with pytest.raises(ValidationError, match="请勾选这项事实涉及谁"):
        finding.add_fact(by, NOW, case, on=DAY, text="两个人")
    told = {"on": "2026-03-10", "text": "两个人", "rules_0": ""}
    assert "请勾选这项事实涉及谁" in post(cast, "纪委", "case_take", [case.uid, "fact"], **told).content.decode()
    assert post(cast, "纪委", "case_take", [case.uid, "fact"], **told, whom=[other.pk]).status_code == 302
    assert [fact.text for fact in other.facts.all()] == ["两个人"] and one.facts.count() == 2
    stranger = concerned(cast, "丙某", opened(cast, title="另一件"))
    with pytest.raises(ValidationError, match="不在有关人员里"):
        finding.add_fact(by, NOW, case, on=DAY, text="别的案件的人", about=[stranger])


def test_facts_on_record_concern_everybody_who_was_on_their_case(cast: Cast) -> None:
    from importlib import import_module

    from django.apps import apps

    case, by = opened(cast), cast.account["纪委"]
    fact = finding.add_fact(by, NOW, case, on=DAY, text="原有的事实")
    people = [concerned(cast, name, case) for name in ("甲某", "乙某")]
    fact.about.clear()
    import_module("anze.accountability.migrations.0008_facts_about").everybody(apps, None)
    assert list(fact.about.order_by("pk")) == people


@pytest.mark.parametrize("kind", ["measures", "none"])
def test_after_an_accident_nobody_is_held_accountable_nor_let_off_without_the_test(cast: Cast, kind: str) -> None:
    one, by = bare(cast, accident=True), cast.account["纪委"]
    fact = finding.add_fact(by, NOW, one.case, on=DAY, text="没有落实")
    finding.add_evidence(by, NOW, one.case, kind="other", text="报告", fact=fact)
    told = Drafted(kind=kind, by="supervision", body="清远市监委", reasons="理由", measures=WARNED.measures if kind == "measures" else (), against="理由")
    with pytest.raises(ValidationError, match="请先作检验"):
        deciding.draft(by, WHEN, one, told)
    weighing.test(by, WHEN, one)
    deciding.draft(by, WHEN, one, told)
    assert state_of(one) == "drafted"


def test_without_an_accident_there_is_neither_test_nor_circumstance(cast: Cast) -> None:  # 第二十八、二十九、三十条 are about accidents
    one = heard(cast)
    assert not {"test", "circumstance", "repeat"} & set(verbs(cast, one)) and {"draft"} <= set(verbs(cast, one))
    with pytest.raises(ValidationError, match="本案没有事故"):
        weighing.test(cast.account["纪委"], WHEN, one)
    with pytest.raises(ValidationError, match="本案没有事故"):
        weighing.add_circumstance(cast.account["纪委"], WHEN, one, rule="29.p2", on=DAY, text="补救", evidence=list(Evidence.objects.all()))
    drafted(cast, one, kind="none")
    assert decision_lines(one.decisions.get()) == ["依据《清远市党政领导干部安全生产责任制实施办法（征求意见稿）》第三十二条，不予追究甲某的责任。"]


def test_with_an_accident_both_are_offered(cast: Cast) -> None:
    assert {"test", "circumstance"} <= set(verbs(cast, heard(cast, concerned(cast, case=after_accident(cast)))))


def test_evidence_struck_after_the_draft_keeps_it_from_approval(cast: Cast) -> None:
    one = drafted(cast)
    finding.strike(cast.account["纪委"], WHEN, one.case, Evidence.objects.get(fact__isnull=False), reason="来源不明")
    with pytest.raises(ValidationError, match=r"有证据的事实(.|\n)*拟定以后情况有变化"):
        approve(cast, one)
    assert state_of(one) == "drafted" and not Measure.objects.exists()
    finding.add_evidence(cast.account["纪委"], WHEN, one.case, kind="other", text="另一份", fact=one.case.facts.get())
    with pytest.raises(ValidationError, match="拟定以后登记了证据：其他证据，另一份"):  # what it was drafted on is another
        approve(cast, one)
    deciding.send_back(cast.account["纪委乙"], WHEN, one, note="证据换了")
    draft(cast, one, "supervision", "清远市监委", "政务记过")
    approve(cast, one)
    assert state_of(one) == "decided"


@pytest.mark.parametrize(("managed_by", "words"), [("province", "由省委管理"), ("", "归哪一级党委管理")])
def test_who_manages_the_cadre_is_asked_again_at_the_approval(cast: Cast, managed_by: str, words: str) -> None:  # 第三十三条
    one = drafted(cast)
    Concerned.objects.filter(pk=one.pk).update(managed_by=managed_by)
    with pytest.raises(ValidationError, match=words):
        approve(cast, one)
    refused = post(cast, "纪委乙", "person_take", [one.uid, "decide"], at("2026-04-20"), on="2026-04-20",
                   digest=digest_of_text(one.decisions.get()))
    assert refused.status_code == 422 and words in refused.content.decode()


def test_what_is_open_anew_was_not_answered_by_the_reason_of_the_draft(cast: Cast) -> None:
    one = heard(cast)
    draft(cast, one, "discipline", "清远市纪委", "诫勉", authority="经市委批准")
    Concerned.objects.filter(pk=one.pk).update(managed_by="county")
    with pytest.raises(ValidationError, match="拟定以后出现的权限问题"):
        approve(cast, one)


def test_another_decision_for_the_same_accident_keeps_a_draft_from_approval(cast: Cast) -> None:
    first = after_accident(cast)
    one = drafted(cast, heard(cast, concerned(cast, case=first)), against="理由")
    from tests.apps.accountability.given import decided

    decided(cast, "甲某", "政务警告", "2026-04-16", accident=first.accident)
    with pytest.raises(ValidationError, match="甲某已有政务处分（政务警告）"):
        approve(cast, one)


def test_two_measures_of_one_draft_are_told_as_such(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        drafted(cast, heard(cast), kinds=("政务警告", "政务记过"))
    assert refused.value.message_dict["double"][0] == "政务记过：这份决定里有2项同类措施（政务处分：政务警告、政务记过）。"


def test_marked_measures_for_one_fact_are_not_said_to_be_raised_a_step(cast: Cast) -> None:  # 一个违纪行为触犯两个以上条款，不是两种以上违纪行为
    one = heard(cast)
    told = Drafted(kind="measures", by="discipline", body="清远市纪委", reasons="理由", double="依据第几条并处", authority="市委批准",
                   measures=(Wanted(kind="党内警告"), Wanted(kind="党内严重警告")))
    deciding.draft(cast.account["纪委"], at("2026-04-15", 9), one, told)
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20))
    with time_machine.travel(at("2026-04-21", 10), tick=False):
        page = cast.client("纪委").get(reverse("accountability:person", args=[one.uid])).content.decode()
    assert "同一事实受党内严重警告、党内警告，已写明并处的依据" in page and "应当合并处理" not in page and "2027年10月20日" in page


def test_nobody_is_held_accountable_before_it_is_found_how_far_he_answers(cast: Cast) -> None:  # 第三十二条：合理确定相应责任
    one = heard(cast, concerned(cast, case=after_accident(cast)))
    Concerned.objects.filter(pk=one.pk).update(share="open")
    one.refresh_from_db()
    with pytest.raises(ValidationError, match=r"责任还是“待认定”.*请先办“更改责任、管理权限”"):
        draft(cast, one, "supervision", "清远市监委", "政务警告", against="理由")
    with time_machine.travel(WHEN, tick=False):
        page = cast.client("纪委").get(reverse("accountability:person_take", args=[one.uid, "draft"])).content.decode()
    assert reverse("accountability:person_take", args=[one.uid, "change"]) in page
    people.change(cast.account["纪委"], WHEN, one, managed_by="city", share="important", note="调查报告的认定")
    one.refresh_from_db()
    draft(cast, one, "supervision", "清远市监委", "政务警告", against="理由")
    assert "责任：重要领导责任。" in decision_text(one.decisions.get())


def test_whoever_is_let_off_needs_no_share(cast: Cast) -> None:
    one = heard(cast)
    Concerned.objects.filter(pk=one.pk).update(share="open")
    one.refresh_from_db()
    deciding.draft(cast.account["纪委"], WHEN, one, Drafted(kind="none", by="supervision", body="清远市监委", reasons="理由"))
    assert state_of(one) == "drafted"
