"""What people tell of a case, before it is stored: plain, without a database behind it."""

from dataclasses import dataclass
from datetime import date

from anze.people.models import Account, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A case as it is proposed: its ground, the day of the facts, why; who handles it and who may approve."""

    unit: Unit
    organ: str
    rule: str
    day: date
    title: str
    reasons: str
    approver: Account
    accident: str = ""
    ground: str = ""
    ground_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A measure as it is drafted; `months` is the term of 留党察看."""

    kind: str
    months: int | None = None

    def plain(self) -> dict[str, str | int | None]:
        """Return it as the draft keeps it."""
        return {"kind": self.kind, "months": self.months}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What came of a review or appeal, as it is entered: upheld, altered (with the measures that stand now), revoked; by whom, when, how it was served.
    `double` says why an altered measure stands beside one of the same scheme for the same facts, of another decision."""

    outcome: str
    on: date
    body: str
    text: str
    way: str
    served_on: date
    measures: tuple[Wanted, ...] = ()
    double: str = ""

    def plain(self) -> dict[str, object]:
        """Return it as the remedy keeps it."""
        return {"outcome": self.outcome, "on": self.on.isoformat(), "body": self.body.strip(), "text": self.text.strip(), "way": self.way,
                "served_on": self.served_on.isoformat(), "measures": [each.plain() for each in self.measures],
                "double": self.double.strip()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A decision as it is drafted: of which body, measures or none, why; `double` says why a measure stands beside one of the same scheme for the same
    facts, `against` why it departs from what the test of 第三十条 found, `authority` on what ground the body decides where the rules leave it
    open (第三十三条)."""

    kind: str
    by: str
    body: str
    reasons: str
    measures: tuple[Wanted, ...] = ()
    double: str = ""
    against: str = ""
    authority: str = ""
