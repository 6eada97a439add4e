"""Measures are lifted by two persons, for a reason that is true, and no time to contest them is cut short (第二十六、三十三条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from anze.accountability.actions import answering, deciding, lifting, serving
from anze.accountability.models import Concerned, Lifting, Measure, Step
from anze.accountability.queries.page import own_page
from anze.accountability.told import Drafted, Wanted
from anze.people.moment import day_of
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import heard, lifted, proposed_lift, state_of, warned
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

SERVED = "2026-04-22"
GROUND = {"body": "清远市委", "basis": "市委常委会会议纪要某号"}


def suspended(cast: Cast) -> Concerned:
    """Return somebody on whom a measure without a fixed period was served."""
    one = heard(cast)
    deciding.draft(cast.account["纪委"], at("2026-04-15"), one, Drafted(kind="measures", by="party_committee", body="清远市委", reasons="理由",
                                                                     authority="市委某号", measures=(Wanted(kind="停职检查"),)))
    deciding.decide(cast.account["纪委乙"], at("2026-04-20"), one, on=date(2026, 4, 20))
    serving.serve(cast.account["纪委"], at(SERVED), one, on=date(2026, 4, 22), way="direct")
    return one


def paper(one: Concerned) -> str:
    return one.served.get(kind="lifting").text


def test_what_one_proposes_lifts_nothing_until_another_approves(cast: Cast) -> None:
    one = warned(cast)
    proposed_lift(cast, one, "2026-10-21")
    assert state_of(one) == "served" and Measure.objects.get().lifted_on is None and not one.served.filter(kind="lifting").exists()
    with pytest.raises(ValidationError, match="由审批人、审核人办理"):
        lifting.approve_lift(cast.account["纪委"], at("2026-10-21", 10), one)
    lifting.approve_lift(cast.account["纪委乙"], at("2026-10-22", 10), one)
    assert state_of(one) == "lifted" and Measure.objects.get().lifted_on == date(2026, 10, 21)
    step = Step.objects.get(kind="approve_lift")
    assert (step.by, step.proposed_by) == (cast.account["纪委乙"], cast.account["纪委"])


def test_the_database_itself_takes_no_lifting_by_one_person(cast: Cast) -> None:
    row = proposed_lift(cast, warned(cast), "2026-10-21")
    with pytest.raises(IntegrityError), transaction.atomic():
        Lifting.objects.filter(pk=row.pk).update(approved_at=at("2026-10-22"), approved_by=row.proposed_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lifting.objects.create(concerned=row.concerned, on=row.on, way="direct", proposed_at=row.proposed_at, proposed_by=row.proposed_by)


def test_where_no_rule_fixes_a_period_the_body_that_found_it_over_and_its_ground_are_asked_for(cast: Cast) -> None:
    one = suspended(cast)
    with pytest.raises(ValidationError) as fault:
        proposed_lift(cast, one, SERVED)
    assert set(fault.value.message_dict) == {"body", "basis"} and "由有权机关认定" in str(fault.value)
    lifted(cast, one, SERVED, **GROUND)
    assert "停职检查没有统一规定的影响期，经清远市委认定（依据：市委常委会会议纪要某号），自2026年4月22日起予以解除。" in paper(one)
    assert "届满" not in paper(one) and "已满" not in paper(one)


def test_a_period_that_is_over_is_told_with_its_last_day(cast: Cast) -> None:
    one = lifted(cast, warned(cast), "2026-10-21")
    assert paper(one).startswith("诫勉的影响期到2026年10月20日为止，已经届满，自2026年10月21日起予以解除。")


def test_a_lifted_measure_is_contested_within_its_time_and_no_day_later(cast: Cast) -> None:
    one = lifted(cast, suspended(cast), SERVED, **GROUND)
    assert state_of(one) == "lifted" and own_page(one, date(2026, 5, 1))["may_contest"] and own_page(one, date(2026, 5, 1))["routes"]
    made = answering.contest(cast.account["甲"], at("2026-05-08"), one, scheme="party_accountability", route="appeal", text="请求")
    assert state_of(one) == "appealing" and made.on == day_of(at("2026-05-08"))


def test_one_of_a_fixed_time_is_not_contested_after_it_though_it_is_lifted(cast: Cast) -> None:
    one = lifted(cast, warned(cast), "2026-10-21")
    with pytest.raises(ValidationError, match="已经过了"):
        answering.contest(cast.account["甲"], at("2026-10-22"), one, scheme="party_accountability", route="appeal", text="请求")


def test_what_is_contested_meanwhile_is_not_lifted(cast: Cast) -> None:
    one = suspended(cast)
    proposed_lift(cast, one, "2026-05-07", **GROUND)
    answering.contest(cast.account["甲"], at("2026-05-08"), one, scheme="party_accountability", route="appeal", text="请求")
    with pytest.raises(ValidationError):
        lifting.approve_lift(cast.account["纪委乙"], at("2026-05-08", 10), one)
    assert Measure.objects.get().lifted_on is None


def test_sent_back_it_is_proposed_again_from_what_was_written(cast: Cast) -> None:
    one = suspended(cast)
    proposed_lift(cast, one, SERVED, **GROUND)
    with pytest.raises(ValidationError, match="已经提请解除"):
        proposed_lift(cast, one, SERVED, **GROUND)
    lifting.return_lift(cast.account["纪委乙"], at(SERVED, 11), one, note="依据写全")
    with pytest.raises(ValidationError, match="没有待批准的解除"):
        lifting.approve_lift(cast.account["纪委乙"], at(SERVED, 12), one)
    page = cast_page(cast, "纪委", one, "propose_lift")
    assert "市委常委会会议纪要某号" in page
    lifted(cast, one, "2026-04-23", **GROUND)
    assert state_of(one) == "lifted"


def cast_page(cast: Cast, name: str, one: Concerned, kind: str) -> str:
    import time_machine

    with time_machine.travel(at("2026-04-23", 9), tick=False):
        return cast.client(name).get(reverse("accountability:person_take", args=[one.uid, kind])).content.decode()


def test_the_approver_reads_what_will_be_served_and_finds_it_on_his_home_page(cast: Cast) -> None:
    one = suspended(cast)
    sent = post(cast, "纪委", "person_take", [one.uid, "propose_lift"], at(SERVED, 9), on=SERVED, way="direct", measures=[Measure.objects.get().pk])
    assert sent.status_code == 422 and "由有权机关认定" in sent.content.decode()
    assert post(cast, "纪委", "person_take", [one.uid, "propose_lift"], at(SERVED, 9), on=SERVED, way="direct", measures=[Measure.objects.get().pk],
                **GROUND).status_code == 302
    assert "经清远市委认定（依据：市委常委会会议纪要某号）" in cast_page(cast, "纪委乙", one, "approve_lift")
    from anze.access.rights import rights_of
    from anze.accountability.queries.due import to_lift

    assert len(to_lift(rights_of(cast.account["纪委乙"]))) == 1 and to_lift(rights_of(cast.account["纪委"])) == []
    assert post(cast, "纪委乙", "person_take", [one.uid, "approve_lift"], at("2026-04-23", 9)).status_code == 302
    assert state_of(one) == "lifted"


@pytest.mark.parametrize(("body", "words"), [
    ("大站镇党委", "大站镇党委管不到甲某"), ("望埠镇党委", "由市委管理，望埠镇党委是下一级的机关"), ("英德市委", "由市委管理，英德市委是下一级的机关"),
    ("清远市监委", "停职检查不能由监察机关决定"), ("清远市公安局", "不是有权作出处理决定的机关的名称"),
    ("佛冈县某局党组", "看不出佛冈县某局党组是哪一级的机关"), ("清新区委", "管不到甲某"), ("清远市人民政府", "不是有权作出处理决定的机关的名称")])
def test_only_a_body_that_may_impose_the_measure_on_him_finds_its_effect_over(cast: Cast, body: str, words: str) -> None:  # 第三十三条
    one = suspended(cast)
    with pytest.raises(ValidationError) as fault:
        proposed_lift(cast, one, SERVED, **(GROUND | {"body": body}))
    assert set(fault.value.message_dict) == {"body"} and words in str(fault.value) and "请改写认定机关，写全称；一般是作出决定的清远市委。" in str(fault.value)
    assert not one.liftings.exists()


@pytest.mark.parametrize("body", ["清远市委", "中共清远市委", "清远市委组织部", "广东省委"])
def test_the_body_that_decided_and_others_that_may_find_it_over(cast: Cast, body: str) -> None:
    one = lifted(cast, suspended(cast), SERVED, **(GROUND | {"body": body}))
    assert state_of(one) == "lifted" and f"经{body}认定" in paper(one)


def test_what_is_proposed_with_a_body_that_may_not_is_not_approved(cast: Cast) -> None:
    one = suspended(cast)
    row = proposed_lift(cast, one, SERVED, **GROUND)
    row.body = "大站镇党委"
    row.save()
    with pytest.raises(ValidationError, match="管不到甲某"):
        lifting.approve_lift(cast.account["纪委乙"], at(SERVED, 11), one)
    assert Measure.objects.get().lifted_on is None


def test_no_body_is_held_against_a_period_that_a_rule_fixes(cast: Cast) -> None:
    assert state_of(lifted(cast, warned(cast), "2026-10-21", body="大站镇党委")) == "lifted"
