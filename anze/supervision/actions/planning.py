"""Items are planned (立项), changed before they go out, assigned (交办) under a number, withdrawn."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.papers.actions.issuing import issue
from anze.papers.actions.numbering import reserve
from anze.papers.drafting import draft
from anze.papers.queries.letterheads import series_of
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import hold
from anze.supervision.actions.stepping import OBJECT, due_fault, needed, step_task, step_undertaking, task_now
from anze.supervision.models import Responsible, Task, TaskStep, Undertaking
from anze.supervision.policies import UNDERTAKING
from anze.supervision.queries.people import answering_in
from anze.supervision.queries.slips import KIND, slip_fields
from anze.supervision.told import Origin, Wanted


def plan(by: Account | None, now: datetime, unit: Unit, origin: Origin, wanted: Sequence[Wanted]) -> list[Task]:
    """Plan items of one origin under a place's supervision and return them, in their order; what was sent before is returned as it is.

    Raises ValidationError for nothing, and for whatever of a row cannot be, each with its place.
    """
    if not wanted:
        raise ValidationError("请至少写一个督办事项。")
    with transaction.atomic():
        hold()
        faults = [f"第 {place} 项：{fault}" if len(wanted) > 1 else fault
                  for place, one in enumerate(wanted, 1) if one.key is None or not _sent(one.key) for fault in faults_of(one, unit, day_of(now))]
        if faults:
            raise ValidationError(faults)
        return [_sent(one.key) or _planned(by, now, unit, origin, one) for one in wanted]


def plan_and_assign(by: Account, now: datetime, unit: Unit, origin: Origin, wanted: Sequence[Wanted], *, contact: str = "", phone: str = "") -> list[Task]:
    """Plan items and assign them in the same breath: all or none. What was sent before is neither planned nor assigned again."""
    with transaction.atomic():
        made = plan(by, now, unit, origin, wanted)
        for one in made:
            if not one.steps.filter(kind="assign").exists():
                assign(by, now, one, contact=contact, phone=phone)
    return made


def _sent(key: str | None) -> Task | None:
    return Task.objects.filter(device_key=key).first() if key else None


def faults_of(wanted: Wanted, unit: Unit, today: date) -> list[str]:
    """Say everything because of which an item cannot be planned under a place's supervision."""
    found = [due_fault(wanted.due, today)]
    for one in (wanted.main, *wanted.assists):
        if not one.path.startswith(unit.path):
            found.append(f"{one.name}不在{unit.name}所辖，不能交办。")
        if one.closed_on is not None:
            found.append(f"{one.name}已经撤销，请改选。")
    if wanted.main in wanted.assists or len(set(wanted.assists)) < len(wanted.assists):
        found.append("同一家单位只列一次：主办单位不再列为协办。")
    return [one for one in found if one]


