"""A result is drafted and told to the units, frozen with everything it rests on, frozen anew when facts changed: then approvals are void."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.evidence import put_in_place
from anze.assessments.actions.documents import issue_drafts
from anze.assessments.actions.drawing import drawn
from anze.assessments.actions.stepping import needed, ready, take, take_off, told
from anze.assessments.models import Approval, Assessment, Snapshot
from anze.assessments.policies import OBJECTION_DAYS
from anze.assessments.queries.composing import composed, drawn_now, missing
from anze.assessments.queries.standing import changes, newest
from anze.assessments.snapshots import canonical, digest_of
from anze.law.codes import ASSESSMENT_STEPS
from anze.people.models import Account
from anze.people.moment import day_of

FARTHEST_DAYS = 92  # an objection period that ends later is a slip


def _kept(by: Account | None, now: datetime, assessment: Assessment, kind: str) -> Snapshot:
    said = composed(assessment, drawn_now(assessment))
    if faults := missing(said):
        raise ValidationError(faults)
    text = canonical(said)
    serial = Snapshot.objects.filter(assessment=assessment).count() + 1
    return Snapshot.objects.create(assessment=assessment, serial=serial, kind=kind, text=text, digest=digest_of(text), on=day_of(now), at=now, by=by)


def draft(by: Account | None, now: datetime, assessment: Assessment, *, until: date | None = None, note: str = "") -> Snapshot:
    """Form the draft result and send every unit its own, with the last day for objections. Data is drawn anew: what came in since counts."""
    until = until or day_of(now) + timedelta(days=OBJECTION_DAYS)
    if not day_of(now) <= until <= day_of(now) + timedelta(days=FARTHEST_DAYS):
        raise ValidationError({"until": "异议截止日在今天以后、三个月以内，请改正。"})
    with put_in_place():
        found = ready(assessment, "draft")
        drawn(by, now, found, "形成初步结果时重新提取")
        made = _kept(by, now, found, "draft")
        numbers = issue_drafts(by, now, found, made, until)
        step = take(by, now, found, "draft", note=note, after={"digest": made.digest, "until": until.isoformat(), "numbers": numbers})
        step.until = until
        step.save(update_fields=["until"])
    return made


def freeze(by: Account | None, now: datetime, assessment: Assessment, *, note: str = "") -> Snapshot:
    """Freeze the result for approval. Raises ValidationError while the objection period runs or an objection is not answered."""
    with transaction.atomic():
        found = ready(assessment, "freeze")
        unanswered(found)
        until = found.steps.filter(kind="draft").order_by("-pk").values_list("until", flat=True).first()
        if until and day_of(now) < until:
            raise ValidationError(f"异议期到{until.year}年{until.month}月{until.day}日为止，期满后再固定结果。")
        drawn(by, now, found, "固定结果时重新提取")
        made = _kept(by, now, found, "frozen")
        take(by, now, found, "freeze", note=note, after={"digest": made.digest})
    return made


def unanswered(assessment: Assessment) -> None:
    """Raise ValidationError where an objection waits for its reply."""
    waiting = [one.unit.name for one in assessment.objections.filter(replied_at=None).select_related("unit")]
    if waiting:
        raise ValidationError(f"还有异议没有答复：{'、'.join(dict.fromkeys(waiting))}。请先逐件答复。")


def refreeze(by: Account | None, now: datetime, assessment: Assessment, *, note: str) -> Snapshot:
    """Freeze the result by the facts as they are now. The approvals of the former one are void; each says so in the ledger.

    Raises ValidationError where nothing differs: an approval is not thrown away without need. What was taken back from the public goes its
    way anew in any case.
    """
    note = needed(note, "note", "请写明重新固定的原因，如：某起事故已经核销。")
    with transaction.atomic():
        found = ready(assessment, "refreeze")
        unanswered(found)
        differs = changes(found, found.state, day_of(now))
        if not differs and found.state != "retracted":
            raise ValidationError("现在的事实和评分与固定的结果一致，不用重新固定。")
        before = newest(found)
        drawn(by, now, found, "重新固定时重新提取")
        made = _kept(by, now, found, "frozen")
        _void(by, now, found, f"结果按变化的事实重新固定：{note}")
        take(by, now, found, "refreeze", note=note, before={"digest": before.digest if before else ""},
             after={"digest": made.digest, "differences": differs})
    return made


def _void(by: Account | None, now: datetime, assessment: Assessment, reason: str) -> None:
    for one in Approval.objects.current().filter(assessment=assessment).select_related("meeting"):
        take_off(one, now, reason)
        said: dict[str, Any] = {"body": ASSESSMENT_STEPS[one.body], "digest": one.digest, "on": one.on.isoformat(), "meeting": one.meeting.uid}
        told(by, now, assessment, "审定失效", before=said, note=reason)
