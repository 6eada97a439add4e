"""What the processes above (accidents, hazards, interviews, …) bring to the duties below: facts for the law, names of things, news.

Each app says it once, in its `apps.py`; so pages below can ask the law about everything on record without knowing who keeps it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.law.question import Question

Lists = dict[str, tuple[Any, ...]]  # lists of `anze.law.facts.Facts` by name


@dataclass(frozen=True, slots=True)
class Scope:
    """Which facts are wanted: of some units (codes, without what lies below them; None: of all), of what happened on or after a day."""

    units: frozenset[str] | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How a thing is called on a page, and where it leads; no address where the reader may not open it."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Something that came from a thing (an item under supervision from a meeting's decision): its name, a line about it, how it stands, its page;
    `under` is what such things are called, where they are listed with others."""

    label: str
    note: str
    lamp: str
    words: str
    address: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits on the home page: where, what, its lamp, since or until when; `name` and `args` of its page."""

    where: str
    text: str
    lamp: str
    day: date
    name: str
    args: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What a process found that may be a ground for accountability (第二十五条): a proposal that a person weighs, never a verdict.

    `rule` is the provision, empty where the process names none; `officers` (codes) whom it is about, empty: the leaders of the unit on `day`, when it
    happened. `on`: since when it is known of; `text` says what; `name` and `one` the list and the id of the thing itself.
    """

    key: str
    rule: str
    unit: str
    officers: tuple[str, ...]
    day: date
    on: date
    text: str
    name: str
    one: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something to be told in the digest of a day: to an office of a unit or to an officer (codes), what, under which provision.

    `topic` is one of `policies.TOPICS`; with `at_once` it is told on days off as well. `key`: what makes it the same thing told again, whatever its words.
    """

    topic: str
    text: str
    unit: str = ""
    officer: str = ""
    provision: str = ""
    address: str = ""
    at_once: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What entries of the ledger are about: the kind and the id of the object; `unit`: only those entered for this unit (its code), empty: all."""

    object_type: str
    object_id: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a person decided of a measure (by officer, kind, day and accident, all codes) beside what the law finds: from when it is `lifted`; or since when it
    is `stopped` from ending by itself."""

    officer: str
    kind: str
    on: date
    accident: str | None = None
    lifted: date | None = None
    stopped: date | None = None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """That somebody asked about a person: when, which organ, for what."""

    at: datetime
    organ: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One app's share. `types`: the kinds of object that its ledger entries are about.

    `read(known_at, scope)` gives its lists as they were on record at the end of that day; `tell(name of a list, ids, rights)`
    names what the reader may see of them; `entries(name of a list, ids, rights)` which objects of the ledger stand behind them, as far as the reader
    may see them (a letter, which has no id in the list, by `letter_id`); `news(today)` yields what is to be told in a digest;
    `urgent(since, until)` what came between two moments and is told within the hour, whatever the day; `dates(rights, first, last, today)` what falls due or
    takes place on those days, for the year's calendar, of what the reader may see; with `open_dates` they may stand in a phone's
    calendar in full; `pending(officers, today)` of whom (codes) a case is
    pending: yes or no, and nothing else of it; `raised(asked, today)` what may be a ground for accountability, by both clocks;
    `settled(officers, known_at)` what was decided by the end of a day of how measures of some officers (codes) end;
    `looked_up(officer)` who asked about him (code), as he is told.
    """

    name: str
    types: frozenset[str]
    read: Callable[[date, Scope], Lists] = lambda known_at, scope: {}
    tell: Callable[[str, Collection[str], Rights], Mapping[str, Told]] = lambda name, ids, rights: {}
    entries: Callable[[str, Collection[str], Rights], Iterable[Entered]] = lambda name, ids, rights: ()
    news: Callable[[date], Iterable[News]] = lambda today: ()
    urgent: Callable[[datetime, datetime], Iterable[News]] | None = None
    about: Callable[[str, str, Rights, date], Iterable[Related]] = lambda name, one, rights, today: ()  # what came from a thing of a list
    begin: Callable[[str, str, Rights], str] = lambda name, one, rights: ""  # the page on which more is begun from it; empty for who may not
    dates: Callable[[Rights, date, date, date], Iterable[Due]] = lambda rights, first, last, today: ()
    open_dates: bool = False
    pending: Callable[[Collection[str], date], frozenset[str]] = lambda officers, today: frozenset()
    raised: Callable[[Question, date], Iterable[Raised]] = lambda asked, today: ()
    settled: Callable[[Collection[str], date], Iterable[Settled]] = lambda officers, known_at: ()
    looked_up: Callable[[str], Iterable[LookedUp]] = lambda officer: ()


