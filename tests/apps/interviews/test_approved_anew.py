"""Whom and over what an interview is held is decided by the head, who did not propose: what is changed after the approval is decided on anew."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.interviews.actions import deciding, meeting, opening, people
from anze.interviews.models import Interview, Step
from anze.interviews.queries.due import proposals_due
from anze.interviews.queries.news import news
from anze.interviews.queries.papers import drafted, notice_fields
from anze.interviews.told import Whom
from anze.papers.models import Issued
from anze.people.models import Account
from anze.record.models import Entry
from anze.record.queries.entries import about, lines
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import (
    CALL,
    COUNTY,
    HEAD,
    NOW,
    OFFICE,
    approved,
    noticed,
    proposed,
    state_of,
    trigger_of,
    two_falls,
)
from tests.cast import Cast


@pytest.fixture
def city(cast: Cast, time_machine: Any) -> Cast:
    time_machine.move_to(NOW, tick=False)
    two_falls(cast)
    return cast


def whom(cast: Cast, *names: str) -> list[Whom]:
    posts = {"甲某": "party_head", "乙某": "gov_head", "丙某": "gov_executive_deputy"}
    return [Whom(officer=cast.officer[name], unit=cast.unit["英德"], post=posts[name], title=name) for name in names]


def test_others_than_were_approved_go_back_to_the_head_before_any_notice(city: Cast) -> None:
    found = approved(city)
    office, head = city.client(OFFICE), city.client(HEAD)
    text = office.get(f"/interviews/{found.uid}/revise/").content.decode()
    assert "由安委办负责人重新审批" in text
    assert office.post(f"/interviews/{found.uid}/revise/", {"people": ["p1", "p2"], "why": "常务副职另行约谈"}).status_code == 302
    assert state_of(found) == "proposed"
    with pytest.raises(ValidationError, match="不能发出约谈通知"):
        meeting.notify(city.account[OFFICE], NOW, found, **CALL)
    [due] = proposals_due(rights_of(city.account[HEAD]))
    assert due.text.startswith("批准后更改了被约谈人，重新报批：")
    assert [(one.unit, one.text[:15]) for one in news(date(2026, 6, 16)) if "重新审批" in one.text] == [("qy", "批准后更改了被约谈人，待重新审")]
    text = head.get(f"/interviews/{found.uid}/approve/").content.decode()
    assert "批准以后有更改" in text and "不再约谈：丙某" in text
    assert head.post(f"/interviews/{found.uid}/approve/", {"note": "同意"}).status_code == 302
    assert state_of(found) == "approved" and proposals_due(rights_of(city.account[HEAD])) == []


def test_who_changed_it_does_not_approve_of_it(city: Cast) -> None:
    found = approved(city)
    people.change_people(city.account[HEAD], NOW, found, whom(city, "甲某"), reason="只约书记", kind="revise")
    with pytest.raises(ValidationError, match="由您更改过"):
        deciding.approve(city.account[HEAD], NOW, found)
    assert proposals_due(rights_of(city.account[HEAD])) == []
    other = proposed(city, rule="21.2.5")
    people.change_people(city.account[HEAD], NOW, other, whom(city, "甲某"), reason="只约书记")
    with pytest.raises(ValidationError, match="由您更改过"):
        deciding.approve(city.account[HEAD], NOW, other)


def test_what_was_turned_back_and_proposed_again_waits_for_the_head_too(city: Cast) -> None:
    found = proposed(city)
    deciding.turn_back(city.account[HEAD], NOW, found, note="写清楚")
    opening.resubmit(city.account[OFFICE], NOW, found, reason="写清楚了。")
    assert len(proposals_due(rights_of(city.account[HEAD]))) == 1


def test_the_history_names_who_came_and_who_went_and_shows_no_ids(city: Cast) -> None:
    found = approved(city)
    step = people.change_people(city.account[OFFICE], NOW, found, whom(city, "甲某", "乙某"), reason="另行约谈", kind="revise")
    assert step.note.startswith("不再约谈：丙某（英德市") and step.note.endswith("。\n原因：另行约谈")
    entries = lines(about("interview", found.uid).select_related("sealed"))
    said = " ".join(f"{one.note} {change.before} {change.after}" for one in entries for change in one.changes)
    assert "甲某" in said and "丙某" in said
    assert [code for code in ("p1", "p2", "p3", "party_head", "gov_head", "leaders", "21.2.2") if code in said] == []


def test_a_ground_that_comes_after_the_approval_is_decided_on_too(city: Cast, time_machine: Any) -> None:
    found = approved(city)
    fall(city, "2026-06-14", deaths=3)
    now = at("2026-06-16")
    trigger, known = trigger_of(city, now=now)
    opening.join(city.account[OFFICE], now, trigger, known, found)
    assert state_of(found) == "proposed"
    time_machine.move_to(now, tick=False)
    assert proposals_due(rights_of(city.account[HEAD]))[0].text.startswith("批准后并入了约谈情形，重新报批：")
    deciding.approve(city.account[HEAD], now, found)
    assert state_of(found) == "approved"


def test_after_the_notice_the_head_alone_changes_it_and_the_notice_goes_out_anew(city: Cast, time_machine: Any) -> None:
    found = noticed(city)
    assert city.client(OFFICE).get(f"/interviews/{found.uid}/replace/").status_code == 403
    for verb in ("people", "revise"):
        assert city.client(OFFICE).post(f"/interviews/{found.uid}/{verb}/", {"people": ["p1"], "why": "只约书记"}).status_code == 302
    assert found.interviewees.current().count() == 3
    assert city.client(HEAD).post(f"/interviews/{found.uid}/replace/", {"people": ["p1", "p2"], "why": "常务副职出差"}).status_code == 302
    assert {one.name for one in found.interviewees.current()} == {"甲某", "乙某"}
    step = Step.objects.get(interview=found, kind="replace")
    papers = [str(one.number) for one in Issued.objects.filter(object_id=found.uid, kind="interview_notice").order_by("pk")]
    assert papers == ["清远安委办约〔2026〕1号", "清远安委办约〔2026〕2号"] and step.number == papers[1] and state_of(found) == "noticed"
    told = {(one.unit or one.officer, one.text[:9]) for one in news(date(2026, 6, 16)) if "有变" in one.text or "不再列为" in one.text}
    assert told == {("yd", "约谈通知（被约谈人"), ("p1", "约谈通知（被约谈人"), ("p2", "约谈通知（被约谈人"), ("p3", "不再列为被约谈人：")}
    time_machine.move_to(at("2026-06-16", 12), tick=False)
    assert "通知后更改被约谈人" in city.client(COUNTY).get(f"/interviews/{found.uid}/").content.decode()


def test_whoever_proposed_does_not_replace_anybody(city: Cast) -> None:
    other = Account.objects.create_user(username="另一位", name="另一位", password_changed_at=NOW)
    found = proposed(city, by=HEAD)
    deciding.approve(other, NOW, found)
    meeting.notify(city.account[OFFICE], NOW, found, **CALL)
    with pytest.raises(ValidationError, match="由您更改过"):
        people.replace_people(city.account[HEAD], NOW, found, whom(city, "甲某"), reason="只约书记")


def names(found: Interview) -> list[str]:
    return [one["姓名"] for one in notice_fields(found)["被约谈人"]]


def test_the_notice_lists_people_by_their_posts_however_they_were_added(city: Cast) -> None:
    found = proposed(city)
    people.change_people(city.account[OFFICE], NOW, found, whom(city, "丙某"), reason="先约副职")
    people.change_people(city.account[OFFICE], NOW, found, whom(city, "丙某", "乙某"), reason="加上市长")
    people.change_people(city.account[OFFICE], NOW, found, whom(city, "乙某", "丙某", "甲某"), reason="加上书记")
    assert names(found) == ["甲某", "乙某", "丙某"]
    said = repr(drafted(found, "notice", NOW).body)
    assert said.index("甲某") < said.index("乙某") < said.index("丙某")
    assert Entry.objects.filter(verb="更改被约谈人").count() == 3
