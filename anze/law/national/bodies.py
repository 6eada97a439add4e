"""What each kind of body is called, and on what its measures rest (第三十三条): a name tells the kind of body that it belongs to, or that it is none.

The place before it is no matter of these tables: who calls takes it off, or asks for a name whose place is not known.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from anze.law.national.tables import HERE, in_force, read_versions

Fit = Literal["", "own", "by_leave"]  # not that kind · that kind · that kind, but it decides by leave of another
_PLACE: Final = r".{1,14}[省市县区州盟旗镇乡]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A kind of body: `names` are what follows the place, word for word, `by_leave` how the names end of those that need leave, `asked` whose.

    `decides`: whether it imposes measures, or only hears reviews and appeals.
    """

    code: str
    label: str
    names: tuple[str, ...]
    by_leave: tuple[str, ...] = ()
    asked: str = ""
    decides: bool = True

    def fit(self, rest: str) -> Fit:
        """Say whether what follows the place in a name is of this kind."""
        return "own" if rest in self.names else "by_leave" if rest.endswith(self.by_leave) and self.by_leave else ""

    def fit_anywhere(self, name: str) -> Fit:
        """Say the same of a name whose place is not known: the place must at least look like one."""
        longest = sorted((*self.names, *self.by_leave), key=len, reverse=True)
        found = re.fullmatch(f"{_PLACE}(.*?)({'|'.join(map(re.escape, longest))})", name)
        return self.fit(found[1] + found[2]) if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """On which instrument a class of measures rests when bodies of some kinds impose it; `silence` is said where no remedy is written."""

    group: str
    by: tuple[str, ...]
    instrument: str = ""
    silence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """How the head of a paper calls a body that is called `short` after its place: `full` names each body that it is, with `{place}` for the place."""

    short: tuple[str, ...]
    full: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyTable:
    """Kinds of bodies, full names and bases as they stand from `since`."""

    since: date
    instrument: str
    body: tuple[Body, ...]
    full: tuple[FullName, ...]
    basis: tuple[Basis, ...]


@cache
def tables() -> tuple[BodyTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "bodies.toml", BodyTable)


def kinds_of_bodies(on: date) -> dict[str, Body]:
    """Return the kinds of bodies by their codes. ValueError before 2020-07-01."""
    return {body.code: body for body in in_force(tables(), on).body}


def full_names(place: str, rest: str, on: date) -> tuple[str, ...]:
    """Return the full names of what is called by `rest` after a place, the one that leads first; none where the table does not know it. ValueError as above."""
    found = next((each.full for each in in_force(tables(), on).full if rest in each.short), ())
    return tuple(name.replace("{place}", place) for name in found)


def basis_of(group: str, by: str, on: date) -> Basis | None:
    """Return on what a class of measures (`effects.measure_class`) rests when a kind of body imposes it; None where it may not. ValueError as above."""
    return next((each for each in in_force(tables(), on).basis if each.group == group and by in each.by), None)
