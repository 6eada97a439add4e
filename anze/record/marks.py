"""When something was last written that could change what was worked out: kept results are named by it.

What a town records every day touches no accident, no interview and no danger; so what rests on those outlives it.
"""

from threading import Lock
from typing import Final

from django.db import connection

from anze.record.models import Entry

Head = tuple[int, str]  # the number and the digest of an entry: a ledger that was restored or rolled back has another
Mark = tuple[int, int]  # how often the ledger was another one, and the number of an entry; it means something in this process only
# Entries about these belong to acts, reminders and readings alone.
DAILY: Final = frozenset({"act", "evidence", "message", "urge", "acknowledgement", "case_reading"})

_HEAD: Final = f"SELECT seq, digest FROM {Entry._meta.db_table} ORDER BY seq DESC LIMIT 1"

_lock = Lock()
_looked_at: list[Head] = []  # the head up to which the entries were looked at
_last: dict[str, int] = {}   # the last entry of each kind of object since the first look
_times = [0, 0]              # how often the ledger was another one; the head of the first look


def head() -> Head:
    """Return the ledger's last entry."""
    with connection.cursor() as cursor:  # asked on every page, several times: to put the statement together took ten times as long as to answer it
        cursor.execute(_HEAD)
        found = cursor.fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")


def mark(untouched: frozenset[str] = DAILY) -> Mark:
    """Return what changes whenever an entry is written that is about none of `untouched`. One query where nothing was written since.

    Take it before reading what is to be kept under it: what is written meanwhile is then read again, never missed.
    """
    with _lock:
        now = head()
        before = _looked_at[0] if _looked_at else (0, "")
        if now != before:
            continued = before != (0, "") and Entry.objects.filter(seq=before[0], digest=before[1]).exists()
            if not continued:
                _last.clear()
                _times[:] = [_times[0] + 1, now[0]]
            else:
                _last.update(Entry.objects.filter(seq__gt=before[0], seq__lte=now[0]).order_by("seq").values_list("object_type", "seq"))
            _looked_at[:] = [now]
        return _times[0], max((seq for kind, seq in _last.items() if kind not in untouched), default=_times[1])
