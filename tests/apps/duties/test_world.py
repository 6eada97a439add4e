"""What the process holds of the facts equals what a fresh reading gives, after any sequence of changes."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.acts.actions.rebuild import rebuild_facts
from anze.acts.facts import facts_of
from anze.acts.models import Act, ActFact, Participant, Topic, Withdrawal
from anze.duties import world as held
from anze.duties.models import ContactPoint, SafetyDutyList
from anze.law.question import Question
from anze.law.rules.shape import structure
from anze.law.rules.standing import standing
from anze.people.models import Committee, ProblemTown, Tenure
from anze.people.moment import SHANGHAI, day_of
from anze.record.actions import Change, record
from anze.register.actions import add_officer, begin_tenure, change_unit, correct_tenure, end_tenure
from tests.cast import Cast, make_cast

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


def standing_and_shape(asked: Question, today: date) -> list[Any]:
    known = held.world(asked, today).known(asked)
    return sorted(map(repr, [*standing(known), *structure(known)]))


FACTS = st.lists(st.tuples(st.sampled_from(["contact", "list", "rename", "correct", "committee", "town"]), st.integers(0, 3)), max_size=8)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=FACTS)
def test_standing_duties_and_shapes_equal_a_fresh_reading_after_any_changes(steps: list[tuple[str, int]], cast: Cast) -> None:
    from django.db import transaction

    class Undo(Exception):  # noqa: N818
        pass

    try:
        with transaction.atomic():
            held.forget()
            now = START
            for number, (verb, which) in enumerate(steps):
                now += timedelta(days=2)
                _change(cast, verb, which, number, now)
                today = day_of(now)
                for known_at in (today, today - timedelta(days=3)):
                    asked = Question(today, known_at)
                    step_by_step = standing_and_shape(asked, today), everything(asked, today)
                    kept = list(held._base), dict(held._worlds), list(held._seen)
                    held.forget()
                    assert (standing_and_shape(asked, today), everything(asked, today)) == step_by_step
                    held._base[:], held._seen[:] = kept[0], kept[2]
                    held._worlds.clear()
                    held._worlds.update(kept[1])
            raise Undo
    except Undo:
        held.forget()


def _change(cast: Cast, verb: str, which: int, number: int, now: datetime) -> None:
    today = day_of(now)
    unit = cast.unit[("英德", "清新", "望埠", "大站")[which]]
    if verb == "contact":
        row: Any = ContactPoint.objects.create(officer=cast.officer["甲某"], target="town", unit=unit, start=today, recorded_at=now)
        record(Change(at=now, actor=None, verb="安排", object_type="contact", object_id=str(row.pk)))
    elif verb == "list":
        row = SafetyDutyList.objects.create(unit=cast.unit["应急局"], start=today, safety_body="安全股" if which % 2 else "", recorded_at=now)
        record(Change(at=now, actor=None, verb="印发", object_type="duty_list", object_id=str(row.pk)))
    elif verb == "committee":
        row = Committee.objects.create(unit=unit, start=today, recorded_at=now)
        row.directors.set([cast.officer[("甲某", "乙某", "丁某", "戊某")[which]]])
        record(Change(at=now, actor=None, verb="设立", object_type="committee", object_id=str(row.pk)))
    elif verb == "town":
        row = ProblemTown.objects.create(unit=cast.unit["望埠"], start=today, recorded_at=now)
        record(Change(at=now, actor=None, verb="列入", object_type="problem_town", object_id=str(row.pk)))
    elif verb == "rename":
        change_unit(None, now, unit, name=f"{unit.name}{number}")
    else:
        tenure = Tenure.objects.current().filter(officer=cast.officer["己某"]).get()
        correct_tenure(None, now, tenure, reason="更正", party_committee_member=not tenure.party_committee_member)


def test_a_ledger_that_went_back_is_read_anew(cast: Cast) -> None:
    from django.db import transaction

    today = date(2026, 2, 20)
    asked = Question(today, today)

    def done() -> list[int]:
        return [row[5] for row in everything(asked, today) if row[0] == "5.2" and row[1] == "yd"]

    assert done() == [0]
    with transaction.atomic():  # asked inside a change that is then given up: what it wrote must not be remembered
        write(cast, "m1", START, date(2026, 1, 20), "甲某", "英德", meeting=True)
        assert done() == [1]
        transaction.set_rollback(True)
    assert done() == [0]
    write(cast, "i1", START, date(2026, 1, 20), "甲某", "英德", meeting=False)  # the same number in the ledger, another entry
    assert done() == [0]
    write(cast, "m2", START, date(2026, 1, 21), "甲某", "英德", meeting=True)
    assert done() == [1]


def test_a_reading_that_saw_more_than_its_head_says_counts_nothing_twice(cast: Cast) -> None:
    today = date(2026, 2, 20)
    asked = Question(today, today)
    everything(asked, today)
    write(cast, "m1", START, date(2026, 1, 20), "甲某", "英德", meeting=True)
    everything(asked, today)
    base = held._base[0]
    held._base[0] = held._Base(base.seq - 1, base.everyone, base.acts, base.ids)  # as if it had been read between the act and its head
    write(cast, "m2", START, date(2026, 1, 21), "甲某", "英德", meeting=True)
    assert [row[5:] for row in everything(asked, today) if row[0] == "5.2" and row[1] == "yd"] == [(2, ["m1", "m2"])]


@pytest.mark.django_db(transaction=True)
def test_many_threads_ask_while_one_writes_and_all_end_at_the_same_answer() -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import close_old_connections, connections, transaction

    cast = make_cast()
    today = date(2026, 2, 20)
    asked = Question(today, today)
    everything(asked, today)

    def ask(_: int) -> int:
        try:
            return max(sum(row[5] for row in everything(asked, today)) for _ in range(5))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, number) for number in range(8)]
        for number in range(10):
            with transaction.atomic():
                write(cast, f"m{number}", START, date(2026, 1, 20), "甲某", "英德", meeting=True)
        assert all(one.result() <= 10 for one in asking)
    close_old_connections()
    assert sum(row[5] for row in everything(asked, today)) == 10


def test_what_many_threads_ask_for_is_worked_out_once() -> None:
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    memory, together, made = held.Memory(2), Barrier(4), []

    def make() -> int:
        made.append(1)
        return len(made)

    def ask(_: int) -> int:
        together.wait()
        return memory.get("one", make)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [1] * 4
    assert [memory.get(name, make) for name in ("two", "three", "one")] == [2, 3, 4]  # two are kept; the eldest was let go


def test_what_cannot_be_worked_out_is_asked_for_again() -> None:
    memory = held.Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.get("one", lambda: 1 // 0)
    assert memory.get("one", lambda: 1) == 1


def test_facts_that_were_put_right_are_read_again(cast: Cast) -> None:
    today = date(2026, 2, 20)
    write(cast, "m1", START, date(2026, 1, 20), "甲某", "英德", meeting=True)

    def counted(known_at: date) -> list[Any]:
        return [row for row in everything(Question(today, known_at), today) if row[0] == "5.2" and row[1] == "yd"]

    before = counted(today), counted(date(2026, 2, 10))
    ActFact.objects.update(body="executive_meeting")
    held.forget()
    assert counted(today) != before[0]
    assert counted(date(2026, 2, 10)) != before[1]
    rebuild_facts(START + timedelta(days=19))
    assert (counted(today), counted(date(2026, 2, 10))) == before
