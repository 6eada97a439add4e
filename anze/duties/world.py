"""The facts of all units as this process holds them, ready for the law: read once, then only what the ledger says is new.

Nothing is decided here and nothing stored: what pages show is computed by the law core from these facts each time.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, Final

import numpy as np
from django.db import connection, transaction

from anze.acts.facts import FIELDS, law_acts
from anze.acts.models import ActFact
from anze.acts.pack import pack_in_force
from anze.duties.facts import standing_facts
from anze.duties.places import Places, read_places
from anze.duties.sources import source_types
from anze.law import facts as law
from anze.law.facts import Facts
from anze.law.index import FactIndex
from anze.law.known import Known
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.recurring.calendar import Ints
from anze.law.recurring.columns import Acts, Roll, act_columns, roll
from anze.law.recurring.joining import joined, recoded, without
from anze.law.recurring.obligations import Recurrence
from anze.law.tree import Tree
from anze.people.facts import register_facts
from anze.people.models import Officer, Unit
from anze.record.kept import Memory, forget_kept, kept_memory
from anze.record.marks import Head, head
from anze.record.models import Entry

__all__ = ["Memory", "World", "forget", "kept_memory", "pack_in_force", "world"]

KEPT: Final = 6  # days asked about that are kept ready
# Entries about these change no fact of the register or of standing duties.
ACTS_ONLY: Final = frozenset({"act"})
OF_NO_FACT: Final = frozenset({"account", "grant", "message", "urge", "acknowledgement", "problem", "evidence", "calendar", "checkpoint", "ledger", "import",
                              "key_work", "escalation"})


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The facts on record on one day, as the law takes them. `seq` is the ledger's head when they were read.

    `memory` keeps what was worked out of them; `lasting` what rests on the register and standing duties alone, and so
    outlives a new act.
    """

    seq: int
    pack: Pack
    index: FactIndex
    recurrence: Recurrence
    places: Places
    lasting: Memory
    memory: Memory = field(default_factory=lambda: Memory(24))

    def known(self, asked: Question) -> Known:
        """Return the facts as they are known for a question: what standing duties, structure and the other rules ask."""
        return Known(self.pack, self.index, asked)

    def unit_codes(self, units: Iterable[str]) -> Ints:
        """Return the positions of units (by code) for `Recurrence.blocks(within=…)`; those that are not on record are left out."""
        found = self.recurrence.roll.unit_codes
        return np.array(sorted({found[unit] for unit in units if unit in found}), dtype=np.int32)


@dataclass(frozen=True, slots=True)
class _Base:
    """All facts of acts that have not been struck, as arrays on a roll of everyone, as of the ledger's entry `seq`; `ids` are theirs."""

    seq: int
    everyone: Roll
    acts: Acts
    ids: set[str]


_lock = Lock()
_worlds: OrderedDict[tuple[date, bool], tuple[Head, World]] = OrderedDict()  # by the day and whether it was today when asked
_base: list[_Base] = []
_seen: list[Head] = []  # the last head that what is kept rests on


def world(asked: Question, today: date) -> World:
    """Return the facts that were on record on `asked.known_at` (today: all that is on record now).

    One query where nothing was written since; the lock is held only while something new is read.
    """
    known_at = min(asked.known_at, today)
    key = known_at, known_at == today
    before = head()
    kept = _worlds.get(key)
    if kept is not None and kept[0] == before:
        return kept[1]
    with _lock, _snapshot():
        now = head()
        _check_against(now)
        kept = _worlds.get(key)
        if kept is None:
            found = _read(_of_an_earlier_day(known_at) if known_at == today else None, now[0], known_at, today)
        elif known_at < today or _types_since(kept[1].seq) <= OF_NO_FACT | source_types():
            found = kept[1]  # what was on record on a day that is over does not change any more
        else:
            found = _read(kept[1], now[0], known_at, today)
        _worlds[key] = now, found
        _worlds.move_to_end(key)
        while len(_worlds) > KEPT:
            del _worlds[next(old for old in _worlds if old != (today, True))]
        return found


