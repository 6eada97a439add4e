"""A case from its proposal to lifting: two persons open and decide, the person is heard, limits are the law's (第二十五至三十三条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.accountability.actions import answering, deciding, members, opening, people, serving, weighing
from anze.accountability.models import Case, Concerned, Measure, Step
from anze.accountability.queries.law import routes
from anze.accountability.queries.pending import pending
from anze.accountability.told import Drafted, Wanted
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    WORD,
    after_accident,
    concerned,
    contested,
    crew,
    decided,
    drafted,
    ended,
    heard,
    lifted,
    notified,
    opened,
    proposal,
    proposed,
    served,
    state_of,
    tenure,
    warned,
)
from tests.cast import Cast

TODAY = date(2026, 4, 30)


def test_a_case_is_proposed_by_one_and_approved_by_the_other_whom_he_named(cast: Cast) -> None:
    found = proposed(cast)
    assert state_of(found) == "proposed"
    with pytest.raises(ValidationError, match="由审批人、审核人办理"):
        opening.approve(cast.account["纪委"], NOW, found)
    with pytest.raises(ValidationError, match="不在这个案件内"):
        opening.approve(cast.account["纪委丙"], NOW, found)
    opening.approve(cast.account["纪委乙"], NOW, found)
    assert state_of(found) == "open"


def test_nobody_names_himself_or_somebody_without_the_permission(cast: Cast) -> None:
    crew(cast)
    for approver, words in (("纪委", "不能自己批准"), ("英德安委办", "没有批准立案的权限"), ("审计管理员", "没有批准立案的权限")):
        with pytest.raises(ValidationError, match=words):
            opening.propose(cast.account["纪委"], NOW, proposal(cast, approver=cast.account[approver]))
    assert not Case.objects.exists()


def test_a_proposal_sent_twice_makes_one_case(cast: Cast) -> None:
    assert proposed(cast) == proposed(cast)
    proposed(cast, title="另一案由")
    assert Case.objects.count() == 2


def test_the_database_itself_takes_no_approval_by_the_proposer(cast: Cast) -> None:
    found = proposed(cast)
    by = cast.account["纪委"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(case=found, kind="approve", on=DAY, at=NOW, by=by, proposed_by=by, entry=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=found.pk).update(approver=by)


def test_every_verb_has_its_entry_which_says_nothing_of_the_case(cast: Cast) -> None:
    before = Entry.objects.count()
    one = served(cast)
    entries = Entry.objects.filter(seq__gt=before).select_related("sealed")
    assert entries.count() == one.case.steps.count() == 10
    assert sorted(one.case.steps.values_list("entry", flat=True)) == [entry.seq for entry in entries]
    for entry in entries:
        assert (entry.verb, entry.object_type, entry.object_id, entry.unit, entry.provision, entry.happened_on) == (
            "案件办理", "case", one.case.uid, "", "", None)
        assert WORD not in entry.sealed.text and "甲某" not in entry.sealed.text


def test_a_person_answers_by_the_post_held_on_the_day_wherever_he_is_now(cast: Cast) -> None:
    from anze.register.actions import begin_tenure, end_tenure

    old = tenure(cast)
    end_tenure(None, at("2026-03-20", 9), old, end=date(2026, 3, 19))
    begin_tenure(None, at("2026-03-20", 9), officer=cast.officer["甲某"], unit=cast.unit["清远"], post="party_head", start=date(2026, 3, 20))
    found = opened(cast)
    now_at = cast.officer["甲某"].tenures.current().get(unit=cast.unit["清远"])
    with pytest.raises(ValidationError, match="不在这个职务上"):
        people.list_person(cast.account["纪委"], NOW, found, now_at, managed_by="city")
    one = people.list_person(cast.account["纪委"], NOW, found, tenure(cast), managed_by="city")
    assert one.tenure.unit == cast.unit["英德"]


def test_a_member_cannot_be_concerned_nor_a_person_concerned_become_a_member(cast: Cast) -> None:
    found = opened(cast)
    cast.account["纪委乙"].officer = cast.officer["丙某"]
    cast.account["纪委乙"].save()
    with pytest.raises(ValidationError, match="先办回避"):
        concerned(cast, "丙某", found)
    concerned(cast, "甲某", found)
    from anze.access.models import Grant

    Grant.objects.create(account=cast.account["甲"], role="discipline", unit=cast.unit["英德"], given_at=NOW)
    with pytest.raises(ValidationError, match="有关人员"):
        members.add_member(cast.account["纪委"], NOW, found, cast.account["甲"], "handler", reason="办案需要")


def test_the_statement_may_be_waived_only_after_its_time(cast: Cast) -> None:
    one = notified(cast)
    with pytest.raises(ValidationError, match="还没有过"):
        serving.waive(cast.account["纪委"], at("2026-04-11", 20), one)
    serving.waive(cast.account["纪委"], at("2026-04-12", 9), one)
    assert state_of(one) == "heard"


def test_only_the_person_himself_states_his_case(cast: Cast) -> None:
    one = notified(cast)
    for name in ("乙", "甲的秘书", "纪委"):
        with pytest.raises(ValidationError, match="本人"):
            answering.state(cast.account[name], NOW, one, text="代他说")
    answering.state(cast.account["甲"], NOW, one, text="我说")
    assert state_of(one) == "heard"


def test_who_drafts_never_approves(cast: Cast) -> None:
    one = heard(cast)
    members.add_member(cast.account["纪委乙"], NOW, one.case, cast.account["纪委丙"], "reviewer", reason="审核")
    drafted(cast, one)
    with pytest.raises(ValidationError, match="由审批人、审核人"):
        deciding.decide(cast.account["纪委"], at("2026-04-20", 9), one, on=date(2026, 4, 20))
    deciding.send_back(cast.account["纪委丙"], at("2026-04-16", 9), one, note="理由再写清楚")
    assert state_of(one) == "heard"
    drafted(cast, one)
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20))
    assert Measure.objects.current().get(concerned=one).kind == "政务记过"


def test_the_effect_ends_on_the_corresponding_day(cast: Cast) -> None:
    assert decided(cast, kinds=("政务记过",)).measures.get().until == date(2027, 4, 20)


def test_a_second_measure_of_one_scheme_for_one_fact_needs_a_mark(cast: Cast) -> None:
    one = heard(cast)
    with pytest.raises(ValidationError, match="不重复处理"):
        drafted(cast, one, kinds=("政务警告", "政务记过"))
    drafted(cast, one, kinds=("政务警告",))
    assert state_of(one) == "drafted"


def test_a_marked_second_measure_is_shown_as_such(cast: Cast) -> None:
    found = decided(cast, kinds=("通报", "诫勉"), double="通报与诫勉依规定可以并用", authority="市委批准")
    assert {measure.kind: measure.doubled for measure in found.measures.all()} == {"通报": False, "诫勉": True}


def test_no_accountability_needs_the_test_and_reasons_where_it_failed(cast: Cast) -> None:
    one = notified(cast, concerned(cast, case=after_accident(cast)))
    answering.state(cast.account["甲"], at("2026-04-02", 9), one, text="申辩")
    one.tests.all().delete()  # the notice needed one already; a draft asks again
    for kind in ("none", "measures"):
        with pytest.raises(ValidationError, match="请先作检验"):
            deciding.draft(cast.account["纪委"], at("2026-04-15", 9), one, Drafted(
                kind=kind, by="supervision", body="清远市监委", reasons="理由", measures=(Wanted(kind="政务警告"),) if kind == "measures" else ()))
    assert not weighing.test(cast.account["纪委"], NOW, one).exempt
    with pytest.raises(ValidationError, match="有未做到的事项"):
        drafted(cast, one, kind="none")
    found = decided(cast, one, kind="none", against="查实已经全面履职，登记迟延系系统停机")
    assert not found.measures.exists()
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert state_of(one) == "cleared"


def test_a_decision_of_the_supervision_organ_may_be_re_examined_within_a_month_and_no_day_more(cast: Cast) -> None:
    one = served(cast)
    way, = routes(one, one.decisions.get())
    assert (way.remedy.name, way.until) == ("复审", date(2026, 5, 22))
    with pytest.raises(ValidationError, match="已经过了"):
        answering.contest(cast.account["甲"], at("2026-05-23", 8), one, scheme="supervision", route="re_examination", text="请求复审")
    made = answering.contest(cast.account["甲"], at("2026-05-22", 20), one, scheme="supervision", route="re_examination", text="请求复审")
    assert made.answer_due == date(2026, 6, 22) and state_of(one) == "reviewing"


def test_the_second_step_counts_from_the_service_of_the_first_outcome(cast: Cast) -> None:
    one = served(cast)
    answering.contest(cast.account["甲"], at("2026-05-08", 9), one, scheme="supervision", route="re_examination", text="请求复审")
    ended(cast, one, outcome="uphold")
    assert state_of(one) == "served"
    way, = routes(one, one.decisions.get())
    assert (way.remedy.name, way.until) == ("复核", date(2026, 7, 1))


def test_execution_is_not_suspended_and_a_revoked_measure_is_gone(cast: Cast) -> None:
    one = served(cast)
    answering.contest(cast.account["甲"], at("2026-05-08", 9), one, scheme="supervision", route="re_examination", text="请求复审")
    assert Measure.objects.standing(date(2026, 5, 8)).count() == 1
    ended(cast, one, outcome="revoke")
    assert state_of(one) == "revoked"
    assert Measure.objects.standing(date(2026, 5, 31)).count() == 1 and not Measure.objects.standing(date(2026, 6, 1)).exists()


def test_an_altered_measure_runs_from_the_first_decision(cast: Cast) -> None:
    one = served(cast)
    answering.contest(cast.account["甲"], at("2026-05-08", 9), one, scheme="supervision", route="re_examination", text="请求复审")
    ended(cast, one, outcome="alter", kinds=("政务警告",))
    measure = Measure.objects.current().get(concerned=one)
    assert (measure.kind, measure.date, measure.until) == ("政务警告", date(2026, 4, 20), date(2026, 10, 20))


def test_a_measure_is_lifted_after_its_effect_and_no_day_before(cast: Cast) -> None:
    one = warned(cast)
    with pytest.raises(ValidationError, match="2026年10月20日才满"):
        lifted(cast, one, "2026-10-20")
    lifted(cast, one, "2026-10-21")
    assert state_of(one) == "lifted" and Measure.objects.get(concerned=one).lifted_on == date(2026, 10, 21)


def test_a_circumstance_is_tied_to_its_evidence(cast: Cast) -> None:
    from anze.accountability.actions import finding

    one = concerned(cast, case=after_accident(cast))
    by = cast.account["纪委"]
    with pytest.raises(ValidationError, match="都要有证据"):
        weighing.add_circumstance(by, NOW, one, rule="29.p2", on=DAY, text="主动补救", evidence=[])
    piece = finding.add_evidence(by, NOW, one.case, kind="other", text="现场处置记录")
    weighing.add_circumstance(by, NOW, one, rule="29.p2", on=DAY, text="主动补救", evidence=[piece])
    with pytest.raises(ValidationError, match="支持着一项情节"):
        finding.strike(by, NOW, one.case, piece, reason="登记错了")


def test_a_case_closes_when_everybody_on_it_is_done(cast: Cast) -> None:
    one = heard(cast)
    with pytest.raises(ValidationError, match="办完以后才能结案"):
        opening.close(cast.account["纪委"], at("2026-04-30", 9), one.case)
    served(cast, one)
    opening.close(cast.account["纪委"], at("2026-04-30", 9), one.case)
    assert state_of(one.case) == "closed"


P1 = frozenset({"p1"})


def close(cast: Cast, one: Concerned) -> None:
    opening.close(cast.account["纪委"], at("2026-06-05", 9), one.case)


def test_a_case_is_pending_from_its_approval_until_it_is_closed(cast: Cast) -> None:
    one = decided(cast).concerned
    assert pending(["p1", "p2"], TODAY) == P1
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert pending(["p1", "p2"], TODAY) == P1 and not pending(["p2"], TODAY)
    close(cast, one)
    assert not pending(["p1", "p2"], TODAY)


def test_what_is_contested_after_the_case_was_closed_is_pending_until_it_is_answered(cast: Cast) -> None:
    one = served(cast)
    close(cast, one)
    contested(cast, one)
    assert pending(["p1"], TODAY) == P1
    ended(cast, one)
    assert not pending(["p1"], TODAY)


@pytest.mark.parametrize("outcome", ["uphold", "revoke"])
def test_an_outcome_ends_nothing_while_the_case_goes_on(cast: Cast, outcome: str) -> None:
    one = ended(cast, outcome=outcome)
    assert pending(["p1"], TODAY) == P1
    close(cast, one)
    assert not pending(["p1"], TODAY)


def test_who_is_told_that_nobody_holds_him_accountable_is_free_though_the_case_goes_on_with_others(cast: Cast) -> None:  # 第三十条
    one = decided(cast, kind="none").concerned
    assert pending(["p1"], TODAY) == P1
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    two = concerned(cast, "乙某", one.case)
    assert pending(["p1", "p2"], TODAY) == frozenset({"p2"})
    people.drop(cast.account["纪委"], at("2026-04-23", 9), two, note="列错")
    assert not pending(["p1", "p2"], TODAY)
