"""Tours from the plan to the day they are closed (第十八条): who may do what, in which order, with what refused."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.papers.models import Issued
from anze.record.models import Entry
from anze.tours.actions import finding, planning, rectifying, visiting
from anze.tours.models import Item, Step, Tour
from anze.tours.told import Found, Wanted
from tests.apps.tours.telling import (
    COUNTY,
    END,
    HEAD,
    NOW,
    OFFICE,
    START,
    at,
    closed,
    fed_back,
    find,
    left,
    notified,
    on_site,
    people,
    planned,
    proposed,
    rectifying_one,
    reported,
    state_of,
    told,
    visit,
)
from tests.cast import Cast


def refused(words: str) -> Any:
    return pytest.raises(ValidationError, match=words)


def test_a_tour_goes_from_the_plan_to_the_day_it_is_closed(cast: Cast) -> None:
    found = closed(cast)
    assert [one.kind for one in found.steps.order_by("pk")] == ["plan", "notify", "arrive", "find", "leave", "propose", "feed_back", "require", "item_report",
                                                                "report", "close"]
    assert state_of(found) == "closed"
    assert [one.kind for one in Issued.objects.filter(object_type="tour").order_by("pk")] == ["tour_notice", "tour_feedback"]


def test_every_step_has_one_entry_in_the_ledger(cast: Cast) -> None:
    found = closed(cast)
    assert Entry.objects.filter(object_type="tour", object_id=found.uid).count() == found.steps.count()


def test_a_round_plans_a_tour_of_each_place_by_one_group(cast: Cast) -> None:
    made = planning.plan(cast.account[OFFICE], NOW, told(cast, "英德", "清新", who=people(cast, "癸某")))
    assert [(one.uid, one.unit.name, one.sides) for one in made] == [("xc-2026-0001", "英德市", ["party", "government"]),
                                                                     ("xc-2026-0002", "清新区", ["party", "government"])]


@pytest.mark.parametrize(("units", "more", "words"), [
    (("望埠",), {}, "不是清远市的直接下级"),
    ((), {"sides": ()}, "请选巡查党委、政府"),
    ((), {"end": date(2026, 6, 7)}, "离场日期早于进驻日期"),
    ((), {"end": date(2026, 10, 7)}, "超过 120 天"),
    ((), {"year": 2027}, "进驻日期不在2027年"),
])
def test_a_plan_that_cannot_be_is_refused_with_the_reason(cast: Cast, units: tuple[str, ...], more: dict[str, object], words: str) -> None:
    with refused(words):
        planned(cast, *units, **more)
    assert not Tour.objects.exists()


def test_a_place_is_not_planned_twice_in_a_cycle_but_again_once_cancelled(cast: Cast) -> None:
    first = planned(cast)
    with refused("已经安排了（xc-2026-0001）"):
        planned(cast)
    planning.cancel(cast.account[OFFICE], NOW, first, note="另行安排。")
    assert state_of(planned(cast)) == "planned"


def test_party_and_government_may_be_visited_apart(cast: Cast) -> None:
    assert planned(cast, sides=("party",)).sides == ["party"]
    assert planned(cast, sides=("government",)).sides == ["government"]


def test_dates_and_group_change_with_a_reason_and_the_former_stay(cast: Cast) -> None:
    found = planned(cast)
    with refused("请写明更改的原因"):
        planning.change(cast.account[OFFICE], NOW, found, visit(cast, end=date(2026, 6, 15)), note=" ")
    with refused("日期和巡查组都没有变"):
        planning.change(cast.account[OFFICE], NOW, found, visit(cast), note="改")
    planning.change(cast.account[OFFICE], NOW, found, visit(cast, end=date(2026, 6, 15)), note="延长三天。")
    assert found.schedules.current().get().end == date(2026, 6, 15)
    assert found.schedules.count() == 2
    assert found.members.current().count() == 2


@pytest.mark.parametrize(("verb", "made"), [
    (lambda by, tour: visiting.arrive(by, at("2026-06-08"), tour, on=START), planned),
    (lambda by, tour: visiting.leave(by, at("2026-06-12"), tour, on=END), notified),
    (lambda by, tour: finding.propose(by, at("2026-06-12"), tour, note="好。", reason="时间所限。"), on_site),
    (lambda by, tour: planning.cancel(by, at("2026-06-12"), tour, note="不去了。"), on_site),
    (lambda by, tour: rectifying.require(by, at("2026-06-12"), tour, []), left),
    (lambda by, tour: rectifying.close(by, at("2026-06-20"), tour), rectifying_one),
])
def test_a_verb_out_of_turn_is_refused_with_what_may_be_done(cast: Cast, verb: object, made: object) -> None:
    found = made(cast)  # type: ignore[operator]
    before = found.steps.count()
    with refused("现在可以"):
        verb(cast.account[OFFICE], found)  # type: ignore[operator]
    assert found.steps.count() == before


def test_the_group_does_not_come_before_the_notice_nor_leave_before_it_came(cast: Cast) -> None:
    found = notified(cast)
    with refused("进驻日期早于发出通知"):
        visiting.arrive(cast.account[OFFICE], at("2026-06-08"), found, on=date(2026, 5, 31))
    with refused("日期晚于今天"):
        visiting.arrive(cast.account[OFFICE], at("2026-06-08"), found, on=date(2026, 6, 9))
    visiting.arrive(cast.account[OFFICE], at("2026-06-08"), found, on=START)
    with refused("离场日期早于进驻日期"):
        visiting.leave(cast.account[OFFICE], at("2026-06-12"), found, on=date(2026, 6, 7))


def test_whoever_proposed_the_feedback_does_not_decide_on_it(cast: Cast) -> None:
    found = left(cast)
    finding.propose(cast.account[HEAD], at("2026-06-15"), found, note="总体情况。", reason="时间所限。")
    with refused("不能由您审定"):
        finding.feed_back(cast.account[HEAD], at("2026-06-16"), found)
    assert state_of(found) == "proposed"


def test_the_database_itself_takes_no_decision_on_ones_own_proposal(cast: Cast) -> None:
    found, by = proposed(cast), cast.account[OFFICE]
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(tour=found, kind="feed_back", on=END, at=NOW, by=by, proposed_by=by)


def test_feedback_that_is_turned_back_is_mended_and_proposed_again(cast: Cast) -> None:
    found = proposed(cast)
    finding.turn_back(cast.account[HEAD], at("2026-06-16"), found, note="依据写准。")
    find(cast, found, text="又一个问题。")
    finding.propose(cast.account[OFFICE], at("2026-06-17"), found, note="改好了。", reason="时间所限。")
    finding.feed_back(cast.account[HEAD], at("2026-06-18"), found)
    assert state_of(found) == "fed_back"


def test_a_person_answers_by_the_post_held_that_day(cast: Cast) -> None:
    found = on_site(cast)
    made = find(cast, found, provision="8.7", officer=cast.officer["丙某"])
    assert (made.post, made.unit) == ("gov_executive_deputy", cast.unit["英德"])


@pytest.mark.parametrize(("more", "words"), [
    ({"happened_on": date(2025, 2, 28)}, "2025年2月28日不在英德市任职"),
    ({"happened_on": date(2026, 6, 11)}, "发生日期晚于今天"),
    ({"provision": "99.9"}, "请选依据的条款"),
    ({"text": " "}, "请写明问题"),
])
def test_a_problem_that_cannot_be_is_refused(cast: Cast, more: dict[str, object], words: str) -> None:
    found = on_site(cast)
    with refused(words):
        find(cast, found, **more)
    assert not found.findings.exists()


def test_a_problem_of_another_place_or_of_a_stranger_is_refused(cast: Cast) -> None:
    found = on_site(cast)
    with refused("责任单位应当是英德市"):
        find(cast, found, unit=cast.unit["清新"], officer=None)
    with refused("壬某"):
        find(cast, found, officer=cast.officer["壬某"])


def test_a_problem_is_stated_anew_or_struck_and_what_it_said_stays(cast: Cast) -> None:
    found = on_site(cast)
    first = find(cast, found)
    told_anew = Found(text="改了的问题。", provision="5.2", unit=cast.unit["英德"])
    second = finding.restate(cast.account[OFFICE], at("2026-06-10"), first, told_anew, reason="人写错了。")
    assert (second.position, second.replaces, second.officer) == (1, first, None)
    with refused("刚被别人改过"):
        finding.restate(cast.account[OFFICE], at("2026-06-10"), first, told_anew, reason="再改。")
    finding.strike(cast.account[OFFICE], at("2026-06-11"), second, reason="不成立。")
    assert not found.findings.current().exists()
    assert find(cast, found).position == 2


def test_every_problem_needs_an_item_and_none_a_deadline_gone_by(cast: Cast) -> None:
    found = fed_back(cast, findings=2)
    first = found.findings.current().first()
    assert first is not None
    with refused("第 2 个问题还没有列整改事项"):
        rectifying.require(cast.account[OFFICE], at("2026-06-17"), found, [Wanted("改", cast.unit["英德"], None, date(2026, 6, 30), first.pk)])
    with refused("期限已经过去"):
        rectifying.require(cast.account[OFFICE], at("2026-06-17"), found, [
            Wanted("改", cast.unit["英德"], None, date(2026, 6, 16), one.pk) for one in found.findings.current()])
    assert not Item.objects.exists()


def test_where_nothing_was_found_the_tour_is_closed_after_the_feedback(cast: Cast) -> None:
    found = fed_back(cast, findings=0)
    rectifying.close(cast.account[OFFICE], at("2026-06-17"), found)
    assert state_of(found) == "closed"


def test_what_was_found_is_not_closed_without_being_put_right(cast: Cast) -> None:
    found = fed_back(cast)
    with refused("还没有列整改事项，不能办结"):
        rectifying.close(cast.account[OFFICE], at("2026-06-17"), found)


def test_items_are_reported_one_by_one_sent_back_and_reported_again(cast: Cast) -> None:
    found = rectifying_one(cast, findings=2)
    one, two = found.items.current().order_by("position")
    with refused("第 1、2 项还没有报告"):
        rectifying.report(cast.account[COUNTY], at("2026-07-01"), found)
    with refused("完成日期早于巡查组离场"):
        rectifying.report_item(cast.account[COUNTY], at("2026-07-01"), one, on=date(2026, 6, 11), text="做了。")
    for item in (one, two):
        rectifying.report_item(cast.account[COUNTY], at("2026-07-01"), item, on=date(2026, 6, 30), text="做了。")
    rectifying.report(cast.account[COUNTY], at("2026-07-01"), found)
    rectifying.send_back(cast.account[OFFICE], at("2026-07-02"), found, returned={two.pk: "没有佐证。"}, note="没有佐证。")
    assert state_of(found) == "sent_back"
    with refused("已经复核通过"):
        rectifying.report_item(cast.account[COUNTY], at("2026-07-03"), one, on=date(2026, 7, 2), text="再报。")
    rectifying.report_item(cast.account[COUNTY], at("2026-07-03"), two, on=date(2026, 7, 2), text="补了。")
    rectifying.report(cast.account[COUNTY], at("2026-07-03"), found)
    rectifying.close(cast.account[OFFICE], at("2026-07-04"), found)
    assert state_of(found) == "closed"


def test_an_item_is_changed_with_a_reason_and_keeps_its_problem(cast: Cast) -> None:
    found = rectifying_one(cast)
    item = found.items.current().get()
    new = rectifying.change_item(cast.account[OFFICE], at("2026-06-20"), item, Wanted("改了", cast.unit["应急局"], None, date(2026, 8, 31)), reason="延长。")
    assert (new.finding, new.position, new.replaces) == (item.finding, 1, item)
    with refused("刚被改过"):
        rectifying.change_item(cast.account[OFFICE], at("2026-06-20"), item, Wanted("改了", cast.unit["英德"], None, date(2026, 8, 31)), reason="再改。")


def test_a_step_that_was_taken_is_not_taken_twice(cast: Cast) -> None:
    found = reported(cast)
    rectifying.close(cast.account[OFFICE], at("2026-08-12"), found)
    with refused("没有后续步骤"):
        rectifying.close(cast.account[OFFICE], at("2026-08-12"), found)


def test_what_was_left_undone_is_told_before_the_feedback_goes_out_and_stays_on_record(cast: Cast) -> None:
    tour = left(cast)
    with pytest.raises(ValidationError) as fault:
        finding.propose(cast.account[OFFICE], at("2026-06-15"), tour, note="总体上重视。")
    said = fault.value.message_dict["reason"][0]
    assert "还没有抽取履职记录核实" in said and "没有核对" in said and tour.steps.filter(kind="propose").count() == 0
    step = finding.propose(cast.account[OFFICE], at("2026-06-15"), tour, note="总体上重视。", reason="暴雨停课，提前离场。")
    assert "还没有抽取履职记录核实" in step.left and step.left.endswith("原因：暴雨停课，提前离场。")
