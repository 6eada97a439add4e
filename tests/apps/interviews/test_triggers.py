"""Triggers are computed, their answers stored: once, kept whole as said that day, told apart from how they stand now."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.access.rights import rights_of
from anze.accidents.actions.figures import update_figures
from anze.accidents.models import Accident
from anze.interviews.actions import opening, superior
from anze.interviews.models import Answer, Interview
from anze.interviews.queries.drawing import drawing_of
from anze.interviews.queries.lists import pending
from anze.interviews.queries.triggers import around, now_of, standing
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import NOW, OFFICE, approved, held, proposed, trigger_of, two_falls
from tests.cast import Cast


def waiting(cast: Cast, day: date, rule: str = "21.2.2") -> list[str]:
    """What waits under a rule; two 较大 accidents in a year bring a veto too, which waits under another (21.2.5)."""
    found = pending(rights_of(cast.account[OFFICE]), Question(day, day), day)
    return [one.trigger.key for one in found if one.trigger.rule == rule]


def test_a_trigger_waits_until_it_is_answered_and_is_answered_once(cast: Cast) -> None:
    _, second = two_falls(cast)
    day = date(2026, 6, 15)
    assert waiting(cast, day) == [f"21.2.2~yd~{second}"]
    trigger, known = trigger_of(cast)
    opening.decline(cast.account[OFFICE], NOW, trigger, known, reason="省里已经约谈。")
    assert waiting(cast, day) == []
    assert waiting(cast, date(2026, 6, 14)) == [f"21.2.2~yd~{second}"]  # on the eve nobody had answered it
    for verb in (lambda: opening.decline(cast.account[OFFICE], NOW, trigger, known, reason="再说"), lambda: proposed(cast)):
        with pytest.raises(ValidationError, match="已经处理过了（不予约谈）"):
            verb()
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(key=trigger.key, committee=cast.unit["清远"], unit=cast.unit["英德"], rule="21.2.2", on=day, said={}, kind="decline", reason="又",
                              recorded_at=NOW)


def test_what_was_said_is_kept_whole(cast: Cast) -> None:
    codes = two_falls(cast)
    proposed(cast)
    said = Answer.objects.get().said
    assert said["words"] == "30日内发生2起以上较大生产安全事故的"
    assert [one["id"] for one in said["told"]] == list(codes)
    assert said["span"] == {"first": "2026-06-01", "last": "2026-07-01", "label": "30日内", "at_least": 2}
    assert [(one["officer"], one["title"]) for one in said["people"]] == [
        ("p1", "党委主要负责人"), ("p2", "政府主要负责人"), ("p3", "政府常务副职（分管安全生产）")]
    drawing = drawing_of(said)
    assert drawing is not None
    assert [(mark.day, mark.id) for mark in drawing.marks] == [(date(2026, 6, 1), codes[0]), (date(2026, 6, 8), codes[1])]
    assert 0 < drawing.left == drawing.marks[0].x < drawing.marks[1].x < drawing.right


def test_nothing_from_before_the_effect_waits(cast: Cast) -> None:
    fall(cast, "2025-12-10", deaths=3, recorded=at("2026-01-05"))
    fall(cast, "2025-12-20", deaths=3, recorded=at("2026-01-05"))
    assert waiting(cast, date(2026, 1, 10)) == []
    third = fall(cast, "2026-01-08", deaths=3)
    assert waiting(cast, date(2026, 1, 10)) == [f"21.2.2~yd~{third.code}"]


@pytest.mark.parametrize(("second", "fires"), [("2026-07-01", True), ("2026-07-02", False)])
def test_thirty_days_on_are_within_and_thirty_one_are_not(cast: Cast, second: str, fires: bool) -> None:
    two_falls(cast, "2026-06-01", second)
    assert bool(waiting(cast, date(2026, 7, 3))) is fires


def test_a_trigger_that_no_longer_stands_says_so_and_nothing_happens_by_itself(cast: Cast) -> None:
    first, _ = two_falls(cast)
    found = approved(cast)
    answer = Answer.objects.get()
    accident = Accident.objects.get(code=first)
    update_figures(cast.account["英德安委办"], at("2026-06-16"), accident, on=date(2026, 6, 16), figures={"deaths": 2}, note="核减一人")
    day = date(2026, 6, 16)
    now = now_of(answer.key, answer.said, around("yd", date(2026, 6, 8), Question(day, day), day))
    assert now.state == "withdrawn"
    assert "不再成立" in now.why
    assert found.steps.count() == 2  # proposed and approved: a person decides what follows
    before = date(2026, 6, 15)
    assert now_of(answer.key, answer.said, around("yd", date(2026, 6, 8), Question(before, before), day)).state == "standing"


def test_an_accident_entered_later_changes_the_window_and_raises_no_second_trigger_for_the_same_last_one(cast: Cast) -> None:
    two_falls(cast)
    proposed(cast)
    between = fall(cast, "2026-06-04", deaths=3, recorded=at("2026-06-16"))
    day = date(2026, 6, 16)
    answer = Answer.objects.get()
    now = now_of(answer.key, answer.said, around("yd", date(2026, 6, 8), Question(day, day), day))
    assert (now.state, now.added, now.removed) == ("changed", (between.title,), ())
    assert waiting(cast, day) == [f"21.2.2~yd~{between.code}"]  # the later one completes a window of its own


def test_a_third_accident_is_marked_as_of_the_interview_already_opened_and_joins_it(cast: Cast) -> None:
    two_falls(cast)
    found = proposed(cast)
    third = fall(cast, "2026-06-20", deaths=3)
    now = at("2026-06-21")
    trigger, known = trigger_of(cast, now=now)
    assert (trigger.accidents[-1], trigger.found["repeat_of"]) == (third.code, found.uid)
    answer = opening.join(cast.account[OFFICE], now, trigger, known, found, reason="一并约谈")
    assert (answer.kind, answer.interview) == ("join", found)
    assert waiting(cast, date(2026, 6, 21)) == []


def test_nothing_joins_an_interview_that_was_held_or_of_another_unit(cast: Cast) -> None:
    two_falls(cast)
    found = held(cast)
    fall(cast, "2026-06-20", deaths=3)
    now = at("2026-06-21")
    trigger, known = trigger_of(cast, now=now)
    with pytest.raises(ValidationError, match="不能再并入"):
        opening.join(cast.account[OFFICE], now, trigger, known, found)
    other: Any = Interview(pk=found.pk)
    Interview.objects.filter(pk=found.pk).update(unit=cast.unit["清新"])
    with pytest.raises(ValidationError, match="同一个单位"):
        opening.join(cast.account[OFFICE], now, trigger, known, other)


def test_a_decision_of_the_city_is_a_trigger_until_it_is_struck(cast: Cast) -> None:
    made = superior.record_decision(cast.account[OFFICE], NOW, committee=cast.unit["清远"], unit=cast.unit["英德"], organ="both", date=date(2026, 6, 14),
                                    text="未落实燃气整治部署。")
    day = date(2026, 6, 15)
    assert waiting(cast, day, "21.2.6") == ["21.2.6~yd~2026-06-14"]
    assert waiting(cast, date(2026, 6, 14), "21.2.6") == []  # it came on record on the 15th
    with pytest.raises(ValidationError, match="已有约谈决定"):
        superior.record_decision(cast.account[OFFICE], NOW, committee=cast.unit["清远"], unit=cast.unit["英德"], organ="party", date=date(2026, 6, 14),
                                 text="又")
    superior.strike_decision(cast.account[OFFICE], NOW + timedelta(days=1), made, reason="登错了")
    assert waiting(cast, date(2026, 6, 16), "21.2.6") == []
    assert set(standing(Question(day, day), date(2026, 6, 17))) == {"21.2.6~yd~2026-06-14"}


def test_the_veto_of_a_year_is_one_trigger_however_many_accidents_follow(cast: Cast) -> None:
    two_falls(cast)
    assert waiting(cast, date(2026, 6, 15), "21.2.5") == ["21.2.5~yd~27.p3-2026"]
    fall(cast, "2026-09-01", deaths=3)
    assert waiting(cast, date(2026, 9, 2), "21.2.5") == ["21.2.5~yd~27.p3-2026"]
