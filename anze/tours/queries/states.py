"""Where a tour stood on a day, by what was on record on another: from its steps."""

from datetime import date

from anze.law.question import Question
from anze.people.moment import end_of
from anze.tours.models import Step, Tour
from anze.tours.policies import VERBS


def steps_known(tour: Tour, asked: Question) -> list[Step]:
    """Return the steps that had been taken by `as_of` and were on record at the end of `known_at`, first to last."""
    moment = end_of(asked.known_at)
    return sorted((one for one in tour.steps.all() if one.on <= asked.as_of and one.at < moment), key=lambda one: one.pk)


def state_on(tour: Tour, asked: Question) -> str:
    """Return where a tour stood; empty before it was planned."""
    moving = [one.kind for one in steps_known(tour, asked) if VERBS[one.kind].to]
    return VERBS[moving[-1]].to if moving else ""


def visited_on(tour: Tour, asked: Question) -> date | None:
    """Return the day on which the group left; None where it had not by then."""
    return next((one.on for one in steps_known(tour, asked) if one.kind == "leave"), None)
