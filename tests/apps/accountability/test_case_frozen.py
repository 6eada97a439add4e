"""What is served is what another approved, and what he approved is what was drafted: nothing that comes to the case later slips into it (第三十二条)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.accountability.actions import answering, deciding, finding, serving
from anze.accountability.models import Circumstance, Concerned, Evidence, Measure
from anze.accountability.queries.frozen import changed, digest_of_text
from anze.accountability.queries.wording import decision_text
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    after_accident,
    concerned,
    decided,
    drafted,
    grounded,
    heard,
    state_of,
    weighing,
)
from tests.apps.accountability.test_case_decisions import verbs
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

DRAFTED, APPROVED, LATER = at("2026-04-15", 9), at("2026-04-20", 9), at("2026-04-21", 9)


def fact(cast: Cast, one: Concerned, text: str = "后来登记的", *, proven: bool = True, when: datetime = DRAFTED) -> None:
    made = finding.add_fact(cast.account["纪委"], when, one.case, on=DAY, text=text, about=[one])
    if proven:
        finding.add_evidence(cast.account["纪委"], when, one.case, kind="other", text=f"{text}的证据", fact=made)


def approve(cast: Cast, one: Concerned, digest: str | None = None) -> None:
    deciding.decide(cast.account["纪委乙"], APPROVED, one, on=date(2026, 4, 20), digest=digest)


def serve(cast: Cast, one: Concerned) -> None:
    serving.serve(cast.account["纪委"], LATER, one, on=date(2026, 4, 21), way="direct")


def weighed(cast: Cast) -> Concerned:
    """Return somebody heard after an accident, with a circumstance of 第二十八条 of which he was told."""
    one = grounded(cast, concerned(cast, case=after_accident(cast)))
    weighing.add_circumstance(cast.account["纪委"], NOW, one, rule="28.p3", on=DAY, text="督办的事项没有办", evidence=[Evidence.objects.get(case=one.case)])
    return heard(cast, one)


def strike_fact(cast: Cast, one: Concerned) -> None:
    finding.strike(cast.account["纪委"], DRAFTED, one.case, one.facts.get(), reason="不实")


def strike_circumstance(cast: Cast, one: Concerned) -> None:
    finding.strike(cast.account["纪委"], DRAFTED, one.case, Circumstance.objects.get(concerned=one), reason="不实")


def more_evidence(cast: Cast, one: Concerned) -> None:
    finding.add_evidence(cast.account["纪委"], DRAFTED, one.case, kind="other", text="全案的新证据")


def another_share(cast: Cast, one: Concerned) -> None:
    Concerned.objects.filter(pk=one.pk).update(share="direct")


CHANGES = [(fact, "拟定以后登记了事实：2026年3月10日，后来登记的"), (strike_fact, "拟定以后撤下了事实："),
           (strike_circumstance, "拟定以后撤下了情节：第二十八条"),
           (more_evidence, "拟定以后登记了证据：其他证据，全案的新证据"),
           (another_share, "拟定以后责任有变化，现在是“直接责任”")]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_what_changes_after_the_draft_keeps_it_from_approval_and_is_named(cast: Cast, change: Callable[[Cast, Concerned], None], words: str) -> None:
    one = drafted(cast, weighed(cast), against="理由")
    before = decision_text(one.decisions.get())
    change(cast, one)
    assert decision_text(one.decisions.get()) == before
    with pytest.raises(ValidationError) as refused:
        approve(cast, Concerned.objects.get(pk=one.pk))
    assert any(words in said for said in refused.value.messages) and "请退回，由承办人重新拟定" in refused.value.messages[-1]
    assert not Measure.objects.exists()


@pytest.mark.parametrize(("change", "words"), [each for each in CHANGES if each[0] not in {strike_fact, strike_circumstance}])  # held: test_case_held
def test_what_changes_after_the_approval_keeps_it_from_service_and_is_named(cast: Cast, change: Callable[[Cast, Concerned], None], words: str) -> None:
    one = decided(cast, weighed(cast), against="理由").concerned
    change(cast, one)
    with pytest.raises(ValidationError) as refused:
        serve(cast, Concerned.objects.get(pk=one.pk))
    assert any(words in said for said in refused.value.messages) and "请审批人、审核人退回" in refused.value.messages[-1]
    assert not one.served.filter(kind="decision").exists()


def test_what_is_served_is_what_was_approved_with_its_effect(cast: Cast) -> None:
    one = drafted(cast)
    kept = one.decisions.get().text
    approve(cast, one)
    serve(cast, one)
    assert one.served.get(kind="decision").text == f"{kept}\n政务记过的影响期自2026年4月20日起，至2027年4月20日止。"
    assert "给予甲某政务记过。" in kept


def test_a_fact_entered_by_mistake_is_struck_and_the_decision_goes_on(cast: Cast) -> None:
    one = decided(cast).concerned
    fact(cast, one)
    for row in (*Evidence.objects.filter(text__isnull=False, fact__in=one.facts.order_by("-pk")[:1]), one.facts.latest("pk")):
        finding.strike(cast.account["纪委"], DRAFTED, one.case, row, reason="误登")
    serve(cast, one)
    assert state_of(one) == "served"


def test_what_concerns_another_on_the_case_changes_nothing(cast: Cast) -> None:
    one = heard(cast)
    other = concerned(cast, "乙某", one.case)
    drafted(cast, one)
    fact(cast, other)
    assert changed(one.decisions.get()) == []
    approve(cast, one)
    assert state_of(one) == "decided"


def test_an_approved_decision_is_sent_back_only_where_something_changed_since(cast: Cast) -> None:
    one = decided(cast).concerned
    assert "return" not in verbs(cast, one, "纪委乙")
    with pytest.raises(ValidationError, match="在批准以后有变化的，才能退回"):
        deciding.send_back(cast.account["纪委乙"], LATER, one, note="改主意")
    fact(cast, one)
    assert "return" in verbs(cast, one, "纪委乙")
    with pytest.raises(ValidationError, match="由审批人、审核人"):
        deciding.send_back(cast.account["纪委"], LATER, one, note="退回")
    deciding.send_back(cast.account["纪委乙"], LATER, one, note="有新的事实")
    assert state_of(one) == "heard" and not Measure.objects.current().exists()
    assert "draft" in verbs(cast, one) and "serve" not in verbs(cast, one)
    serving.notify(cast.account["纪委"], DRAFTED, one, text="补充告知", on=date(2026, 4, 15), way="direct", due=date(2026, 4, 19))
    answering.state(cast.account["甲"], DRAFTED, one, text="申辩")
    again = decided(cast, one)
    assert "后来登记的" in decision_text(again) and state_of(one) == "decided"
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert state_of(one) == "served" and one.served.filter(kind="decision").count() == 1


def test_every_fact_needs_evidence_of_its_own(cast: Cast) -> None:
    one = heard(cast)
    fact(cast, one, "没有证据的事实", proven=False, when=NOW)
    with pytest.raises(ValidationError, match="的事实“没有证据的事实”还没有证据"):
        drafted(cast, one)
    finding.add_evidence(cast.account["纪委"], DRAFTED, one.case, kind="other", text="证据", fact=one.facts.latest("pk"))
    drafted(cast, one)
    assert state_of(one) == "drafted"


def test_the_approver_approves_the_words_that_he_read(cast: Cast) -> None:
    one = drafted(cast)
    read = digest_of_text(one.decisions.get())
    deciding.send_back(cast.account["纪委乙"], DRAFTED, one, note="请改")
    fact(cast, one, when=NOW)
    drafted(cast, one)
    with pytest.raises(ValidationError, match="请先看完上面的正文"):
        approve(cast, one, read)
    approve(cast, one, digest_of_text(one.decisions.latest("pk")))
    assert state_of(one) == "decided"


def test_the_page_shows_the_words_with_their_digest_and_sends_it(cast: Cast) -> None:
    one = drafted(cast)
    with time_machine.travel(APPROVED, tick=False):
        page = cast.client("纪委乙").get(reverse("accountability:person_take", args=[one.uid, "decide"])).content.decode()
    found = digest_of_text(one.decisions.get())
    assert f'value="{found}"' in page and found[:16] in page and "给予甲某政务记过" in page
    unread = post(cast, "纪委乙", "person_take", [one.uid, "decide"], APPROVED, on="2026-04-20")
    assert unread.status_code == 422 and state_of(one) == "drafted"
    assert post(cast, "纪委乙", "person_take", [one.uid, "decide"], APPROVED, on="2026-04-20", digest=found).status_code == 302


def test_the_pages_name_what_changed_before_anybody_presses(cast: Cast) -> None:
    one = drafted(cast)
    fact(cast, one)
    with time_machine.travel(APPROVED, tick=False):
        for where, args in (("person_take", [one.uid, "decide"]), ("person", [one.uid])):
            assert "拟定以后登记了事实：2026年3月10日，后来登记的" in cast.client("纪委乙").get(reverse(f"accountability:{where}", args=args)).content.decode()


@pytest.mark.parametrize(("rule", "word"), [("28.p3", "从重情节（第二十八条第三款）"), ("29.p2", "从轻、减轻情节（第二十九条第二款）")])
def test_a_decision_says_which_way_a_circumstance_weighs(cast: Cast, rule: str, word: str) -> None:
    one = grounded(cast, concerned(cast, case=after_accident(cast)))
    weighing.add_circumstance(cast.account["纪委"], NOW, one, rule=rule, on=DAY, text="情况", evidence=[Evidence.objects.get(case=one.case)])
    assert f"{word}：2026年3月10日，情况" in decision_text(decided(cast, heard(cast, one), against="理由"))
