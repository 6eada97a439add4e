"""A decision as it was drafted, and what a notice said that is intended."""

import json
from typing import Any

from anze.accountability.models import Decision, Served


def wanted_of(decision: Decision) -> dict[str, Any]:
    """Return what was drafted: measures, marks; `doubled` and `open`, where they were kept: what the marks answered."""
    found: dict[str, Any] = {"measures": [], "double": "", "against": "", "authority": ""}
    return found | (json.loads(decision.wanted) if decision.wanted else {})


def intended(served: Served) -> str:
    """Return the kinds of measure that a notice named, as one reads them: of several, that some of them are meant and not all; empty where it named none
    by kind."""
    kinds = json.loads(served.proposed) if served.proposed else []
    return f"{'、'.join(kinds)}{'中的一项或者几项' if len(kinds) > 1 else ''}"