_SOURCES: Final[dict[str, Source]] = {}


def add_source(source: Source) -> None:
    """Take a source in; the same name again replaces it."""
    _SOURCES[source.name] = source


def sources() -> tuple[Source, ...]:
    """Return every source, in the order of names."""
    return tuple(_SOURCES[name] for name in sorted(_SOURCES))


def source_types() -> frozenset[str]:
    """Return the kinds of object of all sources: entries about them change no fact of the register, of acts or of standing duties."""
    return frozenset().union(*(source.types for source in sources()))


def told(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return how things of one list of facts (`accidents`, `hazards`, …) are called; what the reader may not see is left out."""
    found: dict[str, Told] = {}
    for source in sources():
        found |= source.tell(name, ids, rights)
    return found


def entered(name: str, ids: Collection[str], rights: Rights) -> frozenset[Entered]:
    """Return which objects of the ledger stand behind things of one list of facts; what the reader may not see is left out."""
    return frozenset(one for source in sources() for one in source.entries(name, ids, rights))


def letter_id(superior: str, subordinate: str, side: str, year: int) -> str:
    """Return by what the letters of two units (codes), a side and a year are asked for."""
    return f"{superior}~{subordinate}~{side}~{year}"


def about(name: str, one: str, rights: Rights, today: date) -> list[Related]:
    """Return what came from a thing (the name of its list, its id), as far as the reader may see it."""
    return [related for source in sources() for related in source.about(name, one, rights, today)]


def begin(name: str, one: str, rights: Rights) -> str:
    """Return the page on which something is begun from a thing; empty where the reader may begin nothing."""
    return next((address for source in sources() if (address := source.begin(name, one, rights))), "")


def pending(officers: Collection[str], today: date) -> frozenset[str]:
    """Return those of some officers (codes) of whom a case is pending on a day. Whoever is told learns nothing else of it."""
    return frozenset().union(*(source.pending(officers, today) for source in sources()))


def raised(asked: Question, today: date) -> list[Raised]:
    """Return what may be a ground for accountability in the eyes of the processes, by both clocks."""
    return [one for source in sources() for one in source.raised(asked, today)]


def settled(officers: Collection[str], known_at: date) -> dict[tuple[str, str, date, str | None], Settled]:
    """Return what was decided by the end of a day of how measures of some officers (codes) end, by officer, kind, day and accident."""
    return {(one.officer, one.kind, one.on, one.accident): one for source in sources() for one in source.settled(officers, known_at)}


def looked_up(officer: str) -> list[LookedUp]:
    """Return who asked about an officer (code), as far as he is told, newest first."""
    return sorted((one for source in sources() for one in source.looked_up(officer)), key=lambda one: one.at, reverse=True)


def news(today: date) -> Iterator[News]:
    """Yield what all sources have to tell on a day."""
    for source in sources():
        yield from source.news(today)


def urgent(since: datetime, until: datetime) -> Iterator[News]:
    """Yield what of all sources came between two moments and does not wait for the digest."""
    for source in sources():
        yield from source.urgent(since, until) if source.urgent else ()


def urgent_types() -> frozenset[str]:
    """Return the kinds of object whose entries may bring something urgent."""
    return frozenset().union(*(source.types for source in sources() if source.urgent))
