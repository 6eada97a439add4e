"""Two at the same moment: one approval, one answer, numbers without gaps. Only a server has two at once; SQLite takes them in turn."""

from datetime import datetime
from typing import Any

from anze.interviews.actions import deciding, meeting, opening
from anze.interviews.models import Answer, Interview, Step
from anze.papers.models import Number
from anze.people.models import Account
from tests.apps.interviews.telling import CALL, HEAD, NOW, OFFICE, proposed, trigger_of, two_falls
from tests.apps.register.test_two_at_once import at_once, on_a_server
from tests.cast import make_cast

__all__ = ["on_a_server"]


def test_of_two_heads_who_approve_at_once_one_is_told_that_it_is_done(on_a_server: None) -> None:
    cast = make_cast()
    two_falls(cast)
    found = proposed(cast)
    other = Account.objects.create_user(username="另一位", name="另一位", password_changed_at=NOW)
    said = at_once(*(lambda who=who: deciding.approve(who, NOW, found) for who in (cast.account[HEAD], other)))
    assert sorted("不能批准约谈" in one for one in said) == [False, True]
    assert Step.objects.filter(kind="approve").count() == 1


def test_of_two_answers_at_once_one_stands(on_a_server: None) -> None:
    cast = make_cast()
    two_falls(cast)
    trigger, known = trigger_of(cast)
    said = at_once(lambda: proposed(cast), lambda: opening.decline(cast.account[OFFICE], NOW, trigger, known, reason="不必"))
    assert sorted("已经处理过了" in one for one in said) == [False, True]
    assert Answer.objects.count() == 1
    assert Interview.objects.count() <= 1


def test_two_notices_at_once_take_two_numbers_without_a_gap(on_a_server: None) -> None:
    cast = make_cast()
    two_falls(cast)
    made = []
    for rule in ("21.2.2", "21.2.5"):
        one = proposed(cast, rule=rule)
        deciding.approve(cast.account[HEAD], NOW, one)
        made.append(one)
    call: dict[str, Any] = CALL
    at: datetime = NOW
    said = at_once(*(lambda one=one: meeting.notify(cast.account[OFFICE], at, one, **call) for one in made))
    assert said == ["", ""]
    assert sorted(Number.objects.values_list("ordinal", flat=True)) == [1, 2]
