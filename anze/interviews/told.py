"""What people tell of interviews, before it is stored: plain, without a database behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.interviews.codes import SUPERIORS
from anze.people.models import Officer, Unit


@dataclass(frozen=True, slots=True)
class Whom:
    """One to be interviewed: an officer with the post held, or somebody of an enterprise by name; and why, where the provision does not say so."""

    officer: Officer | None = None
    name: str = ""
    unit: Unit | None = None
    post: str = ""
    title: str = ""
    reason: str = ""

    @property
    def key(self) -> str:
        """What tells two of them apart."""
        return self.officer.code if self.officer else self.name.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is told of an interview that is proposed without a trigger."""

    committee: Unit
    unit: Unit
    subject: str = "leaders"
    enterprise: str = ""
    rule: str = ""
    reason: str


@dataclass(frozen=True, slots=True)
class Presence:
    """How an interviewee was there."""

    came: str
    stand_in: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What is told anew of an interview that was held: on which day, how each interviewee (by key) was there, why; `another`: why it is another one
    than those on record of the same people and day; `anew`: the minutes are issued once more."""

    on: date
    presence: Mapping[int, Presence]
    reason: str
    another: str = ""
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item as it is told."""

    content: str
    owner: Unit
    officer: Officer | None
    deadline: date

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"text": self.content, "owner": self.owner.name,
                "officer": self.officer.name if self.officer else None, "deadline": self.deadline.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSuperior:
    """What is told of an interview that a superior held."""

    unit: Unit
    by_level: str
    by_name: str = ""
    officers: tuple[Officer, ...]
    date: date
    place: str = ""
    number: str = ""
    text: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"unit": self.unit.name, "by": self.by_name or SUPERIORS[self.by_level],
                "interviewees": [one.name for one in self.officers], "date": self.date.isoformat(),
                "place": self.place, "number": self.number, "reason": self.text}
