"""What the process holds of the facts equals what a fresh reading gives, after any sequence of changes."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.acts.facts import facts_of
from anze.acts.models import Act, ActFact, Participant, Topic, Withdrawal
from anze.duties import world as held
from anze.law.question import Question
from anze.people.moment import SHANGHAI, day_of
from anze.record.actions import Change, record
from anze.register.actions import add_officer, begin_tenure, end_tenure
from tests.cast import Cast

START = datetime(2026, 2, 1, 9, tzinfo=SHANGHAI)


def write(cast: Cast, uid: str, now: datetime, happened: date, officer: str, unit: str, meeting: bool) -> Act:
    kind = "meeting" if meeting else "inspection"
    act = Act.objects.create(uid=uid, type=kind, unit=cast.unit[unit], date=happened, bodies=["standing_committee"] if meeting else [], recorded_at=now)
    Participant.objects.create(act=act, officer=cast.officer[officer], part="chair" if meeting else "lead")
    if meeting:
        Topic.objects.create(act=act, position=1, title="安全生产", code="work_safety", special=True)
    entry = record(Change(at=now, actor=None, verb="登记", object_type="act", object_id=uid))
    ActFact.objects.bulk_create(facts_of(act, entry.seq))
    return act


def withdraw(act: Act, by: Any, now: datetime) -> None:
    Withdrawal.objects.create(act=act, at=now, by=by, reason="记错")
    entry = record(Change(at=now, actor=by, verb="撤回", object_type="act", object_id=act.uid))
    act.facts.update(struck_on=day_of(now), struck_seq=entry.seq)


def everything(asked: Question, today: date) -> list[Any]:
    found = held.world(asked, today)
    rows = []
    for block in found.recurrence.blocks(asked):
        acts = [found.recurrence.acts.ids[block.acts[block.act_at[i]:block.act_at[i + 1]]].tolist() for i in range(len(block))]
        officers = [[found.recurrence.roll.officers[code] for code in block.officers[block.officer_at[i]:block.officer_at[i + 1]]] for i in range(len(block))]
        units = [found.recurrence.roll.units[code] for code in block.unit]
        rows += list(zip([block.duty.id] * len(block), units, officers, block.period.tolist(), block.status.tolist(), block.done.tolist(), acts, strict=True))
    return rows


STEPS = st.lists(st.tuples(st.sampled_from(["inspect", "meet", "withdraw", "move", "ask"]), st.integers(0, 3), st.integers(0, 20)), max_size=14)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_held_equals_a_fresh_reading_after_any_changes(steps: list[tuple[str, int, int]], django_db_blocker: Any, cast: Cast) -> None:
    from django.db import transaction

    class Undo(Exception):  # noqa: N818
        pass

    try:
        with transaction.atomic():
            _play(cast, steps)
            raise Undo
    except Undo:
        held.forget()


def _play(cast: Cast, steps: list[tuple[str, int, int]]) -> None:
    held.forget()
    now, written, tenures = START, [], []
    for number, (verb, who, back) in enumerate(steps):
        now += timedelta(days=3)
        today = day_of(now)
        officer, unit = (("甲某", "英德"), ("丁某", "望埠"), ("壬某", "清新"), ("丙某", "英德"))[who]
        if verb in {"inspect", "meet"}:
            written.append(write(cast, f"a{number}", now, today - timedelta(days=back), officer, unit, verb == "meet"))
        elif verb == "withdraw" and written:
            withdraw(written.pop(who % len(written)), cast.account["甲"], now)
        elif verb == "move":
            new = add_officer(None, now, code=f"n{number}", name=f"新某{number}")
            tenures.append(begin_tenure(None, now, officer=new, unit=cast.unit[unit], post="party_standing" if unit != "望埠" else "other_leader", start=today))
            if len(tenures) > 1:
                end_tenure(None, now, tenures.pop(0), end=today)
        for known in (today, today - timedelta(days=4), today - timedelta(days=11)):
            asked = Question(today, known)
            step_by_step = everything(asked, today)
            kept = list(held._base), dict(held._worlds)
            held.forget()
            assert everything(asked, today) == step_by_step
            held._base[:] = kept[0]
            held._worlds.clear()
            held._worlds.update(kept[1])


def test_a_meeting_counts_from_the_moment_it_is_written_and_not_after_it_is_withdrawn(cast: Cast) -> None:
    today = date(2026, 2, 20)

    def done(known_at: date, today: date = today) -> list[int]:
        return [row[5] for row in everything(Question(today, known_at), today) if row[0] == "5.2" and row[1] == "yd"]

    assert done(today) == [0]
    act = write(cast, "m1", START, date(2026, 1, 20), "甲某", "英德", meeting=True)
    assert done(today) == [1]
    assert done(date(2026, 1, 31)) == [0]
    withdraw(act, cast.account["甲"], datetime(2026, 2, 10, 9, tzinfo=SHANGHAI))
    assert done(today) == [0]
    assert done(date(2026, 2, 9)) == [1]
    assert done(date(2026, 2, 9), date(2026, 2, 21)) == [1]
