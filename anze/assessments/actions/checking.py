"""Checking: samples drawn with a seed that nobody chose, what was found in them, points given; nobody scores the unit to which he belongs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.sampling import sample, seed_of
from anze.assessments.actions.stepping import keep, needed, ready, take, take_off
from anze.assessments.models import Assessment, Checked, Given, Sample
from anze.assessments.queries.composing import composed, drawn_now, missing
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.entitled import conflict
from anze.assessments.told import Points
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.models import Entry


@dataclass(frozen=True, slots=True)
class Found:
    """What checking one record of a sample found."""

    sample: Sample
    key: str
    passed: bool
    note: str = ""


def begin(by: Account | None, now: datetime, assessment: Assessment, *, note: str = "") -> None:
    """Begin to check: draw the samples. Raises ValidationError naming the units that have not assessed themselves: no step is skipped."""
    with transaction.atomic():
        found = ready(assessment, "begin")
        there = set(found.steps.filter(kind__in=("self_assess", "without")).values_list("unit", flat=True))
        if waiting := [one.name for one in covered_units(found) if one.pk not in there]:
            raise ValidationError(f"还没有自评：{'、'.join(waiting)}。自评不能跳过；过了截止日仍不自评的，由安委办登记逾期未自评。")
        number = _draw_samples(by, now, found)
        take(by, now, found, "begin", note=note, after={"samples": number})


def _draw_samples(by: Account | None, now: datetime, assessment: Assessment) -> int:
    figures, head = drawn_now(assessment)["figures"], Entry.objects.order_by("-seq").values_list("digest", flat=True).first() or ""
    number = 0
    for one in assessment.indicators.current().filter(source="sample"):
        for unit in covered_units(assessment):
            names = {key: label for key, label, *_ in figures.get(one.figure, {}).get(unit.code, {}).get("good_ones", ())}
            seed = seed_of(head, assessment.uid, one.key, unit.code)
            items = [[key, names[key]] for key in sample(names, one.size, seed)]
            keep(Sample(assessment=assessment, unit=unit, indicator=one, seed=seed, population=len(names), items=items, recorded_at=now, recorded_by=by),
                 "items")
            number += len(items)
    return number


def score(by: Account | None, now: datetime, assessment: Assessment, points: Sequence[Points], checks: Sequence[Found] = (), *, note: str = "") -> int:
    """Give points and enter what samples showed; return how many changed. All or nothing: raises ValidationError by field (`<unit>-<key>`).

    After the draft every change needs a reason: what was told to the units is no longer so.
    """
    with transaction.atomic():
        found = ready(assessment, "score")
        changed_points, changed_checks = _changed_points(found, points), _changed_checks(checks)
        if not changed_points and not changed_checks:
            return 0
        if found.state != "scoring":
            note = needed(note, "note", "初步结果已经送达，更改评分请写明原因。")
        units = {one.unit for one in changed_points} | {one.sample.unit for one in changed_checks}
        faults: dict[str, Any] = defaultdict(list)
        for unit in sorted(units, key=lambda one: one.path):
            if said := conflict(by, found, unit, day_of(now)):
                faults["__all__"].append(said)
        faults |= _point_faults(found, changed_points)
        if faults:
            raise ValidationError(dict(faults))
        for unit in sorted(units, key=lambda one: one.path):
            mine = [one for one in changed_points if one.unit == unit]
            after = _give(by, now, found, mine) | _enter(by, now, [one for one in changed_checks if one.sample.unit == unit])
            take(by, now, found, "score", unit=unit, note=note, after=after)
    return len(changed_points) + len(changed_checks)


def _changed_points(assessment: Assessment, points: Iterable[Points]) -> list[Points]:
    standing = {(one.unit_id, one.indicator.key): one for one in Given.objects.current().filter(assessment=assessment).select_related("indicator")}
    found = []
    for one in points:
        old = standing.get((one.unit.pk, one.key))
        if old is None or (old.points, old.absent, old.note) != (one.points, one.absent, one.note.strip()):
            found.append(one)
    return found


def _changed_checks(checks: Iterable[Found]) -> list[Found]:
    checks = list(checks)
    standing = {(one.sample_id, one.key): one for one in Checked.objects.current().filter(sample__in={one.sample.pk for one in checks})}
    found = []
    for one in checks:
        old = standing.get((one.sample.pk, one.key))
        if old is None or (old.passed, old.note) != (one.passed, one.note.strip()):
            found.append(one)
    return found


def _point_faults(assessment: Assessment, points: Iterable[Points]) -> dict[str, str]:
    rows, covered = {one.key: one for one in assessment.indicators.current()}, set(covered_units(assessment))
    faults = {}
    for one in points:
        row, field = rows.get(one.key), f"{one.unit.code}-{one.key}"
        if row is None or one.unit not in covered:
            faults[field] = f"{one.unit.name}：方案里没有这个单位的这项指标。"
        elif one.points is None:
            if not one.note.strip():
                faults[field] = f"{one.unit.name}“{row.name}”不适用的，请写明理由。"
        elif row.source != "report":
            faults[field] = f"“{row.name}”由系统计算，不能填分；不适用的，可以写明理由不计。"
        elif not 0 <= one.points <= row.weight:
            faults[field] = f"{one.unit.name}“{row.name}”在 0 到 {row.weight:f} 分之间。"
    return faults


def _give(by: Account | None, now: datetime, assessment: Assessment, points: Iterable[Points]) -> dict[str, Any]:
    rows = {one.key: one for one in assessment.indicators.current()}
    said = {}
    for one in points:
        old = Given.objects.current().filter(assessment=assessment, unit=one.unit, indicator__key=one.key).first()
        if old is not None:
            take_off(old, now, "重新评分")
        keep(Given(assessment=assessment, unit=one.unit, indicator=rows[one.key], points=one.points, absent=one.absent, note=one.note.strip(),
                   recorded_at=now, recorded_by=by, replaces=old))
        said[rows[one.key].name] = f"不适用（{one.note}）" if one.absent else f"{one.points:f}"
    return said


def _enter(by: Account | None, now: datetime, checks: Iterable[Found]) -> dict[str, Any]:
    said = {}
    for one in checks:
        old = Checked.objects.current().filter(sample=one.sample, key=one.key).first()
        if old is not None:
            take_off(old, now, "重新核查")
        keep(Checked(sample=one.sample, key=one.key, passed=one.passed, note=one.note.strip(), recorded_at=now, recorded_by=by, replaces=old))
        said[dict(map(tuple, one.sample.items)).get(one.key, one.key)] = "属实" if one.passed else f"不属实（{one.note}）"
    return said


def not_applying(by: Account | None, now: datetime, assessment: Assessment, unit: Unit, key: str, *, note: str) -> int:
    """Say that an indicator does not apply to a unit, and why: it is left out and the others weigh more."""
    return score(by, now, assessment, [Points(unit, key, None, note)], note=note)


def applying_again(by: Account | None, now: datetime, assessment: Assessment, unit: Unit, key: str, *, note: str) -> None:
    """Take back that an indicator does not apply."""
    note = needed(note, "note", "请写明恢复计分的原因。")
    with transaction.atomic():
        found = ready(assessment, "score")
        if said := conflict(by, found, unit, day_of(now)):
            raise ValidationError(said)
        old = Given.objects.current().filter(assessment=found, unit=unit, indicator__key=key, absent=True).select_related("indicator").first()
        if old is None:
            raise ValidationError("这一项没有登记不适用，请刷新页面。")
        take_off(old, now, note)
        take(by, now, found, "score", unit=unit, note=note, before={old.indicator.name: f"不适用（{old.note}）"})


def finish(by: Account | None, now: datetime, assessment: Assessment, *, note: str = "") -> None:
    """Finish scoring. Raises ValidationError naming everything that has no points yet."""
    with transaction.atomic():
        found = ready(assessment, "finish")
        if faults := missing(composed(found, drawn_now(found))):
            raise ValidationError(faults)
        take(by, now, found, "finish", note=note)


def rescore(by: Account | None, now: datetime, assessment: Assessment, *, note: str) -> None:
    """Go back to scoring before anything was told to the units."""
    note = needed(note, "note", "请写明退回的原因。")
    with transaction.atomic():
        take(by, now, ready(assessment, "rescore"), "rescore", note=note)
