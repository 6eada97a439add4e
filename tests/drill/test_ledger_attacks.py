"""Whoever has the database and lifts its guards can change the ledger, but not so that it still agrees with a checkpoint kept elsewhere."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from anze.record import guards, verify_ledger
from anze.record.actions import Change, record
from anze.record.actions.checkpoint import head_now
from anze.record.checkpoints import Checkpoint
from anze.record.export import exported
from anze.record.models import Entry, Sealed
from anze.record.seal import content_digest, content_of, fields_digest, new_key, state_digest
from anze.record.verify import verify

BEGIN = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
ENTRIES = 40
DICE = random.Random
FIELDS = ("actor", "on_behalf", "verb", "object_type", "object_id", "unit", "provision", "before", "after", "content", "previous", "digest")


@pytest.fixture
def ledger(db: None) -> Iterator[Checkpoint]:
    """A ledger whose guards were lifted, and the checkpoint that the auditor keeps of it."""
    for number in range(ENTRIES):
        with transaction.atomic():
            record(Change(at=BEGIN + timedelta(hours=number), actor=None, verb="登记履职", object_type="act", object_id=f"a{number}", unit=f"u{number % 5}",
                          before={"title": "前"} if number % 3 else None, after={"title": f"会议{number}", "minutes": "纪要" * number}))
    kept = head_now(BEGIN)
    assert kept is not None
    connection.check_constraints()
    guards.lift(connection)
    yield kept


def edit(dice: DICE) -> None:
    """Change one value of one entry, or its text."""
    seq = dice.randint(1, ENTRIES)
    kind = dice.randrange(4)
    if kind == 0:
        text = Sealed.objects.get(pk=seq).text
        place = dice.randrange(len(text))
        Sealed.objects.filter(pk=seq).update(text=text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1:])
    elif kind == 1:
        Entry.objects.filter(seq=seq).update(at=BEGIN - timedelta(seconds=dice.randint(1, 10**6)))
    elif kind == 2:
        Sealed.objects.filter(pk=seq).update(key=dice.randbytes(32))
    else:
        Entry.objects.filter(seq=seq).update(**{dice.choice(FIELDS): f"{dice.getrandbits(128):064x}"[:40]})


def delete(dice: DICE) -> None:
    """Delete some entries, or only their texts."""
    gone = dice.sample(range(1, ENTRIES + 1), dice.randint(1, 5))
    Sealed.objects.filter(pk__in=gone).delete()
    if dice.randrange(4):
        Entry.objects.filter(seq__in=gone)._raw_delete(connection.alias)


def swap(dice: DICE) -> None:
    """Let two entries, or two texts, change places."""
    one, other = dice.sample(range(1, ENTRIES + 1), 2)
    if dice.randrange(2):
        first, second = (Sealed.objects.filter(pk=seq).values("key", "text").get() for seq in (one, other))
        Sealed.objects.filter(pk=one).update(**second)
        Sealed.objects.filter(pk=other).update(**first)
        return
    values: list[dict[str, Any]] = [Entry.objects.filter(seq=seq).values(*FIELDS, "at").get() for seq in (one, other)]
    Entry.objects.filter(seq=one).update(digest="x")
    Entry.objects.filter(seq=other).update(**values[0])
    Entry.objects.filter(seq=one).update(**values[1])


def truncate(dice: DICE) -> None:
    """Cut the tail off."""
    _cut(dice.randint(1, ENTRIES))


def _cut(after: int) -> None:
    Sealed.objects.filter(pk__gt=after - 1).delete()
    Entry.objects.filter(seq__gt=after - 1)._raw_delete(connection.alias)


def rehash(dice: DICE) -> None:
    """Write an entry anew, with text and key, and seal it and all that follow as they should be."""
    begin = dice.randint(1, ENTRIES)
    entry = Entry.objects.get(seq=begin)
    key, after = new_key(), {"title": f"另一件事{dice.random()}"}
    text = content_of(None, after, "", {})
    Sealed.objects.filter(pk=begin).update(key=key, text=text)
    entry.before, entry.after, entry.content = "", state_digest(key, after), content_digest(key, text)
    previous = entry.previous
    for seq in range(begin, ENTRIES + 1):
        one = entry if seq == begin else Entry.objects.get(seq=seq)
        one.previous = previous
        previous = one.digest = fields_digest(one)
        Entry.objects.filter(seq=seq).update(before=one.before, after=one.after, content=one.content, previous=one.previous, digest=one.digest)
    assert verify().whole  # within itself it agrees


def restore(dice: DICE) -> None:
    """Put an old copy back and let it grow again, perhaps as long as it was."""
    begin = dice.randint(2, ENTRIES)
    _cut(begin)
    for number in range(dice.randint(0, ENTRIES + 5 - begin)):
        with transaction.atomic():
            record(Change(at=BEGIN, actor=None, verb="登记履职", object_type="act", object_id=f"b{number}", after={"title": "旧"}))
    assert verify().whole


ATTACKS = (edit, delete, swap, truncate, rehash, restore)


def found(attack: Callable[[DICE], None], seed: int, kept: Checkpoint) -> bool:
    """Say whether both verifiers find an attack, and find nothing once it is undone."""
    with transaction.atomic():
        attack(random.Random(seed))
        connection.check_constraints() if connection.vendor == "postgresql" and attack is not delete else None
        here = not verify([kept]).whole
        _, _, there = verify_ledger.check(exported(texts=True), [kept.written()])
        transaction.set_rollback(True)
    return here and bool(there)


def missed(attack: Callable[[DICE], None], times: int, kept: Checkpoint) -> list[int]:
    seeds = [seed for seed in range(times) if not found(attack, seed, kept)]
    assert verify([kept]).whole
    return seeds


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_twenty_attacks_of_each_kind_are_found(ledger: Checkpoint, attack: Callable[[DICE], None]) -> None:
    assert missed(attack, 20, ledger) == []


@pytest.mark.drill
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_two_hundred_attacks_of_each_kind_are_found(ledger: Checkpoint, attack: Callable[[DICE], None]) -> None:
    assert missed(attack, 200, ledger) == []


def test_without_a_checkpoint_a_rewritten_ledger_passes(ledger: Checkpoint) -> None:
    """Why the head goes out: the seeded defect of a verifier without a checkpoint finds nothing."""
    rehash(random.Random(1))
    assert verify().whole
    assert not verify([ledger]).whole