def _planned(by: Account | None, now: datetime, unit: Unit, origin: Origin, wanted: Wanted) -> Task:
    year = day_of(now).year
    serial = (Task.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
    made = Task(uid=f"db-{year}-{serial:04d}", year=year, serial=serial, unit=unit, title=wanted.title.strip(), text=wanted.text.strip(), due=wanted.due,
                answering=wanted.answering, origin=origin.kind, origin_list=origin.list, origin_id=origin.id, document=origin.document.strip(),
                issuer=origin.issuer.strip(), issued_on=origin.issued_on, planned_at=now, planned_by=by, device_key=wanted.key)
    made.full_clean(exclude=("unit", "planned_by"))
    made.save()
    _list(made, wanted)
    step_task(by, now, made, "plan", after=wanted.plain() | origin.plain())
    return made


def _list(task: Task, wanted: Wanted) -> None:
    units = [("main", wanted.main), *(("assist", one) for one in wanted.assists)]
    Undertaking.objects.bulk_create([Undertaking(task=task, position=place, part=part, unit=one, due=task.due) for place, (part, one) in enumerate(units, 1)])


def wanted_of(task: Task) -> Wanted:
    """Return an item as it is told."""
    rows = list(task.undertakings.select_related("unit").order_by("position"))
    return Wanted(title=task.title, text=task.text, due=task.due, main=next(one.unit for one in rows if one.part == "main"),
                  assists=tuple(one.unit for one in rows if one.part == "assist"), answering=task.answering)


def change(by: Account, now: datetime, task: Task, wanted: Wanted) -> TaskStep:
    """State an item anew that has not been assigned. Raises ValidationError where nothing changes or something cannot be."""
    with transaction.atomic():
        found = task_now(task, "change")
        before = wanted_of(found)
        if before.plain() == wanted.plain():
            raise ValidationError("没有改动。")
        faults = faults_of(wanted, found.unit, day_of(now))
        if faults:
            raise ValidationError(faults)
        found.title, found.text, found.due, found.answering = wanted.title.strip(), wanted.text.strip(), wanted.due, wanted.answering
        found.full_clean(exclude=("unit", "planned_by"), validate_unique=False)
        found.save()
        found.undertakings.all().delete()  # nothing was done with them yet: the entry tells what they were
        _list(found, wanted)
        return step_task(by, now, found, "change", before=before.plain(), after=wanted.plain())


def assign(by: Account, now: datetime, task: Task, *, contact: str = "", phone: str = "", note: str = "") -> TaskStep:
    """Assign an item: people answer by post as of today, the slip takes its number and is issued.

    Raises ValidationError naming every undertaker in which nobody holds the post.
    """
    with transaction.atomic():
        found, today = task_now(task, "assign"), day_of(now)
        rows = list(found.undertakings.select_related("unit").order_by("position"))
        people = {one.pk: answering_in(one.unit, found.answering, today) for one in rows}
        faults = [due_fault(found.due, today), *(f"{one.unit.name}今天没有在任的{found.get_answering_display()}。请先在名册登记任期，或者更改责任人。"
                                                 for one in rows if not people[one.pk])]
        if any(faults):
            raise ValidationError([one for one in faults if one])
        number = reserve(by, now, found.unit, series_of(found.unit, KIND), today.year)
        after = {"deadline": found.due.isoformat(), "number": number.text, "officers": [held.officer.code for one in rows for held in people[one.pk]]}
        step = step_task(by, now, found, "assign", note=note, number=number.text, after=after)
        for one in rows:
            hand_over(by, now, one, people[one.pk])
        official = draft(KIND, found.unit, {"文号": number.text, "成文日期": today, **slip_fields(found, "green", contact, phone)})
        issue(by, now, KIND, (OBJECT, found.uid), found.unit, official, number)
    return step


def hand_over(by: Account, now: datetime, one: Undertaking, people: Sequence[Any]) -> None:
    """Assign an undertaking to the people (tenures) who answer for it from today."""
    for held in people:
        answers(by, now, one, held.officer, held.post)
    step_undertaking(by, now, one, "assign", due=one.due, after={"officers": [held.officer.code for held in people], "deadline": one.due.isoformat()})


def answers(by: Account | None, now: datetime, one: Undertaking, officer: Any, post: str) -> Responsible:
    """Put on record that somebody answers for an undertaking, under a code of its own."""
    serial = Responsible.objects.filter(undertaking__task=one.task_id).count() + 1
    made = Responsible(undertaking=one, officer=officer, post=post, code=f"{one.task.uid}-{serial}", recorded_at=now, recorded_by=by)
    made.full_clean(exclude=("undertaking", "officer", "recorded_by", "replaces"))
    made.save()
    return made


def withdraw(by: Account, now: datetime, task: Task, *, note: str) -> TaskStep:
    """Withdraw an item, with the reason: it drops out of everybody's assignments from now on; what was on record before stays so."""
    note = needed(note, "note", "请写明撤销的原因。")
    with transaction.atomic():
        found = task_now(task, "withdraw")
        step = step_task(by, now, found, "withdraw", note=note)
        open_ones = [state for state in UNDERTAKING.open if state != "planned"]
        for one in found.undertakings.in_state(*open_ones).select_related("task__unit", "unit").order_by("position"):
            step_undertaking(by, now, one, "release", note=note)
    return step
