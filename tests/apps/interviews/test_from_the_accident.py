"""From an accident's page the office goes on to what it brought about: the trigger that waits, the interview with its state, the reason not to."""

from typing import Any

import pytest

from anze.interviews.actions import opening
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import OFFICE, noticed, trigger_of, two_falls
from tests.cast import Cast


@pytest.fixture
def second(cast: Cast, time_machine: Any) -> str:
    code = two_falls(cast)[1]
    time_machine.move_to(at("2026-06-15", 10), tick=False)
    return code


def said(cast: Cast, name: str, code: str) -> str:
    return str(cast.client(name).get(f"/accidents/{code}/").content.decode())


def test_a_trigger_that_waits_leads_to_where_it_is_answered(cast: Cast, second: str) -> None:
    page = said(cast, OFFICE, second)
    assert 'href="/interviews/?view=pending&amp;unit=yd&amp;rule=21.2.2"' in page
    answer = cast.client(OFFICE).get("/interviews/?view=pending&unit=yd&rule=21.2.2")
    assert [one.trigger.key for one in answer.context["page"]] == [trigger_of(cast)[0].key]


@pytest.mark.parametrize("name", ["英德安委办", "望埠安委办"])
def test_who_may_not_answer_is_led_nowhere(cast: Cast, second: str, name: str) -> None:
    assert "view=pending" not in said(cast, name, second) and "处理：" not in said(cast, name, second)


def test_an_interview_is_named_with_its_state_to_those_who_may_see_it(cast: Cast, second: str) -> None:
    found = noticed(cast)
    for name in (OFFICE, "英德安委办"):
        assert f'<a href="/interviews/{found.uid}/">约谈{found.uid}（已通知，待约谈）</a>' in said(cast, name, second)
    assert found.uid not in said(cast, "望埠安委办", second)


def test_a_declined_one_leads_to_its_reason(cast: Cast, second: str) -> None:
    trigger, known = trigger_of(cast)
    made = opening.decline(cast.account[OFFICE], at("2026-06-15", 9), trigger, known, reason="起因是同一批事故。")
    assert f'<a href="/interviews/answers/{made.pk}/">不予约谈，看理由</a>' in said(cast, OFFICE, second)
    assert "不予约谈" not in said(cast, "英德安委办", second)