def _of_an_earlier_day(today: date) -> World | None:
    """Return what was last read on an earlier day, with nothing worked out: nobody reads the register anew because midnight has passed."""
    days = [day for day, was_today in _worlds if was_today and day < today]
    return replace(_worlds[max(days), True][1], lasting=Memory(96)) if days else None


def forget() -> None:
    """Forget everything that was read: for tests, and after the database was replaced."""
    with _lock:
        _forget()


def _forget() -> None:
    _worlds.clear()
    _base.clear()
    _seen.clear()
    forget_kept()


def _types_since(seq: int) -> frozenset[str]:
    """Return the kinds of object that entries later than `seq` are about. Without DISTINCT, for which SQLite would walk the whole ledger."""
    return frozenset(Entry.objects.filter(seq__gt=seq).order_by("seq").values_list("object_type", flat=True))


def _check_against(now: Head) -> None:
    """Forget everything if the ledger is no continuation of the one that was read (restored, replaced or rolled back), or if the
    facts of acts were put right behind it (`anze rebuild`)."""
    before = _seen[0] if _seen else now
    if before != now:
        continued = before == (0, "") or Entry.objects.filter(seq=before[0], digest=before[1]).exists()
        if not continued or "rebuild" in _types_since(before[0]):
            _forget()
    _seen[:] = [now]


@contextmanager
def _snapshot() -> Iterator[None]:
    """Read everything as of one moment, without holding up writers: SQLite would otherwise begin with its write lock,
    PostgreSQL see each statement's own moment."""
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def _read(kept: World | None, seq: int, known_at: date, today: date) -> World:
    pack = pack_in_force()
    if kept is not None and _types_since(kept.seq) <= OF_NO_FACT | source_types() | ACTS_ONLY:
        index, people, places, lasting = kept.index, kept.recurrence.roll, kept.places, kept.lasting
    else:
        lists: dict[str, Any] = register_facts(known_at) | standing_facts(known_at)
        index, places, lasting = FactIndex(Facts(**lists)), read_places(), Memory(96)
        people = roll(index.tree, index.facts.officers, index.facts.tenures)
    base = _brought_up(seq)
    acts = recoded(base.acts, base.everyone, people)
    if known_at < today:
        struck_later = ActFact.objects.filter(struck_on__gt=known_at, recorded_on__lte=known_at)
        acts = joined(acts, _columns(struck_later, people))
    return World(seq, pack, index, Recurrence(pack, people, acts), places, lasting)


def _brought_up(seq: int) -> _Base:
    """Return the acts as of `seq`: read whole the first time, then only what was written or struck since."""
    if not _base:
        everyone = _everyone()
        acts = _columns(ActFact.objects.current(), everyone)
        _base.append(_Base(seq, everyone, acts, set(acts.ids.tolist())))
    base = _base[0]
    if base.seq < seq:
        everyone = base.everyone if _types_since(base.seq) <= OF_NO_FACT | source_types() | ACTS_ONLY else _everyone()
        changed = ActFact.objects.changed_since(base.seq)
        known_before = base.ids.intersection(changed.values_list("code", flat=True))  # mostly none: what is new was not there
        there, fresh = without(recoded(base.acts, base.everyone, everyone), known_before), _columns(changed.current(), everyone)
        base.ids.difference_update(known_before)
        base.ids.update(fresh.ids.tolist())
        base = _base[0] = _Base(seq, everyone, joined(there, fresh), base.ids)
    return base


def _everyone() -> Roll:
    """Return a roll of every unit and officer that was ever entered, so that no act loses its doer whatever day is asked."""
    tree = Tree(law.Unit(id=code, level="department") for code in Unit.objects.values_list("code", flat=True))
    return roll(tree, [law.Officer(id=code) for code in Officer.objects.values_list("code", flat=True)], [])


def _columns(rows: Any, people: Roll) -> Acts:
    """Return facts of acts as arrays; those of units or officers that are not on the roll are left out."""
    found = law_acts(rows.order_by().values_list(*FIELDS).iterator(chunk_size=20_000))
    units, officers = people.unit_codes, people.officer_codes
    return act_columns((act for act in found if act.unit in units and (act.officer is None or act.officer in officers)), people)
