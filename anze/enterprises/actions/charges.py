"""Which department supervises which kind where: assigned, changed, ended; kinds come into the city's table and go out of use (第六条（五）)."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.enterprises.models import Charge, Enterprise, Kind
from anze.people.models import Account, Unit
from anze.record.actions import Change, hold, record

STATED = ("place", "kind", "department", "start", "end", "document")


def add_kind(by: Account | None, now: datetime, *, name: str, sector: str = "", note: str = "", code: str = "", position: int | None = None) -> Kind:
    """Add a kind to the city's table and return it. Raises ValidationError where it is there already."""
    with transaction.atomic():
        hold()
        last = Kind.objects.aggregate(last=Max("position"))["last"] or 0
        kind = Kind(code=code or f"lb{last + 1:02d}", name=name.strip(), sector=sector, note=note, position=last + 1 if position is None else position)
        kind.full_clean()
        kind.save()
        record(Change(at=now, actor=by, verb="增加单位类别", object_type="kind", object_id=kind.code, after=plain_kind(kind)))
    return kind


def change_kind(by: Account | None, now: datetime, kind: Kind, *, reason: str = "", **fields: Any) -> Kind:
    """State a kind anew: name, sector, note, the last day it is used. Raises ValidationError while production units are still of it."""
    with transaction.atomic():
        kind = Kind.objects.select_for_update().get(pk=kind.pk)
        before = plain_kind(kind)
        for name, value in fields.items():
            setattr(kind, name, value)
        kind.full_clean()
        still = Enterprise.objects.standing().exclude(state="deregistered").filter(kind=kind).count() if kind.closed_on else 0
        if still:
            raise ValidationError({"closed_on": f"还有 {still} 家单位属于“{kind.name}”。请先把它们改为别的类别，再停用。"})
        kind.save()
        if plain_kind(kind) != before:
            record(Change(at=now, actor=by, verb="更改单位类别", object_type="kind", object_id=kind.code, before=before, after=plain_kind(kind), note=reason))
    return kind


def assign_charge(by: Account | None, now: datetime, *, place: Unit, kind: Kind, department: Unit, start: date, **fields: Any) -> Charge:
    """Give a department the supervision of a kind in a place, and return that. `fields`: end, document.

    Another department's charge of the same kind there is no fault here: that two claim it is shown as a gap, for a person to settle.
    """
    with transaction.atomic():
        charge = Charge(place=place, kind=kind, department=department, start=start, recorded_at=now, recorded_by=by, **fields)
        _check(charge)
        charge.save()
        _write(by, now, "确定监管分工", charge, None)
    return charge


def change_charge(by: Account | None, now: datetime, charge: Charge, *, reason: str, verb: str = "更正监管分工", **fields: Any) -> Charge:
    """State a charge anew: the old row is struck, a new one takes its place. Raises ValidationError as `assign_charge`."""
    with transaction.atomic():
        old = Charge.objects.select_for_update().get(pk=charge.pk)
        if old.struck_at is not None:
            raise ValidationError("这一条刚被别人更改过。请刷新页面，在新的记录上修改。")
        old.struck_at, old.struck_reason = now, reason
        old.save(update_fields=["struck_at", "struck_reason"])
        new = Charge(recorded_at=now, recorded_by=by, replaces_id=old.pk, **({name: getattr(old, name) for name in STATED} | fields))
        _check(new)
        new.save()
        _write(by, now, verb, new, old, reason)
    return new


def end_charge(by: Account | None, now: datetime, charge: Charge, *, end: date, reason: str) -> Charge:
    """End a charge on its last day; gives the row that replaces it."""
    return change_charge(by, now, charge, reason=reason, verb="结束监管分工", end=end)


def strike_charge(by: Account | None, now: datetime, charge: Charge, *, reason: str) -> None:
    """Strike a charge that was entered by mistake; nothing takes its place."""
    with transaction.atomic():
        old = Charge.objects.select_for_update().get(pk=charge.pk)
        if old.struck_at is not None:
            raise ValidationError("这一条已经撤下，不用再撤。")
        old.struck_at, old.struck_reason = now, reason
        old.save(update_fields=["struck_at", "struck_reason"])
        _write(by, now, "撤下监管分工", None, old, reason)


def _check(charge: Charge) -> None:
    charge.full_clean()
    if charge.place.level == "department":
        raise ValidationError({"place": f"{charge.place.name}是部门，不是地方。请选市、县（市、区）或者镇。"})
    if charge.department.level != "department":
        raise ValidationError({"department": f"{charge.department.name}不是部门。请选一个部门。"})
    same = Charge.objects.current().filter(place=charge.place, kind=charge.kind, department=charge.department)
    rivals = [one for one in same.exclude(pk=charge.pk) if (one.end is None or one.end >= charge.start) and (
        charge.end is None or charge.end >= one.start)]
    if rivals:
        raise ValidationError(f"{charge.department.name}这段时间已经监管{charge.place.name}的{charge.kind.name}。请改日期，或者在原来那条上更改。")


def _write(by: Account | None, now: datetime, verb: str, new: Charge | None, old: Charge | None, note: str = "") -> None:
    one = new or old
    assert one is not None
    record(Change(at=now, actor=by, verb=verb, object_type="charge", object_id=str(one.pk), unit=one.place.code, happened_on=one.start, provision="6.5",
                  before=plain_charge(old) if old else None, after=plain_charge(new) if new else None, note=note))


def plain_kind(kind: Kind) -> dict[str, Any]:
    """Return a kind as plain values, for the ledger."""
    return {"name": kind.name, "sector": kind.sector, "text": kind.note, "position": kind.position, "closed_on": kind.closed_on}


def plain_charge(charge: Charge) -> dict[str, Any]:
    """Return a charge as plain values, for the ledger."""
    return {"place": charge.place.code, "enterprise_kind": charge.kind.name, "department": charge.department.code, "start": charge.start, "end": charge.end,
            "document": charge.document}
