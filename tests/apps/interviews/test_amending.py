"""What was recorded of an interview that was held is corrected: the counts follow, what was known before stays known as of then (第二十五条（五）)."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.duties.sources import Scope
from anze.interviews.actions.amending import amend, rehearse
from anze.interviews.facts import read
from anze.interviews.models import Interview, Step
from anze.interviews.queries.papers import drafted, minutes_differ
from anze.interviews.told import Amended, Presence
from anze.papers.models import Issued
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import COUNTY, HEAD, NOW, OFFICE, held, rectifying_one, state_of, two_falls
from tests.apps.interviews.test_counts import count, superior
from tests.apps.interviews.test_steps import closed, minuted
from tests.cast import Cast

DAY, LATE = date(2026, 6, 18), at("2026-06-25", 10)


@pytest.fixture
def city(cast: Cast) -> Cast:
    two_falls(cast)
    return cast


def there(found: Interview, came: str = "in_person", **otherwise: str) -> dict[int, Presence]:
    """Return how everybody was there, `otherwise` by code."""
    said = {one.pk: otherwise.get(one.officer.code if one.officer else "", came) for one in found.interviewees.current().select_related("officer")}
    return {key: Presence(one, "丁某副市长" if one == "stand_in" else "") for key, one in said.items()}


def amended(cast: Cast, found: Interview, now: Any = LATE, on: date = DAY, anew: bool = False, another: str = "", **otherwise: str) -> Step:
    told = Amended(on=on, presence=there(found, **otherwise), reason="登记时看错了名单", anew=anew, another=another)
    return amend(cast.account[OFFICE], now, found, told)


@pytest.mark.parametrize(("first", "then", "numbers"), [("in_person", "absent", (1, 0)), ("absent", "in_person", (0, 1)), ("absent", "stand_in", (0, 1)),
                                                        ("in_person", "stand_in", (1, 1))])
def test_who_was_there_decides_the_count_from_the_day_of_the_correction_on(city: Cast, first: str, then: str, numbers: tuple[int, int]) -> None:
    found = held(city, came=first)
    amended(city, found, came=first, p1=then)
    assert (count(city, DAY, date(2026, 6, 24)), count(city, DAY, date(2026, 6, 25))) == numbers
    assert state_of(found) == "held"
    assert [one.attendance.came for one in found.interviewees.filter(officer__code="p1").order_by("pk")] == [first, then]


def test_the_day_decides_the_count_and_stays_known_as_it_was_known(city: Cast) -> None:
    found = held(city)
    amended(city, found, on=date(2026, 6, 16))
    assert [read(day, Scope())["interviews"][0].date for day in (date(2026, 6, 24), date(2026, 6, 25))] == [DAY, date(2026, 6, 16)]
    assert (count(city, date(2026, 6, 17), date(2026, 6, 24)), count(city, date(2026, 6, 17), date(2026, 6, 25))) == (0, 1)
    assert found.held_on == date(2026, 6, 16)
    amended(city, found, now=at("2026-06-26"), on=date(2026, 6, 17))
    assert found.held_on == date(2026, 6, 17)
    assert [one.date for one in read(date(2026, 7, 30), Scope(since=date(2026, 6, 17)))["interviews"]] == [date(2026, 6, 17)]


def test_the_history_names_what_was_changed_and_why(city: Cast) -> None:
    step = amended(city, held(city), on=date(2026, 6, 17), p1="absent")
    assert step.note.splitlines() == ["约谈日期：2026年6月18日改为2026年6月17日。", "甲某：本人到会改为未到会。", "原因：登记时看错了名单"]
    entry = Entry.objects.select_related("sealed").get(verb="更正约谈情况")
    assert "甲某" in entry.sealed.text and '"2026-06-18"' in entry.sealed.text and '"2026-06-17"' in entry.sealed.text


@pytest.mark.parametrize(("on", "words"), [(date(2026, 6, 14), "早于发出通知"), (date(2026, 6, 20), "晚于印发约谈纪要"), (date(2026, 6, 26), "晚于"),
                                           (DAY, "没有变化")])
def test_what_cannot_have_been_is_refused(city: Cast, on: date, words: str) -> None:
    found = minuted(city)
    with pytest.raises(ValidationError) as fault:
        amended(city, found, on=on)
    assert words in str(fault.value)
    assert not found.steps.filter(kind="amend").exists()


def test_no_reason_nobody_left_out_and_not_after_the_end(city: Cast) -> None:
    found = closed(city)
    with pytest.raises(ValidationError, match="不能更正约谈情况"):
        amended(city, found, now=at("2026-07-09"), p1="absent")
    other = Amended(on=DAY, presence={}, reason=" ")
    with pytest.raises(ValidationError, match="更正的原因"):
        amend(city.account[OFFICE], LATE, found, other)


def test_a_correction_makes_nobody_count_twice_on_one_day(city: Cast) -> None:
    found = held(city, came="absent")
    made = superior(city, DAY, level="city_committee")
    with pytest.raises(ValidationError, match=made.uid):
        amended(city, found, came="absent", p1="in_person")
    amended(city, found, came="absent", p2="in_person")
    other = superior(city, date(2026, 6, 17))
    with pytest.raises(ValidationError, match=other.uid):
        amended(city, found, on=date(2026, 6, 17), came="in_person")


def test_minutes_that_say_otherwise_are_issued_anew_under_another_number(city: Cast, time_machine: Any) -> None:
    found = rectifying_one(city)
    time_machine.move_to(LATE, tick=False)
    assert not minutes_differ(found)
    amended(city, found, p1="absent")
    assert minutes_differ(found)
    assert "印发的纪要与现在的登记不一致" in city.client(OFFICE).get(f"/interviews/{found.uid}/").content.decode()
    assert "印发的纪要与现在的登记不一致" not in city.client(COUNTY).get(f"/interviews/{found.uid}/").content.decode()
    with pytest.raises(ValidationError, match="没有变化"):
        amended(city, found, p1="absent")
    step = amended(city, found, p1="absent", anew=True)
    numbers = [str(one.number) for one in Issued.objects.filter(kind="interview_minutes", object_id=found.uid).order_by("pk")]
    assert len(numbers) == len(set(numbers)) == 2 and numbers[1] == step.number
    assert not minutes_differ(found)
    said = repr(drafted(found, "minutes", LATE).body)
    assert re.search("未到会：[^']*甲某", said)


def test_a_rehearsal_leaves_nothing(city: Cast) -> None:
    found = minuted(city)
    before = Entry.objects.count(), Issued.objects.count(), Step.objects.count()
    rehearse(found, city.account[OFFICE], LATE, Amended(on=DAY, presence=there(found, p1="absent"), reason="看错", anew=True))
    assert (Entry.objects.count(), Issued.objects.count(), Step.objects.count()) == before


def test_the_page_shows_what_becomes_of_the_counts_before_it_is_done(city: Cast, time_machine: Any) -> None:
    for day in (date(2026, 2, 1), date(2026, 3, 1)):
        superior(city, day)
    found = held(city)
    time_machine.move_to(LATE, tick=False)
    office, address = city.client(OFFICE), f"/interviews/{found.uid}/amend/"
    assert f'href="{address}"' in office.get(f"/interviews/{found.uid}/").content.decode()
    assert city.client(HEAD).get(address).status_code == 403
    rows = list(found.interviewees.current().select_related("officer"))
    sent = {"on": "2026-06-18", "reason": "看错了名单"} | {f"came-{one.pk}": "absent" if one.name == "甲某" else "in_person" for one in rows}
    assert office.post(address, sent | {"reason": ""}).status_code == 422
    text = office.post(address, sent).content.decode()
    assert "甲某：1年内被约谈 3 次，改为 <strong>2 次</strong>；更正后不再达到 3 次" in text.replace("一年内", "1年内")
    assert "乙某" in text and "1 次，不变" in text and count(city, DAY, date(2026, 6, 25)) == 3
    key = re.search(r'name="seen" value="([^"]+)"', text)
    assert key
    other = office.post(address, sent | {"on": "2026-06-17", "seen": key[1]})
    assert other.status_code == 200 and "确认更正" in other.content.decode()  # what was seen was another correction
    assert office.post(address, sent | {"seen": key[1]}).status_code == 302
    assert count(city, DAY, date(2026, 6, 25)) == 2
    text = office.get(f"/interviews/{found.uid}/").content.decode()
    assert "甲某：本人到会改为未到会。" in text and "重新印发" not in text


def test_an_interview_held_on_the_day_of_a_superiors_is_asked_about_or_refused(city: Cast) -> None:
    superior(city, DAY, level="city_committee")
    with pytest.raises(ValidationError, match="同一机关同一天"):
        held(city)
    assert NOW < LATE
