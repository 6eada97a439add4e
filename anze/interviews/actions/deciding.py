"""The head of the committee's office decides: approves, turns back, cancels. Never on his own proposal."""

from datetime import datetime

from django.db import transaction

from anze.interviews.actions.opening import strike_answers
from anze.interviews.actions.stepping import needed, other_person, ready, take
from anze.interviews.models import Interview, Step
from anze.people.models import Account


def approve(by: Account, now: datetime, interview: Interview, *, note: str = "") -> Step:
    """Approve an interview. Raises ValidationError for whoever proposed it, and where it does not wait for approval."""
    with transaction.atomic():
        found = ready(interview, "approve")
        return take(by, now, found, "approve", note=note, proposed_by=other_person(by, found))


def turn_back(by: Account, now: datetime, interview: Interview, *, note: str) -> Step:
    """Give a proposal back to be mended, with what is to be mended."""
    note = needed(note, "note", "请写明要修改什么。")
    with transaction.atomic():
        found = ready(interview, "turn_back")
        return take(by, now, found, "turn_back", note=note, proposed_by=other_person(by, found))


def cancel(by: Account, now: datetime, interview: Interview, *, note: str) -> Step:
    """Cancel an interview that was approved and has not been held; its triggers, where they still stand, wait again."""
    note = needed(note, "note", "请写明取消约谈的原因。")
    with transaction.atomic():
        found = ready(interview, "cancel")
        step = take(by, now, found, "cancel", note=note)
        strike_answers(by, now, found.answers.current().select_related("unit", "interview"), "取消约谈，撤回处理", note)
    return step
