"""Which body may impose which measure on the person (第三十三条): refused where it may not, reasoned where the rules leave it open, a kind a decision."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.accountability.actions import deciding, serving
from anze.accountability.models import Concerned, Measure
from anze.accountability.queries.authority import left_open, misnamed
from anze.accountability.queries.drafts import wanted_of
from anze.accountability.told import Drafted, Wanted
from anze.people.models import Tenure
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import decided, ended, grounded, heard, state_of
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

WHEN = at("2026-04-15", 9)


def draft(cast: Cast, one: Concerned, by: str, body: str, *kinds: str, now: Any = WHEN, **more: Any) -> None:
    """Draft a decision of a body with measures."""
    grounded(cast, one)
    deciding.draft(cast.account["纪委"], now, one, Drafted(
        kind="measures", by=by, body=body, reasons="理由", measures=tuple(Wanted(kind=kind) for kind in kinds), **more))


@pytest.mark.parametrize(("by", "body", "kind", "who"), [
    ("safety", "清远市应急管理局", "政务警告", "市监委"), ("safety", "清远市应急管理局", "党内警告", "市委、市纪委"),
    ("supervision", "清远市监委", "党内严重警告", "市委、市纪委"), ("discipline", "清远市纪委", "政务撤职", "市监委"),
    ("supervision", "清远市监委", "刑事责任", "司法机关"), ("discipline", "清远市纪委", "降职", "市委、市委组织部"),
])
def test_a_body_that_may_not_impose_a_measure_is_refused_and_told_who_may(cast: Cast, by: str, body: str, kind: str, who: str) -> None:
    one = heard(cast)
    with pytest.raises(ValidationError) as refused:
        draft(cast, one, by, body, kind, authority="有依据")
    told = refused.value.message_dict["body"]
    assert any(kind in words and who in words for words in told), told
    assert state_of(one) == "heard"


def test_who_only_proposes_a_measure_is_told_so(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="只能提出建议"):
        draft(cast, heard(cast), "discipline", "清远市纪委", "免职", authority="有依据")


def test_a_body_below_the_committee_that_manages_the_cadre_decides_nothing(cast: Cast) -> None:
    one = heard(cast)  # managed by the city's committee
    with pytest.raises(ValidationError, match="由市委管理"):
        draft(cast, one, "supervision", "英德市监委", "政务警告")
    draft(cast, one, "supervision", "清远市监委", "政务警告")
    assert state_of(one) == "drafted"


@pytest.mark.parametrize(("managed_by", "by", "body", "kind", "words"), [  # 第三十三条：按照权限和职责；干部管理权限
    ("county", "supervision", "英德市应急管理局", "政务撤职", "不是监察机关的名称，监察机关写成“英德市监委”的样子"),
    ("county", "supervision", "英德市委组织部", "政务撤职", "不是监察机关的名称"),
    ("county", "supervision", "清新区监委", "政务警告", "清新区监委管不到甲某"),
    ("county", "supervision", "监委", "政务警告", "不是监察机关的名称"),
    ("county", "supervision", "市监委", "政务警告", "不是监察机关的名称"),
    ("county", "judicial", "英德市安委办", "刑事责任", "不是司法机关的名称"),
    ("county", "judicial", "英德市监委", "刑事责任", "这是监察机关的名称"),
    ("city", "safety", "清远市安全生产委员会", "通报", "不是安全生产监管部门的名称，安全生产监管部门写成“清远市应急管理局”的样子"),
    ("city", "party_committee", "清远市安全生产委员会", "通报", "不是党委（党组）的名称"),
    ("city", "organisation", "清远市人力资源和社会保障局", "诫勉", "不是组织人事部门的名称"),
])
def test_a_body_is_what_its_name_says_and_of_the_place_that_manages_the_cadre(
        cast: Cast, managed_by: str, by: str, body: str, kind: str, words: str) -> None:
    one = heard(cast)
    one.managed_by = managed_by
    one.save()
    with pytest.raises(ValidationError) as refused:
        draft(cast, one, by, body, kind, authority="有依据")
    assert any(words in told for told in refused.value.message_dict["body"]), refused.value.message_dict


def test_every_way_to_write_the_name_of_a_body_in_full_is_taken(cast: Cast) -> None:
    one = heard(cast)
    one.managed_by = "county"
    for by, body in (("supervision", "英德市监委"), ("supervision", "英德市监察委员会"), ("supervision", "清远市英德市监委"),
                     ("supervision", "广东省英德市监委"),
                     ("supervision", "英德市纪委监委"), ("discipline", "中共英德市纪律检查委员会"), ("party_committee", "中国共产党英德市委员会"),
                     ("organisation", "中共英德市委组织部"), ("judicial", "广东省清远市中级人民法院"), ("safety", "英德市应急管理局"),
                     ("supervision", "广东省监委"), ("supervision", "佛山市监委"), ("party_committee", "英德市应急管理局党组")):
        assert misnamed(one, by, body, WHEN.date()) == [], body
    assert any("授权" in words for words in left_open(one, "party_committee", "英德市应急管理局党组", ["党内警告"], WHEN.date()))


def test_who_moved_on_is_managed_where_he_is_now_too(cast: Cast) -> None:  # 第三十一条
    one = heard(cast)
    one.managed_by = "county"
    assert misnamed(one, "supervision", "清新区监委", WHEN.date())
    Tenure.objects.create(officer=one.officer, unit=cast.unit["清新"], post="party_head", start=WHEN.date(), recorded_at=WHEN)
    assert misnamed(one, "supervision", "清新区监委", WHEN.date()) == [] and misnamed(one, "supervision", "英德市监委", WHEN.date()) == []


def test_a_decision_that_holds_nobody_accountable_is_made_by_a_body_too(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="不是监察机关的名称"):
        deciding.draft(cast.account["纪委"], WHEN, heard(cast), Drafted(kind="none", by="supervision", body="英德市安委办", reasons="理由", against="理由"))


def test_a_body_above_it_says_on_what_ground_it_decides(cast: Cast) -> None:
    one = heard(cast)
    with pytest.raises(ValidationError) as refused:
        draft(cast, one, "supervision", "广东省监委", "政务警告")
    assert "authority" in refused.value.message_dict
    draft(cast, one, "supervision", "广东省监委", "政务警告", authority="提级办理，省监委某号决定")


def test_what_the_rules_leave_open_needs_a_written_reason_which_the_approver_sees(cast: Cast) -> None:
    one = heard(cast)
    with pytest.raises(ValidationError) as refused:
        draft(cast, one, "discipline", "清远市纪委", "诫勉")
    assert any("有干部管理权限的党委" in words for words in refused.value.message_dict["authority"])
    draft(cast, one, "discipline", "清远市纪委", "诫勉", authority="经市委主要负责人批准")
    assert wanted_of(one.decisions.get())["authority"] == "经市委主要负责人批准"
    client = cast.client("纪委乙")
    import time_machine

    with time_machine.travel(WHEN, tick=False):
        assert "经市委主要负责人批准" in client.get(reverse("accountability:person_take", args=[one.uid, "decide"])).content.decode()


def test_where_nobody_knows_who_manages_him_a_reason_is_needed(cast: Cast) -> None:
    one = heard(cast)
    one.managed_by = ""
    one.save()
    with pytest.raises(ValidationError, match="没有登记甲某归哪一级党委管理"):
        draft(cast, one, "supervision", "清远市监委", "政务警告")


def test_one_decision_holds_one_kind_of_measure_and_the_other_comes_as_a_second_before_both_are_served(cast: Cast) -> None:
    one = heard(cast)
    with pytest.raises(ValidationError, match="再为另一类拟定一份决定"):
        draft(cast, one, "discipline", "清远市纪委", "党内警告", "政务警告", authority="有依据")
    draft(cast, one, "supervision", "清远市监委", "政务警告")
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20))
    draft(cast, one, "discipline", "清远市纪委", "党内警告", authority="市委批准", now=at("2026-04-20", 10))
    deciding.decide(cast.account["纪委乙"], at("2026-04-21", 9), one, on=date(2026, 4, 21))
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert state_of(one) == "served" and Measure.objects.current().count() == 2
    assert [paper.decision.body for paper in one.served.filter(kind="decision").order_by("pk")] == ["清远市监委", "清远市纪委"]  # type: ignore[union-attr]


def test_what_was_sent_back_beside_an_approved_decision_does_not_hold_that_up(cast: Cast) -> None:
    one = decided(cast).concerned
    draft(cast, one, "discipline", "清远市纪委", "党内警告", authority="市委批准", now=at("2026-04-20", 10))
    deciding.send_back(cast.account["纪委乙"], at("2026-04-21", 9), one, note="不给党纪处分")
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert state_of(one) == "served" and one.served.filter(kind="decision").count() == 1


def test_nobody_is_held_accountable_and_let_off_at_once(cast: Cast) -> None:
    one = decided(cast).concerned
    with pytest.raises(ValidationError, match="已经有批准的决定"):
        deciding.draft(cast.account["纪委"], at("2026-04-20", 10), one, Drafted(kind="none", by="supervision", body="清远市监委", reasons="理由",
                                                                             against="理由"))


def test_the_person_contests_each_decision_by_its_own_way(cast: Cast) -> None:
    one = heard(cast)
    draft(cast, one, "supervision", "清远市监委", "政务警告")
    deciding.decide(cast.account["纪委乙"], at("2026-04-20", 9), one, on=date(2026, 4, 20))
    draft(cast, one, "discipline", "清远市纪委", "党内警告", authority="市委批准", now=at("2026-04-20", 10))
    deciding.decide(cast.account["纪委乙"], at("2026-04-21", 9), one, on=date(2026, 4, 21))
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert post(cast, "甲", "own_contest", [one.uid], route="supervision:re_examination", text="请求").status_code == 302
    assert one.remedies.get().decision.body == "清远市监委"
    ended(cast, one, outcome="revoke")
    assert state_of(one) == "served" and [each.kind for each in Measure.objects.current()] == ["党内警告"]  # the other decision stands
