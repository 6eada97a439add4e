"""An act is taken back within ten minutes without a reason, later with one; it stays, and counts for nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from anze.acts.actions.recording import record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act, Withdrawal
from anze.acts.queries.serves import served_by
from anze.record.models import Entry
from tests.apps.acts.telling import JUNE_15, inspection
from tests.cast import Cast


@pytest.mark.parametrize(("after", "needed"), [(timedelta(minutes=10), False), (timedelta(minutes=10, seconds=1), True)])
def test_ten_minutes_need_no_reason_and_a_second_more_does(cast: Cast, after: timedelta, needed: bool) -> None:
    act = record_act(cast.account["丁"], JUNE_15, inspection(cast))
    if needed:
        with pytest.raises(ValidationError, match="撤回的原因"):
            withdraw(cast.account["丁"], JUNE_15 + after, act)
        assert not Withdrawal.objects.exists()
    withdraw(cast.account["丁"], JUNE_15 + after, act, reason="记错" if needed else "")
    assert Act.objects.count() == 1
    assert served_by([act], date(2026, 6, 15)) == {}


def test_anybody_else_gives_a_reason_at_once(cast: Cast) -> None:
    act = record_act(cast.account["丁"], JUNE_15, inspection(cast))
    with pytest.raises(ValidationError, match="撤回的原因"):
        withdraw(cast.account["望埠安委办"], JUNE_15, act)
    withdraw(cast.account["望埠安委办"], JUNE_15, act, reason="重复")
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.actor) == ("撤回履职", "望埠安委办")
    assert [(fact.struck_on, fact.struck_seq) for fact in act.facts.all()] == [(date(2026, 6, 15), entry.seq)]


def test_it_is_taken_back_once(cast: Cast) -> None:
    act = record_act(cast.account["丁"], JUNE_15, inspection(cast))
    withdraw(cast.account["丁"], JUNE_15, act)
    with pytest.raises(ValidationError, match="已经撤回"):
        withdraw(cast.account["丁"], JUNE_15, act)
