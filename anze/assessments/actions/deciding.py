"""Both meetings approve a frozen result, another person confirms it, it is published (第二十条、第二十四条)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.evidence import put_in_place
from anze.acts.actions.recording import record_act
from anze.acts.models import Act
from anze.acts.told import Told, ToldTopic
from anze.assessments.actions.documents import issue_result
from anze.assessments.actions.freezing import unanswered
from anze.assessments.actions.stepping import keep, ready, take
from anze.assessments.models import Approval, Assessment, Snapshot
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.entitled import conflict, drawn_up_by
from anze.assessments.queries.meetings import meeting_fault, to_explain
from anze.assessments.queries.standing import approvals_of, changes, newest, order_faults
from anze.assessments.snapshots import holds
from anze.law.codes import ASSESSMENT_STEPS
from anze.people.models import Account, Officer
from anze.people.moment import day_of

CHANGED = "固定结果以后事实或者评分有变，先“按现在的事实重新固定”，再提请审定："


def approve(by: Account | None, now: datetime, assessment: Assessment, body: str, meeting: Act, *, seen: str, note: str = "") -> Approval:
    """Put on record that a meeting approved the result of which it saw the digest (`seen`), and no other.

    Raises ValidationError for a meeting that cannot have done so, where facts or the result changed, and without a word where the post that calls
    the meeting was vacant or the order is another than that of the provision (第二十条).
    """
    with transaction.atomic():
        found = ready(assessment, "approve")
        snapshot = _unchanged(found, now)
        if seen != snapshot.digest:
            raise ValidationError(f"会议审定的摘要是 {seen[:16] or '（没有写明）'}，现在的结果是 {snapshot.digest[:16]}：不是同一个结果，不能登记。"
                                  "请刷新页面，核对以后再办。")
        if Approval.objects.current().filter(assessment=found, body=body).exists():
            raise ValidationError({"meeting": f"{ASSESSMENT_STEPS[body]}已经登记过了，请刷新页面。"})
        if fault := meeting_fault(found, body, meeting, snapshot, day_of(now)):
            raise ValidationError({"meeting": fault})
        told = to_explain(found, body, snapshot, meeting.date)
        if told and not note.strip():
            raise ValidationError({"note": [f"{one}。" for one in told]})
        made: Approval = keep(Approval(assessment=found, body=body, meeting=meeting, snapshot=snapshot, digest=snapshot.digest, on=meeting.date,
                                       note=note.strip(), recorded_at=now, recorded_by=by), "meeting", "snapshot")
        words = [ASSESSMENT_STEPS[body], *(one.partition("，")[0] for one in told), *filter(None, (note.strip(),))]
        take(by, now, found, "approve", on=meeting.date, note="。".join(words),
             after={"body": ASSESSMENT_STEPS[body], "meeting": meeting.uid, "on": meeting.date.isoformat(), "digest": snapshot.digest})
    return made


def _unchanged(assessment: Assessment, now: datetime) -> Snapshot:
    unanswered(assessment)
    snapshot = newest(assessment)
    if snapshot is None or not holds(snapshot.text, snapshot.digest):
        raise ValidationError("固定的结果与它的摘要不符，不能审定、确认。请告诉系统管理员核验数据库，再重新固定。")
    if differs := changes(assessment, "frozen", day_of(now)):
        raise ValidationError([CHANGED, *differs])
    return snapshot


def approve_anew(by: Account, now: datetime, assessment: Assessment, body: str, *, on: date, chair: Officer, seen: str, note: str = "") -> Approval:
    """Record the meeting itself, which was not on record yet, and that it approved the result: in one breath. It counts like any other meeting."""
    with transaction.atomic():
        topic = ToldTopic(f"审定{assessment.year}年度安全生产责任制考核结果（摘要 {seen[:16]}）", "work_safety", special=True)
        meeting = record_act(by, now, Told(type="meeting", unit=assessment.by, date=on, bodies=(body,), participants=((chair, "chair"),), topics=(topic,)))
        return approve(by, now, assessment, body, meeting, seen=seen, note=note)


def confirm(by: Account, now: datetime, assessment: Assessment, *, note: str = "") -> None:
    """Confirm the result. Raises ValidationError for whoever drew it up or belongs to a unit assessed, without both approvals of this very
    result, and where the law finds a step skipped or out of order."""
    with transaction.atomic():
        found = ready(assessment, "confirm")
        snapshot = _unchanged(found, now)
        drew = drawn_up_by(found)
        if by.pk in drew:
            raise ValidationError("这个结果是您评分、形成的，不能由您确认。请由安委办负责人中的另一位确认。")
        if said := [words for unit in covered_units(found) if (words := conflict(by, found, unit, day_of(now)))]:
            raise ValidationError(said)
        lacking = [one.fault or f"还没有{one.label}" for one in approvals_of(found, snapshot, [], day_of(now)) if not one.stands]
        if lacking:
            raise ValidationError([f"不能确认：{'；'.join(lacking)}。两个会议都审定这个结果以后才能确认。"])
        if faults := order_faults(found, {"confirmed": day_of(now)}):
            raise ValidationError([f"不能确认：{'；'.join(faults)}（第二十条）。"])
        take(by, now, found, "confirm", note=note, after={"digest": snapshot.digest}, proposed_by=next(iter(drew.values()), None))


def publish(by: Account | None, now: datetime, assessment: Assessment, *, note: str = "") -> None:
    """Publish the confirmed result with its bulletin. Raises ValidationError where facts changed since: then it is confirmed anew first."""
    with put_in_place():
        found = ready(assessment, "publish")
        snapshot = _unchanged(found, now)
        lacking = [one.fault for one in approvals_of(found, snapshot, [], day_of(now)) if not one.stands]
        if lacking:
            raise ValidationError([f"不能公布：{'；'.join(lacking)}。"])
        number = issue_result(by, now, found, snapshot)
        take(by, now, found, "publish", note=note, number=number, after={"digest": snapshot.digest, "number": number})


def retract(by: Account | None, now: datetime, uid: str, *, note: str) -> None:
    """Take a published result back, to be put right, frozen and approved anew. Whoever takes it off the public pages calls this in his transaction.

    Raises ValidationError where it is not published.
    """
    take(by, now, ready(Assessment.objects.get(uid=uid), "retract"), "retract", note=note)
