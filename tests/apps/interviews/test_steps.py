"""Each step of an interview, right and wrong: role, state, person."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.interviews.actions import amending, deciding, meeting, opening, people, rectifying
from anze.interviews.models import Answer, Interview, Item, Step
from anze.interviews.policies import STATES, VERBS, verbs_from
from anze.interviews.told import Amended, Presence, Wanted, Whom
from anze.papers.models import Issued, Number
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import (
    CALL,
    COUNTY,
    HEAD,
    MEETS,
    NOW,
    OFFICE,
    approved,
    held,
    noticed,
    proposed,
    rectifying_one,
    reported,
    state_of,
    two_falls,
)
from tests.cast import Cast


@pytest.fixture
def city(cast: Cast) -> Cast:
    two_falls(cast)
    return cast


def closed(cast: Cast) -> Interview:
    found = reported(cast)
    rectifying.close(cast.account[OFFICE], at("2026-07-08"), found)
    return found


def sent_back(cast: Cast) -> Interview:
    found = reported(cast)
    item = item_of(found)
    rectifying.send_back(cast.account[OFFICE], at("2026-07-08"), found, returned={item.pk: "没有台账"}, note="没有台账", deadline=date(2026, 7, 31))
    return found


def minuted(cast: Cast) -> Interview:
    found = held(cast)
    meeting.minute(cast.account[OFFICE], at("2026-06-19"), found)
    return found


def returned(cast: Cast) -> Interview:
    found = proposed(cast)
    deciding.turn_back(cast.account[HEAD], NOW, found, note="事由写清楚")
    return found


def dropped(cast: Cast) -> Interview:
    found = proposed(cast)
    opening.drop(cast.account[OFFICE], NOW, found, reason="提错了")
    return found


def cancelled(cast: Cast) -> Interview:
    found = approved(cast)
    deciding.cancel(cast.account[HEAD], NOW, found, note="省里已经约谈")
    return found


REACHED: dict[str, Callable[[Cast], Interview]] = {
    "proposed": proposed, "returned": returned, "approved": approved, "noticed": noticed, "held": held, "minuted": minuted, "rectifying": rectifying_one,
    "reported": reported, "sent_back": sent_back, "closed": closed, "dropped": dropped, "cancelled": cancelled,
}
LATE = at("2026-07-09")


def item_of(found: Interview) -> Item:
    item = found.items.current().first()
    if item is not None:
        return item
    return Item(interview=found, pk=10 ** 9, position=1, content="无", owner=found.unit, deadline=date(2026, 8, 1))


def wanted(cast: Cast) -> Wanted:
    return Wanted("整治", cast.unit["英德"], None, date(2026, 8, 1))


def presence(found: Interview) -> dict[int, Presence]:
    return {one.pk: Presence("in_person") for one in found.interviewees.current()}


# verb → how it is taken
TAKEN: dict[str, Callable[[Cast, Interview], Any]] = {
    "resubmit": lambda cast, one: opening.resubmit(cast.account[OFFICE], LATE, one, reason="改好了"),
    "drop": lambda cast, one: opening.drop(cast.account[OFFICE], LATE, one, reason="提错了"),
    "approve": lambda cast, one: deciding.approve(cast.account[HEAD], LATE, one),
    "turn_back": lambda cast, one: deciding.turn_back(cast.account[HEAD], LATE, one, note="写清楚"),
    "people": lambda cast, one: people.change_people(cast.account[OFFICE], LATE, one, [Whom(officer=cast.officer["甲某"], unit=cast.unit["英德"])],
                                                     reason="只约主要负责人"),
    "revise": lambda cast, one: people.change_people(cast.account[OFFICE], LATE, one, [Whom(officer=cast.officer["甲某"], unit=cast.unit["英德"])],
                                                      reason="只约主要负责人", kind="revise"),
    "replace": lambda cast, one: people.replace_people(cast.account[HEAD], LATE, one, [Whom(officer=cast.officer["甲某"], unit=cast.unit["英德"])],
                                                       reason="只约主要负责人"),
    "notify": lambda cast, one: meeting.notify(cast.account[OFFICE], LATE, one, **CALL | {"meets_at": LATE + timedelta(days=3)}),
    "reschedule": lambda cast, one: meeting.reschedule(cast.account[OFFICE], LATE, one, **CALL | {"meets_at": LATE + timedelta(days=9)}, note="领导出差"),
    "cancel": lambda cast, one: deciding.cancel(cast.account[HEAD], LATE, one, note="省里已经约谈"),
    "hold": lambda cast, one: meeting.hold_interview(cast.account[OFFICE], LATE, one, on=date(2026, 6, 20), presence=presence(one), problems=["问题"],
                                                     commitments=[]),
    "amend": lambda cast, one: amending.amend(cast.account[OFFICE], LATE, one, Amended(on=date(2026, 6, 17), presence=presence(one), reason="日期写错")),
    "minute": lambda cast, one: meeting.minute(cast.account[OFFICE], LATE, one),
    "require": lambda cast, one: rectifying.require(cast.account[OFFICE], LATE, one, [wanted(cast)]),
    "item": lambda cast, one: rectifying.change_item(cast.account[OFFICE], LATE, item_of(one), wanted(cast), reason="改期限"),
    "item_report": lambda cast, one: rectifying.report_item(cast.account[COUNTY], LATE, item_of(one), on=date(2026, 7, 8), text="整改了"),
    "send_back": lambda cast, one: rectifying.send_back(cast.account[OFFICE], LATE, one, returned={item_of(one).pk: "不实"}, note="不实",
                                                          deadline=date(2026, 7, 31)),
    "close": lambda cast, one: rectifying.close(cast.account[OFFICE], LATE, one),
    "hand_over": lambda cast, one: rectifying.hand_over(cast.account[OFFICE], LATE, one, note="移交市纪委监委"),
}
# Verbs that need more than the state: they are tried by themselves below.
NEED_MORE = {"report", "circulate", "hand_over"}


def test_every_state_and_verb_is_in_every_table() -> None:
    assert set(REACHED) == set(STATES)
    assert set(TAKEN) | {"propose", "joined", "report", "circulate"} == set(VERBS)
    assert {verb.to for verb in VERBS.values()} - {""} == set(STATES)
    assert all(set(verb.start) <= set(STATES) for verb in VERBS.values())
    assert all(verbs_from(name) for name, state in STATES.items() if state.turn)
    assert not any(verbs_from(name) for name, state in STATES.items() if not state.turn)


@pytest.mark.parametrize("state", STATES)
def test_in_each_state_exactly_the_verbs_of_the_table_can_be_taken(city: Cast, state: str) -> None:
    found = REACHED[state](city)
    assert state_of(found) == state
    for kind, take in TAKEN.items():
        entries, steps = Entry.objects.count(), Step.objects.count()
        allowed = kind in verbs_from(state) and kind not in NEED_MORE
        with transaction.atomic():
            if allowed:
                take(city, found)
                assert state_of(found) == (VERBS[kind].to or state), kind
                assert Entry.objects.filter(object_type="interview", object_id=found.uid, verb=VERBS[kind].label).exists()
            else:
                with pytest.raises(ValidationError):
                    take(city, found)
                assert (Entry.objects.count(), Step.objects.count()) == (entries, steps), kind
            transaction.set_rollback(True)
    found.refresh_from_db()


def test_nobody_decides_on_his_own_proposal(city: Cast) -> None:
    found = proposed(city, by=HEAD)
    with pytest.raises(ValidationError, match="您提请的"):
        deciding.approve(city.account[HEAD], NOW, found)
    with pytest.raises(ValidationError, match="您提请的"):
        deciding.turn_back(city.account[HEAD], NOW, found, note="改")
    deciding.turn_back(city.account[OFFICE], NOW, found, note="改")
    opening.resubmit(city.account[OFFICE], NOW, found, reason="改好了")
    with pytest.raises(ValidationError, match="您提请的"):
        deciding.approve(city.account[HEAD], NOW, found)  # who proposed first is one of the proposers too
    assert state_of(found) == "proposed"


@pytest.mark.parametrize("proposer", [HEAD, None])
def test_the_database_itself_takes_no_decision_on_ones_own_proposal(city: Cast, proposer: str | None) -> None:
    found = proposed(city)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(interview=found, kind="approve", on=date(2026, 6, 15), at=NOW, by=city.account[HEAD],
                            proposed_by=city.account[proposer] if proposer else None)


def test_nothing_is_approved_twice_but_what_was_changed_since(city: Cast) -> None:
    found = approved(city)
    with pytest.raises(ValidationError, match="不能批准约谈"):
        deciding.approve(city.account[HEAD], NOW, found)
    TAKEN["revise"](city, found)
    deciding.approve(city.account[HEAD], LATE, found)
    assert (state_of(found), found.steps.filter(kind="approve").count()) == ("approved", 2)


def test_a_notice_takes_a_number_without_gaps_and_keeps_word_and_pdf(city: Cast) -> None:
    found = noticed(city)
    [paper] = Issued.objects.filter(object_type="interview", object_id=found.uid)
    assert (paper.kind, str(paper.number)) == ("interview_notice", "清远安委办约〔2026〕1号")
    assert found.steps.get(kind="notify").number == "清远安委办约〔2026〕1号"
    assert Number.objects.count() == 1


def test_a_notice_that_fails_takes_no_number(city: Cast) -> None:
    found = approved(city)
    with pytest.raises(ValidationError) as fault:
        meeting.notify(city.account[OFFICE], NOW, found, **CALL | {"meets_at": NOW - timedelta(hours=1)})
    assert "已经过去" in str(fault.value)
    assert not Number.objects.exists()
    assert not found.meetings.exists()


def test_a_change_of_time_keeps_the_former(city: Cast) -> None:
    found = noticed(city)
    meeting.reschedule(city.account[OFFICE], NOW, found, **CALL | {"meets_at": MEETS + timedelta(days=1)}, note="领导出差")
    assert [(one.at, bool(one.struck_at)) for one in found.meetings.all()] == [(MEETS, True), (MEETS + timedelta(days=1), False)]
    with pytest.raises(ValidationError, match="都没有变"):
        meeting.reschedule(city.account[OFFICE], NOW, found, **CALL | {"meets_at": MEETS + timedelta(days=1)}, note="再改")


def test_whoever_is_interviewed_instead_is_put_down_with_the_reason(city: Cast) -> None:
    found = proposed(city)
    assert {one.name for one in found.interviewees.current()} == {"甲某", "乙某", "丙某"}
    people.change_people(city.account[OFFICE], NOW, found, [Whom(officer=city.officer["甲某"], unit=city.unit["英德"])], reason="只约主要负责人")
    assert [(one.name, one.struck_reason) for one in found.interviewees.exclude(struck_at=None).order_by("name")] == [
        ("丙某", "只约主要负责人"), ("乙某", "只约主要负责人")]
    with pytest.raises(ValidationError, match="没有变化"):
        people.change_people(city.account[OFFICE], NOW, found, [Whom(officer=city.officer["甲某"], unit=city.unit["英德"])], reason="再改")


@pytest.mark.parametrize(("on", "problems", "words"), [
    (date(2026, 6, 14), ["问题"], "早于发出通知"), (date(2026, 7, 1), ["问题"], "晚于今天"), (date(2026, 6, 18), [], "指出的问题")])
def test_what_was_held_is_told_whole(city: Cast, on: date, problems: list[str], words: str) -> None:
    found = noticed(city)
    with pytest.raises(ValidationError) as fault:
        meeting.hold_interview(city.account[OFFICE], at("2026-06-18", 16), found, on=on, presence=presence(found), problems=problems, commitments=[])
    assert words in str(fault.value)
    assert state_of(found) == "noticed"


def test_somebody_left_out_is_asked_about(city: Cast) -> None:
    found = noticed(city)
    some = dict(list(presence(found).items())[:1])
    with pytest.raises(ValidationError, match="对不上"):
        meeting.hold_interview(city.account[OFFICE], at("2026-06-18", 16), found, on=date(2026, 6, 18), presence=some, problems=["问题"], commitments=[])


def test_nothing_is_handed_in_before_every_item_is_reported(city: Cast) -> None:
    found = rectifying_one(city)
    rectifying.report_item(city.account[COUNTY], at("2026-07-06"), item_of(found), on=date(2026, 7, 5), text="已整改")
    with pytest.raises(ValidationError, match="第 2 项还没有报告"):
        rectifying.report(city.account[COUNTY], at("2026-07-06"), found)


def test_what_was_sent_back_is_reported_again_and_closed(city: Cast) -> None:
    found = sent_back(city)
    first = item_of(found)
    assert [one.reports.get().review.accepted for one in found.items.current()] == [False, True]
    with pytest.raises(ValidationError, match="第 1 项还没有报告"):
        rectifying.report(city.account[COUNTY], LATE, found)
    rectifying.report_item(city.account[COUNTY], LATE, first, on=date(2026, 7, 9), text="补了台账")
    with pytest.raises(ValidationError, match="复核通过"):
        rectifying.report_item(city.account[COUNTY], LATE, found.items.current().last(), on=date(2026, 7, 9), text="再报")  # type: ignore[arg-type]
    rectifying.report(city.account[COUNTY], LATE, found)
    rectifying.close(city.account[OFFICE], LATE, found)
    assert state_of(found) == "closed"


def test_poor_rectification_is_circulated_and_then_handed_over(city: Cast) -> None:
    found = sent_back(city)
    with pytest.raises(ValidationError, match="先通报"):
        rectifying.hand_over(city.account[OFFICE], LATE, found, note="移交市纪委监委")
    rectifying.circulate(city.account[OFFICE], LATE, found, note="第一项没有台账，走过场。")
    rectifying.hand_over(city.account[OFFICE], LATE, found, note="移交市纪委监委")
    assert state_of(found) == "sent_back"
    for again in (rectifying.hand_over, rectifying.circulate):
        with pytest.raises(ValidationError, match="不再办第二次"):
            again(city.account[OFFICE], LATE, found, note="再办一次")
    assert [one.kind for one in Issued.objects.order_by("pk")] == ["interview_notice", "interview_minutes", "circular"]


@pytest.mark.parametrize(("now", "allowed"), [(at("2026-07-10", 20), False), (at("2026-07-11", 9), True)])
def test_nothing_is_circulated_that_is_neither_overdue_nor_sent_back(city: Cast, now: datetime, allowed: bool) -> None:
    found = rectifying_one(city, deadline=date(2026, 7, 10))
    if allowed:
        assert rectifying.circulate(city.account[OFFICE], now, found, note="逾期未改").number
    else:
        with pytest.raises(ValidationError, match="没有逾期"):
            rectifying.circulate(city.account[OFFICE], now, found, note="逾期未改")


def test_a_changed_item_keeps_the_former_with_the_reason(city: Cast) -> None:
    found = rectifying_one(city)
    new = rectifying.change_item(city.account[OFFICE], LATE, item_of(found), wanted(city), reason="期限太紧")
    assert (new.replaces.struck_reason, new.position, new.deadline) == ("期限太紧", 1, date(2026, 8, 1))  # type: ignore[union-attr]


@pytest.mark.parametrize(("make", "ends"), [(dropped, "dropped"), (cancelled, "cancelled")])
def test_the_trigger_of_an_interview_that_was_called_off_waits_again(city: Cast, make: Callable[[Cast], Interview], ends: str) -> None:
    found = make(city)
    assert state_of(found) == ends
    assert not Answer.objects.current().exists()
    again = proposed(city, now=NOW + timedelta(days=1))
    assert state_of(again) == "proposed"
