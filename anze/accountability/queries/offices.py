"""By which name whoever handles a case signs its papers (第三十三条)."""

from datetime import date
from typing import Final

from anze.accountability.codes import ORGANS
from anze.accountability.models import Case
from anze.accountability.queries.naming import in_full
from anze.papers.queries.letterheads import letterhead_of

_CALLED: Final = {"discipline": "纪委监委", "organisation": "委组织部"}


def office_of(case: Case, on: date) -> tuple[str, ...]:
    """Return the full names of the bodies that handle a case, the one that leads first: the discipline organ is two, the safety office signs as its
    letterhead does. A unit of which it is not known how they are called there, as a zone, keeps the words of the case."""
    unit = case.unit
    if case.organ == "safety":
        return (letterhead_of(unit).sender,)
    if unit.level == "department":
        return in_full(unit.name, on)
    if unit.level not in {"city", "county"} and not (unit.level == "town" and case.organ == "discipline"):
        return (f"{unit.name}{ORGANS[case.organ]}",)
    return in_full(f"{unit.name}{'纪委' if unit.level == 'town' else _CALLED[case.organ]}", on)
