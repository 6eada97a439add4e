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
from anze.assessments.queries.standing import changes, newest, objections_until, result_of, told_last
from anze.assessments.snapshots import canonical, digest_of, moved, worse
from anze.law.codes import ASSESSMENT_STEPS
from anze.law.findings import in_words
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
    until = _until(now, until)
    with put_in_place():
        found = ready(assessment, "draft")
        drawn(by, now, found, "形成初步结果时重新提取")
        made = _kept(by, now, found, "draft")
        _sent(by, now, found, "draft", until, note, {"digest": made.digest, "numbers": issue_drafts(by, now, found, made, until)})
    return made


def redraft(by: Account | None, now: datetime, assessment: Assessment, *, until: date | None = None, note: str) -> Snapshot:
    """Form the draft result anew where a result is another than the one that was told: those units get their draft anew, the days for objections begin
    again, and what was approved is void. Raises ValidationError where every unit's result is the one that it was told."""
    note, until = needed(note, "note", "请写明重新告知的原因，如：某起事故升级，成立“一票否决”。"), _until(now, until)
    with put_in_place():
        found, before = ready(assessment, "redraft"), told_last(assessment)
        drawn(by, now, found, "重新形成初步结果时重新提取")
        made = _kept(by, now, found, "draft")
        units = moved(result_of(before), result_of(made)) if before else []
        if before is None or not units:
            raise ValidationError("各单位的结果与告知的一致，不用重新告知。")
        _void(by, now, found, f"重新形成初步结果：{note}")
        numbers = issue_drafts(by, now, found, made, until, units, before.on)
        _sent(by, now, found, "redraft", until, note, {"digest": made.digest, "numbers": numbers}, {"digest": before.digest})
    return made


def _until(now: datetime, until: date | None) -> date:
    today = day_of(now)
    until = until or today + timedelta(days=OBJECTION_DAYS)
    if not today < until <= today + timedelta(days=FARTHEST_DAYS):
        raise ValidationError({"until": f"异议截止日最早写明天（{in_words(today + timedelta(days=1))}），最晚在三个月以内：被考核单位要有时间提出异议。"})
    return until


def _sent(by: Account | None, now: datetime, assessment: Assessment, kind: str, until: date, note: str, after: dict[str, Any],
          before: dict[str, Any] | None = None) -> None:
    step = take(by, now, assessment, kind, note=note, before=before, after=after | {"until": until.isoformat()})
    step.until = until
    step.save(update_fields=["until"])


def freeze(by: Account | None, now: datetime, assessment: Assessment, *, note: str = "") -> Snapshot:
    """Freeze the result for approval. Raises ValidationError while the objection period runs, an objection is not answered, or a unit is worse off than
    it was told."""
    with transaction.atomic():
        found = ready(assessment, "freeze")
        unanswered(found)
        until = objections_until(found)
        if until and day_of(now) <= until:
            raise ValidationError(f"异议期到{in_words(until)}为止（含当日），{in_words(until + timedelta(days=1))}起才能固定结果。")
        before = told_last(found)
        drawn(by, now, found, "固定结果时重新提取")
        made = _kept(by, now, found, "frozen")
        _no_worse(before, made)
        take(by, now, found, "freeze", note=note, after={"digest": made.digest})
    return made


def unanswered(assessment: Assessment) -> None:
    """Raise ValidationError where an objection waits for its reply."""
    waiting = [one.unit.name for one in assessment.objections.filter(replied_at=None).select_related("unit")]
    if waiting:
        raise ValidationError(f"还有异议没有答复：{'、'.join(dict.fromkeys(waiting))}。请先逐件答复。")


def refreeze(by: Account | None, now: datetime, assessment: Assessment, *, note: str) -> Snapshot:
    """Freeze the result by the facts as they are now. The approvals of the former one are void; each says so in the ledger.

    Raises ValidationError where nothing differs: an approval is not thrown away without need; and where a unit is worse off than it was told. What
    was taken back from the public goes its way anew in any case.
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
        _no_worse(before, made)
        _void(by, now, found, f"结果按变化的事实重新固定：{note}")
        take(by, now, found, "refreeze", note=note, before={"digest": before.digest if before else ""},
             after={"digest": made.digest, "differences": differs})
    return made


def _no_worse(before: Snapshot | None, made: Snapshot) -> None:
    """Raise ValidationError where a unit's result is worse than the one it was told: it is to be told anew first and may object."""
    if before is not None and (found := list(worse(result_of(before), result_of(made)))):
        raise ValidationError(["有单位的结果比告知的差，不能直接固定。请先“重新形成初步结果”，重新告知这些单位、另给异议期：", *found])


def _void(by: Account | None, now: datetime, assessment: Assessment, reason: str) -> None:
    for one in Approval.objects.current().filter(assessment=assessment).select_related("meeting"):
        take_off(one, now, reason)
        said: dict[str, Any] = {"body": ASSESSMENT_STEPS[one.body], "digest": one.digest, "on": one.on.isoformat(), "meeting": one.meeting.uid}
        told(by, now, assessment, "审定失效", before=said, note=reason)
