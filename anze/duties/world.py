"""The facts of all units as this process holds them, ready for the law: read once, then only what the ledger says is new.

Nothing is decided here and nothing stored: what pages show is computed by the law core from these facts each time.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from threading import Lock
from typing import Any, Final

import numpy as np
from django.conf import settings
from django.db import transaction

from anze.acts.facts import FIELDS, law_acts
from anze.acts.models import ActFact
from anze.duties.facts import standing_facts
from anze.law import facts as law
from anze.law.facts import Facts
from anze.law.index import FactIndex
from anze.law.known import Known
from anze.law.pack import Pack, load_pack
from anze.law.question import Question
from anze.law.recurring.calendar import Ints
from anze.law.recurring.columns import Acts, Roll, act_columns, roll
from anze.law.recurring.joining import joined, recoded, without
from anze.law.recurring.obligations import Recurrence
from anze.law.tree import Tree
from anze.people.facts import register_facts
from anze.people.models import Officer, Unit
from anze.record.queries import head, types_changed_since

KEPT: Final = 6  # days asked about that are kept ready
# Entries about these change no fact of the register or of standing duties.
ACTS_ONLY: Final = frozenset({"act"})
OF_NO_FACT: Final = frozenset({"account", "grant", "message", "urge", "acknowledgement", "problem", "evidence", "calendar", "checkpoint"})


@cache
def pack_in_force(name: str = "", effective_from: str = "") -> Pack:
    """Return the pack that this site runs, from the day it is set to take effect."""
    pack = load_pack(name or settings.PACK)
    begins = effective_from or settings.EFFECTIVE_FROM
    return replace(pack, effective_from=date.fromisoformat(begins)) if begins else pack


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The facts on record on one day, as the law takes them. `seq` is the ledger's head when they were read."""

    seq: int
    pack: Pack
    index: FactIndex
    recurrence: Recurrence

    def known(self, asked: Question) -> Known:
        """Return the facts as they are known for a question: what standing duties, structure and the other rules ask."""
        return Known(self.pack, self.index, asked)

    def unit_codes(self, units: Iterable[str]) -> Ints:
        """Return the positions of units (by code) for `Recurrence.blocks(within=…)`; those that are not on record are left out."""
        found = self.recurrence.roll.unit_codes
        return np.array(sorted({found[unit] for unit in units if unit in found}), dtype=np.int32)


@dataclass(frozen=True, slots=True)
class _Base:
    """All facts of acts that have not been struck, as arrays on a roll of everyone, as of the ledger's entry `seq`."""

    seq: int
    everyone: Roll
    acts: Acts


_lock = Lock()
_worlds: OrderedDict[tuple[date, bool], World] = OrderedDict()  # by the day and whether it was today when asked
_base: list[_Base] = []


def world(asked: Question, today: date) -> World:
    """Return the facts that were on record on `asked.known_at` (today: all that is on record now)."""
    with _lock:
        known_at = min(asked.known_at, today)
        key = known_at, known_at == today
        kept = _worlds.get(key)
        if kept is None or (known_at == today and kept.seq != head() and not types_changed_since(kept.seq) <= OF_NO_FACT):
            with transaction.atomic():  # one snapshot: the head and what it stands for
                kept = _read(kept, head(), known_at, today)
            _worlds[key] = kept
            while len(_worlds) > KEPT:
                _worlds.popitem(last=False)
        _worlds.move_to_end(key)
        return kept


def forget() -> None:
    """Forget everything that was read: for tests, and after the database was replaced."""
    with _lock:
        _worlds.clear()
        _base.clear()


def _read(kept: World | None, seq: int, known_at: date, today: date) -> World:
    pack = pack_in_force()
    if kept is not None and types_changed_since(kept.seq) <= OF_NO_FACT | ACTS_ONLY:
        index, people = kept.index, kept.recurrence.roll
    else:
        lists: dict[str, Any] = register_facts(known_at) | standing_facts(known_at)
        index = FactIndex(Facts(**lists))
        people = roll(index.tree, index.facts.officers, index.facts.tenures)
    base = _brought_up(seq)
    acts = recoded(base.acts, base.everyone, people)
    if known_at < today:
        struck_later = ActFact.objects.filter(struck_on__gt=known_at, recorded_on__lte=known_at)
        acts = joined(acts, _columns(struck_later, people))
    return World(seq, pack, index, Recurrence(pack, people, acts))


def _brought_up(seq: int) -> _Base:
    """Return the acts as of `seq`: read whole the first time, then only what was written or struck since."""
    if not _base:
        everyone = _everyone()
        _base.append(_Base(seq, everyone, _columns(ActFact.objects.current(), everyone)))
    base = _base[0]
    if base.seq < seq:
        everyone = base.everyone if types_changed_since(base.seq) <= OF_NO_FACT | ACTS_ONLY else _everyone()
        changed = ActFact.objects.changed_since(base.seq)
        gone = set(changed.exclude(struck_on=None).values_list("code", flat=True))
        there = without(recoded(base.acts, base.everyone, everyone), gone)
        base = _base[0] = _Base(seq, everyone, joined(there, _columns(changed.current(), everyone)))
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
