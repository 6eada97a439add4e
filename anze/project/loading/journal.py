"""When things came on record, and the ledger's entries for them, written in the order of their moments."""

from collections.abc import Hashable
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from typing import Any, Final

from anze.people.moment import SHANGHAI, day_of
from anze.project.loading.insert import insert
from anze.record.actions import Change, record_all

Row = dict[str, Any]  # of a table of the demo, with the keys of a case file
MORNING: Final = time(8, 30)
WORKDAY: Final = 9 * 3600  # seconds in which an office records
FIRST_ENTRY: Final = date(2023, 12, 1)  # the register was entered in the month before the demo's regulation takes effect


class Clock:
    """The moments of a demo: repeatable from its seed, never later than the present moment `now`."""

    def __init__(self, seed: int, until: date, now: datetime) -> None:
        self.seed, self.until, self.now = seed, until, now

    def chance(self, *key: str) -> float:
        """Return a number from 0 to 1 that belongs to `key`, the same on every machine."""
        return int.from_bytes(blake2b("/".join((str(self.seed), *key)).encode(), digest_size=4).digest()) / 0x1_0000_0000

    def at(self, day: date, *key: str) -> datetime:
        """Return the moment of that day that belongs to `key`; a day before the first entry gives the first, one after the demo's end the end."""
        day = min(max(day, FIRST_ENTRY), self.until)
        begin, seconds = datetime.combine(day, MORNING, SHANGHAI), WORKDAY
        if day == day_of(self.now):  # the day is not over: what was done today was done by now
            begin = datetime.combine(day, time(), SHANGHAI)
            seconds = int((self.now - begin).total_seconds())
        return begin + timedelta(seconds=int(self.chance("at", *key) * seconds))


class Journal:
    """The entries of everything that is loaded, gathered first and written in the order of their moments."""

    def __init__(self) -> None:
        self._gathered: list[tuple[datetime, int, Change, Hashable]] = []

    def add(self, change: Change, key: Hashable = None) -> None:
        """Note an entry; by `key` its number is told when it is written."""
        self._gathered.append((change.at, len(self._gathered), change, key))

    def write(self) -> dict[Hashable, int]:
        """Write all entries, earliest first (of one moment: in the order noted), and return their numbers by key."""
        self._gathered.sort(key=lambda one: one[:2])
        entries = record_all((change for _, _, change, _ in self._gathered), insert)
        return {key: entry.seq for (_, _, _, key), entry in zip(self._gathered, entries, strict=True) if key is not None}
