"""What a slip (督办单) says: the fields with which the office's template is filled, in one of three colours; drafts, and what was issued."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from anze.documents.official import Official, in_words
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.people.moment import day_of
from anze.supervision.codes import COLOURS, ORIGINS
from anze.supervision.models import Task
from anze.supervision.queries.colours import colours_of
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


def slip_fields(task: Task, colour: str, contact: str = "", phone: str = "", today: date | None = None, only: Collection[int] | None = None) -> dict[str, Any]:
    """Return the fields of a slip. Before the assignment (`today` is given) the people are those who would answer that day; `only`: to these
    undertakings (keys) and nobody else."""
    rows = [one for one in task.undertakings.select_related("unit").prefetch_related("people__officer").order_by("position")
            if only is None or one.pk in only]
    table = [{"承办单位": one.unit.name, "分工": one.get_part_display(), "责任人": _people(one, task, today), "期限": in_words(one.due)} for one in rows]
    return {"颜色": COLOURS[colour], "督办事项": task.title, "办理要求": task.text, "事项来源": origin_words(task), "承办": table,
            "承办单位": "、".join(one.unit.name for one in rows),
            "要求": ASKS[colour], "联系人": contact, "联系电话": phone}


def behind(task: Task, colour: str, day: date) -> set[int] | None:
    """Return the undertakings (keys) that a yellow or a red slip of a day is meant for: not done, and near their deadline or past it; of a green
    slip all (None). Whoever has done it is not told to hurry."""
    if colour == "green":
        return None
    rows = list(task.undertakings.prefetch_related("steps").order_by("position"))
    found = colours_of(rows, Question(day, day), day)
    meant = {"red": ("missed",), "yellow": ("missed", "soon")}[colour]
    return {key for key, one in found.items() if one.lamp in meant}


def _people(one: Any, task: Task, today: date | None) -> str:
    if today is not None:
        return "、".join(held.officer.name for held in answering_in(one.unit, task.answering, today)) or "（待定）"
    return "、".join(f"{person.officer.name}（{POSTS.get(person.post, '责任人')}）" for person in one.people.all() if person.struck_at is None)


def drafted(task: Task, colour: str, now: datetime, planned: bool) -> Official:
    """Return the draft of a slip, without a number."""
    today = day_of(now)
    return draft(KIND, task.unit, {"成文日期": today, **slip_fields(task, colour, today=today if planned else None, only=behind(task, colour, today))})


def issued_of(task: Task) -> list[Issued]:
    """Return what was issued about an item, first to last."""
    found = Issued.objects.filter(object_type=OBJECT, object_id=task.uid)
    return list(found.select_related("number__series", "word", "pdf").order_by("pk"))

