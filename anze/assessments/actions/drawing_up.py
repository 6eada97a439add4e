"""A scheme is drawn up: opened from last year's or the usual one, its terms, indicators and units changed, dropped, issued with the data drawn."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.acts.actions.evidence import put_in_place
from anze.assessments.actions.documents import issue_scheme
from anze.assessments.actions.drawing import drawn
from anze.assessments.actions.stepping import keep, needed, ready, take, take_off
from anze.assessments.codes import GROUPS
from anze.assessments.models import Assessment, Covered, Indicator
from anze.assessments.queries.covering import covered_units, holds_assessments, may_cover
from anze.assessments.queries.fitting import indicator_faults, scheme_faults
from anze.assessments.starting import STARTING
from anze.assessments.told import Terms, ToldIndicator, told_of
from anze.duties.figures import figures
from anze.people.models import Account, Unit
from anze.people.moment import day_of

FARTHEST = 2  # years before and after this one that an assessment may be of


def open_scheme(by: Account | None, now: datetime, holder: Unit, year: int, group: str, terms: Terms, units: Sequence[Unit],
                copied_from: Assessment | None = None) -> Assessment:
    """Open a scheme with the indicators of another or the usual ones and return it. Raises ValidationError by field."""
    with transaction.atomic():
        faults = _open_faults(holder, year, group, units, now) | _terms_faults(year, terms, now)
        if faults:
            raise ValidationError(faults)
        serial = (Assessment.objects.aggregate(last=Max("serial"))["last"] or 0) + 1
        made = Assessment(uid=f"kh-{day_of(now).year}-{serial:04d}", serial=serial, by=holder, year=year, group=group, copied_from=copied_from, opened_at=now,
                          opened_by=by, **_columns(terms))
        keep(made, "opened_by", "copied_from")
        rows = [told_of(one) for one in copied_from.indicators.current()] if copied_from else STARTING[group]
        known = {one.name for one in figures()}
        for place, one in enumerate((one for one in rows if not one.figure or one.figure in known), 1):
            keep(Indicator(assessment=made, key=f"z{place}", position=place, recorded_at=now, recorded_by=by, **_fields(one)))
        _cover(by, now, made, units)
        take(by, now, made, "open", after={**terms.plain(), "year": year, "group": GROUPS[group], "units": [one.code for one in units],
                                           "copied_from": copied_from.uid if copied_from else ""})
    return made


def _open_faults(holder: Unit, year: int, group: str, units: Sequence[Unit], now: datetime) -> dict[str, str]:
    faults = {}
    if not holds_assessments(holder):
        faults["by"] = f"{holder.name}没有下级党委和政府，也没有两个会议可以审定，不组织年度考核。"
    if abs(year - day_of(now).year) > FARTHEST:
        faults["year"] = f"考核年度请填 {day_of(now).year - FARTHEST} 到 {day_of(now).year + FARTHEST} 之间的年份。"
    open_ones = Assessment.objects.with_state().filter(by=holder, year=year, group=group).exclude(state="dropped")
    if open_ones.exists():
        faults["year"] = f"{holder.name}{year}年度对{GROUPS[group]}的考核已经有方案（{open_ones[0].uid}），请打开它修改。"
    if not units:
        faults["units"] = "请至少选一个被考核单位。"
    elif strange := [one.name for one in units if one not in may_cover(holder, group, day_of(now))]:
        faults["units"] = f"{'、'.join(strange)}不是{holder.name}的{GROUPS[group]}，请去掉。"
    return faults


def _terms_faults(year: int, terms: Terms, now: datetime) -> dict[str, str]:
    """Return what is wrong with the days of a scheme, by field: units want time to assess themselves, and a year is not counted before it begins."""
    faults = {}
    if terms.self_due <= day_of(now):
        faults["self_due"] = "自评截止日要在今天以后，被考核单位才有时间自评，请改晚。"
    if terms.as_of.year < year:
        faults["as_of"] = f"数据截止日早于考核年度（{year}年），系统数据全是空的，请改正。"
    return faults


def _columns(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in Terms.__slots__}


def _fields(told: ToldIndicator) -> dict[str, Any]:
    return {name: getattr(told, name) for name in ToldIndicator.__slots__}


def _cover(by: Account | None, now: datetime, assessment: Assessment, units: Iterable[Unit]) -> None:
    for unit in units:
        keep(Covered(assessment=assessment, unit=unit, recorded_at=now, recorded_by=by))


def change_terms(by: Account | None, now: datetime, assessment: Assessment, terms: Terms, units: Sequence[Unit]) -> None:
    """Change the terms and whom it covers, while the scheme is drawn up. Raises ValidationError by field."""
    with transaction.atomic():
        found = ready(assessment, "change")
        allowed = may_cover(found.by, found.group, day_of(now))
        if not units or any(one not in allowed for one in units):
            raise ValidationError({"units": "请至少选一个被考核单位，并且只选本级考核的。"})
        if faults := _terms_faults(found.year, terms, now):
            raise ValidationError(faults)
        before = {name: getattr(found, name) for name in Terms.__slots__}
        for name, value in _columns(terms).items():
            setattr(found, name, value)
        keep(found, "opened_by", "copied_from")
        standing = {one.unit: one for one in found.covered.current().select_related("unit")}
        for unit, row in standing.items():
            if unit not in units:
                take_off(row, now, "不再列为考核对象")
        _cover(by, now, found, [one for one in units if one not in standing])
        take(by, now, found, "change", before={name: str(value) for name, value in before.items()},
             after=terms.plain() | {"units": [one.code for one in units]})


def put_indicator(by: Account | None, now: datetime, assessment: Assessment, told: ToldIndicator, replaces: Indicator | None = None) -> Indicator:
    """Add an indicator at the end, or put another in the place of one; the old one stays on record. Raises ValidationError by field."""
    with transaction.atomic():
        found = ready(assessment, "change")
        if faults := indicator_faults(told, covered_units(found)):
            raise ValidationError(faults)
        old = Indicator.objects.current().filter(assessment=found, pk=replaces.pk).first() if replaces else None
        if replaces is not None and old is None:
            raise ValidationError("这个指标刚被别人改过或者去掉了，请刷新页面。")
        last = found.indicators.aggregate(last=Max("position"))["last"] or 0
        place = old.position if old else last + 1
        if old is not None:
            take_off(old, now, "修改指标")
        made: Indicator = keep(Indicator(assessment=found, key=old.key if old else f"z{_next_key(found)}", position=place, recorded_at=now, recorded_by=by,
                                         replaces=old, **_fields(told)))
        take(by, now, found, "change", before=told_of(old).plain() if old else None, after=told.plain())
    return made


def _next_key(assessment: Assessment) -> int:
    return max((int(key[1:]) for key in assessment.indicators.values_list("key", flat=True)), default=0) + 1


def remove_indicator(by: Account | None, now: datetime, assessment: Assessment, indicator: Indicator) -> None:
    """Take an indicator out of the scheme."""
    with transaction.atomic():
        found = ready(assessment, "change")
        old = Indicator.objects.current().filter(assessment=found, pk=indicator.pk).first()
        if old is None:
            raise ValidationError("这个指标已经去掉了，请刷新页面。")
        take_off(old, now, "去掉指标")
        take(by, now, found, "change", before=told_of(old).plain())


def drop(by: Account | None, now: datetime, assessment: Assessment, *, note: str) -> None:
    """Give a scheme up that was not issued."""
    note = needed(note, "note", "请写明作废的原因。")
    with transaction.atomic():
        take(by, now, ready(assessment, "drop"), "drop", note=note)


def issue(by: Account | None, now: datetime, assessment: Assessment, *, note: str = "") -> None:
    """Issue the scheme as a document and draw the data. Raises ValidationError that names everything that keeps it back."""
    with put_in_place():
        found = ready(assessment, "issue")
        if faults := scheme_faults(found, day_of(now)):
            raise ValidationError(faults)
        number = issue_scheme(by, now, found)
        draw = drawn(by, now, found)
        take(by, now, found, "issue", note=note, number=number, after={"number": number, "digest": draw.digest})
