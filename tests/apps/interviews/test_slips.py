"""What a first reader stumbled over: slips of the year, names said twice, codes in documents, an interview already held, a day off."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.accidents.actions.figures import update_figures
from anze.accidents.models import Accident
from anze.interviews.actions import meeting, opening, rectifying
from anze.interviews.models import Item
from anze.interviews.queries.saying import reason_of
from anze.interviews.told import Wanted
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import (
    CALL,
    HEAD,
    LATER,
    NOW,
    OFFICE,
    approved,
    noticed,
    proposed,
    rectifying_one,
    state_of,
    trigger_of,
    two_falls,
)
from tests.apps.interviews.test_pages import page
from tests.apps.interviews.test_steps import minuted, presence
from tests.cast import Cast


@pytest.fixture
def city(cast: Cast) -> Cast:
    two_falls(cast)
    return cast


def test_a_meeting_more_than_a_year_off_is_refused_as_a_slip(city: Cast) -> None:
    found = approved(city)
    with pytest.raises(ValidationError, match="一年以后"):
        meeting.notify(city.account[OFFICE], NOW, found, **CALL | {"meets_at": NOW.replace(year=2126)})
    assert state_of(found) == "approved"


def test_wrong_deadlines_are_told_all_at_once(city: Cast) -> None:
    found = minuted(city)
    wrong = [Wanted("排查", city.unit["应急局"], None, day) for day in (date(2020, 1, 1), date(2026, 7, 10), date(9999, 12, 31))]
    with pytest.raises(ValidationError) as fault:
        rectifying.require(city.account[OFFICE], at("2026-06-20"), found, wrong)
    assert [words[:5] for words in fault.value.messages] == ["第 1 项", "第 3 项"]
    assert not Item.objects.filter(interview=found).exists()


def test_a_post_that_names_its_unit_does_not_name_it_twice(city: Cast) -> None:
    one = proposed(city).interviewees.select_related("unit").order_by("pk")[0]
    one.title = "县委书记"
    assert one.post_words == f"{one.unit.name}县委书记"  # type: ignore[union-attr]
    one.title = f"{one.unit.name}党委主要负责人"  # type: ignore[union-attr]
    assert one.post_words == one.title


def test_a_trigger_in_the_window_of_an_interview_already_held_says_so(city: Cast, time_machine: Any) -> None:
    time_machine.move_to(at("2026-07-09", 10), tick=False)
    found = rectifying_one(city)
    fall(city, "2026-06-20", deaths=3)
    trigger, _ = trigger_of(city, now=at("2026-07-09", 10))
    text = page(city, OFFICE, f"/interviews/trigger/{trigger.key}/")[1]
    assert "同一时窗已经约谈过" in text and f"/interviews/{found.uid}/" in text and "不能再并入" in text
    assert "截至 2026年7月9日 在案的事实" in text


def test_a_major_hazard_is_named_and_not_coded_in_the_reason() -> None:
    label, code = "第二十一条第二款（四）", "gp-2026-0001"
    said = {"label": label, "plainly": f"{label}：英德市挂牌督办的重大事故隐患{code}未完成整改。", "hazard": code}
    assert reason_of(said, "某厂粉尘隐患（gp-2026-0001）") == "英德市挂牌督办的重大事故隐患“某厂粉尘隐患”未完成整改。"
    assert reason_of(said) == "英德市挂牌督办的重大事故隐患gp-2026-0001未完成整改。"


def test_the_meeting_is_first_offered_on_a_working_day(city: Cast, time_machine: Any) -> None:
    found = approved(city)
    time_machine.move_to(at("2026-07-08", 10), tick=False)  # three days on it is a Saturday
    assert 'value="2026-07-13T09:30"' in page(city, OFFICE, f"/interviews/{found.uid}/notify/")[1]


@pytest.mark.parametrize("address", ["/interviews/?view=open&year=0", "/interviews/?view=open&year=0000", "/interviews/?view=open&year=²",
                                     "/interviews/superior/?year=0", "/interviews/superior/?year=00001"])
def test_a_year_that_no_calendar_has_narrows_nothing(city: Cast, address: str) -> None:
    assert city.client(OFFICE).get(address).status_code == 200


@pytest.mark.parametrize(("now", "on"), [(at("2026-06-18", 16), date(2026, 6, 17)), (at("2026-06-18", 9), date(2026, 6, 18)),
                                         (at("2026-06-16", 9), date(2026, 6, 16))])
def test_nothing_is_held_before_its_appointed_time_until_the_time_was_changed(city: Cast, now: datetime, on: date) -> None:
    found = noticed(city)
    told: dict[str, Any] = {"on": on, "presence": presence(found), "problems": ["问题"], "commitments": []}
    with pytest.raises(ValidationError, match=r"2026年6月18日 09:30.*更改时间地点"):
        meeting.hold_interview(city.account[OFFICE], now, found, **told)
    assert state_of(found) == "noticed"
    early = at(on.isoformat(), 8)
    meeting.reschedule(city.account[OFFICE], now, found, **CALL | {"meets_at": early}, note="提前约谈")
    meeting.hold_interview(city.account[OFFICE], now, found, **told)
    assert state_of(found) == "held"


def test_no_meeting_is_moved_before_its_notice_and_no_minutes_are_older_than_the_interview(city: Cast) -> None:
    found = noticed(city)
    with pytest.raises(ValidationError, match="早于发出通知"):
        meeting.reschedule(city.account[OFFICE], LATER, found, **CALL | {"meets_at": NOW - timedelta(hours=1)}, note="提前约谈")
    meeting.hold_interview(city.account[OFFICE], at("2026-06-18", 16), found, on=date(2026, 6, 18), presence=presence(found), problems=["问题"], commitments=[])
    with pytest.raises(ValidationError, match="不能早于约谈日期"):
        meeting.minute(city.account[OFFICE], at("2026-06-17", 16), found)


LAPSED = "约谈所依据的情形现在已不成立。第二十一条第二款（二）："


def test_the_one_who_approves_is_told_that_the_ground_has_lapsed(city: Cast, time_machine: Any) -> None:
    found = proposed(city)
    time_machine.move_to(at("2026-06-16", 10), tick=False)
    assert "不成立" not in page(city, HEAD, f"/interviews/{found.uid}/approve/")[1]
    assert "情形已不成立" not in page(city, OFFICE, "/interviews/?view=open")[1]
    accident = Accident.objects.order_by("pk")[0]
    update_figures(city.account["英德安委办"], at("2026-06-16"), accident, on=date(2026, 6, 16), figures={"deaths": 2}, note="核减一人")
    text = page(city, HEAD, f"/interviews/{found.uid}/approve/")[1]
    assert 0 < text.index(LAPSED) < text.index('<button type="submit" class="button">批准约谈')
    assert text.count("第二十一条第二款（二）：") == 1
    assert LAPSED in page(city, OFFICE, f"/interviews/{found.uid}/")[1]
    assert "情形已不成立" in page(city, OFFICE, "/interviews/?view=open")[1]


def test_every_provision_of_which_anything_waits_is_offered_to_narrow_the_list(city: Cast) -> None:
    opening.decline(city.account[OFFICE], NOW, *trigger_of(city), reason="省里已经约谈")
    choice = page(city, OFFICE, "/interviews/?view=declined")[1].partition('id="i-rule"')[2].partition("</select>")[0]
    assert 'value="21.2.2"' in choice  # declined
    assert 'value="21.2.5"' in choice  # waits


def test_the_page_of_a_trigger_is_that_of_the_day_asked_or_says_that_there_was_none(city: Cast, time_machine: Any) -> None:
    time_machine.move_to(at("2026-07-09", 10), tick=False)
    trigger, _ = trigger_of(city)
    address = f"/interviews/trigger/{trigger.key}/"
    before = page(city, OFFICE, f"{address}?as_of=2026-06-05&known_at=2026-06-05")
    assert before[0] == 200 and "那时没有这个约谈情形" in before[1] and "截至 2026年6月5日" in before[1]
    then = page(city, OFFICE, f"{address}?as_of=2026-06-20&known_at=2026-06-20")[1]
    assert "截至 2026年6月20日 在案的事实" in then and "提请约谈</a>" not in then
    assert page(city, OFFICE, "/interviews/trigger/21.2.2~yd~nothing/?known_at=2026-06-20")[0] == 404
    assert page(city, "清新安委办", f"{address}?known_at=2026-06-20")[0] == 404


def test_a_trigger_on_the_list_of_what_wants_doing_waits_and_is_not_confirmed(city: Cast, time_machine: Any) -> None:
    time_machine.move_to(at("2026-06-16", 10), tick=False)
    text = page(city, OFFICE, "/attention/interview_triggers/")[1]
    assert "待处理</span>" in text and "待本人确认" not in text
