"""What somebody says was done, before it is an act: well formed, not yet checked, not yet saved."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from anze.acts.models import Act
from anze.people.models import Officer, Unit


@dataclass(frozen=True, slots=True)
class ToldTopic:
    """An item of the agenda; `code` work_safety or empty, `special`: 专题研究."""

    title: str
    code: str = ""
    special: bool = False


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem found: what, who is to mend it, which unit follows it up, until when."""

    text: str
    owner: str = ""
    follow_up_unit: Unit | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One act as it is told. `participants`: officers with their part (`PARTS`); the fields of other kinds stay empty."""

    type: str
    unit: Unit
    date: date
    title: str = ""
    participants: tuple[tuple[Officer, str], ...] = ()
    on_behalf_of: Officer | None = None
    bodies: tuple[str, ...] = ()
    joint_with: tuple[Unit, ...] = ()
    topics: tuple[ToldTopic, ...] = ()
    minutes: str = ""
    place: str = ""
    visited: Unit | None = None
    findings: str = ""
    problems: tuple[ToldProblem, ...] = ()
    kind: str = ""
    number: str = ""
    year: int | None = None
    fund: Decimal | None = None
    fund_before: Decimal | None = None
    revenue_growth: Decimal | None = None

    def columns(self) -> dict[str, Any]:
        """Return what stands in the act's own row."""
        names = ("type", "unit", "date", "title", "on_behalf_of", "minutes", "place", "visited", "findings", "kind", "number", "year", "fund", "fund_before",
                 "revenue_growth")
        return {name: getattr(self, name) for name in names} | {"bodies": list(self.bodies)}

    def plain(self) -> dict[str, Any]:
        """Return everything as plain values, for the ledger: units and officers by their codes."""
        found = {name: value for name, value in self.columns().items() if value not in ("", None, [])}
        found |= {name: value.code for name, value in found.items() if isinstance(value, Unit | Officer)}
        found["participants"] = [[officer.code, part] for officer, part in self.participants]
        found["joint_with"] = [unit.code for unit in self.joint_with]
        found["topics"] = [[topic.title, topic.code, topic.special] for topic in self.topics]
        found["problems"] = [[one.text, one.owner, one.follow_up_unit.code if one.follow_up_unit else "", one.deadline] for one in self.problems]
        return {name: value for name, value in found.items() if value != []}


def told_of(act: Act) -> Told:
    """Return what an act says, as it was told: for its facts, and for a correction to begin from."""
    same = ("type", "unit", "date", "title", "on_behalf_of", "minutes", "place", "visited", "findings", "kind", "number", "year", "fund", "fund_before",
            "revenue_growth")
    return Told(
        **{name: getattr(act, name) for name in same}, bodies=tuple(act.bodies),
        participants=tuple((one.officer, one.part) for one in act.participants.all()),
        joint_with=tuple(sorted(act.joint_with.all(), key=lambda unit: unit.code)),
        topics=tuple(ToldTopic(one.title, one.code, one.special) for one in act.topics.all()),
        problems=tuple(ToldProblem(one.text, one.owner, one.follow_up_unit, one.deadline) for one in act.problems.all()),
    )
