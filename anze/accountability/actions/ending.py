"""The outcome of a review or appeal is entered by one person, and approved or sent back by another. What the person himself asked for makes nothing
worse for him (政务处分法第五十六条、公务员法第九十五条)."""

import json
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.stepping import awaited, needed, person_now, step
from anze.accountability.models import Concerned, Remedy, Step
from anze.accountability.queries.ending import unanswered, unenterable, waiting
from anze.accountability.told import Ended
from anze.people.models import Account
from anze.people.moment import day_of

NONE: Final = "没有正在办理的复核、申诉，请刷新页面。"
OWN: Final = "这个结果是您登记的，不能由您退回、批准。请由另一位审批人、审核人办理。"


def propose_outcome(by: Account, now: datetime, one: Concerned, told: Ended, about: Remedy | None = None) -> Remedy:
    """Enter what came of a review or appeal (`about`, where several are under way); nothing changes until another approves it. Raises ValidationError that
    names every fault: a body that does not hear it, measures heavier than those that stand, days in the wrong order or to come, one that waits already."""
    with transaction.atomic():
        found = person_now(by, one, "result")
        rows = unanswered(found)
        if not rows:
            raise ValidationError("已经登记了结果，等另一位审批人、审核人批准或者退回。请刷新页面。" if waiting(found) else NONE)
        row = next((each for each in rows if about is None or each.pk == about.pk), None)
        if row is None or (about is None and len(rows) > 1):
            raise ValidationError({"which": "有几件复核、申诉正在办理，请选择登记哪一件的结果。"})
        if faults := unenterable(row, told, day_of(now)):
            raise ValidationError(faults)
        row.proposal, row.proposed_at, row.proposed_by = json.dumps(told.plain(), ensure_ascii=False), now, by
        row.save(update_fields=["proposal", "proposed_at", "proposed_by"])
        step(by, now, found.case, "result", concerned=found, rows=[row])
    return row


def return_outcome(by: Account, now: datetime, one: Concerned, *, note: str) -> Step:
    """Send an outcome back, with why; another than who entered it does so."""
    note = needed(note, "note", "请写明退回的理由。")
    with transaction.atomic():
        found = person_now(by, one, "unresult")
        row = proposed_now(by, found)
        proposer, row.proposed_by, row.proposed_at = row.proposed_by, None, None
        row.save(update_fields=["proposed_by", "proposed_at"])
        return step(by, now, found.case, "unresult", concerned=found, note=note, rows=[row], proposed_by=proposer)


def proposed_now(by: Account, one: Concerned) -> Remedy:
    """Return the review or appeal whose outcome waits. Raises ValidationError where none does, and for who entered it."""
    row: Remedy = awaited(by, waiting(one), "没有待批准的结果，请刷新页面。", OWN)
    return row
