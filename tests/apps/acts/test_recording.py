"""An act is recorded, once, with all that belongs to it, in one transaction with its entry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from anze.acts.actions.recording import correct_act, record_act
from anze.acts.models import Act, ActFact, Participant
from anze.acts.told import Told
from anze.record.models import Entry
from tests.apps.acts.telling import JUNE_15, at, inspection, meeting, problem
from tests.cast import Cast, make_cast


def test_an_act_comes_with_people_facts_and_one_entry(cast: Cast) -> None:
    head = Entry.objects.count()
    act = record_act(cast.account["丁"], JUNE_15, inspection(cast, attend=("己某",), problems=(problem(),)))
    assert act.uid == "WB-20260615-0001"
    assert [(one.officer.name, one.part) for one in act.participants.all()] == [("丁某", "lead"), ("己某", "attend")]
    assert act.problems.get().text == "消防通道堵塞"
    entry = Entry.objects.latest("seq")
    assert Entry.objects.count() == head + 1
    assert (entry.verb, entry.object_id, entry.unit, entry.happened_on, entry.provision, entry.actor) == (
        "登记履职", act.uid, "wb", date(2026, 6, 12), "10.7", "丁")
    assert [(fact.officer, fact.role, fact.written_seq) for fact in act.facts.order_by("pk")] == [("p4", "lead", entry.seq), ("p6", "attend", entry.seq)]


def test_receipt_numbers_run_through_the_day_and_begin_anew_the_next(cast: Cast) -> None:
    numbers = [record_act(None, moment, inspection(cast)).uid for moment in (at("2026-06-15", "00:00"), at("2026-06-15", "23:59"), at("2026-06-16", "00:00"))]
    assert numbers == ["WB-20260615-0001", "WB-20260615-0002", "WB-20260616-0001"]


def test_the_same_key_twice_gives_the_same_act_and_writes_nothing(cast: Cast) -> None:
    first = record_act(cast.account["丁"], JUNE_15, inspection(cast), device_key="k1")
    entries = Entry.objects.count()
    assert record_act(cast.account["丁"], JUNE_15, inspection(cast, place="别处"), device_key="k1") == first
    assert (Act.objects.count(), Entry.objects.count()) == (1, entries)


def test_a_key_of_another_account_is_refused(cast: Cast) -> None:
    record_act(cast.account["丁"], JUNE_15, inspection(cast), device_key="k1")
    with pytest.raises(ValidationError, match="另一个账号"):
        record_act(cast.account["甲"], JUNE_15, inspection(cast, "甲某", "英德"), device_key="k1")


@pytest.mark.django_db(transaction=True)
def test_eight_threads_with_one_key_record_once() -> None:
    cast = make_cast()
    start, uids, faults = Barrier(8), [], []

    def send() -> None:
        try:
            start.wait()
            uids.append(record_act(cast.account["丁"], JUNE_15, inspection(cast), device_key="once").uid)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (faults, set(uids), len(uids)) == ([], {"WB-20260615-0001"}, 8)
    assert (Act.objects.count(), ActFact.objects.count(), Entry.objects.filter(object_type="act").count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_threads_with_keys_of_their_own_get_numbers_of_their_own() -> None:
    cast = make_cast()
    uids = []

    def send(number: int) -> None:
        try:
            uids.append(record_act(cast.account["丁"], JUNE_15, inspection(cast), device_key=f"k{number}").uid)
        finally:
            connection.close()

    threads = [Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(uids) == [f"WB-20260615-000{number}" for number in range(1, 7)]


Change = Callable[[Cast], Told]
WRONG: list[tuple[str, Change]] = [
    ("date", lambda cast: inspection(cast, day=date(2026, 6, 16))),
    ("participants", lambda cast: inspection(cast, "壬某")),
    ("participants", lambda cast: inspection(cast, attend=("丁某",))),
    ("participants", lambda cast: inspection(cast, day=date(2025, 2, 28))),
    ("lead", lambda cast: inspection(cast, "")),
    ("place", lambda cast: inspection(cast, place="")),
    ("problems", lambda cast: inspection(cast, problems=(problem(deadline=date(2026, 6, 11)),))),
    ("topics", lambda cast: meeting(cast, "party_committee", "丁某", "望埠", topics=())),
    ("chair", lambda cast: meeting(cast, "party_committee", "丁某", "望埠", participants=())),
    ("kind", lambda cast: Told(type="document", unit=cast.unit["英德"], date=date(2026, 6, 1))),
    ("year", lambda cast: Told(type="budget", unit=cast.unit["英德"], date=date(2026, 6, 1))),
]


@pytest.mark.parametrize(("where", "made"), WRONG)
def test_what_cannot_be_is_refused_in_its_place_and_leaves_nothing(cast: Cast, where: str, made: Change) -> None:
    entries = Entry.objects.count()
    with pytest.raises(ValidationError) as refused:
        record_act(None, JUNE_15, made(cast))
    assert list(refused.value.message_dict) == [where]
    assert (Act.objects.count(), Participant.objects.count(), Entry.objects.count()) == (0, 0, entries)


def test_today_and_the_first_and_last_day_in_office_are_taken(cast: Cast) -> None:
    days = (date(2026, 6, 15), date(2025, 3, 1))
    assert [record_act(None, JUNE_15, inspection(cast, day=day)).date for day in days] == list(days)


def test_what_fails_half_way_leaves_nothing(cast: Cast) -> None:
    entries = Entry.objects.count()
    with patch("anze.acts.actions.recording.facts_of", side_effect=RuntimeError), pytest.raises(RuntimeError):
        record_act(None, JUNE_15, inspection(cast))
    assert (Act.objects.count(), Entry.objects.count()) == (0, entries)


def test_a_correction_withdraws_the_old_and_keeps_both(cast: Cast) -> None:
    by = cast.account["丁"]
    old = record_act(by, JUNE_15, inspection(cast))
    new = correct_act(by, at("2026-06-16"), old, replace(inspection(cast), place="望埠码头"), reason="地点写错")
    assert (new.replaces, old.withdrawal.reason, new.recorded_on) == (old, "地点写错", date(2026, 6, 16))
    assert [fact.struck_on for fact in old.facts.all()] == [date(2026, 6, 16)]
    assert [entry.verb for entry in Entry.objects.filter(object_type="act")] == ["登记履职", "更正撤回", "更正登记"]
    with pytest.raises(ValidationError, match="已经撤回"):
        correct_act(by, at("2026-06-16"), old, inspection(cast), reason="再改")
    with pytest.raises(ValidationError, match="更正的原因"):
        correct_act(by, at("2026-06-16"), new, inspection(cast), reason=" ")
