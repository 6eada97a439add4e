"""A table of obligations after a few more acts: the rows that they may count for are worked out anew, all others stay as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
from django.db.models import Q

from anze.acts.models import ActFact
from anze.duties.queries.table import KEPT, Flags, Places, Table, column_of, lamps_of
from anze.duties.world import Memory, World
from anze.law.recurring.calendar import Ints, day_number
from anze.law.recurring.columns import Acts, Roll
from anze.law.recurring.obligations import Recurrence

FEW: Final = 200  # facts; after more the whole is laid out anew
Fact = tuple[str, date, str, str, str]  # its code, day, unit, officer and type


def renewed(before: Table, held: World) -> Table | None:
    """Return the table of the same question after the acts that `held` knows and `before` did not; None where it is to be laid out anew.

    Both worlds share a register, so both tables have the same rows: only what counts in some of them is different.
    """
    old, new, roll = before.world.recurrence.acts, held.recurrence.acts, held.recurrence.roll
    if roll is not before.world.recurrence.roll or held.pack is not before.world.pack or held.seq < before.world.seq:
        return None  # also for a thread that was overtaken: what went back is not told by the ledger
    facts = _changed(before.world.seq, held.seq)
    moved = _moved(old, new, facts)
    if len(facts) > FEW or moved is None:
        return None
    units, officers = _touched(roll, facts)
    near = np.flatnonzero(np.append(units, False)[new.unit] | np.append(officers, False)[new.officer])  # an act of nobody known picks the last
    types = {one[-1] for one in facts}
    blocks = list(Recurrence(held.pack, roll, new.taken(near), types).blocks(before.asked, np.flatnonzero(units).astype(np.int32)))
    here = units.take(before.unit) & np.array([duty.act.type in types for duty in before.duties], dtype=np.bool_).take(before.duty)
    if not all(np.array_equal(getattr(before, name)[here], column_of(blocks, name)) for name in ("unit", "kind", "period")):
        return None
    done, lamp = before.done.copy(), before.lamp.copy()
    done[here], lamp[here] = column_of(blocks, "done"), lamps_of(blocks)
    lengths = np.diff(before.act_at)
    kept = moved.take(before.acts[~np.repeat(here, lengths)])
    lengths[here] = np.concatenate([np.zeros(0, dtype=np.int32), *(np.diff(block.act_at) for block in blocks)])
    inside = np.repeat(here, lengths)
    acts = np.empty(len(inside), dtype=np.int32)
    acts[~inside], acts[inside] = kept, near.take(column_of(blocks, "acts"))
    act_at = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return replace(before, world=held, done=done, lamp=lamp, act_at=act_at, acts=acts, memory=Memory(KEPT))


def _changed(low: int, high: int) -> list[Fact]:
    """Return the facts that entries of the ledger after `low`, up to `high`, brought or struck."""
    came, went = Q(written_seq__gt=low, written_seq__lte=high), Q(struck_seq__gt=low, struck_seq__lte=high)
    return list(ActFact.objects.filter(came | went).values_list("code", "date", "unit", "officer", "type")[:FEW + 1])


def _moved(old: Acts, new: Acts, facts: Iterable[Fact]) -> Ints | None:
    """Return where each of the old acts stands among the new, -1 for one that went; None if more changed than these facts."""
    went, came = _places(old, facts), _places(new, facts)
    if len(old.ids) - len(went) != len(new.ids) - len(came):
        return None
    found = np.full(len(old.ids), -1, dtype=np.int32)
    found[np.delete(np.arange(len(old.ids)), went)] = np.delete(np.arange(len(new.ids), dtype=np.int32), came)
    return found


def _places(acts: Acts, facts: Iterable[Fact]) -> list[int]:
    """Return where these facts stand in the order of day and id; those that are not among the acts are left out."""
    found = []
    for code, day, *_ in facts:
        low, high = np.searchsorted(acts.date, day_number(day), "left"), np.searchsorted(acts.date, day_number(day), "right")
        at = int(low + np.searchsorted(acts.ids[low:high], code))
        if at < high and acts.ids[at] == code:
            found.append(at)
    return found


def _touched(roll: Roll, facts: Iterable[Fact]) -> tuple[Flags, Flags]:
    """Return the units whose obligations these facts may count for, and everyone who ever held a post there: a fact counts for the
    unit that acted, or for whoever acted, wherever he holds a post."""
    units, doers = np.zeros(len(roll.units), dtype=np.bool_), np.zeros(len(roll.officers), dtype=np.bool_)
    units[_known(roll.unit_codes, (unit for _, _, unit, _, _ in facts))] = True
    doers[_known(roll.officer_codes, (officer for _, _, _, officer, _ in facts))] = True
    units[roll.unit[doers.take(roll.officer)]] = True
    officers = np.zeros(len(roll.officers), dtype=np.bool_)
    officers[roll.officer[units.take(roll.unit)]] = True
    return units, officers


def _known(codes: Mapping[str, int], names: Iterable[str]) -> Places:
    return np.array([codes[name] for name in names if name in codes], dtype=np.intp)
