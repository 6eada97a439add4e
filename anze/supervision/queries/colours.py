"""Three colours (三色督办): what the law says of the tasks, as green, yellow and red. Late work made good is yellow, never green."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from anze.duties.world import pack_in_force, world
from anze.law import facts as law
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.cycle import tasks as task_findings
from anze.people.moment import end_of
from anze.supervision.models import Undertaking
from anze.supervision.policies import UNDERTAKING
from anze.supervision.queries.terms import Terms, terms

WORST: Final = ("red", "yellow", "green")


@dataclass(frozen=True, slots=True)
class Colour:
    """How an undertaking stands: what the law says of it, its colour (none before the regulation binds or once it is released), its lamp and words."""

    status: str
    colour: str
    lamp: str
    words: str
    days: Terms


def yellow_days() -> int:
    """Return how many days before its deadline an item turns yellow."""
    return pack_in_force().int("supervision.yellow_days")


def colours_of(rows: Iterable[Undertaking], asked: Question, today: date) -> dict[int, Colour]:
    """Return the colour of each undertaking (by key), with its steps fetched, as the law finds it for a question."""
    moment = end_of(min(asked.known_at, today))
    days = {one.pk: terms(one, moment) for one in rows}
    facts = tuple(law.Task(id=str(key), officer="", due=one.due, done_on=one.done_on, recorded_on=one.recorded_on)
                  for key, one in days.items() if one.due is not None and one.state != "released")
    known = Known(pack_in_force(), world(asked, today).index.with_lists({"tasks": facts}), asked)
    found = {int(one["task"]): str(one["status"]) for one in task_findings(known)}
    return {key: _colour(one, found.get(key, ""), asked.as_of) for key, one in days.items()}


def _colour(days: Terms, status: str, as_of: date) -> Colour:
    state = UNDERTAKING.states[days.state]
    if not status or days.due is None:
        return Colour("", "", state.lamp, state.label, days)
    left = (days.due - as_of).days
    if status == "met":
        return Colour(status, "green", "met", "按期办结" if days.state == "accepted" else "按期反馈，待复核", days)
    if status == "late":
        return Colour(status, "yellow", "backfilled", "迟于期限办结" if days.state == "accepted" else "迟于期限反馈，待复核", days)
    if status == "missed":
        return Colour(status, "red", "missed", f"逾期 {-left} 天", days)
    if left <= yellow_days():
        return Colour(status, "yellow", "soon", "今天到期" if not left else f"还有 {left} 天", days)
    return Colour(status, "green", "pending", state.label, days)


def worst(found: Iterable[Colour]) -> Colour | None:
    """Return the one that stands worst; None of none. What is not done yet stands worse than what was done late."""
    known = [one for one in found if one.colour]
    return min(known, key=lambda one: (WORST.index(one.colour), one.status == "late", one.status == "met"), default=None)


def of_task(rows: Mapping[int, Colour], undertakings: Iterable[Any]) -> Colour | None:
    """Return how an item stands: as the worst of its undertakings."""
    return worst(rows[one.pk] for one in undertakings if one.pk in rows)


def moment_of(asked: Question, today: date) -> datetime:
    """Return the moment up to which states are shown for a question."""
    return end_of(min(asked.known_at, asked.as_of, today))
