"""Contact points are assigned, changed and ended (第五条（七） and the like); what was on record before stays on record."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from anze.duties.models import ContactPoint
from anze.law.codes import TARGETS
from anze.law.findings import in_words
from anze.people.models import Account, Officer, Tenure
from anze.record.actions import Change, record

STATED: Final = ("officer", "target", "unit", "sector", "department", "start", "end", "document")


def assign_contact(by: Account | None, now: datetime, *, officer: Officer, target: str, start: date, **fields: Any) -> ContactPoint:
    """Assign a contact point and return it. `fields`: unit (county, town), sector, department, end, document.

    Raises ValidationError where it is malformed, overlaps the same one, or the officer holds no post on its first day. Whether it is
    one that the regulation asks for, the law says afterwards: a point may stand on record before its town is listed.
    """
    with transaction.atomic():
        point = ContactPoint(officer=officer, target=target, start=start, recorded_at=now, recorded_by=by, **fields)
        _check(point)
        point.save()
        _write(by, now, "安排挂点", point, None)
    return point


def assign_all(by: Account | None, now: datetime, wanted: Sequence[dict[str, Any]]) -> list[ContactPoint]:
    """Assign several contact points, all or none. Raises ValidationError naming every one that is refused."""
    made, faults = [], []
    with transaction.atomic():
        for fields in wanted:
            try:
                made.append(assign_contact(by, now, **fields))
            except ValidationError as fault:
                faults += [f"{fields['officer'].name}：{message}" for message in fault.messages]
        if faults:
            raise ValidationError(faults)
    return made


def change_contact(by: Account | None, now: datetime, point: ContactPoint, *, reason: str, verb: str = "更改挂点", **fields: Any) -> ContactPoint:
    """State a contact point anew: the old entry is struck, a new one takes its place. Raises ValidationError as `assign_contact`."""
    with transaction.atomic():
        old = ContactPoint.objects.select_for_update().get(pk=point.pk)
        if old.struck_at is not None:
            raise ValidationError("这条挂点刚被别人更改过。请刷新页面，在新的记录上修改。")
        old.struck_at, old.struck_reason = now, reason
        old.save(update_fields=["struck_at", "struck_reason"])
        kept = {name: getattr(old, name) for name in STATED}
        new = ContactPoint(recorded_at=now, recorded_by=by, replaces_id=old.pk, **(kept | fields))
        _check(new)
        new.save()
        _write(by, now, verb, new, old, reason)
    return new


def move_contact(by: Account | None, now: datetime, point: ContactPoint, *, start: date, reason: str, **fields: Any) -> ContactPoint:
    """Let a contact point go to another place or sector from `start` on: the old one ends the day before, a new one begins."""
    with transaction.atomic():
        if start <= point.start:
            return change_contact(by, now, point, reason=reason, start=start, **fields)
        ended = end_contact(by, now, point, end=date.fromordinal(start.toordinal() - 1), reason=reason)
        kept = {name: getattr(ended, name) for name in ("target", "unit", "sector", "department", "document")}
        return assign_contact(by, now, officer=ended.officer, start=start, **(kept | fields))


def end_contact(by: Account | None, now: datetime, point: ContactPoint, *, end: date, reason: str = "") -> ContactPoint:
    """End a contact point on its last day; gives the entry that replaces it on record."""
    return change_contact(by, now, point, reason=reason or "结束挂点", verb="结束挂点", end=end)


def _check(point: ContactPoint) -> None:
    point.full_clean()
    if point.target != "sector" and point.unit is not None and point.unit.level == "department":
        raise ValidationError("挂点联系的应是县（市、区）或者镇，不是部门。联系部门的，选“行业及部门”。")
    if not Tenure.objects.current().held_on(point.start).filter(officer=point.officer).exists():
        raise ValidationError(f"{point.officer.name}在{in_words(point.start)}没有任职。请核对起始日期，或者先登记任期。")
    rivals = ContactPoint.objects.current().filter(Q(end=None) | Q(end__gte=point.start), officer=point.officer, target=point.target)
    if point.end is not None:
        rivals = rivals.filter(start__lte=point.end)
    rivals = rivals.filter(sector=point.sector) if point.target == "sector" else rivals.filter(unit=point.unit)
    if rivals.exclude(pk=point.pk).exists():
        raise ValidationError(f"{point.officer.name}这段时间已经联系{target_name(point)}。请改日期，或者在原来那条上更改。")


def target_name(point: ContactPoint) -> str:
    """Return what a point is with: a place, or a sector with its department."""
    if point.target != "sector":
        return point.unit.name if point.unit else ""
    return f"{point.sector}（{point.department.name}）" if point.department else point.sector


def _write(by: Account | None, now: datetime, verb: str, new: ContactPoint, old: ContactPoint | None, note: str = "") -> None:
    unit = new.unit.code if new.unit else ""
    record(Change(at=now, actor=by, verb=verb, object_type="contact", object_id=str(new.pk), on_behalf=new.officer.code, unit=unit,
                  happened_on=new.end or new.start if verb == "结束挂点" else new.start, before=plain_contact(old) if old else None,
                  after=plain_contact(new), note=note))


def plain_contact(point: ContactPoint) -> dict[str, Any]:
    """Return a contact point as plain values, for the ledger."""
    return {"officer": point.officer.code, "target": TARGETS[point.target], "unit": point.unit.code if point.unit else None, "sector": point.sector,
            "department": point.department.code if point.department else None, "start": point.start, "end": point.end, "document": point.document}


def propose(officers: Sequence[Officer], places: Sequence[Any], taken: dict[Any, int]) -> dict[str, Any]:
    """Return for each officer (by code) a place, spread evenly: the place that fewest keep in touch with so far comes first, ties in the order given.

    A proposal only: whoever assigns decides. `taken` counts by place those who keep in touch already.
    """
    counts = {place: taken.get(place, 0) for place in places}
    found = {}
    for officer in officers if places else ():
        place = min(counts, key=counts.__getitem__)  # the first of those with fewest
        counts[place] += 1
        found[officer.code] = place
    return found
