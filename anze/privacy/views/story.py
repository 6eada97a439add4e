"""What was done with a request, as both sides read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anze.privacy.codes import REFUSALS, Reason
from anze.privacy.policies import VERBS


@dataclass(frozen=True, slots=True)
class Told:
    """One step: its word, when, by whom, the reason of a refusal, the words, the entry of a correction."""

    label: str
    at: datetime
    by: str
    reason: Reason | None
    note: str
    entry: int | None


def story(request: Any) -> list[Told]:
    """Return the steps in order."""
    return [Told(VERBS[one.kind].label, one.at, one.by.name, REFUSALS.get(one.ground), one.note, one.entry)
            for one in request.steps.select_related("by").order_by("pk")]
