"""What supervision has to tell in the digest of a day: items to be signed for, turning yellow, overdue, sent back; reports and requests that wait."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from anze.duties.policies import DIGEST_AT, OVERDUE_DAYS
from anze.duties.queries.workdays import workdays
from anze.duties.sources import News
from anze.law.findings import in_words
from anze.people.moment import SHANGHAI
from anze.supervision.models import Step, Undertaking
from anze.supervision.policies import CLAUSE, NOT_DONE
from anze.supervision.queries.colours import yellow_days

TOPIC = "supervision"


def news(today: date) -> Iterator[News]:
    """Yield what is to be told today."""
    yield from _due(today)
    yield from _steps(today)


def _due(today: date) -> Iterator[News]:
    """Yield what waits to be signed for and what is yellow or became red lately, to who answers for it and to the unit's office."""
    rows = Undertaking.objects.in_state(*NOT_DONE).filter(due__gte=today - timedelta(days=OVERDUE_DAYS))
    for one in rows.select_related("task", "unit__parent").prefetch_related("people__officer").order_by("due", "pk"):
        left = (one.due - today).days
        if left > yellow_days():
            if one.state == "assigned":  # type: ignore[attr-defined]
                yield from _to(one, f"督办事项待签收：{one.task.title}")
            continue
        when = f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还有 {left} 天到期"
        yield from _to(one, f"督办事项{when}：{one.task.title}")


def _steps(today: date) -> Iterator[News]:
    """Yield what was reported, asked, sent back or decided since the digest of the last working day, to the other side."""
    days = workdays(today - timedelta(days=20), today - timedelta(days=1))
    last = next((one.day for one in reversed(days) if one.working), today - timedelta(days=1))
    since, until = (datetime.combine(day, DIGEST_AT, SHANGHAI) for day in (last, today))
    rows = Step.objects.filter(at__gte=since, at__lt=until, kind__in=("report", "ask", "send_back", "grant", "refuse", "release"))
    for step in rows.select_related("undertaking__task__unit", "undertaking__unit__parent").prefetch_related("undertaking__people__officer").order_by("pk"):
        one = step.undertaking
        due = in_words(step.due) if step.due else ""
        words = {"report": "督办事项已反馈，待复核", "ask": f"督办事项申请延期到{due}", "send_back": "督办事项退回补办", "grant": f"督办事项延期到{due}",
                 "refuse": "督办事项不同意延期", "release": "督办事项不再承办"}[step.kind]
        if step.kind in {"report", "ask"}:
            yield News(topic=TOPIC, text=f"{words}：{one.unit.name}：{one.task.title}"[:200], unit=one.task.unit.code, provision=CLAUSE,
                       address=reverse("supervision:detail", args=[one.task.uid]))
        else:
            yield from _to(one, f"{words}：{one.task.title}" + (f"（{step.note}）" if step.note else ""))


def _to(one: Undertaking, text: str) -> Iterator[News]:
    about: dict[str, Any] = {"topic": TOPIC, "text": text[:200], "provision": CLAUSE, "address": reverse("supervision:detail", args=[one.task.uid])}
    for person in one.people.all():
        if person.struck_at is None:
            yield News(officer=person.officer.code, **about)
    office = one.unit.parent if one.unit.level == "department" and one.unit.parent else one.unit
    yield News(unit=office.code, **about)
