"""A year's tasks: laid out from the regulation, added, stated anew, dropped, marked as done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.duties.queries.keywork import next_year
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, record
from anze.yearly.models import TaskMark, YearTask
from anze.yearly.queries.plan import Planned

STATED: Final = ("text", "due", "provision", "note")


def lay_out(by: Account | None, now: datetime, *, unit: Unit, year: int, plan: Sequence[Planned]) -> tuple[int, int]:
    """Put on record what the regulation gives the unit for the year and, where the year has none of its own yet, last year's own tasks a
    year on. Return how many of each were added; what stands there already, or was dropped before, is left alone."""
    with transaction.atomic():
        _hold(unit)
        there = YearTask.objects.filter(unit=unit, year=year)
        keys = set(there.exclude(key="").values_list("key", flat=True))
        new = [YearTask(unit=unit, year=year, line=one.key, key=one.key, text=one.text[:300], due=one.due, provision=one.provision, recorded_at=now,
                        recorded_by=by) for one in plan if one.key not in keys]
        last = [] if there.filter(key="").exists() else list(YearTask.objects.current().filter(unit=unit, year=year - 1, key="").order_by("due", "id"))
        own = [YearTask(unit=unit, year=year, line=f"o{number}", text=one.text, due=next_year(one.due), provision=one.provision, note=one.note,
                        recorded_at=now, recorded_by=by) for number, one in enumerate(last, 1)]
        if new or own:
            YearTask.objects.bulk_create([*new, *own])
            _write(by, now, "列出年度任务", unit, year, "", {"added": len(new) + len(own), "items": [one.line for one in (*new, *own)]})
    return len(new), len(own)


def add_task(by: Account | None, now: datetime, *, unit: Unit, year: int, **fields: Any) -> YearTask:
    """Add a task of the office's own and return it. `fields`: text, due, provision, note."""
    with transaction.atomic():
        _hold(unit)
        used = YearTask.objects.filter(unit=unit, year=year, key="").values("line").distinct().count()
        task = YearTask(unit=unit, year=year, line=f"o{used + 1}", recorded_at=now, recorded_by=by, **fields)
        task.full_clean(exclude=["replaces"])
        task.save()
        _write(by, now, "添加年度任务", unit, year, task.line, _plain(task))
    return task


def change_task(by: Account | None, now: datetime, task: YearTask, *, reason: str, **fields: Any) -> YearTask:
    """State a task anew; the old entry stays on record and the marks stay with it. Raises ValidationError if another was faster."""
    with transaction.atomic():
        old = _struck(now, task, reason)
        new = YearTask(unit=old.unit, year=old.year, line=old.line, key=old.key, recorded_at=now, recorded_by=by, replaces_id=old.pk,
                       **({name: getattr(old, name) for name in STATED} | fields))
        new.full_clean(exclude=["replaces"])
        new.save()
        _write(by, now, "更改年度任务", new.unit, new.year, new.line, _plain(new), _plain(old), reason)
    return new


def drop_task(by: Account | None, now: datetime, task: YearTask, *, reason: str) -> None:
    """Take a task off the year, with the reason; it stays on record."""
    with transaction.atomic():
        old = _struck(now, task, reason)
        _write(by, now, "撤下年度任务", old.unit, old.year, old.line, None, _plain(old), reason)


def mark_task(by: Account | None, now: datetime, task: YearTask, *, on: date, done: bool, note: str = "") -> TaskMark:
    """Put on record that a task was done on a day, or that it is not. Raises ValidationError for a day that has not come."""
    if on > day_of(now):
        raise ValidationError("完成日期在今天以后。请填实际完成的那一天。")
    with transaction.atomic():
        mark = TaskMark.objects.create(unit=task.unit, year=task.year, line=task.line, on=on, done=done, note=note[:300], at=now, by=by)
        after = {"on": on, "note": mark.note, "state": "完成" if done else "未完成"}
        _write(by, now, "登记年度任务完成" if done else "取消年度任务完成", task.unit, task.year, task.line, after, happened_on=on)
    return mark


def _hold(unit: Unit) -> None:
    """Let two offices' clerks write one after the other: numbers of lines are not given twice."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def _struck(now: datetime, task: YearTask, reason: str) -> YearTask:
    old = YearTask.objects.select_for_update().select_related("unit").get(pk=task.pk)
    if old.struck_at is not None:
        raise ValidationError("这项任务刚被别人更改过。请刷新页面，在新的记录上修改。")
    old.struck_at, old.struck_reason = now, reason
    old.save(update_fields=["struck_at", "struck_reason"])
    return old


def _plain(task: YearTask) -> dict[str, Any]:
    return {"text": task.text, "deadline": task.due, "rule": task.provision, "note": task.note}


def _write(by: Account | None, now: datetime, verb: str, unit: Unit, year: int, line: str, after: Mapping[str, Any] | None,
           before: Mapping[str, Any] | None = None, note: str = "", happened_on: date | None = None) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="year_task", object_id=f"{unit.code}:{year}:{line}".rstrip(":"), unit=unit.code,
                  before=before, after=after, note=note, happened_on=happened_on))
