"""Both meetings approve a frozen result, another person confirms it, it is published (第二十条、第二十四条)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.recording import record_act
from anze.acts.models import Act
from anze.acts.told import Told, ToldTopic
from anze.assessments.actions.documents import issue_result
from anze.assessments.actions.freezing import unanswered
from anze.assessments.actions.stepping import keep, ready, take
from anze.assessments.models import Approval, Assessment, Snapshot
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.entitled import conflict, drawn_up_by
from anze.assessments.queries.standing import approvals_of, changes, day_frozen, newest, order_faults, vacancy
from anze.assessments.snapshots import holds
from anze.law.codes import ASSESSMENT_STEPS, BODIES
from anze.people.models import Account, Officer
from anze.people.moment import day_of

CHANGED = "固定结果以后事实或者评分有变，先“按现在的事实重新固定”，再提请审定："


def approve(by: Account | None, now: datetime, assessment: Assessment, body: str, meeting: Act, *, note: str = "") -> Approval:
    """Put on record that a meeting approved the result, bound to its digest. Raises ValidationError for a meeting that cannot have done so,
    where facts changed, and without a word where the post that calls the meeting was vacant."""
    with transaction.atomic():
        found = ready(assessment, "approve")
        snapshot = _unchanged(found, now)
        if faults := _meeting_faults(found, body, meeting, snapshot, now):
            raise ValidationError(faults)
        empty = vacancy(found, body, meeting.date)
        if empty and not note.strip():
            raise ValidationError({"note": f"{empty}：请写明这次会议由谁主持、依据什么。"})
        made: Approval = keep(Approval(assessment=found, body=body, meeting=meeting, snapshot=snapshot, digest=snapshot.digest, on=meeting.date,
                                       note=note.strip(), recorded_at=now, recorded_by=by), "meeting", "snapshot")
        take(by, now, found, "approve", on=meeting.date, note=f"{ASSESSMENT_STEPS[body]}。{empty}{'。' if empty else ''}{note}",
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


def _meeting_faults(assessment: Assessment, body: str, meeting: Act, snapshot: Snapshot, now: datetime) -> dict[str, str]:
    said = {
        meeting.type != "meeting" or meeting.unit_id != assessment.by_id or body not in meeting.bodies:
            f"请选{assessment.by.name}的{BODIES[body]}。",
        meeting.date < day_frozen(snapshot):
            f"这次会议（{meeting.date:%Y-%m-%d}）早于固定结果的日期（{day_frozen(snapshot):%Y-%m-%d}），审定的不会是这个结果。",
        meeting.date > day_of(now): "会议日期晚于今天。",
        hasattr(meeting, "withdrawal"): "这条会议记录已经撤回，请另选。",
        Approval.objects.current().filter(assessment=assessment, body=body).exists(): f"{ASSESSMENT_STEPS[body]}已经登记过了，请刷新页面。",
    }
    return {"meeting": said[True]} if True in said else {}


def approve_anew(by: Account, now: datetime, assessment: Assessment, body: str, *, on: date, chair: Officer, note: str = "") -> Approval:
    """Record the meeting itself, which was not on record yet, and that it approved the result: in one breath. It counts like any other meeting."""
    with transaction.atomic():
        topic = ToldTopic(f"审定{assessment.year}年度安全生产责任制考核结果", "work_safety", special=True)
        meeting = record_act(by, now, Told(type="meeting", unit=assessment.by, date=on, bodies=(body,), participants=((chair, "chair"),), topics=(topic,)))
        return approve(by, now, assessment, body, meeting, note=note)


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
    with transaction.atomic():
        found = ready(assessment, "publish")
        snapshot = _unchanged(found, now)
        lacking = [one.fault for one in approvals_of(found, snapshot, [], day_of(now)) if not one.stands]
        if lacking:
            raise ValidationError([f"不能公布：{'；'.join(lacking)}。"])
        number = issue_result(by, now, found, snapshot)
        take(by, now, found, "publish", note=note, number=number, after={"digest": snapshot.digest, "number": number})
