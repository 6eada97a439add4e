"""A measure that ends by itself does not where the person broke the law again within its period, or did not repent (政务处分法第二十六条): one person proposes
to put that on record, another approves it or sends it back, and may take it back."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.stepping import awaited, needed, person_now, sent_back, step, written
from anze.accountability.models import Concerned, Measure, Step, Stop
from anze.accountability.queries.stopping import standing_stop, unstoppable, waiting_stop
from anze.people.models import Account
from anze.people.moment import day_of

GONE = "没有待批准的不自动解除，请刷新页面。"
OWN = "这件是您提请的，不能由您批准、退回。请由另一位审批人、审核人办理。"


def propose_stop(by: Account, now: datetime, one: Concerned, *, measure: Measure | None, on: date, text: str, basis: str) -> Stop:
    """Propose to put on record what keeps a measure from ending by itself, with which body found it and by what. Raises ValidationError that names every
    fault: a measure that does not end by itself, a day outside its period, no words or basis."""
    with transaction.atomic():
        found = person_now(by, one, "propose_stop")
        faults = unstoppable(found, measure, on, text, basis)
        if on > day_of(now):
            faults.setdefault("on", []).append("日期晚于今天，请改正。")
        if faults:
            raise ValidationError(faults)
        made: Stop = written(Stop(concerned=found, measure=measure, on=on, text=text.strip(), basis=basis.strip(), proposed_at=now, proposed_by=by))
        step(by, now, found.case, "propose_stop", concerned=found, on=on, rows=[made])
    return made


def return_stop(by: Account, now: datetime, one: Concerned, *, note: str) -> Step:
    """Send it back, with why; another than the proposer does so."""
    note = needed(note, "note", "请写明退回的理由。")
    with transaction.atomic():
        found = person_now(by, one, "return_stop")
        return sent_back(by, now, found, "return_stop", awaited(by, waiting_stop(found), GONE, OWN), note)


def approve_stop(by: Account, now: datetime, one: Concerned, *, note: str = "") -> Step:
    """Approve it: the measure does not end by itself from then on, and is lifted by a decision. Raises ValidationError for the proposer."""
    with transaction.atomic():
        found = person_now(by, one, "approve_stop")
        row: Stop = awaited(by, waiting_stop(found), GONE, OWN)
        if row.measure.struck_at or row.measure.lifted_at:
            raise ValidationError("这项措施已经解除、变更或者撤销，不用再登记，请退回。")
        row.approved_at, row.approved_by = now, by
        row.save(update_fields=["approved_at", "approved_by"])
        return step(by, now, found.case, "approve_stop", concerned=found, note=note, rows=[row], proposed_by=row.proposed_by)


def strike_stop(by: Account, now: datetime, one: Concerned, *, note: str) -> Step:
    """Take back what was approved (the finding it rests on fell away), with why: the measure ends by itself as if it had not been there."""
    note = needed(note, "note", "请写明撤下的理由。")
    with transaction.atomic():
        found = person_now(by, one, "strike_stop")
        row = standing_stop(found)
        if row is None:
            raise ValidationError("没有在案的不自动解除的情形，请刷新页面。")
        row.struck_at = now
        row.save(update_fields=["struck_at"])
        return step(by, now, found.case, "strike_stop", concerned=found, note=note, rows=[row])
