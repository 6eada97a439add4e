"""What stands on record of a thing beside what the law asks of it: since when, from whom, by which document. Each app says it of its own lists."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.access.rights import Rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """`recorded_on`: when it came on record: that a letter is signed, that an interview was held; `assigned_on` and `assigned_recorded_on`: when a task was
    assigned and that came on record; `origin`: from whom, by which document and why it came, in words, where the reader may see it; `rules`: by which
    provisions."""

    recorded_on: date | None = None
    assigned_on: date | None = None
    assigned_recorded_on: date | None = None
    origin: str = ""
    rules: tuple[str, ...] = ()


def clocked(what: str, on: date, recorded_on: date | None) -> str:
    """Return a thing of a day with both clocks: 2026年3月5日签订，3月6日登记; with one where the other is not known."""
    words = f"{on.year}年{on.month}月{on.day}日{what}"
    if recorded_on is None:
        return words
    year = "" if recorded_on.year == on.year else f"{recorded_on.year}年"
    return f"{words}，{'当日登记' if recorded_on == on else f'{year}{recorded_on.month}月{recorded_on.day}日登记'}"


Read = Callable[[Collection[str], date, Rights], Mapping[str, Background]]
_READ: Final[dict[str, Read]] = {}


def add_background(name: str, read: Read) -> None:
    """Take in how a list's backgrounds are read: of ids, as they were on record at the end of a day, for a reader; the same name again replaces it."""
    _READ[name] = read


def backgrounds(name: str, ids: Collection[str], known_at: date, rights: Rights) -> Mapping[str, Background]:
    """Return the backgrounds of things of a list by their ids; of what nobody knows one there is none."""
    return _READ[name](ids, known_at, rights) if ids and name in _READ else {}
