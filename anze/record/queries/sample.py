"""A random sample of entries that anybody can draw again: from the seed and the number of entries follow the same thirty."""

import random
from dataclasses import dataclass
from typing import Final

from anze.record.models import Entry
from anze.record.seal import GENESIS
from anze.record.verify import Walk, rows

SIZE: Final = 30


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry of the sample and what is wrong with it (empty: nothing)."""

    seq: int
    wrong: tuple[str, ...]


def numbers(seed: int, head: int, *, acts_only: bool = False) -> list[int]:
    """Return the numbers of a sample among the first `head` entries, in order; of entries about acts only, where asked for."""
    among: list[int] | range = range(1, head + 1)
    if acts_only:
        among = list(Entry.objects.filter(object_type="act", seq__lte=head).order_by("seq").values_list("seq", flat=True))
    return sorted(random.Random(seed).sample(among, min(SIZE, len(among))))


def drawn(chosen: list[int]) -> list[Drawn]:
    """Return the entries of a sample, each checked by itself and against the one before."""
    before = dict(Entry.objects.filter(seq__in=[seq - 1 for seq in chosen]).values_list("seq", "digest"))
    found = []
    for row in rows(among=chosen):
        walk = Walk(seq=row.seq - 1, digest=before.get(row.seq - 1, GENESIS))
        walk.step(row)
        found.append(Drawn(row.seq, tuple(fault.what for fault in walk.faults)))
    there = {one.seq for one in found}
    return sorted([*found, *(Drawn(seq, (f"缺第 {seq} 条",)) for seq in chosen if seq not in there)], key=lambda one: one.seq)
