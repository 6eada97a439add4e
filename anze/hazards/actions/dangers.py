"""Dangers are recorded, corrected, put right, re-checked, closed; a major one is reported up at once and proposed for listing."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.acts.models import Problem
from anze.hazards.actions.following import date_anew, keep_version, listing_over
from anze.hazards.actions.proposing import put_forward
from anze.hazards.actions.stepping import DUTY, danger_now, needed, step_danger
from anze.hazards.models import Danger, DangerReport, DangerStep, DangerVersion
from anze.hazards.models.danger import STATED
from anze.hazards.policies import LISTING
from anze.hazards.queries.places import above, lister_of
from anze.hazards.told import Found, Stated
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record


def stated_of(danger: Danger) -> Stated:
    """Return what is stated of a danger now."""
    return Stated(**{name: getattr(danger, name) for name in STATED})


def record_danger(by: Account | None, now: datetime, found: Found, told: Stated) -> Danger:
    """Record a danger and return it; a major one is reported to the county's and the city's office and proposed for listing in the same breath.

    Raises ValidationError with everything that is wrong, by field.
    """
    with transaction.atomic():
        hold()
        year = day_of(now).year
        serial = (Danger.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
        made = Danger(uid=f"yh-{year}-{serial:04d}", year=year, serial=serial, unit=found.unit, source=found.source, found_on=found.on, patrol=found.patrol,
                      problem=found.problem, **{name: getattr(told, name) for name in STATED})
        _check(made, now, found.on)
        made.save()
        keep_version(by, now, made)
        step_danger(by, now, made, "record", on=found.on, after=told.plain() | {"source": made.get_source_display(), "unit": found.unit.code})
        if told.level == "major":
            _raise(by, now, made, found.lister)
    return made


def take_over(by: Account, now: datetime, problem: Problem, *, level: str, unit: Unit, deadline: date, lister: Unit | None = None) -> Danger:
    """Make a danger of a problem that a led inspection found: nothing is typed twice. Raises ValidationError where that was done already."""
    if Danger.objects.filter(problem=problem).exists():
        raise ValidationError("这个排查问题已经转为隐患，请刷新页面。")
    department = problem.follow_up_unit if problem.follow_up_unit and problem.follow_up_unit.level == "department" else None
    told = Stated(level=level, text=problem.text, owner=problem.owner or str(problem.follow_up_unit or unit.name), deadline=problem.deadline or deadline,
                  place=str(getattr(problem.act, "place", ""))[:120], department=department)
    return record_danger(by, now, Found(unit=unit, source="inspection", on=problem.act.date, problem=problem, lister=lister), told)


def correct_danger(by: Account, now: datetime, danger: Danger, told: Stated, *, reason: str, lister: Unit | None = None) -> Danger:
    """State a danger anew, with the reason; the former statement stays on record. One that is found to be major now goes up at once."""
    reason = needed(reason, "reason", "请写明更正的原因。")
    with transaction.atomic():
        found: Danger = danger_now(danger, "correct")
        before = stated_of(found)
        if before == told:
            raise ValidationError("内容没有变化，没有更正。")
        if told.level != "major" and _under_listing(found):
            raise ValidationError({"level": "这个隐患正在挂牌督办，不能改为一般隐患。请先撤回提请，或者待销号。"})
        if told.deadline != before.deadline and (over := listing_over(found)):
            raise ValidationError({"deadline": f"正在挂牌督办，整改期限以挂牌督办（{over.uid}）的为准。要延期的，请在挂牌督办里申请。"})
        for name in STATED:
            setattr(found, name, getattr(told, name))
        _check(found, now, found.found_on, dated=told.deadline != before.deadline)
        found.save(update_fields=list(STATED))
        old = DangerVersion.objects.current().filter(danger=found).first()
        DangerVersion.objects.filter(danger=found, struck_at=None).update(struck_at=now, struck_reason=reason[:200])
        keep_version(by, now, found, old)
        step_danger(by, now, found, "correct", note=reason, before=before.plain(), after=told.plain())
        if told.level == "major" and before.level != "major":
            _raise(by, now, found, lister)
    return found


def rectify(by: Account, now: datetime, danger: Danger, *, on: date, note: str) -> DangerStep:
    """Say how it was put right; it waits for the re-check."""
    note = needed(note, "note", "请写明整改情况：做了什么，结果怎样。")
    with transaction.atomic():
        return step_danger(by, now, danger_now(danger, "rectify"), "rectify", on=on, note=note)


def recheck(by: Account, now: datetime, danger: Danger, *, passed: bool, on: date, note: str = "", deadline: date | None = None) -> DangerStep:
    """Record a re-check (复查): passed, or not, with the reason and the next deadline."""
    kind = "pass" if passed else "fail"
    with transaction.atomic():
        found = danger_now(danger, kind)
        if over := listing_over(found):
            raise ValidationError(f"这个隐患正在挂牌督办，由挂牌单位在挂牌督办（{over.uid}）里验收，不另作复查。")
        if not passed:
            note = needed(note, "note", "请写明哪里没有整改到位。")
            if deadline is None or deadline < day_of(now):
                raise ValidationError({"deadline": "请写明新的整改期限，不早于今天。"})
            before = found.deadline
            date_anew(by, now, found, deadline, "复查未通过")
            return step_danger(by, now, found, kind, on=on, note=note, deadline=deadline, before={"deadline": before.isoformat()},
                               after={"deadline": deadline.isoformat()})
        return step_danger(by, now, found, kind, on=on, note=note)


def close(by: Account, now: datetime, danger: Danger, *, note: str = "") -> DangerStep:
    """Close what passed its re-check. Raises ValidationError for one under listing: it is closed together with that."""
    with transaction.atomic():
        found = danger_now(danger, "close")
        if _under_listing(found):
            raise ValidationError("这个隐患正在挂牌督办，随挂牌督办销号一并办结。")
        return step_danger(by, now, found, "close", note=note)


def withdraw(by: Account, now: datetime, danger: Danger, *, reason: str) -> DangerStep:
    """Take a record that was made by mistake back, with the reason."""
    reason = needed(reason, "reason", "请写明撤回的原因。")
    with transaction.atomic():
        found = danger_now(danger, "withdraw")
        if _under_listing(found):
            raise ValidationError("这个隐患正在挂牌督办或者已提请挂牌。请先撤回提请。")
        DangerVersion.objects.filter(danger=found, struck_at=None).update(struck_at=now, struck_reason=reason[:200])
        return step_danger(by, now, found, "withdraw", note=reason, before=stated_of(found).plain())


def _under_listing(danger: Danger) -> bool:
    return danger.listings.in_state(*LISTING.open).exists()


def _check(danger: Danger, now: datetime, found_on: date, *, dated: bool = True) -> None:
    wrong: dict[str, Any] = {}
    try:
        danger.full_clean(exclude=("unit", "enterprise", "cell", "department", "patrol"), validate_unique=danger.pk is None)
    except ValidationError as fault:
        wrong = fault.message_dict
    if found_on > day_of(now):
        wrong["on"] = ["发现日期晚于今天，请改正。"]
    if dated and danger.deadline and danger.deadline < found_on:
        wrong["deadline"] = ["整改期限早于发现日期，请改正。"]
    if danger.unit.level == "department":
        wrong["unit"] = [f"{danger.unit.name}是部门，不是地方。请选隐患所在的地方。"]
    if danger.cell and danger.cell.unit_id != danger.unit_id:
        wrong["cell"] = [f"“{danger.cell.name}”在{danger.cell.unit.name}，不在{danger.unit.name}。"]
    if wrong:
        raise ValidationError(wrong)


def _raise(by: Account | None, now: datetime, danger: Danger, lister: Unit | None) -> None:
    """Report a major danger up and propose it for listing."""
    told = [unit for unit in above(danger.unit) if not DangerReport.objects.filter(danger=danger, to=unit).exists()]
    DangerReport.objects.bulk_create([DangerReport(danger=danger, to=unit, at=now, by=by) for unit in told])
    if told:
        record(Change(at=now, actor=by, verb="上报重大隐患", object_type="danger", object_id=danger.uid, unit=danger.unit.code, happened_on=day_of(now),
                      provision=DUTY, after={"to": [unit.name for unit in told]}))
    place = lister or lister_of(danger.unit)
    if place is not None and not _under_listing(danger):
        put_forward(by, now, danger, place)
