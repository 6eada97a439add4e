"""The root over the entries of the ledger up to some of them; worked out once a process for each, since what is in the ledger does not change."""

from collections.abc import Collection
from threading import Lock
from typing import Final

from anze.record.models import Entry
from anze.record.tree import Tree

Point = tuple[int, str]  # the number and the digest of an entry: a ledger that was restored has another
MOST: Final = 1_000

_lock = Lock()
_kept: dict[Point, str] = {}


def roots_at(points: Collection[Point]) -> dict[Point, str]:
    """Return the root up to each of these entries (number and digest); of one that is not there, nothing."""
    with _lock:
        if len(_kept) > MOST:
            _kept.clear()
        missing = {seq for seq, digest in points if (seq, digest) not in _kept}
        tree = Tree()
        rows = Entry.objects.filter(seq__lte=max(missing, default=0)).order_by("seq").values_list("seq", "digest")
        for seq, digest in rows.iterator(chunk_size=20_000):
            tree.add(digest)
            if seq in missing:
                _kept[seq, digest] = tree.root()
        return {point: _kept[point] for point in points if point in _kept}
