"""What an undertaker does: signs, tells how far it is, reports that it is done, asks for longer. `behalf`: the leader for whom somebody else does it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.law.findings import in_words
from anze.people.models import Account, Officer
from anze.people.moment import day_of
from anze.supervision.actions.stepping import due_fault, needed, step_undertaking, undertaking_now
from anze.supervision.models import Step, Undertaking
from anze.supervision.queries.terms import terms


def sign(by: Account, now: datetime, one: Undertaking, *, behalf: Officer | None = None) -> Step:
    """Sign for an item; whoever presses twice has signed once."""
    with transaction.atomic():
        signed = one.steps.filter(kind="sign").first()
        return signed or step_undertaking(by, now, undertaking_now(one, "sign"), "sign", behalf=behalf)


def progress(by: Account, now: datetime, one: Undertaking, *, note: str, behalf: Officer | None = None) -> Step:
    """Tell how far it is."""
    note = needed(note, "note", "请写明进展。")
    with transaction.atomic():
        return step_undertaking(by, now, undertaking_now(one, "progress"), "progress", note=note, behalf=behalf)


def report(by: Account, now: datetime, one: Undertaking, *, on: date, note: str, behalf: Officer | None = None) -> Step:
    """Report that it is done: on which day, what was done. Raises ValidationError for a day to come or before the assignment."""
    note = needed(note, "note", "请写明办理情况：做了什么，结果怎样。")
    with transaction.atomic():
        found = undertaking_now(one, "report")
        return step_undertaking(by, now, found, "report", on=on, since=terms(found).assigned_on, note=note, behalf=behalf,
                                after={"finished_on": on.isoformat()})


def ask_extension(by: Account, now: datetime, one: Undertaking, *, due: date, note: str, behalf: Officer | None = None) -> Step:
    """Ask for a later deadline, with the reason, before the one in force is over. Raises ValidationError where it is, or the new one is no later."""
    note = needed(note, "note", "请写明延期的理由。")
    with transaction.atomic():
        found = undertaking_now(one, "ask")
        if found.due < day_of(now):
            raise ValidationError("期限已经过去，不能再申请延期。请抓紧办结后反馈。")
        check_later(found, due, day_of(now))
        return step_undertaking(by, now, found, "ask", due=due, note=note, behalf=behalf, after={"deadline": due.isoformat()})


def check_later(one: Undertaking, due: date, today: date) -> None:
    """Raise ValidationError where a day is no later deadline than the one in force."""
    if due <= one.due:
        raise ValidationError({"due": f"延长以后的期限应当晚于现在的期限（{in_words(one.due)}）。"})
    if fault := due_fault(due, today):
        raise ValidationError({"due": fault})
