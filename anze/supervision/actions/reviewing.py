"""What the supervising office does with an undertaking: decides on extensions, reviews, closes, hands on, releases, sends slips."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.law.findings import in_words
from anze.papers.actions.issuing import issue
from anze.papers.actions.numbering import reserve
from anze.papers.drafting import draft
from anze.papers.queries.letterheads import series_of
from anze.people.models import Account, Officer
from anze.people.moment import day_of
from anze.supervision.actions.planning import answers
from anze.supervision.actions.stepping import (
    OBJECT,
    needed,
    other_person,
    step_task,
    step_undertaking,
    task_now,
    undertaking_now,
)
from anze.supervision.actions.undertaking import check_later
from anze.supervision.codes import COLOURS
from anze.supervision.models import Step, Task, TaskStep, Undertaking
from anze.supervision.policies import UNDERTAKING
from anze.supervision.queries.people import leaders_of
from anze.supervision.queries.slips import KIND, behind, slip_fields
from anze.supervision.queries.terms import terms


def grant(by: Account, now: datetime, one: Undertaking, *, due: date, note: str = "") -> Step:
    """Grant an extension, as asked or shorter; never by whoever asked."""
    with transaction.atomic():
        found = undertaking_now(one, "grant")
        asked = terms(found).asked
        check_later(found, due, day_of(now))
        if asked and asked.due and due > asked.due:
            raise ValidationError({"due": f"同意的期限不能晚于申请的期限（{in_words(asked.due)}）。"})
        step = step_undertaking(by, now, found, "grant", due=due, note=note, proposed_by=other_person(by, found, "grant"),
                                before={"deadline": found.due.isoformat()}, after={"deadline": due.isoformat()})
        Undertaking.objects.filter(pk=found.pk).update(due=due)
    return step


def refuse(by: Account, now: datetime, one: Undertaking, *, note: str) -> Step:
    """Refuse an extension, with the reason; the deadline stays."""
    note = needed(note, "note", "请写明不同意延期的理由。")
    with transaction.atomic():
        found = undertaking_now(one, "refuse")
        return step_undertaking(by, now, found, "refuse", note=note, proposed_by=other_person(by, found, "refuse"))


def accept(by: Account, now: datetime, one: Undertaking, *, note: str = "") -> Step:
    """Accept what was reported; with the last undertaker the item is closed. Never by whoever reported."""
    with transaction.atomic():
        found = undertaking_now(one, "accept")
        step = step_undertaking(by, now, found, "accept", note=note, proposed_by=other_person(by, found, "accept"))
        _close_if_done(by, now, found.task)
    return step


def _close_if_done(by: Account, now: datetime, task: Task) -> None:
    rows: Any = task.undertakings.with_state()
    states = list(rows.values_list("state", flat=True))
    if "accepted" in states and not set(states) & set(UNDERTAKING.open):
        step_task(by, now, task_now(task, "close"), "close")


def send_back(by: Account, now: datetime, one: Undertaking, *, note: str) -> Step:
    """Send what was reported back, with what is missing; it counts as not done again. Never by whoever reported."""
    note = needed(note, "note", "请写明哪里没有办到位。")
    with transaction.atomic():
        found = undertaking_now(one, "send_back")
        return step_undertaking(by, now, found, "send_back", note=note, proposed_by=other_person(by, found, "send_back"))


def hand_on(by: Account, now: datetime, one: Undertaking, *, officers: list[Officer], note: str) -> Step:
    """Have other leaders of the unit answer for an undertaking, with the reason. Whoever hands it on after it fell due still answers for that."""
    note = needed(note, "note", "请写明更换责任人的原因。")
    with transaction.atomic():
        found = undertaking_now(one, "hand_on")
        offered = dict(leaders_of(found.unit, day_of(now)))
        strange = [officer.name for officer in officers if officer not in offered]
        if strange or not officers:
            raise ValidationError({"officers": f"{'、'.join(strange)}今天不在{found.unit.name}任职。" if strange else "请选择责任人。"})
        standing = list(found.people.current().select_related("officer").order_by("pk"))
        if {person.officer for person in standing} == set(officers):
            raise ValidationError({"officers": "责任人没有变。"})
        for person in standing:
            if person.officer not in officers:
                person.struck_at, person.struck_reason = now, note[:200]
                person.save(update_fields=["struck_at", "struck_reason"])
        staying = {person.officer for person in standing}
        for officer in officers:
            if officer not in staying:
                answers(by, now, found, officer, offered[officer])
        return step_undertaking(by, now, found, "hand_on", note=note, before={"officers": [person.officer.code for person in standing]},
                                after={"officers": [officer.code for officer in officers]})


def release(by: Account, now: datetime, one: Undertaking, *, note: str) -> Step:
    """Release an undertaker, with the reason; its people answer for nothing any more. The last one is not released: the item is withdrawn."""
    note = needed(note, "note", "请写明解除承办的原因。")
    with transaction.atomic():
        found = undertaking_now(one, "release")
        if not found.task.undertakings.exclude(pk=found.pk).exclude(steps__kind="release").exists():
            raise ValidationError("只剩这一家承办。不再办理的，请撤销整个事项。")
        step = step_undertaking(by, now, found, "release", note=note)
        _close_if_done(by, now, found.task)
    return step


def send_slip(by: Account, now: datetime, task: Task, *, colour: str, contact: str = "", phone: str = "") -> TaskStep:
    """Issue a yellow or a red slip under a number. Raises ValidationError where the item does not stand so, or one of the colour went out today."""
    with transaction.atomic():
        found, today = task_now(task, "slip"), day_of(now)
        if colour not in {"yellow", "red"}:
            raise ValidationError("这个事项还没有临期或者逾期，不发黄色、红色督办单。")
        if found.steps.filter(kind="slip", on=today).exists():
            raise ValidationError("今天已经发过督办单。同一事项一天至多一份。")
        number = reserve(by, now, found.unit, series_of(found.unit, KIND), today.year)
        step = step_task(by, now, found, "slip", note=f"{COLOURS[colour]}督办单", number=number.text, after={"colour": COLOURS[colour], "number": number.text})
        fields = slip_fields(found, colour, contact, phone, only=behind(found, colour, today))
        official = draft(KIND, found.unit, {"文号": number.text, "成文日期": today, **fields})
        issue(by, now, KIND, (OBJECT, found.uid), found.unit, official, number)
    return step
