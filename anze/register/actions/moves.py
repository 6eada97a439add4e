"""People move: from one post to another, and a post from one holder to the next, each in one act."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account, Officer, Tenure, Unit
from anze.register.actions.tenures import begin_tenure, correct_tenure, hold_unit


def transfer(by: Account | None, now: datetime, tenure: Tenure, *, end: date, unit: Unit, post: str, start: date, reason: str = "",
             **fields: Any) -> tuple[Tenure, Tenure]:
    """End a tenure on its last day and begin another of the same officer, perhaps in another unit: both or neither.

    Gives the ended and the new one. Raises Overtaken and ValidationError as `correct_tenure` and `begin_tenure` do.
    """
    with transaction.atomic():
        hold_unit(tenure.unit, unit)
        ended = correct_tenure(by, now, tenure, reason=reason or "调任", verb="免职", end=end)
        begun = begin_tenure(by, now, officer=tenure.officer, unit=unit, post=post, start=start, **fields)
    return ended, begun


def hand_over(by: Account | None, now: datetime, *, unit: Unit, post: str, leaving: Tenure | None = None, end: date | None = None,
              successor: Officer | None = None, start: date | None = None, reason: str = "", **fields: Any) -> tuple[Tenure | None, Tenure | None]:
    """Hand a post over: who leaves on which last day, who comes from which day; one of the two may be missing.

    Without `leaving` the post was vacant, without `successor` it becomes so. Raises ValidationError where both are missing.
    """
    if (leaving is None or end is None) and (successor is None or start is None):
        raise ValidationError("请写明谁在哪一天离任，或者谁从哪一天起接任。")
    with transaction.atomic():
        hold_unit(unit)
        ended = correct_tenure(by, now, leaving, reason=reason or "免去职务", verb="免职", end=end) if leaving and end else None
        begun = begin_tenure(by, now, officer=successor, unit=unit, post=post, start=start, **fields) if successor and start else None
    return ended, begun
