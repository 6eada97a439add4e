"""Delegations of enforcement are given, corrected, renewed, ended early (第十一条（四）, 第十二条（五）)."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.enterprises.models import Delegation
from anze.law.findings import in_words
from anze.people.models import Account, Unit
from anze.record.actions import Change, record

STATED = ("unit", "organ", "matter", "scope", "number", "start", "end", "renews")


def delegate(by: Account | None, now: datetime, *, unit: Unit, organ: Unit, matter: str, number: str, start: date, end: date,
             **fields: Any) -> Delegation:
    """Enter a delegation and return it. `fields`: scope, renews. Raises ValidationError by field."""
    with transaction.atomic():
        one = Delegation(unit=unit, organ=organ, matter=matter, number=number, start=start, end=end, recorded_at=now, recorded_by=by, **fields)
        _check(one)
        one.save()
        _write(by, now, "续期委托执法" if one.renews else "登记委托执法", one, None)
    return one


def renew(by: Account | None, now: datetime, delegation: Delegation, *, number: str, start: date, end: date, **fields: Any) -> Delegation:
    """Renew a delegation: a row of its own that names the one it renews. `fields`: matter, scope."""
    kept = {"matter": delegation.matter, "scope": delegation.scope}
    return delegate(by, now, unit=delegation.unit, organ=delegation.organ, number=number, start=start, end=end, renews=delegation, **(kept | fields))


def change_delegation(by: Account | None, now: datetime, delegation: Delegation, *, reason: str, verb: str = "更正委托执法", **fields: Any) -> Delegation:
    """State a delegation anew: the old row is struck, a new one takes its place, and renewals of the old one are those of the new."""
    with transaction.atomic():
        old = _struck(delegation, now, reason)
        new = Delegation(recorded_at=now, recorded_by=by, replaces_id=old.pk, **({name: getattr(old, name) for name in STATED} | fields))
        _check(new)
        new.save()
        Delegation.objects.current().filter(renews=old).update(renews=new)
        _write(by, now, verb, new, old, reason)
    return new


def end_delegation(by: Account | None, now: datetime, delegation: Delegation, *, end: date, reason: str) -> Delegation:
    """Take a delegation back before its time; `end` is its last day."""
    return change_delegation(by, now, delegation, reason=reason, verb="收回委托执法", end=end)


def strike_delegation(by: Account | None, now: datetime, delegation: Delegation, *, reason: str) -> None:
    """Strike a delegation that was entered by mistake; nothing takes its place."""
    with transaction.atomic():
        if Delegation.objects.current().filter(renews=delegation).exists():
            raise ValidationError("它已经续期，续期的记录还在案。请先撤下续期的那一条。")
        _write(by, now, "撤下委托执法", None, _struck(delegation, now, reason), reason)


def _struck(delegation: Delegation, now: datetime, reason: str) -> Delegation:
    old = Delegation.objects.select_for_update(of=("self",)).select_related("unit", "organ").get(pk=delegation.pk)
    if old.struck_at is not None:
        raise ValidationError("这一条刚被别人更改过。请刷新页面，在新的记录上修改。")
    old.struck_at, old.struck_reason = now, reason
    old.save(update_fields=["struck_at", "struck_reason"])
    return old


def _check(one: Delegation) -> None:
    one.full_clean()
    faults: dict[str, str] = {}
    if one.unit.level == "department":
        faults["unit"] = f"{one.unit.name}是部门。受委托的应是镇、街道或者园区。"
    if one.organ.level != "department":
        faults["organ"] = f"{one.organ.name}不是部门。委托机关请选一个部门。"
    if one.renews is not None and one.start <= one.renews.start:
        faults["start"] = f"续期要在原委托（{in_words(one.renews.start)}起）之后开始。请核对起始日期。"
    rivals = Delegation.objects.current().filter(unit=one.unit, organ=one.organ, matter=one.matter, start__lte=one.end, end__gte=one.start)
    rival = rivals.exclude(pk=one.pk).first()
    if rival is not None and not faults:
        span = f"{in_words(rival.start)}至{in_words(rival.end)}"
        faults["start"] = f"同一事项的委托（{rival.number}，{span}）和这段时间重叠。请把起始日期改到{in_words(rival.end)}以后。"
    if faults:
        raise ValidationError(faults)


def _write(by: Account | None, now: datetime, verb: str, new: Delegation | None, old: Delegation | None, note: str = "") -> None:
    one = new or old
    assert one is not None
    record(Change(at=now, actor=by, verb=verb, object_type="delegation", object_id=str(one.pk), unit=one.unit.code, happened_on=one.start,
                  provision="11.4", before=plain_delegation(old) if old else None, after=plain_delegation(new) if new else None, note=note))


def plain_delegation(one: Delegation) -> dict[str, Any]:
    """Return a delegation as plain values, for the ledger."""
    return {"unit": one.unit.code, "delegating": one.organ.code, "matter": one.matter, "scope": one.scope, "number": one.number, "start": one.start,
            "end": one.end, "renews": one.renews.number if one.renews else ""}
