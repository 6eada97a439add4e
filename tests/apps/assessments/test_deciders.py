"""Whom a result waits for is said by name; that nobody can confirm it, or score a unit, is said at once and loudly, with what to do."""

import re
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.access.models import Grant
from anze.access.rights import rights_of
from anze.assessments.actions import self_assessing
from anze.assessments.models import Recusal
from anze.assessments.queries.deciders import confirmers, unscored
from anze.assessments.queries.due import running_due
from tests.apps.assessments.telling import HEAD, NOW, OFFICE, both_approve, frozen, scoring
from tests.cast import Cast


@pytest.fixture(autouse=True)
def january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def shown(cast: Cast, found: Any) -> str:
    page = cast.client(OFFICE).get(reverse("assessments:detail", args=[found.uid])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def home(cast: Cast) -> list[str]:
    """Return what waits in the office, as its home page lists it."""
    return [due.text for due in running_due(rights_of(cast.account[OFFICE]), NOW.date())]


def test_whoever_can_confirm_is_named_on_the_page_and_on_the_home_of_the_office(cast: Cast) -> None:
    found = frozen(cast)
    assert "可以确认的" not in shown(cast, found)  # the meetings come first
    both_approve(cast, found)
    name = cast.account[HEAD].name
    assert f"可以确认的：{name}。" in shown(cast, found)
    assert [one.partition("：")[2] for one in home(cast)] == [f"两个会议都已审定，等{name}确认"]


def test_that_nobody_can_confirm_is_said_before_and_after_the_meetings(cast: Cast) -> None:
    found = frozen(cast)
    Grant.objects.filter(role="office_head", unit=cast.unit["清远"]).update(ended_at=NOW, ended_by=cast.account["安全管理员"])
    words = "没有人可以确认：清远市现在没有“安委办负责人”的账号。请安全管理员"
    assert words in shown(cast, found)
    both_approve(cast, found)
    assert words in shown(cast, found) and "两个会议都已审定，没有人可以确认" in home(cast)[0]


def test_a_head_who_scored_or_keeps_out_is_not_named(cast: Cast) -> None:
    found = frozen(cast)
    both_approve(cast, found)
    self_assessing.recuse(cast.account[OFFICE], NOW, found, cast.account[HEAD], cast.unit["英德"], reason="近亲属任职")
    assert confirmers(found, NOW.date()).able == []
    assert f"有这个角色的都不能办：{cast.account[HEAD].name}要对英德市回避" in shown(cast, found)


def test_that_the_last_account_keeps_out_of_a_unit_is_said_at_once(cast: Cast) -> None:
    found = scoring(cast)
    assert unscored(found, NOW.date()) == []
    answer = cast.client(OFFICE).post(reverse("assessments:recuse", args=[found.uid]),
                                      {"account": cast.account[OFFICE].pk, "unit": "yd", "reason": "近亲属任职"}, follow=True)
    assert Recusal.objects.count() == 1 and "没有人可以给英德市评分" in answer.content.decode()
    assert "没有人可以给英德市评分" in home(cast)[0] and "没有人可以给清新区评分" not in shown(cast, found)
