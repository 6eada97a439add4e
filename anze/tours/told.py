"""What people tell of tours, before it is stored: plain, without a database behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.law.codes import POSTS, SIDES
from anze.people.models import Account, Officer, Unit


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody to be of the group: an officer of the register, an account, or both; `flag`: why a tie is looked past."""

    name: str
    officer: Officer | None = None
    account: Account | None = None
    title: str = ""
    lead: bool = False
    flag: str = ""

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What tells two of them apart."""
        return self.officer.pk if self.officer else None, self.account.pk if self.account else None

    def plain(self) -> str:
        """Return the person as the ledger says it."""
        return f"{self.name}{'（组长）' if self.lead else ''}{f'（不回避的理由：{self.flag}）' if self.flag else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When a group comes and leaves, what it is called, who is of it."""

    group: str
    start: date
    end: date
    people: tuple[Someone, ...]

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"group": self.group, "start": self.start.isoformat(), "end": self.end.isoformat(), "members": [one.plain() for one in self.people]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A round's tours of some units by one group."""

    superior: Unit
    units: tuple[Unit, ...]
    year: int
    round: int
    sides: tuple[str, ...]
    visit: Visit

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it, of one unit."""
        return {"year": self.year, "round": self.round, "sides": [SIDES[side] for side in self.sides]} | self.visit.plain()


@dataclass(frozen=True, slots=True)
class Marked:
    """What is told of a line: of the checklist (post, clause) or of the sample (act). `seen` is the mark that stood when the form was drawn."""

    key: tuple[str, ...]
    outcome: str
    note: str
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A problem that was found: whose, under which provision, when, on which act it rests."""

    text: str
    provision: str
    unit: Unit
    officer: Officer | None = None
    happened_on: date | None = None
    act: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"text": self.text, "rule": self.provision, "unit": self.unit.code, "officer": self.officer.code if self.officer else "",
                "date": self.happened_on.isoformat() if self.happened_on else "", "receipt": self.act}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item to be put right: of which finding (key), what, who answers, until when."""

    content: str
    owner: Unit
    officer: Officer | None
    deadline: date
    finding: int | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"text": self.content, "unit": self.owner.code, "officer": self.officer.code if self.officer else "", "deadline": self.deadline.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSuperior:
    """A tour that a superior made."""

    unit: Unit
    by_name: str
    start: date
    end: date
    number: str = ""
    found: int = 0
    put_right: int = 0
    text: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"unit": self.unit.code, "by": self.by_name, "start": self.start.isoformat(), "end": self.end.isoformat(), "number": self.number,
                "found": self.found, "put_right": self.put_right, "text": self.text}


def post_words(post: str) -> str:
    """Return a post in words."""
    return POSTS.get(post, post)
