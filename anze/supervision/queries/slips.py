"""What a slip (督办单) says: the fields with which the office's template is filled, in one of three colours; drafts, and what was issued."""

from datetime import date, datetime
from typing import Any, Final

from anze.documents.official import Official, in_words
from anze.law.codes import POSTS
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.people.moment import day_of
from anze.supervision.codes import COLOURS, ORIGINS
from anze.supervision.models import Task
from anze.supervision.queries.people import answering_in

KIND: Final = "supervision_slip"
OBJECT: Final = "supervision"
ASKS: Final = {
    "green": "请按期办理，办结后在系统反馈办理情况并附佐证；到期办不完的，在期限届满前写明理由申请延期。",
    "yellow": "办理期限将届满，请抓紧办理，按期反馈；确实办不完的，立即写明理由申请延期。",
    "red": "事项已经逾期。请立即办结并反馈，写明逾期的原因；逾期办结的，不作按期计算。",
}


def origin_words(task: Task) -> str:
    """Return where an item comes from, as a document says it."""
    if task.origin == "document":
        day = in_words(task.issued_on) if task.issued_on else ""
        return f"{task.issuer}{task.document}（{day}）"
    return ORIGINS[task.origin]


def slip_fields(task: Task, colour: str, contact: str = "", phone: str = "", today: date | None = None) -> dict[str, Any]:
    """Return the fields of a slip. Before the assignment (`today` is given) the people are those who would answer that day."""
    rows = list(task.undertakings.select_related("unit").prefetch_related("people__officer").order_by("position"))
    table = [{"承办单位": one.unit.name, "分工": one.get_part_display(), "责任人": _people(one, task, today), "期限": in_words(one.due)} for one in rows]
    return {"颜色": COLOURS[colour], "督办事项": task.title, "办理要求": task.text, "事项来源": origin_words(task), "承办": table,
            "承办单位": "，".join(one.unit.name for one in rows),
            "要求": ASKS[colour], "联系人": contact, "联系电话": phone}


def _people(one: Any, task: Task, today: date | None) -> str:
    if today is not None:
        return "、".join(held.officer.name for held in answering_in(one.unit, task.answering, today)) or "（待定）"
    return "、".join(f"{person.officer.name}（{POSTS.get(person.post, '责任人')}）" for person in one.people.all() if person.struck_at is None)


def drafted(task: Task, colour: str, now: datetime, planned: bool) -> Official:
    """Return the draft of a slip, without a number."""
    today = day_of(now)
    return draft(KIND, task.unit, {"成文日期": today, **slip_fields(task, colour, today=today if planned else None)})


def issued_of(task: Task) -> list[Issued]:
    """Return what was issued about an item, first to last."""
    found = Issued.objects.filter(object_type=OBJECT, object_id=task.uid)
    return list(found.select_related("number__series", "word", "pdf").order_by("pk"))

