"""A problem takes its next step towards closure."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.codes import STEPS
from anze.acts.models import Problem, ProblemStep
from anze.acts.policies import NEEDS_NOTE, STATES, STEPS_FROM, state_of
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record


def take_step(by: Account | None, now: datetime, problem: Problem, *, kind: str, on: date, note: str = "") -> ProblemStep:
    """Add a step to a problem and return it. Raises ValidationError where it may not follow, lies in the future or before the inspection,
    or says nothing where it must."""
    with transaction.atomic():
        hold()
        found = Problem.objects.select_related("act__withdrawal", "act__unit").prefetch_related("steps").get(pk=problem.pk)
        _check(found, kind, on, note, now)
        before = state_of(found)
        step = ProblemStep(problem=found, kind=kind, on=on, at=now, by=by, note=note.strip())
        step.full_clean(exclude=("problem", "by"))
        step.save()
        record(Change(at=now, actor=by, verb=STEPS[kind], object_type="problem", object_id=f"{found.act.uid}/{found.position}", unit=found.act.unit.code,
                      happened_on=on, before={"state": before}, after={"state": kind}, note=step.note))
    return step


def _check(problem: Problem, kind: str, on: date, note: str, now: datetime) -> None:
    state = state_of(problem)
    if hasattr(problem.act, "withdrawal"):
        raise ValidationError("这次排查的记录已经撤回，问题不再跟进。")
    if kind not in STEPS_FROM[state]:
        allowed = "、".join(STEPS[one] for one in STEPS_FROM[state]) or "没有后续步骤"
        raise ValidationError(f"这个问题现在是“{STATES[state]}”，下一步可以：{allowed}。请刷新页面后再办。")
    faults = {}
    if on > day_of(now):
        faults["on"] = "日期晚于今天，请改正。"
    elif on < problem.act.date:
        faults["on"] = "日期早于排查的日期，请改正。"
    if kind in NEEDS_NOTE and not note.strip():
        faults["note"] = "请写明整改情况。" if kind == "rectified" else "请写明退回的原因。"
    if faults:
        raise ValidationError(faults)
