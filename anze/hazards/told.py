"""What people tell of dangers and listings, before it is stored: plain, without a database behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.acts.models import Problem
from anze.enterprises.models import Cell, Enterprise
from anze.hazards.codes import LEVELS
from anze.hazards.models import Patrol
from anze.people.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What is stated of a danger: `models.danger.STATED`."""

    level: str
    text: str
    owner: str
    deadline: date
    place: str = ""
    enterprise: Enterprise | None = None
    cell: Cell | None = None
    department: Unit | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"level": LEVELS.get(self.level, self.level), "text": self.text, "owner": self.owner, "deadline": self.deadline.isoformat(), "place": self.place,
                "enterprise": self.enterprise.name if self.enterprise else "", "cell": self.cell.code if self.cell else "",
                "department": self.department.code if self.department else ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where and how a danger was found. `lister`: to whose office a major one is proposed for listing; by itself the county's."""

    unit: Unit
    source: str
    on: date
    patrol: Patrol | None = None
    problem: Problem | None = None
    lister: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is settled about a listing beside its danger."""

    title: str
    owner: str
    person: str = ""
    department: Unit | None = None
    wish: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"title": self.title, "owner": self.owner, "person": self.person, "department": self.department.code if self.department else "",
                "text": self.wish}
