"""How an undertaking stands by its days, as they follow from its steps up to a moment: assigned, due, handed in, accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anze.acts.pack import pack_in_force
from anze.people.moment import day_of
from anze.supervision.models import Step, Undertaking
from anze.supervision.policies import UNDERTAKING


@dataclass(frozen=True, slots=True)
class Terms:
    """The days of an undertaking. `report`: what was handed in and stands; `returned`: what was said when it was last sent back."""

    state: str = "planned"
    assigned_on: date | None = None
    due: date | None = None
    first_due: date | None = None
    signed_on: date | None = None
    report: Step | None = None
    returned: Step | None = None
    asked: Step | None = None

    @property
    def done_on(self) -> date | None:
        """The day on which it was done, as far as that counts; which report counts, the pack says (supervision.done_from)."""
        counts = self.report is not None and (self.state == "accepted" or done_when_reported())
        return self.report.on if counts and self.report else None

    @property
    def recorded_on(self) -> date | None:
        """The day on which that came on record."""
        return day_of(self.report.at) if self.done_on and self.report else None


def done_when_reported() -> bool:
    """Say whether what was handed in counts as done until it is sent back, or only once it was accepted."""
    return pack_in_force().values["supervision.done_from"] == "report"


def done_states() -> tuple[str, ...]:
    """Return the states in which an undertaking counts as done."""
    return ("reported", "accepted") if done_when_reported() else ("accepted",)


def terms_of(steps: Iterable[Step]) -> Terms:
    """Return the days of an undertaking from its steps, first to last."""
    told: dict[str, Any] = {}
    for step in steps:
        told["state"] = UNDERTAKING.verbs[step.kind].to or told.get("state", "planned")
        if step.kind == "assign":
            told |= {"assigned_on": step.on, "due": step.due, "first_due": step.due}
        elif step.kind == "sign":
            told["signed_on"] = step.on
        elif step.kind == "grant":
            told["due"] = step.due
        elif step.kind == "ask":
            told["asked"] = step
        elif step.kind == "report":
            told["report"] = step
        elif step.kind == "send_back":
            told |= {"report": None, "returned": step}
    return Terms(**told)


def terms(one: Undertaking, until: datetime | None = None) -> Terms:
    """Return the days of an undertaking, as on record before a moment where one is given; asks for its steps unless they were fetched."""
    return terms_of(step for step in sorted(one.steps.all(), key=lambda step: step.pk) if until is None or step.at < until)
