"""From the scheme to publication (第二十条): no step is skipped, no number typed that the system knows, nobody confirms what he drew up."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.access.rights import rights_of
from anze.accidents.actions.investigating import approve_report, record_step
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.acts.actions.recording import record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.evidence.examine import examined
from anze.acts.sampling import sample
from anze.assessments.actions import checking, deciding, drawing, drawing_up, freezing, self_assessing
from anze.assessments.facts import read
from anze.assessments.models import Approval, Objection, Snapshot, Step
from anze.assessments.queries.composing import composed, drawn_now, fresh
from anze.assessments.queries.confirmed import confirmed_results
from anze.assessments.queries.covering import may_cover
from anze.assessments.queries.meetings import meetings_for
from anze.assessments.queries.papers import draft_fields
from anze.assessments.queries.standing import approvals_of, changes, newest
from anze.assessments.snapshots import canonical, digest_of, holds, recompute
from anze.assessments.told import Points, Said
from anze.duties.sources import Scope
from anze.papers.actions.filing import attach
from anze.papers.models import Issued
from anze.record.models import Entry
from anze.register.actions import add_unit
from tests.apps.accidents.telling import at, fall
from tests.apps.acts.telling import inspection, meeting
from tests.apps.assessments.telling import (
    EARLY,
    EXPIRED,
    HEAD,
    NOW,
    OFFICE,
    YINGDE,
    all_checked,
    all_points,
    anew,
    both_approve,
    confirmed,
    drafted,
    frozen,
    issued,
    opened,
    scored,
    scoring,
    seen,
    state_of,
    terms,
)
from tests.cast import LONG_AGO, Cast
from tests.hostile.office import pdf

LATER = NOW + timedelta(days=3)
AFTER = at("2027-01-25")


def written_off(cast: Cast, accident: Any) -> None:
    """Find an accident to be none of production, after the public notice."""
    give_notice(cast.account[YINGDE], LATER, accident, start=LATER.date(), reason="不属于生产安全事故")
    accident.refresh_from_db()
    write_off(cast.account[HEAD], at("2027-01-24"), accident, on=date(2027, 1, 24), organ="市应急管理局")


def test_an_assessment_goes_its_whole_way(cast: Cast) -> None:
    fall(cast, "2026-06-01")
    found = confirmed(cast)
    deciding.publish(cast.account[OFFICE], NOW, found)
    assert state_of(found) == "published"
    assert [one.kind for one in Issued.objects.order_by("pk")] == ["assessment_scheme", "assessment_draft", "assessment_draft", "assessment_result"]
    said = json.loads(newest(found).text)  # type: ignore[union-attr]
    assert said["facts"]["yd"]["z1"]["good"] == 1 and said["facts"]["qx"]["z1"]["good"] == 0
    assert said["results"]["yd"]["indicators"]["z1"]["points"] < said["results"]["qx"]["indicators"]["z1"]["points"]
    assert {one.object_type for one in Entry.objects.filter(at__gte=NOW)} >= {"assessment", "paper", "act"}


@pytest.mark.parametrize(("broken", "said"), [
    (lambda cast, found: checking.begin(cast.account[OFFICE], NOW, found), "不能开始核查评分"),
    (lambda cast, found: checking.finish(cast.account[OFFICE], NOW, found), "不能完成评分"),
    (lambda cast, found: freezing.draft(cast.account[OFFICE], NOW, found, until=EXPIRED.date()), "不能形成初步结果"),
    (lambda cast, found: freezing.freeze(cast.account[OFFICE], NOW, found), "不能固定结果"),
    (lambda cast, found: deciding.confirm(cast.account[HEAD], NOW, found), "不能确认结果"),
    (lambda cast, found: deciding.publish(cast.account[OFFICE], NOW, found), "不能公布结果"),
])
def test_no_step_is_skipped(cast: Cast, broken: Any, said: str) -> None:
    found = opened(cast)
    with pytest.raises(ValidationError, match=said):
        broken(cast, found)
    assert state_of(found) == "drawing_up"


def test_a_scheme_is_issued_only_at_exactly_100(cast: Cast) -> None:
    found = opened(cast)
    row = found.indicators.get(key="z1")
    told = drawing_up.told_of(row)
    drawing_up.put_indicator(cast.account[OFFICE], NOW, found, replace(told, weight=Decimal("14.99")), row)
    with pytest.raises(ValidationError, match=r"合计 99\.99，应当正好 100"):
        drawing_up.issue(cast.account[OFFICE], NOW, found)
    changed = found.indicators.current().get(key="z1")
    drawing_up.put_indicator(cast.account[OFFICE], NOW, found, told, changed)
    drawing_up.issue(cast.account[OFFICE], NOW, found)
    assert state_of(found) == "self_assessing"


def test_data_is_not_drawn_before_its_day(cast: Cast) -> None:
    found = opened(cast, as_of=date(2027, 1, 11))
    with pytest.raises(ValidationError, match="还没有到"):
        drawing_up.issue(cast.account[OFFICE], NOW, found)


def test_last_year_s_scheme_is_copied(cast: Cast) -> None:
    first = opened(cast)
    row = first.indicators.get(key="z1")
    drawing_up.put_indicator(cast.account[OFFICE], NOW, first, replace(drawing_up.told_of(row), name="事故"), row)
    next_year = drawing_up.open_scheme(cast.account[OFFICE], NOW, cast.unit["清远"], 2027, "below", terms(as_of=NOW.date()), [cast.unit["英德"]],
                                       first)
    assert [one.name for one in next_year.indicators.current()] == [one.name for one in first.indicators.current()]
    with pytest.raises(ValidationError, match="已经有方案"):
        opened(cast)
    drawing_up.drop(cast.account[OFFICE], NOW, next_year, note="重编")
    assert state_of(next_year) == "dropped"


def test_only_units_directly_below_are_covered(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="望埠镇不是清远市的下级"):
        opened(cast, units=("英德", "望埠"))
    with pytest.raises(ValidationError, match="不组织年度考核"):
        opened(cast, holder="望埠", units=("英德",))
    own = opened(cast, holder="英德", group="departments", units=("应急局", "教育局"), by=YINGDE)
    towns = opened(cast, holder="英德", units=("望埠", "大站"), by=YINGDE)
    assert (own.group, towns.group) == ("departments", "below")


def test_a_subdistrict_is_assessed_only_once_it_is_determined_to_be_bound(cast: Cast) -> None:  # 第二条第三款
    street = add_unit(None, LONG_AGO, code="yc", name="英城街道", level="subdistrict", parent=cast.unit["英德"], position=9)
    assert street not in may_cover(cast.unit["英德"], "below", NOW.date())
    with pytest.raises(ValidationError, match="英城街道不是英德市的下级"):
        drawing_up.open_scheme(cast.account[YINGDE], NOW, cast.unit["英德"], 2026, "below", terms(), [street])
    type(street).objects.filter(pk=street.pk).update(determined=True)
    assert street in may_cover(cast.unit["英德"], "below", NOW.date())


def test_self_assessment_is_not_skipped_but_noted_once_its_day_is_over(cast: Cast) -> None:
    found = issued(cast)
    self_assessing.self_assess(cast.account[YINGDE], NOW, found, cast.unit["英德"], [Said("z7", Decimal(0))])
    with pytest.raises(ValidationError, match="还没有自评：清新区"):
        checking.begin(cast.account[OFFICE], NOW, found)
    with pytest.raises(ValidationError, match="还没有过"):
        self_assessing.without(cast.account[OFFICE], at("2027-01-20"), found, cast.unit["清新"], note="催办两次")
    self_assessing.without(cast.account[OFFICE], at("2027-01-21"), found, cast.unit["清新"], note="催办两次")
    checking.begin(cast.account[OFFICE], at("2027-01-21"), found)
    assert state_of(found) == "scoring"


def test_points_that_a_unit_claims_want_words_or_a_file(cast: Cast) -> None:
    found = issued(cast)
    with pytest.raises(ValidationError) as bare:
        self_assessing.self_assess(cast.account[YINGDE], NOW, found, cast.unit["英德"], [Said("z7", Decimal("0.01")), Said("z13", Decimal(1))])
    assert set(bare.value.message_dict) == {"text-z7", "text-z13"}
    file = examined("责任清单.pdf", len(pdf()), iter([pdf()]))
    attach(cast.account[YINGDE], NOW, ("assessment_unit", f"{found.uid}~yd"), "自评佐证", file, cast.unit["英德"])
    self_assessing.self_assess(cast.account[YINGDE], NOW, found, cast.unit["英德"], [Said("z7", Decimal("0.01")), Said("z13", Decimal(1))])
    self_assessing.self_assess(cast.account["清新安委办"], NOW, found, cast.unit["清新"], [Said("z7", Decimal(0))])  # nothing claimed, nothing to bear out


def test_a_sample_can_be_drawn_again_from_its_seed(cast: Cast) -> None:
    record_act(cast.account["甲"], at("2026-06-12"), inspection(cast, lead="甲某", unit="英德"))
    found = scoring(cast)
    one = found.samples.get(unit=cast.unit["英德"])
    counted = json.loads(found.draws.get().text)["figures"]["duties.on_time"]["yd"]
    assert [key for key, _ in one.items] == list(sample([name[0] for name in counted["good_ones"]], 5, one.seed))
    assert one.population == counted["good"] == len(one.items) == 1
    checking.score(cast.account[OFFICE], NOW, found, all_points(cast, found), all_checked(found, passed=False))
    said = composed(found, drawn_now(found))
    assert said["facts"]["yd"]["z6"]["good"] == 0 and said["facts"]["yd"]["z6"]["whole"] == 1
    assert said["facts"]["qx"]["z6"] == {"absent": "没有可以抽取的记录"}  # nothing was done there: absent, not nought


def test_nothing_is_finished_while_points_are_missing(cast: Cast) -> None:
    found = scoring(cast)
    with pytest.raises(ValidationError, match="英德市“安全生产责任体系建设”还没有核查评分"):
        checking.finish(cast.account[OFFICE], NOW, found)


def test_what_the_system_knows_is_typed_by_nobody(cast: Cast) -> None:
    found = scoring(cast)
    with pytest.raises(ValidationError, match="由系统计算"):
        checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z1", Decimal(20))])
    with pytest.raises(ValidationError, match=r"在 0 到 20\.00 分之间"):
        checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z7", Decimal("20.01"))])


def test_nobody_scores_the_unit_to_which_he_belongs(cast: Cast) -> None:
    found = scoring(cast)
    points = [Points(cast.unit["英德"], "z7", Decimal(18))]
    with pytest.raises(ValidationError, match="属于英德市，应当回避"):
        checking.score(cast.account[YINGDE], NOW, found, points)
    cast.account[OFFICE].officer = cast.officer["戊某"]  # holds a post in 望埠镇 of 英德市
    with pytest.raises(ValidationError, match="在英德市任职，应当回避"):
        checking.score(cast.account[OFFICE], NOW, found, points)
    cast.account[OFFICE].officer = None
    self_assessing.recuse(cast.account[OFFICE], NOW, found, cast.account[OFFICE], cast.unit["英德"], reason="近亲属任职")
    with pytest.raises(ValidationError, match="已登记对英德市回避（近亲属任职）"):
        checking.score(cast.account[OFFICE], NOW, found, points)
    assert checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["清新"], "z7", Decimal(18))]) == 1


def test_the_same_scores_again_change_nothing_and_write_nothing(cast: Cast) -> None:
    found = scoring(cast)
    checking.score(cast.account[OFFICE], NOW, found, all_points(cast, found))
    before = Entry.objects.count()
    assert checking.score(cast.account[OFFICE], NOW, found, all_points(cast, found)) == 0
    assert Entry.objects.count() == before


def test_a_veto_outranks_the_score_and_the_exception_is_shown(cast: Cast) -> None:
    """第二十七条第三款: two 较大 accidents veto the county; one for which an approved report lays the responsibility elsewhere does not count."""
    first, second = fall(cast, "2026-06-01", deaths=3), fall(cast, "2026-09-08", deaths=3)
    found = drafted(cast, excellent_from=Decimal(3), good_from=Decimal(2), fair_from=Decimal(1))
    said = json.loads(newest(found, "draft").text)  # type: ignore[union-attr]
    assert (said["results"]["yd"]["by_score"], said["results"]["yd"]["grade"], said["results"]["yd"]["vetoed"]) == ("excellent", "good", True)
    assert said["vetoes"]["yd"][0]["accidents"] == [first.code, second.code] and said["results"]["qx"]["grade"] == "excellent"
    told = draft_fields(found, said, cast.unit["英德"], NOW.date(), rights_of(cast.account[OFFICE]))["否决"]
    assert first.code not in told and told.count("高处坠落事故") == 2, told
    record_step(cast.account[OFFICE], NOW, second, kind="submitted", on=date(2026, 11, 1))
    second.refresh_from_db()
    approve_report(cast.account[OFFICE], NOW, second, on=date(2026, 12, 1), organ="清远市人民政府", document="清府函〔2026〕1号", conclusion="责任不在英德市。",
                   responsible=[cast.unit["清新"]], outside=[cast.unit["英德"]])
    now = fresh(found, NOW.date())
    assert now["vetoes"]["yd"] == [] and now["cleared"]["yd"] == [second.code] and now["results"]["yd"]["grade"] == "excellent"
    assert any("“一票否决”不再成立" in one for one in changes(found, "drafted", NOW.date()))


def test_objections_are_answered_before_anything_is_frozen(cast: Cast) -> None:
    found = drafted(cast)
    self_assessing.raise_objection(cast.account[YINGDE], NOW, found, cast.unit["英德"], text="体系建设少计了 2 分")
    with pytest.raises(ValidationError, match="还有异议没有答复：英德市"):
        freezing.freeze(cast.account[OFFICE], NOW, found)
    objection = Objection.objects.get()
    self_assessing.reply(cast.account[OFFICE], NOW, objection, accepted=True, text="补充佐证属实")
    with pytest.raises(ValidationError, match="已经答复过了"):
        self_assessing.reply(cast.account[OFFICE], NOW, objection, accepted=False, text="改主意")
    with pytest.raises(ValidationError, match="更改评分请写明原因"):
        checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z7", Decimal(20))])
    checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z7", Decimal(20))], note="采纳异议")
    assert any("18.00 分变为20.00 分" in one for one in changes(found, "drafted", NOW.date()))
    freezing.freeze(cast.account[OFFICE], EXPIRED, found)
    assert state_of(found) == "frozen"


def test_a_result_is_not_frozen_before_the_days_for_objections_are_over(cast: Cast) -> None:
    found = scored(cast)
    freezing.draft(cast.account[OFFICE], NOW, found, until=date(2027, 1, 12))
    with pytest.raises(ValidationError, match="异议期到2027年1月12日为止"):
        freezing.freeze(cast.account[OFFICE], at("2027-01-12"), found)
    freezing.freeze(cast.account[OFFICE], at("2027-01-13"), found)


def test_the_result_is_worked_out_again_from_the_snapshot_byte_for_byte(cast: Cast) -> None:
    fall(cast, "2026-06-01", deaths=3)
    snapshot = newest(frozen(cast))
    assert snapshot is not None
    assert snapshot.digest == digest_of(snapshot.text) and canonical(json.loads(snapshot.text)) == snapshot.text
    assert recompute(snapshot.text).encode() == canonical(json.loads(snapshot.text)["results"]).encode()
    assert holds(snapshot.text, snapshot.digest)
    assert not holds(snapshot.text.replace('"given":"18.00"', '"given":"19.00"'), snapshot.digest)


def test_a_meeting_approves_only_what_lay_before_it(cast: Cast) -> None:
    early = record_act(cast.account[OFFICE], NOW, meeting(cast, "executive_meeting", "癸某", "清远", day=date(2027, 1, 9)))
    other = record_act(cast.account[YINGDE], NOW, meeting(cast, "executive_meeting", "乙某", "英德", day=date(2027, 1, 10)))
    found = frozen(cast)
    for act, said in ((early, "早于固定结果的日期"), (other, "请选清远市的政府常务会议")):
        with pytest.raises(ValidationError, match=said):
            deciding.approve(cast.account[OFFICE], NOW, found, "executive_meeting", act, seen=seen(found))
    held = record_act(cast.account[OFFICE], NOW, meeting(cast, "executive_meeting", "癸某", "清远", day=date(2027, 1, 10)))
    with pytest.raises(ValidationError, match="党委常委会会议"):
        deciding.approve(cast.account[OFFICE], NOW, found, "standing_committee", held, seen=seen(found))
    deciding.approve(cast.account[OFFICE], NOW, found, "executive_meeting", held, seen=seen(found), note="先开政府会")
    with pytest.raises(ValidationError, match="已经登记过了"):
        deciding.approve(cast.account[OFFICE], NOW, found, "executive_meeting", held, seen=seen(found), note="先开政府会")
    withdraw(cast.account[OFFICE], LATER, held, reason="记错")
    stands = {one.body: one.fault for one in approvals_of(found, newest(found), [], NOW.date())}
    assert stands["executive_meeting"] == "会议记录已经撤回，审定无效"


def test_a_meeting_that_approved_one_result_is_not_taken_for_another(cast: Cast) -> None:
    """What voids an approval is not made good by naming the same meetings again: neither saw the new result (第二十条)."""
    found = frozen(cast)
    both_approve(cast, found)
    before = {one.body: one.meeting for one in Approval.objects.current()}
    old = seen(found)
    checking.score(cast.account[OFFICE], LATER, found, [Points(cast.unit["英德"], "z7", Decimal(20))], note="笔误")
    freezing.refreeze(cast.account[OFFICE], LATER, found, note="笔误")
    for body, held in before.items():
        with pytest.raises(ValidationError, match="审定的是第 2 号快照"):
            deciding.approve(cast.account[OFFICE], LATER, found, body, held, seen=seen(found), note="受托")
        assert meetings_for(found, body, newest(found), LATER.date()) == []
    with pytest.raises(ValidationError, match="不是同一个结果"):
        deciding.approve_anew(cast.account[OFFICE], LATER, found, "executive_meeting", on=LATER.date(), chair=cast.officer["癸某"], seen=old, note="补")


def test_a_meeting_recorded_before_the_result_was_frozen_did_not_see_it(cast: Cast) -> None:
    found = frozen(cast)
    early = record_act(cast.account[OFFICE], LATER, meeting(cast, "executive_meeting", "癸某", "清远", day=LATER.date()))
    checking.score(cast.account[OFFICE], LATER, found, [Points(cast.unit["英德"], "z7", Decimal(20))], note="笔误")
    soon = LATER + timedelta(minutes=1)
    freezing.refreeze(cast.account[OFFICE], soon, found, note="笔误")
    with pytest.raises(ValidationError, match="在固定结果以前就登记了"):
        deciding.approve(cast.account[OFFICE], soon, found, "executive_meeting", early, seen=seen(found), note="先开政府会")
    late = record_act(cast.account[OFFICE], soon, meeting(cast, "executive_meeting", "癸某", "清远", day=LATER.date()))
    deciding.approve(cast.account[OFFICE], soon, found, "executive_meeting", late, seen=seen(found), note="先开政府会")


def test_another_meeting_of_the_same_day_wants_a_word(cast: Cast) -> None:
    found = frozen(cast)
    both_approve(cast, found)
    checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z7", Decimal(20))], note="笔误")
    freezing.refreeze(cast.account[OFFICE], NOW, found, note="笔误")
    anew(cast, found, "standing_committee", note="受托主持，当天又开了一次会")
    with pytest.raises(ValidationError, match="当天又开了一次会的请写明"):
        anew(cast, found, "executive_meeting")
    anew(cast, found, "executive_meeting", note="当天下午又开了一次会")


def test_the_governments_meeting_before_the_committees_wants_a_word(cast: Cast) -> None:
    found = frozen(cast)
    with pytest.raises(ValidationError, match="党委常委会会议审定还没有登记，请写明为什么政府常务会议在前"):
        anew(cast, found, "executive_meeting")
    anew(cast, found, "executive_meeting", note="市委会议改期")
    assert "党委常委会会议审定还没有登记。市委会议改期" in found.steps.get(kind="approve").note
    anew(cast, found, "standing_committee", LATER, note="受托")
    deciding.confirm(cast.account[HEAD], LATER, found)


def test_a_vacant_post_is_said_and_needs_a_word(cast: Cast) -> None:
    found = frozen(cast)
    with pytest.raises(ValidationError, match="清远市党委主要负责人空缺，请写明这次会议由谁主持"):
        anew(cast, found, "standing_committee", NOW)
    anew(cast, found, "standing_committee", NOW, note="受市委委托主持")
    assert "党委主要负责人空缺" in found.steps.get(kind="approve").note


def test_a_result_is_confirmed_only_with_both_approvals_and_by_another(cast: Cast) -> None:
    found = frozen(cast)
    anew(cast, found, "executive_meeting", note="政府会在前")
    with pytest.raises(ValidationError, match="还没有党委常委会会议审定"):
        deciding.confirm(cast.account[HEAD], NOW, found)
    anew(cast, found, "standing_committee", NOW, note="受托")
    with pytest.raises(ValidationError, match="不能由您确认"):
        deciding.confirm(cast.account[OFFICE], NOW, found)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(assessment=found, kind="confirm", on=NOW.date(), at=NOW, by=cast.account[OFFICE], proposed_by=cast.account[OFFICE])
    deciding.confirm(cast.account[HEAD], NOW, found)
    assert state_of(found) == "confirmed"


def test_an_accident_written_off_after_the_approval_voids_it_visibly(cast: Cast) -> None:
    """A fact changes: nothing is confirmed any more; frozen anew, the approvals are void, each with its entry in the ledger."""
    first, _ = fall(cast, "2026-06-01", deaths=3), fall(cast, "2026-09-08", deaths=3)
    found = frozen(cast)
    anew(cast, found, "standing_committee", NOW, note="受托")
    old = newest(found)
    written_off(cast, first)
    differs = changes(found, "frozen", date(2027, 1, 25))
    assert any("英德市“生产安全事故控制”：由2变为1（少了望埠镇“6·1”高处坠落事故）" in one for one in differs)
    assert any("“一票否决”不再成立" in one for one in differs) and any("总分由" in one for one in differs)
    for broken in (lambda: anew(cast, found, "executive_meeting", AFTER),
                   lambda: deciding.confirm(cast.account[HEAD], AFTER, found)):
        with pytest.raises(ValidationError, match="固定结果以后事实或者评分有变"):
            broken()
    freezing.refreeze(cast.account[OFFICE], AFTER, found, note="6月1日事故已核销")
    assert Approval.objects.current().count() == 0 and Approval.objects.get().struck_reason == "结果按变化的事实重新固定：6月1日事故已核销"
    entry = Entry.objects.get(verb="审定失效")
    assert entry.object_id == found.uid and entry.provision == "20.p1"
    assert newest(found).digest != old.digest and holds(old.text, old.digest)  # type: ignore[union-attr]
    with pytest.raises(ValidationError, match="不能确认"):
        deciding.confirm(cast.account[HEAD], AFTER, found)
    both_approve(cast, found, AFTER)
    deciding.confirm(cast.account[HEAD], AFTER, found)
    assert state_of(found) == "confirmed"


def test_a_confirmed_result_that_facts_overtook_is_frozen_anew_and_confirmed_again(cast: Cast) -> None:
    first = fall(cast, "2026-06-01", deaths=3)
    found = confirmed(cast)
    with pytest.raises(ValidationError, match="不用重新固定"):
        freezing.refreeze(cast.account[OFFICE], NOW, found, note="试")
    written_off(cast, first)
    with pytest.raises(ValidationError, match="有变"):
        deciding.publish(cast.account[OFFICE], AFTER, found)
    freezing.refreeze(cast.account[OFFICE], AFTER, found, note="核销")
    assert confirmed_results(NOW.date())[0].confirmed_on == NOW.date()  # what was known then stays known
    assert confirmed_results(AFTER.date()) == []
    both_approve(cast, found, AFTER)
    deciding.confirm(cast.account[HEAD], AFTER, found)
    assert {one.confirmed_on for one in confirmed_results(AFTER.date())} == {AFTER.date()}


def test_a_wrong_score_of_a_confirmed_result_is_put_right_before_it_is_published(cast: Cast) -> None:
    found = confirmed(cast)
    checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z7", Decimal(20))], note="笔误")
    with pytest.raises(ValidationError, match="有变"):
        deciding.publish(cast.account[OFFICE], NOW, found)
    freezing.refreeze(cast.account[OFFICE], NOW, found, note="笔误")
    assert state_of(found) == "frozen" and Approval.objects.current().count() == 0


def test_what_was_taken_back_is_confirmed_until_it_is_frozen_anew_but_not_published(cast: Cast) -> None:
    found = confirmed(cast)
    deciding.publish(cast.account[OFFICE], NOW, found)
    deciding.retract(cast.account[HEAD], LATER, found.uid, note="等次有误")
    assert [one.retracted for one in confirmed_results(LATER.date())] == [True, True]
    assert confirmed_results(LATER.date(), published=True) == []
    assert len(confirmed_results(NOW.date(), published=True)) == 2
    [fact] = read(LATER.date(), Scope(units=frozenset({"yd"})))["assessments"]
    assert fact.confirmed_on == NOW.date() and "published" not in {step.step for step in fact.steps}
    assert "published" in {step.step for one in read(NOW.date(), Scope())["assessments"] for step in one.steps}


def test_a_late_record_that_changes_no_fact_voids_nothing(cast: Cast) -> None:
    found = frozen(cast)
    record_act(cast.account["甲"], LATER, inspection(cast, lead="甲某", unit="英德", day=date(2026, 6, 12)))  # backfilled: it was not done on time either way
    assert changes(found, "frozen", LATER.date()) == []


def test_snapshots_are_numbered_and_dated(cast: Cast) -> None:
    found = frozen(cast)
    assert [(one.serial, one.kind, one.on) for one in Snapshot.objects.filter(assessment=found)] == [(1, "draft", EARLY.date()), (2, "frozen", NOW.date())]
    assert drawing.asked_of(found, NOW.date()).as_of == date(2026, 12, 31)
