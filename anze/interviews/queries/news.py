"""What interviews have to tell in the digest of a day: triggers that appeared, notices sent, items due, reports come in."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from anze.duties.policies import DIGEST_AT, OVERDUE_DAYS
from anze.duties.queries.workdays import workdays
from anze.duties.sources import News
from anze.interviews.models import Answer, Interview, Item, Step
from anze.interviews.policies import SOON_DAYS
from anze.interviews.queries.items import due_until, stands
from anze.interviews.queries.lists import cities_of
from anze.interviews.queries.triggers import answered, standing
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import SHANGHAI

TOPIC = "interview"
TOLD = ("notify", "reschedule", "replace", "report", "send_back", "cancel", "revise", "joined")
TO_COMMITTEE = ("report", "revise", "joined")


def news(today: date) -> Iterator[News]:
    """Yield what is to be told today."""
    yield from _triggers(today)
    yield from _steps(today)
    yield from _items(today)


def _triggers(today: date) -> Iterator[News]:
    """Yield every trigger that waits for an answer, on a day off only those that came to be since the day before yesterday."""
    before = today - timedelta(days=2)  # what was entered after yesterday's digest is new today
    now, old = standing(Question(today, today), today), standing(Question(before, before), today)
    given = answered(Answer.objects.current(), now)
    waiting = [one for key, one in now.items() if key not in given]
    units = {one.code: one for one in Unit.objects.filter(code__in={one.unit for one in waiting})}
    cities = cities_of(units.values())
    for one in waiting:
        if one.unit in cities:
            new, days = one.key not in old, (today - one.on).days
            words = "新的约谈情形" if new else f"约谈情形已等了 {days} 天，还没有处理"
            yield News(topic=TOPIC, text=f"{words}：{one.words}", unit=cities[one.unit].code, provision=one.rule, at_once=new,
                       address=reverse("interviews:trigger", args=[one.key]))


def _steps(today: date) -> Iterator[News]:
    """Yield what was sent, called off, reported or sent back since the digest of the last working day, to whom it concerns."""
    days = workdays(today - timedelta(days=20), today - timedelta(days=1))
    last = next((one.day for one in reversed(days) if one.working), today - timedelta(days=1))
    since, until = (datetime.combine(day, DIGEST_AT, SHANGHAI) for day in (last, today))
    rows = Step.objects.filter(at__gte=since, at__lt=until, kind__in=TOLD)
    for step in rows.select_related("interview__unit", "interview__committee").order_by("pk"):
        yield from _told(step)


def _told(step: Step) -> Iterator[News]:
    interview, address = step.interview, reverse("interviews:detail", args=[step.interview.uid])
    meeting = interview.meetings.current().first()
    when = f"，{meeting.at.astimezone(SHANGHAI):%m月%d日 %H:%M}在{meeting.place}" if meeting and step.kind in {"notify", "reschedule", "replace"} else ""
    words = {"notify": f"约谈通知：{interview}{when}", "reschedule": f"约谈改期：{interview}{when}", "report": f"整改已报，待复核：{interview}",
             "send_back": f"整改被退回：{interview}：{step.note}"[:200], "cancel": f"约谈已取消：{interview}",
             "replace": f"约谈通知（被约谈人有变）：{interview}{when}", "revise": f"批准后更改了被约谈人，待重新审批：{interview}",
             "joined": f"批准后并入了约谈情形，待重新审批：{interview}"}[step.kind]
    if step.kind in TO_COMMITTEE:
        yield News(topic=TOPIC, text=words, unit=interview.committee.code, provision=interview.rule, address=address)
        return
    if step.kind != "cancel" or interview.steps.filter(kind="notify").exists():
        yield News(topic=TOPIC, text=words, unit=interview.unit.code, provision=interview.rule, address=address)
        for one in interview.interviewees.current().filter(officer__isnull=False).select_related("officer"):
            if one.officer is not None:
                yield News(topic=TOPIC, text=words, officer=one.officer.code, provision=interview.rule, address=address)
    if step.kind == "replace":
        for one in interview.interviewees.filter(struck_at=step.at, replaced_by=None, officer__isnull=False).select_related("officer"):
            if one.officer is not None:
                yield News(topic=TOPIC, text=f"不再列为被约谈人：{interview}", officer=one.officer.code, provision=interview.rule)


def _items(today: date) -> Iterator[News]:
    """Yield the items that are due soon or overdue, to their owner's office and leader."""
    open_ones = Interview.objects.in_state("rectifying", "sent_back").values("pk")
    first, last = today - timedelta(days=OVERDUE_DAYS), today + timedelta(days=SOON_DAYS)
    rows = Item.objects.current().filter(due_until(last), interview__in=open_ones)
    for item in rows.select_related("interview", "owner__parent", "officer").prefetch_related("reports__review").order_by("deadline", "pk"):
        if not first <= item.due <= last or stands(item) not in {"open", "returned"}:
            continue
        left = (item.due - today).days
        when = f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还有 {left} 天到期"
        about: dict[str, Any] = {"topic": TOPIC, "text": f"约谈整改事项{when}：{item.content}"[:200], "provision": item.interview.rule,
                                 "address": reverse("interviews:detail", args=[item.interview.uid])}
        owner = item.owner.parent if item.owner.level == "department" and item.owner.parent else item.owner
        yield News(unit=owner.code, **about)
        if item.officer is not None:
            yield News(officer=item.officer.code, **about)
