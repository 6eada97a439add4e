"""The way of an item: planned, assigned, signed for, reported, reviewed, closed; extensions, sending back, releasing, withdrawing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.papers.models import Issued
from anze.record.models import Entry
from anze.supervision.actions import joining, planning, reviewing, undertaking
from anze.supervision.models import Step, Task
from anze.supervision.queries.alike import alike
from anze.supervision.queries.slips import behind, slip_fields
from anze.supervision.told import Origin
from tests.apps.accidents.telling import at
from tests.apps.supervision.telling import (
    CITY,
    COUNTY,
    DUE,
    HEAD,
    NOW,
    accepted,
    assigned,
    hand_in,
    of_unit,
    planned,
    reported,
    state_of,
    wanted,
)
from tests.cast import Cast


@pytest.fixture(autouse=True)
def heads(request: pytest.FixtureRequest) -> None:
    """清新区 has a head of government as well."""
    if "cast" in request.fixturenames:
        cast = request.getfixturevalue("cast")
        from anze.register.actions import add_officer, begin_tenure

        cast.officer["子某"] = add_officer(None, at("2026-01-05"), code="p11", name="子某")
        begin_tenure(None, at("2026-01-05"), officer=cast.officer["子某"], unit=cast.unit["清新"], post="gov_head", start=date(2026, 1, 5))


def test_an_item_goes_from_the_plan_to_the_closure(cast: Cast) -> None:
    task = planned(cast, assists=("清新",))
    assert (task.uid, state_of(task), state_of(of_unit(cast, task))) == ("db-2026-0001", "planned", "planned")
    planning.assign(cast.account[CITY], NOW, task, contact="张某", phone="0763-0000000")
    assert state_of(task) == "assigned" and Issued.objects.get().title == "安全生产督办单（绿色）"
    first, second = of_unit(cast, task), of_unit(cast, task, "清新")
    assert [(one.officer.name, one.post) for one in first.people.all()] == [("乙某", "gov_head")]
    hand_in(cast, first, "2026-03-10")
    reviewing.accept(cast.account[CITY], at("2026-03-11"), first)
    assert (state_of(first), state_of(second), state_of(task)) == ("accepted", "assigned", "assigned")
    hand_in(cast, second, "2026-03-12", "清新安委办")
    reviewing.accept(cast.account[CITY], at("2026-03-13"), second)
    assert state_of(task) == "closed"
    verbs = list(Entry.objects.filter(object_type="supervision").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["立项", "交办", "交办", "交办", "签收", "反馈办结情况", "复核通过", "签收", "反馈办结情况", "复核通过", "办结"]


def test_whoever_holds_the_post_on_the_day_of_assignment_answers(cast: Cast) -> None:
    from anze.register.actions import end_tenure

    both = assigned(cast, answering="both")
    assert [one.officer.name for one in of_unit(cast, both).people.order_by("pk")] == ["甲某", "乙某"]
    assert sorted(of_unit(cast, both).people.values_list("code", flat=True)) == [f"{both.uid}-1", f"{both.uid}-2"]
    task = planned(cast)
    end_tenure(None, at("2026-03-03"), cast.officer["乙某"].tenures.get(), end=date(2026, 3, 3))
    with pytest.raises(ValidationError, match="英德市今天没有在任的政府、部门主要负责人"):
        planning.assign(cast.account[CITY], at("2026-03-04"), task)
    assert state_of(task) == "planned" and not Issued.objects.filter(object_id=task.uid).exists()


def test_what_cannot_be_is_told_all_at_once(cast: Cast) -> None:
    rows = [wanted(cast, due=date(2026, 3, 1)), wanted(cast, due=date(2036, 3, 1)), wanted(cast, assists=("英德",))]
    with pytest.raises(ValidationError) as fault:
        planning.plan(cast.account[CITY], NOW, cast.unit["清远"], Origin(), rows)
    assert [one[:6] for one in fault.value.messages] == ["第 1 项：", "第 2 项：", "第 3 项："] and not Task.objects.exists()
    with pytest.raises(ValidationError, match="清新区不在英德市所辖"):
        planning.plan(cast.account[COUNTY], NOW, cast.unit["英德"], Origin(), [wanted(cast, main="清新")])
    with pytest.raises(ValidationError, match="来文文号"):
        planned(cast, origin=Origin(kind="document", document="粤安办〔2026〕8号"))


def test_the_same_sending_counts_once(cast: Cast) -> None:
    row = wanted(cast, key="k-0")
    first = planning.plan(cast.account[CITY], NOW, cast.unit["清远"], Origin(), [row])
    assert planning.plan(cast.account[CITY], NOW, cast.unit["清远"], Origin(), [row]) == first and Task.objects.count() == 1
    one = of_unit(cast, assigned(cast))
    assert undertaking.sign(cast.account[COUNTY], NOW, one) == undertaking.sign(cast.account[COUNTY], NOW, one)


def test_an_item_is_changed_until_it_is_assigned(cast: Cast) -> None:
    task = planned(cast)
    planning.change(cast.account[CITY], NOW, task, wanted(cast, main="清新", assists=("英德",), title="清查气瓶"))
    assert [(one.unit.name, one.part) for one in task.undertakings.all()] == [("清新区", "main"), ("英德市", "assist")]
    with pytest.raises(ValidationError, match="没有改动"):
        planning.change(cast.account[CITY], NOW, task, wanted(cast, main="清新", assists=("英德",), title="清查气瓶"))
    planning.assign(cast.account[CITY], NOW, task)
    with pytest.raises(ValidationError, match="现在是“办理中”，不能更改"):
        planning.change(cast.account[CITY], NOW, task, wanted(cast))


def test_nobody_reviews_his_own_report_not_even_in_the_database(cast: Cast) -> None:
    one = reported(cast)
    for verb in (reviewing.accept, reviewing.send_back):
        with pytest.raises(ValidationError, match="不能由您审批、复核"):
            verb(cast.account[COUNTY], at("2026-03-11"), one, note="好")
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(undertaking=one, kind="accept", on=date(2026, 3, 11), at=at("2026-03-11"), by=cast.account[COUNTY],
                            proposed_by=cast.account[COUNTY])


def test_what_was_sent_back_is_reported_again(cast: Cast) -> None:
    one = reported(cast)
    with pytest.raises(ValidationError, match="请写明哪里没有办到位"):
        reviewing.send_back(cast.account[CITY], at("2026-03-11"), one, note=" ")
    reviewing.send_back(cast.account[CITY], at("2026-03-11"), one, note="没有台账")
    assert state_of(one) == "sent_back"
    with pytest.raises(ValidationError, match="晚于今天"):
        undertaking.report(cast.account[COUNTY], at("2026-03-12"), one, on=date(2026, 3, 13), note="已建台账")
    with pytest.raises(ValidationError, match="早于交办"):
        undertaking.report(cast.account[COUNTY], at("2026-03-12"), one, on=date(2026, 3, 1), note="已建台账")
    undertaking.report(cast.account[COUNTY], at("2026-03-12"), one, on=date(2026, 3, 12), note="已建台账")
    reviewing.accept(cast.account[CITY], at("2026-03-13"), one)
    assert state_of(one) == "accepted"


def test_an_extension_is_asked_with_a_reason_and_decided_by_another(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast))
    undertaking.sign(cast.account[COUNTY], NOW, one)
    with pytest.raises(ValidationError, match="请写明延期的理由"):
        undertaking.ask_extension(cast.account[COUNTY], NOW, one, due=date(2026, 4, 10), note="")
    with pytest.raises(ValidationError, match="应当晚于现在的期限"):
        undertaking.ask_extension(cast.account[COUNTY], NOW, one, due=DUE, note="检测排期")
    undertaking.ask_extension(cast.account[COUNTY], NOW, one, due=date(2026, 4, 10), note="检测排期")
    with pytest.raises(ValidationError, match="不能由您审批"):
        reviewing.grant(cast.account[COUNTY], NOW, one, due=date(2026, 4, 10))
    with pytest.raises(ValidationError, match="不能晚于申请的期限"):
        reviewing.grant(cast.account[HEAD], NOW, one, due=date(2026, 4, 11))
    reviewing.grant(cast.account[HEAD], NOW, one, due=date(2026, 4, 5))
    one.refresh_from_db()
    assert (one.due, state_of(one)) == (date(2026, 4, 5), "signed")
    with pytest.raises(ValidationError, match="期限已经过去，不能再申请延期"):
        undertaking.ask_extension(cast.account[COUNTY], at("2026-04-06"), one, due=date(2026, 4, 20), note="检测排期")


def test_a_refused_extension_leaves_the_deadline_and_a_report_ends_the_asking(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast))
    undertaking.sign(cast.account[COUNTY], NOW, one)
    undertaking.ask_extension(cast.account[COUNTY], NOW, one, due=date(2026, 4, 10), note="检测排期")
    reviewing.refuse(cast.account[HEAD], NOW, one, note="年前要见底")
    one.refresh_from_db()
    assert (one.due, state_of(one)) == (DUE, "signed")
    undertaking.ask_extension(cast.account[COUNTY], NOW, one, due=date(2026, 4, 10), note="检测排期")
    undertaking.report(cast.account[COUNTY], NOW, one, on=NOW.date(), note="已办完")
    with pytest.raises(ValidationError, match="现在是“已反馈，待复核”"):
        reviewing.grant(cast.account[HEAD], NOW, one, due=date(2026, 4, 10))


def test_an_undertaker_is_released_but_never_the_last(cast: Cast) -> None:
    task = assigned(cast, assists=("清新",))
    one, other = of_unit(cast, task), of_unit(cast, task, "清新")
    hand_in(cast, one, "2026-03-05")
    reviewing.accept(cast.account[CITY], at("2026-03-06"), one)
    reviewing.release(cast.account[CITY], at("2026-03-06"), other, note="不涉及")
    assert (state_of(other), state_of(task)) == ("released", "closed")
    alone = of_unit(cast, assigned(cast))
    with pytest.raises(ValidationError, match="请撤销整个事项"):
        reviewing.release(cast.account[CITY], at("2026-03-06"), alone, note="不涉及")


def test_a_withdrawn_item_releases_all_who_were_still_at_it(cast: Cast) -> None:
    task = assigned(cast, assists=("清新",))
    planning.withdraw(cast.account[CITY], at("2026-03-06"), task, note="并入另一事项")
    assert state_of(task) == "withdrawn" and {state_of(one) for one in task.undertakings.all()} == {"released"}
    with pytest.raises(ValidationError, match="没有后续步骤"):
        undertaking.sign(cast.account[COUNTY], at("2026-03-06"), of_unit(cast, task))
    with pytest.raises(ValidationError, match="不能撤销"):
        planning.withdraw(cast.account[CITY], at("2026-03-06"), accepted(cast).task, note="多余")


def test_another_leader_of_the_unit_answers_from_a_day_on(cast: Cast) -> None:
    one = of_unit(cast, assigned(cast))
    with pytest.raises(ValidationError, match="今天不在英德市任职"):
        reviewing.hand_on(cast.account[CITY], at("2026-03-06"), one, officers=[cast.officer["壬某"]], note="分工调整")
    reviewing.hand_on(cast.account[CITY], at("2026-03-06"), one, officers=[cast.officer["丙某"]], note="分工调整")
    assert [(person.officer.name, person.post) for person in one.people.current()] == [("丙某", "party_standing")]
    with pytest.raises(ValidationError, match="责任人没有变"):
        reviewing.hand_on(cast.account[CITY], at("2026-03-06"), one, officers=[cast.officer["丙某"]], note="分工调整")


def test_a_coloured_slip_goes_out_once_a_day_and_never_a_green_one(cast: Cast) -> None:
    task = assigned(cast)
    with pytest.raises(ValidationError, match="还没有临期或者逾期"):
        reviewing.send_slip(cast.account[CITY], at("2026-03-10"), task, colour="green")
    reviewing.send_slip(cast.account[CITY], at("2026-03-21"), task, colour="red")
    with pytest.raises(ValidationError, match="一天至多一份"):
        reviewing.send_slip(cast.account[CITY], at("2026-03-21"), task, colour="red")
    assert list(Issued.objects.order_by("pk").values_list("title", flat=True)) == ["安全生产督办单（绿色）", "安全生产督办单（红色）"]


def test_nothing_is_no_item(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="至少写一个"):
        planning.plan(cast.account[CITY], NOW, cast.unit["清远"], Origin(), [])


def test_a_unit_joins_an_item_that_is_out_and_answers_from_that_day(cast: Cast) -> None:
    task = assigned(cast)
    joining.join(cast.account[CITY], at("2026-03-06"), task, unit=cast.unit["清新"], due=date(2026, 3, 27), note="涉及清新的气站")
    new = of_unit(cast, task, "清新")
    assert (new.part, state_of(new), [one.officer.name for one in new.people.all()]) == ("assist", "assigned", ["子某"])
    from anze.supervision.queries.terms import terms

    assert (terms(new).assigned_on, terms(new).due) == (date(2026, 3, 6), date(2026, 3, 27))
    assert Issued.objects.filter(object_id=task.uid).count() == 2  # the slip of the assignment and one more
    hand_in(cast, of_unit(cast, task), "2026-03-10")
    reviewing.accept(cast.account[CITY], at("2026-03-11"), of_unit(cast, task))
    assert state_of(task) == "assigned"  # the one that joined is still at it


def test_who_cannot_join_is_told_why(cast: Cast) -> None:
    task = assigned(cast)
    told: Any = {"due": date(2026, 3, 27), "note": "涉及"}
    for unit, words in (("英德", "已经承办这个事项"), ("大站", "没有在任的")):
        with pytest.raises(ValidationError, match=words):
            joining.join(cast.account[CITY], at("2026-03-06"), task, unit=cast.unit[unit], **told)
    with pytest.raises(ValidationError, match="办理期限已经过去"):
        joining.join(cast.account[CITY], at("2026-03-06"), task, unit=cast.unit["清新"], due=date(2026, 3, 5), note="涉及")
    with pytest.raises(ValidationError, match="现在是“已立项，待交办”"):
        joining.join(cast.account[CITY], at("2026-03-06"), planned(cast), unit=cast.unit["清新"], **told)
    assert task.undertakings.count() == 1


def test_a_red_slip_goes_to_those_who_are_behind_and_to_nobody_else(cast: Cast) -> None:
    task = assigned(cast, assists=("清新",))
    hand_in(cast, of_unit(cast, task), "2026-03-10")
    reviewing.accept(cast.account[CITY], at("2026-03-11"), of_unit(cast, task))
    reviewing.send_slip(cast.account[CITY], at("2026-03-25"), task, colour="red")
    fields = slip_fields(task, "red", only=behind(task, "red", date(2026, 3, 25)))
    assert fields["承办单位"] == "清新区" and [row["承办单位"] for row in fields["承办"]] == ["清新区"]
    assert slip_fields(task, "green", only=behind(task, "green", date(2026, 3, 25)))["承办单位"] == "英德市、清新区"


def test_an_open_item_of_the_same_name_and_unit_is_pointed_out_and_a_resent_one_is_not(cast: Cast) -> None:
    first = planned(cast, key="k-0")
    unit = cast.unit["清远"]
    assert alike(unit, [wanted(cast, key="other-0")]) == [first] and alike(unit, [wanted(cast, key="k-0")]) == []
    assert alike(unit, [wanted(cast, title="别的事")]) == [] and alike(unit, [wanted(cast, main="清新")]) == []
    planning.withdraw(cast.account[CITY], NOW, first, note="立错了")
    assert alike(unit, [wanted(cast, key="other-0")]) == []
