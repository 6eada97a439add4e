"""How many acts a list has: counted once, then only those that were added, for to count them all takes longer than to show a page of them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

from anze.record.marks import Head, Mark, head, mark

KEPT: Final = 256  # counts that are kept at once: one a reach, a question and a set of filters
Counted = tuple[int, int]  # how many, and the greatest key among them
_counts: Final[OrderedDict[Hashable, tuple[Head, Mark, Counted]]] = OrderedDict()
_lock: Final = Lock()


def count_kept(key: Hashable, count: Callable[[int], Counted], least: int, *, grows: bool) -> int:
    """Return how many acts there are under a key. `count` counts those whose key is greater than a number; small counts are not kept.

    What is counted goes by the ledger's head: everything that makes the number another is an entry of it. `grows`: what is written about
    acts only adds to them, so that after it the new ones alone are counted; anything else that is written has all counted anew.
    """
    now, written = head(), mark()  # before counting: what is written meanwhile is looked at again
    with _lock:
        before = _counts.get(key)
    if before is not None and before[0] == now:
        return before[2][0]
    if grows and before is not None and before[1] == written:
        more, last = count(before[2][1])
        found = before[2][0] + more, max(before[2][1], last)
    else:
        found = count(0)
    if found[0] >= least:
        with _lock:
            _counts[key] = now, written, found
            _counts.move_to_end(key)
            while len(_counts) > KEPT:
                _counts.popitem(last=False)
    return found[0]
