"""Facts derived anew equal those written step by step, after any sequence of changes; what was spoilt is named and put right."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.acts.actions.confirming import confirm, reject
from anze.acts.actions.rebuild import rebuild_facts
from anze.acts.actions.recording import correct_act, record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act, ActFact
from anze.people.moment import day_of
from tests.apps.acts.telling import JUNE_15, inspection, meeting
from tests.cast import Cast

VERBS = ("inspect", "behalf", "meet", "withdraw", "confirm", "reject", "correct")


class Undo(Exception):  # noqa: N818
    pass


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 5), st.integers(0, 60)), max_size=12))
def test_rebuilding_finds_nothing_after_any_changes(cast: Cast, steps: list[tuple[str, int, int]]) -> None:
    with pytest.raises(Undo), transaction.atomic():
        play(cast, steps)
        assert rebuild_facts(JUNE_15 + timedelta(days=60)) == []
        raise Undo


def play(cast: Cast, steps: list[tuple[str, int, int]]) -> None:
    now = JUNE_15
    for verb, which, back in steps:
        now += timedelta(hours=7)
        day = day_of(now) - timedelta(days=back)
        acts = list(Act.objects.filter(withdrawal=None).order_by("pk"))
        act = acts[which % len(acts)] if acts else None
        behalf = replace(inspection(cast, "甲某", "英德", day), on_behalf_of=cast.officer["甲某"])
        if verb == "inspect":
            record_act(cast.account["丁"], now, inspection(cast, day=day, attend=("己某",)))
        elif verb == "behalf":
            record_act(cast.account["甲的秘书"], now, behalf)
        elif verb == "meet":
            record_act(None, now, meeting(cast, ("standing_committee", "executive_meeting"), "甲某", "英德", day))
        elif act is not None and verb == "withdraw":
            withdraw(cast.account["甲"], now, act, reason="记错")
        elif act is not None and verb == "correct":
            correct_act(cast.account["甲"], now, act, behalf, reason="改正")
        elif act is not None and act in Act.objects.waiting():
            confirm(cast.account["甲"], now, [act]) if verb == "confirm" else reject(cast.account["甲"], now, act, reason="不是")


def test_what_was_spoilt_is_named_and_put_right(cast: Cast) -> None:
    for day in (1, 2, 3):
        record_act(None, JUNE_15, inspection(cast, day=date(2026, 6, day)))
    before = list(ActFact.objects.order_by("code").values())
    ActFact.objects.filter(code="WB-20260615-0001").delete()
    ActFact.objects.filter(code="WB-20260615-0002").update(officer="p1", struck_on=date(2026, 6, 15))
    stray = ActFact.objects.get(code="WB-20260615-0003")
    stray.pk, stray.code = None, "stray"
    stray.save()
    Act.objects.filter(uid="WB-20260615-0003").update(backfilled=True)
    expected = [("WB-20260615-0001", "missing"), ("WB-20260615-0002", "officer、struck_on"), ("stray", "extra"), ("WB-20260615-0003", "backfilled")]
    for repair in (False, True):
        assert [(one.code, one.what) for one in rebuild_facts(JUNE_15, repair=repair)] == expected
    assert rebuild_facts(JUNE_15) == []
    after = list(ActFact.objects.order_by("code").values())
    assert [{**row, "id": 0} for row in after] == [{**row, "id": 0} for row in before]
