"""What may be said of a paper to whoever holds it and reads its number off: each app says once how the codes that it prints are looked up, and how
its issued papers stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.papers.models import Issued


@dataclass(frozen=True, slots=True)
class Stated:
    """A paper that was issued: what it is, by whom, its number, when, how it stands (empty: as it was issued), the digests of its files and contents.

    Nothing else of it is told to anybody.
    """

    kind: str
    by: str
    number: str
    day: date
    stands: str = ""
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What an app knows of a paper that it issued: the digest printed on it, of what it states, and how it stands now (empty: as it was issued)."""

    digest: str = ""
    stands: str = ""


Teller = Callable[[Issued], Standing]
_TELLERS: Final[dict[str, Teller]] = {}

# Given what somebody typed: the paper; what is wrong with the code, in a sentence; None where it is no code of this kind.
Finder = Callable[[str], Stated | str | None]
_FINDERS: Final[dict[str, Finder]] = {}


def add_finder(name: str, finder: Finder) -> None:
    """Say once, in `AppConfig.ready`, how the codes that an app prints are looked up; the same name again replaces it."""
    _FINDERS[name] = finder


def look_up(text: str) -> Stated | str | None:
    """Return the paper whose printed code this is, what is wrong with the code, or None where nobody prints such codes."""
    return next((found for finder in _FINDERS.values() if (found := finder(text)) is not None), None)


def add_teller(object_type: str, teller: Teller) -> None:
    """Say once, in `AppConfig.ready`, how the issued papers of a kind of case stand; the same kind again replaces it."""
    _TELLERS[object_type] = teller


def standing_of(paper: Issued) -> Standing:
    """Return how an issued paper stands; of a kind nobody spoke for: as it was issued."""
    found = _TELLERS.get(paper.object_type)
    return found(paper) if found else Standing()
