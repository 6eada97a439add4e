"""What every verb does alike: hold the ledger, look where the thing stands, add the step and its entry."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError

from anze.law.findings import in_words
from anze.people.models import Account, Officer
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.supervision.models import Step, Task, TaskStep, Undertaking
from anze.supervision.policies import ASKED_BY, CLAUSE, FARTHEST_DAYS, TASK, UNDERTAKING

OBJECT: Final = "supervision"


def needed(text: str, field: str, words: str) -> str:
    """Return a text without its margins. Raises ValidationError with the words where it says nothing."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()


def due_fault(due: date, today: date) -> str:
    """Say why a day can be no deadline; empty where it can."""
    if due < today:
        return "办理期限已经过去，请改成今天或者以后。"
    return "办理期限在三年以后，请核对年份。" if due > today + timedelta(days=FARTHEST_DAYS) else ""


def task_now(task: Task, kind: str) -> Any:
    """Return the item as it stands now, held against others until the transaction ends. Raises ValidationError where the verb may not be taken."""
    hold()
    found: Any = Task.objects.with_state().select_related("unit").get(pk=task.pk)
    words = TASK.refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def undertaking_now(one: Undertaking, kind: str) -> Any:
    """Return the undertaking as it stands now; as `task_now`."""
    hold()
    found: Any = Undertaking.objects.with_state().select_related("task__unit", "unit").get(pk=one.pk)
    words = UNDERTAKING.refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def step_task(by: Account | None, now: datetime, task: Task, kind: str, *, note: str = "", number: str = "", before: Mapping[str, Any] | None = None,
              after: Mapping[str, Any] | None = None) -> TaskStep:
    """Add a step to an item with its entry and return it."""
    step = TaskStep(task=task, kind=kind, on=day_of(now), at=now, by=by, note=note.strip(), number=number)
    step.full_clean(exclude=("task", "by"))
    step.save()
    record(Change(at=now, actor=by, verb=TASK.verbs[kind].label, object_type=OBJECT, object_id=task.uid, unit=task.unit.code, happened_on=step.on,
                  provision=CLAUSE, before=before, after=after, note=step.note))
    return step


def step_undertaking(by: Account | None, now: datetime, one: Undertaking, kind: str, *, on: date | None = None, since: date | None = None, note: str = "",
                     due: date | None = None, behalf: Officer | None = None, proposed_by: Account | None = None, before: Mapping[str, Any] | None = None,
                     after: Mapping[str, Any] | None = None) -> Step:
    """Add a step to an undertaking with its entry and return it. Raises ValidationError for a day to come or before `since`."""
    today = day_of(now)
    if on is not None and on > today:
        raise ValidationError({"on": "日期晚于今天，请改正。"})
    if on is not None and since is not None and on < since:
        raise ValidationError({"on": f"日期早于交办的日期（{in_words(since)}），请改正。"})
    step = Step(undertaking=one, kind=kind, on=on or today, at=now, by=by, note=note.strip(), due=due, behalf=behalf, proposed_by=proposed_by)
    step.full_clean(exclude=("undertaking", "by", "behalf", "proposed_by"))
    step.save()
    record(Change(at=now, actor=by, verb=UNDERTAKING.verbs[kind].label, object_type=OBJECT, object_id=one.task.uid, unit=one.unit.code,
                  on_behalf=behalf.code if behalf else "", happened_on=step.on, provision=CLAUSE, before=before, after=after, note=step.note))
    return step


def other_person(by: Account, one: Undertaking, kind: str) -> Account:
    """Return who asked or reported last; raises ValidationError where that is `by`: nobody decides on his own word."""
    step = one.steps.filter(kind=ASKED_BY[kind]).select_related("by").order_by("-pk").first()
    if step is None or step.by is None:
        raise ValidationError("没有申请人、反馈人，不能审批、复核。")
    if step.by == by:
        raise ValidationError("这是您申请、反馈的，不能由您审批、复核。请由交办单位的另一位同志办理。")
    return step.by
