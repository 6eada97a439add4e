"""When things came on record, and the ledger's entries for them, written in the order of their moments."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from itertools import groupby
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
    """The entries of everything that is loaded, gathered first and written in the order of their moments; between them what is done by
    the site's own verbs, which write entries themselves."""

    def __init__(self) -> None:
        self._gathered: list[tuple[datetime, int, Change | Callable[[], object], Hashable]] = []

    def add(self, change: Change, key: Hashable = None) -> None:
        """Note an entry; by `key` its number is told when it is written."""
        self._gathered.append((change.at, len(self._gathered), change, key))

    def do(self, at: datetime, deed: Callable[[], object]) -> None:
        """Note something to be done by a verb, as of a moment: it is done when everything earlier stands in the ledger."""
        self._gathered.append((at, len(self._gathered), deed, None))

    def write(self, entered: Callable[[Mapping[Hashable, int]], object] = lambda _: None) -> None:
        """Write all entries and do what is to be done, earliest first (of one moment: in the order noted). `entered` is told the numbers of entries by
        their keys as they are written: what hangs on them is there before the next thing is done."""
        self._gathered.sort(key=lambda one: one[:2])
        for is_change, some in groupby(self._gathered, key=lambda one: isinstance(one[2], Change)):
            if is_change:
                noted = [(change, key) for _, _, change, key in some if isinstance(change, Change)]
                entries = record_all((change for change, _ in noted), insert)
                entered({key: entry.seq for (_, key), entry in zip(noted, entries, strict=True) if key is not None})
            else:
                for _, _, deed, _ in some:
                    if callable(deed):
                        deed()
