"""Listed dangers by their rules: one year, 20, 10 and 5 working days, two persons, both clocks, and when 第二十一条第二款（四）fires."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.hazards.actions import dangers
from anze.hazards.actions import listing as verbs
from anze.hazards.actions.proposing import drop, propose
from anze.hazards.models import Danger, DangerVersion, Listing, ListingStep
from anze.hazards.queries.clocks import clocks, unfound
from anze.hazards.queries.days import count_after, decide_by, last_to_ask, longest_until, nth_workday, publish_by
from anze.law.rules.event import event_triggers, open_hazards
from anze.papers.models import Issued, Number
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.hazards.telling import (
    COUNTY,
    HEAD,
    LISTED,
    NOW,
    OFFICE,
    TOWN,
    danger,
    known,
    listed,
    proposed,
    state_of,
    terms,
)
from tests.cast import Cast

DEADLINE = date(2026, 9, 1)  # a Tuesday
LAST_TO_ASK = date(2026, 8, 4)  # 20 working days before it, none of them a holiday


def steps(cast: Cast, found: Listing, *kinds: str) -> None:
    """Take some verbs in their plain way."""
    for kind in kinds:
        if kind == "accept":
            verbs.accept(cast.account[OFFICE], at("2026-08-20"), found, on=date(2026, 8, 20), finished_on=date(2026, 8, 18), note="合格")
        elif kind == "delist":
            verbs.delist(cast.account[OFFICE], at("2026-08-21"), found, on=date(2026, 8, 21))
        elif kind == "ask":
            verbs.ask_extension(cast.account[COUNTY], at(LAST_TO_ASK), found, on=LAST_TO_ASK, deadline=date(2026, 11, 2), note="设备没有到货")


# ── working days


def test_working_days_follow_the_official_calendar_and_begin_the_day_after(db: None) -> None:
    assert count_after(date(2026, 9, 24), date(2026, 9, 28)) == 1  # 中秋节 25–27, the 28th is worked
    assert nth_workday(date(2026, 9, 30), 1) == date(2026, 10, 8)  # 国庆节 1–7
    assert count_after(date(2026, 3, 3), date(2026, 3, 3)) == 0


def test_days_are_counted_from_the_pack(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    from anze.acts.pack import pack_in_force

    other = pack_in_force().with_values({"listing.published_workdays": 1, "listing.extension_decided_workdays": 2, "listing.extension_asked_workdays": 1,
                                         "listing.longest_years": 2})
    monkeypatch.setattr("anze.hazards.queries.days.pack_in_force", lambda: other)
    assert (publish_by(LISTED), decide_by(LISTED)) == (date(2026, 3, 4), date(2026, 3, 5))
    assert (last_to_ask(DEADLINE), longest_until(LISTED)) == (date(2026, 8, 31), date(2028, 3, 3))


# ── the deadline: at most one year


@pytest.mark.parametrize(("deadline", "fits"), [(date(2027, 3, 3), True), (date(2027, 3, 4), False), (date(2026, 3, 3), True), (date(2026, 3, 2), False)])
def test_a_listing_runs_for_one_year_at_most(cast: Cast, deadline: date, fits: bool) -> None:
    found = proposed(cast)
    if fits:
        verbs.approve(cast.account[HEAD], at(LISTED), found, terms(cast), deadline=deadline)
        assert clocks(found).deadline == deadline
    else:
        with pytest.raises(ValidationError) as fault:
            verbs.approve(cast.account[HEAD], at(LISTED), found, terms(cast), deadline=deadline)
        assert set(fault.value.message_dict) == {"deadline"}
        assert not Number.objects.exists() and state_of(found) == "proposed"


def test_listing_takes_a_number_without_gaps_and_issues_the_notice(cast: Cast) -> None:
    first, second = listed(cast), listed(cast)
    papers = Issued.objects.filter(object_type="listing").order_by("pk")
    assert [str(one.number).rpartition("〕")[2] for one in papers] == ["1号", "2号"]
    assert [one.object_id for one in papers] == [first.uid, second.uid]
    assert first.steps.get(kind="list").number == str(papers[0].number)


def test_the_notice_says_what_was_settled_on_paper(cast: Cast) -> None:
    from anze.documents.word import word_of
    from anze.hazards.queries.papers import drafted

    assert word_of(drafted(proposed(cast), NOW))[:2] == b"PK"


def test_a_second_extension_too_ends_within_a_year_of_the_first_deadline(cast: Cast) -> None:
    found = listed(cast, DEADLINE)
    steps(cast, found, "ask")
    verbs.grant(cast.account[HEAD], at("2026-08-05"), found, on=date(2026, 8, 5), deadline=date(2026, 11, 2))
    ask: dict[str, Any] = {"on": date(2026, 9, 1), "note": "设备没有到货"}
    with pytest.raises(ValidationError, match="最长到2027年9月1日"):
        verbs.ask_extension(cast.account[COUNTY], at("2026-09-01"), found, deadline=date(2027, 9, 2), **ask)
    verbs.ask_extension(cast.account[COUNTY], at("2026-09-01"), found, deadline=date(2027, 9, 1), **ask)


def test_the_form_of_an_extension_says_from_when_its_year_runs_and_that_holidays_are_reckoned(cast: Cast) -> None:
    deadline = date(2027, 1, 24)
    found = listed(cast, deadline, unit="英德", by=COUNTY, now=at("2026-10-16"))
    assert last_to_ask(deadline) == date(2026, 12, 24)  # 元旦 is a holiday whether or not the year's notice is out
    for form in ("ask", ""):
        address = f"/hazards/listings/{found.uid}/" + (f"do/{form}/" if form else "")
        page = cast.client(COUNTY).get(address).content.decode()
        assert page.count("2027年放假通知尚未发布，按法定节假日推算") == 1
    page = cast.client(COUNTY).get(f"/hazards/listings/{found.uid}/do/ask/").content.decode()
    assert "最晚2026年12月24日申请" in page
    assert "延期从原期限（2027年1月24日）届满起算，最长 1 年，最晚到2028年1月24日。" in page


# ── an extension: asked 20 working days before the deadline, decided within 10


@pytest.mark.parametrize(("on", "days"), [(LAST_TO_ASK, 20), (LAST_TO_ASK + timedelta(days=1), 19)])
def test_an_extension_is_asked_for_twenty_working_days_before_the_deadline_not_nineteen(cast: Cast, on: date, days: int) -> None:
    found = listed(cast, DEADLINE)
    assert count_after(on, DEADLINE) == days
    ask: dict[str, Any] = {"on": on, "deadline": date(2026, 11, 2), "note": "设备没有到货"}
    if days == 20:
        verbs.ask_extension(cast.account[COUNTY], at(on), found, **ask)
        assert state_of(found) == "extending"
    else:
        with pytest.raises(ValidationError, match="最晚是2026年8月4日"):
            verbs.ask_extension(cast.account[COUNTY], at(on), found, **ask)


@pytest.mark.parametrize(("deadline", "words"), [(DEADLINE, "晚于现在的期限"), (date(2027, 9, 2), "延期自原期限（2026年9月1日）届满起算，最长到2027年9月1日")])
def test_an_extension_is_later_and_no_longer_than_a_year(cast: Cast, deadline: date, words: str) -> None:
    found = listed(cast, DEADLINE)
    with pytest.raises(ValidationError) as fault:
        verbs.ask_extension(cast.account[COUNTY], at(LAST_TO_ASK), found, on=LAST_TO_ASK, deadline=deadline, note="没有到货")
    assert words in str(fault.value)


@pytest.mark.parametrize(("on", "lamp"), [(date(2026, 8, 18), "met"), (date(2026, 8, 19), "backfilled")])  # the tenth and the eleventh working day
def test_an_extension_is_decided_within_ten_working_days_or_shown_late(cast: Cast, on: date, lamp: str) -> None:
    found = listed(cast, DEADLINE)
    steps(cast, found, "ask")
    [waiting] = [one for one in clocks(found).terms if one.label == "审批延期"]
    assert (waiting.due, waiting.lamp(date(2026, 8, 18)), waiting.lamp(date(2026, 8, 19))) == (date(2026, 8, 18), "soon", "missed")
    verbs.grant(cast.account[HEAD], at(on), found, on=on, deadline=date(2026, 10, 20))
    [term] = [one for one in clocks(found).terms if one.label == "审批延期"]
    assert term.lamp(on) == lamp
    assert (clocks(found).deadline, clocks(found).first_deadline, state_of(found)) == (date(2026, 10, 20), DEADLINE, "listed")


def test_what_is_granted_is_no_longer_than_what_was_asked_and_a_refusal_leaves_the_deadline(cast: Cast) -> None:
    found = listed(cast, DEADLINE)
    steps(cast, found, "ask")
    with pytest.raises(ValidationError, match="不能晚于申请的期限"):
        verbs.grant(cast.account[HEAD], at("2026-08-06"), found, on=date(2026, 8, 6), deadline=date(2026, 11, 3))
    verbs.refuse(cast.account[HEAD], at("2026-08-06"), found, on=date(2026, 8, 6), note="应当按期完成")
    assert (clocks(found).deadline, state_of(found)) == (DEADLINE, "listed")


# ── two persons


def test_nobody_decides_on_his_own_proposal_or_extension(cast: Cast) -> None:
    found = proposed(cast, by=OFFICE)
    for verb in (lambda: verbs.approve(cast.account[OFFICE], NOW, found, terms(cast), deadline=DEADLINE),
                 lambda: verbs.decline(cast.account[OFFICE], NOW, found, note="不挂")):
        with pytest.raises(ValidationError, match="不能由您审批"):
            verb()
    verbs.approve(cast.account[HEAD], at(LISTED), found, terms(cast), deadline=DEADLINE)
    verbs.ask_extension(cast.account[OFFICE], at("2026-07-01"), found, on=date(2026, 7, 1), deadline=date(2026, 11, 2), note="没有到货")
    for verb in (lambda: verbs.grant(cast.account[OFFICE], at("2026-07-02"), found, on=date(2026, 7, 2), deadline=date(2026, 11, 2)),
                 lambda: verbs.refuse(cast.account[OFFICE], at("2026-07-02"), found, on=date(2026, 7, 2), note="不同意")):
        with pytest.raises(ValidationError, match="不能由您审批"):
            verb()
    assert state_of(found) == "extending"


@pytest.mark.parametrize("proposer", [HEAD, None])
def test_the_database_itself_takes_no_decision_on_ones_own_proposal(cast: Cast, proposer: str | None) -> None:
    found = proposed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListingStep.objects.create(listing=found, kind="list", on=LISTED, at=NOW, by=cast.account[HEAD], deadline=DEADLINE,
                                   proposed_by=cast.account[proposer] if proposer else None)


# ── published within 5 working days of listing and of closing


@pytest.mark.parametrize(("on", "lamp"), [(date(2026, 3, 10), "met"), (date(2026, 3, 11), "backfilled")])
def test_a_listing_is_published_within_five_working_days_or_shown_late(cast: Cast, on: date, lamp: str) -> None:
    found = listed(cast)
    verbs.publish(cast.account[OFFICE], at(on), found, of="listing", on=on, published_at="市应急管理局网站")
    [term] = clocks(found).terms
    assert (term.due, term.lamp(on), term.where) == (date(2026, 3, 10), lamp, "市应急管理局网站")


@pytest.mark.parametrize(("on", "lamp"), [(date(2026, 8, 28), "met"), (date(2026, 8, 31), "backfilled")])
def test_a_closing_is_published_within_five_working_days_or_shown_late(cast: Cast, on: date, lamp: str) -> None:
    found = listed(cast)
    steps(cast, found, "accept", "delist")
    unpublished = clocks(found).terms[1]
    assert unpublished.lamp(date(2026, 8, 28)) == "soon" and unpublished.lamp(date(2026, 8, 29)) == "missed"
    verbs.publish(cast.account[OFFICE], at(on), found, of="closing", on=on, published_at="市应急管理局网站")
    assert clocks(found).terms[1].lamp(on) == lamp


# ── overdue: a person's finding fires 21.2.4


def fired(cast: Cast, as_of: str, known_at: str | None = None) -> list[tuple[Any, ...]]:
    return [(one["rule"], one["unit"], one["hazard"], one["on"]) for one in event_triggers(known(cast, as_of, known_at), [])]


def for_review(cast: Cast, as_of: str, known_at: str | None = None) -> list[str]:
    return [one["hazard"] for one in open_hazards(known(cast, as_of, known_at))]


def test_an_overdue_listing_shows_for_review_and_fires_only_once_somebody_found_why(cast: Cast) -> None:
    found = listed(cast, DEADLINE)
    assert for_review(cast, "2026-09-01") == [] and not unfound(found, DEADLINE)
    assert for_review(cast, "2026-09-02") == [found.uid] and unfound(found, date(2026, 9, 2))
    assert fired(cast, "2026-09-02") == []
    verbs.find(cast.account[OFFICE], at("2026-09-10"), found, on=date(2026, 9, 2), kind="poor", reason="督办部门三个月没有到现场")
    assert fired(cast, "2026-09-10") == [("21.2.4", "yd", found.uid, "2026-09-02")]
    assert for_review(cast, "2026-09-10") == [] and not unfound(found, date(2026, 9, 10))
    # by the other clock: until the day on which it was entered nobody knew
    assert fired(cast, "2026-09-10", "2026-09-09") == []
    assert for_review(cast, "2026-09-10", "2026-09-09") == [found.uid]


def test_a_finding_of_another_reason_fires_nothing_and_leaves_nothing_to_review(cast: Cast) -> None:
    found = listed(cast, DEADLINE)
    verbs.find(cast.account[OFFICE], at("2026-09-10"), found, on=date(2026, 9, 10), kind="otherwise", reason="设备供应商破产，已另行采购")
    assert (fired(cast, "2026-09-11"), for_review(cast, "2026-09-11")) == ([], [])
    verbs.unfind(cast.account[OFFICE], at("2026-09-12"), found, note="重新研究")
    assert for_review(cast, "2026-09-12") == [found.uid]
    verbs.find(cast.account[OFFICE], at("2026-09-14"), found, on=date(2026, 9, 14), kind="poor", reason="查明是督办不力")
    assert fired(cast, "2026-09-14") == [("21.2.4", "yd", found.uid, "2026-09-14")]


@pytest.mark.parametrize(("on", "late"), [(date(2026, 9, 1), False), (date(2026, 9, 2), True)])
def test_finished_on_the_last_day_is_in_time_the_day_after_is_not(cast: Cast, on: date, late: bool) -> None:
    found = listed(cast, DEADLINE)
    verbs.accept(cast.account[OFFICE], at("2026-09-08"), found, on=date(2026, 9, 8), finished_on=on, note="合格")
    assert for_review(cast, "2026-09-08") == ([found.uid] if late else [])
    if late:
        verbs.find(cast.account[OFFICE], at("2026-09-09"), found, on=date(2026, 9, 9), kind="poor", reason="督办不力")
        assert [one[:3] for one in fired(cast, "2026-09-09")] == [("21.2.4", "yd", found.uid)]
    else:
        with pytest.raises(ValidationError, match="没有逾期"):
            verbs.find(cast.account[OFFICE], at("2026-09-09"), found, on=date(2026, 9, 9), kind="poor", reason="督办不力")


@pytest.mark.parametrize(("on", "fits"), [(DEADLINE, False), (DEADLINE + timedelta(days=1), True)])
def test_a_finding_is_made_after_the_deadline(cast: Cast, on: date, fits: bool) -> None:
    found = listed(cast, DEADLINE)
    with pytest.raises(ValidationError, match="没有逾期"):
        verbs.find(cast.account[OFFICE], at(DEADLINE), found, on=DEADLINE, kind="poor", reason="督办不力")
    if fits:
        assert verbs.find(cast.account[OFFICE], at("2026-09-03"), found, on=on, kind="poor", reason="督办不力").pk
    else:
        with pytest.raises(ValidationError, match="届满以后"):
            verbs.find(cast.account[OFFICE], at("2026-09-03"), found, on=on, kind="poor", reason="督办不力")


def test_an_extension_moves_the_deadline_by_both_clocks(cast: Cast) -> None:
    found = listed(cast, DEADLINE)
    steps(cast, found, "ask")
    verbs.grant(cast.account[HEAD], at("2026-09-03"), found, on=date(2026, 8, 18), deadline=date(2026, 10, 20))
    assert for_review(cast, "2026-09-03") == []
    assert for_review(cast, "2026-09-03", "2026-09-02") == [found.uid]  # the decision was not on record yet


# ── the danger along with it


def _danger(found: Listing) -> Danger:
    return Danger.objects.get(pk=found.danger_id)


def test_the_danger_has_the_deadline_of_its_listing_and_the_former_stays_on_record(cast: Cast) -> None:
    found = listed(cast, DEADLINE)
    one = _danger(found)
    assert one.deadline == DEADLINE
    stated = list(DangerVersion.objects.filter(danger=one).order_by("pk").values_list("deadline", "struck_reason"))
    assert stated[-1] == (DEADLINE, "")
    assert stated[0][0] != DEADLINE
    assert stated[0][1] == "随挂牌督办"
    steps(cast, found, "ask")
    verbs.grant(cast.account[HEAD], at("2026-08-18"), found, on=date(2026, 8, 18), deadline=date(2026, 10, 20))
    assert _danger(found).deadline == date(2026, 10, 20)
    told = dangers.stated_of(_danger(found))
    with pytest.raises(ValidationError, match="以挂牌督办（gp-2026-0001）的为准"):
        dangers.correct_danger(cast.account[TOWN], at("2026-08-19"), one, replace(told, deadline=date(2026, 12, 1)), reason="推迟")


def test_what_is_listed_is_accepted_there_and_not_re_checked_beside_it(cast: Cast) -> None:
    found = listed(cast)
    one = _danger(found)
    dangers.rectify(cast.account[TOWN], at("2026-08-19"), one, on=date(2026, 8, 18), note="已修复")
    for passed in (True, False):
        with pytest.raises(ValidationError, match=f"在挂牌督办（{found.uid}）里验收"):
            dangers.recheck(cast.account[TOWN], at("2026-08-19"), one, passed=passed, on=date(2026, 8, 19), note="看", deadline=DEADLINE)
    page = cast.client(TOWN).get(f"/hazards/{one.uid}/").content.decode()
    assert "由挂牌单位在" in page
    assert "复查通过</a>" not in page
    verbs.reject(cast.account[OFFICE], at("2026-08-19"), found, on=date(2026, 8, 19), note="护栏没有装")
    assert (state_of(found), state_of(one), _danger(found).deadline) == ("listed", "failed", one.deadline)
    steps(cast, found, "accept")
    assert (state_of(found), state_of(one)) == ("accepted", "passed")
    with pytest.raises(ValidationError, match="随挂牌督办"):
        dangers.close(cast.account[TOWN], at("2026-08-21"), one)
    steps(cast, found, "delist")
    assert (state_of(found), state_of(one)) == ("delisted", "closed")


def test_a_listing_that_is_accepted_leaves_no_danger_overdue(cast: Cast) -> None:
    found = listed(cast)
    steps(cast, found, "accept")
    assert state_of(_danger(found)) == "passed"
    assert "逾期" not in cast.client(TOWN).get(f"/hazards/{_danger(found).uid}/").content.decode()


def test_only_what_is_major_is_proposed_and_only_once(cast: Cast) -> None:
    plain = danger(cast)
    with pytest.raises(ValidationError, match="重大隐患"):
        propose(cast.account[TOWN], NOW, plain, cast.unit["英德"])
    found = proposed(cast)
    with pytest.raises(ValidationError, match="已经提请"):
        propose(cast.account[TOWN], NOW, found.danger, cast.unit["英德"])
    drop(cast.account[TOWN], NOW, found, note="改提到县")
    again = propose(cast.account[TOWN], NOW, found.danger, cast.unit["英德"])
    assert again.uid != found.uid and state_of(again) == "proposed"
    other = danger(cast, level="major")
    drop(cast.account[TOWN], NOW, other.listings.get(), note="改")
    with pytest.raises(ValidationError, match="挂牌单位"):
        propose(cast.account[TOWN], NOW, other, cast.unit["清新"])


def test_every_verb_leaves_its_entry(cast: Cast) -> None:
    found = listed(cast)
    verbs.progress(cast.account[COUNTY], at("2026-05-01"), found, on=date(2026, 5, 1), note="采购完成")
    steps(cast, found, "ask")
    verbs.refuse(cast.account[HEAD], at("2026-08-06"), found, on=date(2026, 8, 6), note="按期完成")
    verbs.reject(cast.account[OFFICE], at("2026-08-10"), found, on=date(2026, 8, 10), note="没有联动")
    steps(cast, found, "accept", "delist")
    entries = list(Entry.objects.filter(object_type="listing", object_id=found.uid).order_by("seq").values_list("verb", flat=True))
    assert entries == ["提请挂牌", "批准挂牌", "登记进展", "申请延期", "不同意延期", "验收不合格", "验收合格", "销号"]
    assert found.steps.count() == len(entries)
