"""Which meetings may have approved a result: of the right body, held and recorded once the result was frozen, never one that approved another result."""

from datetime import date

from anze.acts.models import Act
from anze.assessments.models import Approval, Assessment, Snapshot
from anze.assessments.queries.pack import posts_for
from anze.law.codes import APPROVALS, ASSESSMENT_STEPS, BODIES, POSTS
from anze.law.findings import in_words
from anze.people.models import Tenure
from anze.people.moment import day_of


def vacancy(assessment: Assessment, body: str, day: date) -> str:
    """Say which post that answers for a body's meetings nobody held on a day; empty where somebody did."""
    posts = posts_for(body)
    held = Tenure.objects.current().held_on(day).filter(unit=assessment.by, post__in=posts)
    return "" if not posts or held.exists() else f"{assessment.by.name}{'、'.join(POSTS[one] for one in posts)}空缺"


def meetings_for(assessment: Assessment, body: str, snapshot: Snapshot | None, today: date) -> list[Act]:
    """Return the meetings on record that may have approved a snapshot, the newest first."""
    if snapshot is None:
        return []
    rows = Act.objects.filter(type="meeting", unit=assessment.by, date__gte=day_of(snapshot.at), date__lte=today, withdrawal=None).select_related("unit")
    return [one for one in rows.order_by("-date", "-pk")[:50] if body in one.bodies and not meeting_fault(assessment, body, one, snapshot, today)]


def meeting_fault(assessment: Assessment, body: str, meeting: Act, snapshot: Snapshot, today: date) -> str:
    """Say why a meeting cannot have approved a snapshot; empty where it can. What it had before it must have been this result: a meeting that was
    held or put on record before the result was frozen, or that approved another, did not see it."""
    frozen, other = day_of(snapshot.at), _approved_before(assessment, meeting, snapshot)
    said = {
        meeting.type != "meeting" or meeting.unit_id != assessment.by_id or body not in meeting.bodies: f"请选{assessment.by.name}的{BODIES[body]}。",
        meeting.date < frozen: f"这次会议（{in_words(meeting.date)}）早于固定结果的日期（{in_words(frozen)}），审定的不会是这个结果。",
        meeting.recorded_at < snapshot.at: "这条会议记录在固定结果以前就登记了，审定的不会是这个结果。",
        meeting.date > today: "会议日期晚于今天。",
        hasattr(meeting, "withdrawal"): "这条会议记录已经撤回，请另选。",
        other is not None: f"这次会议审定的是第 {other.snapshot.serial} 号快照（摘要 {other.digest[:8]}），不是现在的结果。现在的结果要由另一次会议审定。"
        if other else "",
    }  # of several the last is said
    return said.get(True, "")


def _approved_before(assessment: Assessment, meeting: Act, snapshot: Snapshot) -> Approval | None:
    """Return by which approval the meeting, or the record that it corrects, approved another snapshot."""
    chain, one = [meeting], meeting
    while one.replaces is not None:
        one = one.replaces
        chain.append(one)
    return Approval.objects.filter(assessment=assessment, meeting__in=chain).exclude(digest=snapshot.digest).select_related("snapshot").first()


def to_explain(assessment: Assessment, body: str, snapshot: Snapshot, day: date) -> list[str]:
    """Return what a meeting of a body on a day needs a word for: the post that calls it vacant, the other meeting to come first not there yet,
    another meeting of the day that approved another result."""
    found = [f"{empty}，请写明这次会议由谁主持、依据什么"] if (empty := vacancy(assessment, body, day)) else []
    rows = Approval.objects.filter(assessment=assessment)
    if body != APPROVALS[0]:
        first = rows.filter(struck_at=None, body=APPROVALS[0], digest=snapshot.digest).first()
        if first is None or first.on > day:
            found.append(f"{ASSESSMENT_STEPS[APPROVALS[0]]}{'在后' if first else '还没有登记'}，请写明为什么{BODIES[body]}在前")
    if rows.filter(body=body, on=day).exclude(digest=snapshot.digest).exists():
        found.append(f"{in_words(day)}的{BODIES[body]}审定过以前的结果，当天又开了一次会的请写明")
    return found
