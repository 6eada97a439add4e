"""What of the entries that a pack rests on was lawfully erased: told as a gap, on the paper and in the data, never left out in silence."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from anze.dossiers.queries.parts import Line, Part
from anze.law.findings import in_words
from anze.people.moment import day_of
from anze.record.actions.erasing import ERASED
from anze.record.models import Entry
from anze.record.words import OBJECTS

BATCH: Final = 500
WHAT: Final = "下列所依据的账本条目，内容已依法擦除：包里没有它们的全文，只有摘要，证明当时登记过一条；内容是什么，已经无从核对。"


@dataclass(frozen=True, slots=True)
class Erasure:
    """An entry whose text was erased: its number, what it recorded of what, since when; when it was erased, by which entry of the ledger (None: by none)."""

    seq: int
    verb: str
    object_type: str
    object_id: str
    recorded_on: date
    erased_on: date
    told_in: int | None


def erasures(numbers: Collection[int]) -> tuple[Erasure, ...]:
    """Return what was erased of the entries with these numbers, in their order."""
    return tuple(_erasures(sorted(numbers)))


def _erasures(numbers: list[int]) -> Iterator[Erasure]:
    for place in range(0, len(numbers), BATCH):
        found = list(Entry.objects.filter(seq__in=numbers[place:place + BATCH], sealed__erased_at__isnull=False).select_related("sealed").order_by("seq"))
        told = dict(erasing().filter(object_id__in=[str(one.seq) for one in found]).order_by("-seq").values_list("object_id", "seq"))
        for one in found:
            erased_at: Any = one.sealed.erased_at
            yield Erasure(one.seq, one.verb, one.object_type, one.object_id, day_of(one.at), day_of(erased_at), told.get(str(one.seq)))


def erasing() -> Any:
    """Return the entries that say that a text was erased."""
    return Entry.objects.filter(object_type="ledger", verb=ERASED)


def erasures_part(gaps: Collection[Erasure]) -> Iterator[Part]:
    """Yield what a pack says of them; nothing where there are none."""
    if gaps:
        yield Part("内容已依法擦除的账本条目", (Line((WHAT,)),), ("账本条目", "登记", "擦除", "擦除的登记"), (3, 6, 4, 4),
                   tuple(map(_line, gaps)), code="erased")


def _line(one: Erasure) -> Line:
    what = f"{in_words(one.recorded_on)}{one.verb}（{OBJECTS.get(one.object_type, one.object_type)} {one.object_id}）"
    return Line((f"第{one.seq}条", what, in_words(one.erased_on), f"第{one.told_in}条" if one.told_in else "没有登记"))
