"""Units come on record and change; each state stays on record as a version."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from anze.law.codes import LEVELS
from anze.people.models import Account, Tenure, Unit, UnitVersion
from anze.people.spelling import spelt
from anze.record.actions import Change, record
from anze.register.actions.overtaken import Overtaken
from anze.register.words import in_chinese

STATED: Final = ("name", "level", "parent", "function", "determined", "treated_as", "closed_on")
_PLACES: Final = frozenset(LEVELS) - {"department"}
# level → the levels that may stand directly above it (第二条: departments and zones beside a unit of any level).
ABOVE: Final[Mapping[str, frozenset[str]]] = {
    "city": frozenset(), "county": frozenset({"city"}), "town": frozenset({"city", "county", "zone"}), "subdistrict": frozenset({"city", "county", "zone"}),
    "zone": frozenset({"city", "county", "town"}), "department": _PLACES,
}


def add_unit(by: Account | None, now: datetime, *, code: str, name: str, level: str, parent: Unit | None = None, **fields: Any) -> Unit:
    """Enter a unit and return it. `fields`: function, determined, treated_as, kind, code_system, position.

    Raises ValidationError with a message a field where something is wrong (a code that is taken, a level that is none).
    """
    unit = Unit(code=code, name=name, level=level, parent=parent, **_spelt(name), **fields)
    unit.full_clean(exclude=["path"])
    _check_place(unit)
    with transaction.atomic():
        unit.save()
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
        UnitVersion.objects.create(unit=unit, recorded_at=now, recorded_by=by, **_state(unit))
        record(Change(at=now, actor=by, verb="登记单位", object_type="unit", object_id=unit.code, unit=unit.code, after=plain_state(unit)))
    return unit


def change_unit(by: Account | None, now: datetime, unit: Unit, *, reason: str = "", based_on: int | None = None, verb: str = "变更单位",
                **fields: Any) -> Unit:
    """State a unit anew (name, level, function, determined, treated_as); what it was before stays on record. Its place in the tree stays.

    `based_on` is the version that the change was made from. Raises Overtaken if another stands now, ValidationError as `add_unit` does.
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        last = UnitVersion.objects.current().filter(unit=unit).select_related("recorded_by").first()
        if based_on is not None and last is not None and last.pk != based_on:
            raise Overtaken(last)
        before = plain_state(unit)
        for name, value in fields.items():
            setattr(unit, name, value)
        vars(unit).update(_spelt(unit.name))
        unit.full_clean(exclude=["path"])
        _check_place(unit)
        unit.save()
        if plain_state(unit) == before:
            return unit
        UnitVersion.objects.filter(unit=unit, struck_at=None).update(struck_at=now, struck_reason=reason)
        UnitVersion.objects.create(unit=unit, recorded_at=now, recorded_by=by, replaces=last, **_state(unit))
        record(Change(at=now, actor=by, verb=verb, object_type="unit", object_id=unit.code, unit=unit.code, before=before,
                      after=plain_state(unit), note=reason))
    return unit


def close_unit(by: Account | None, now: datetime, unit: Unit, *, on: date, reason: str, based_on: int | None = None) -> Unit:
    """Close a unit on its last day; everything on record of it stays. Raises ValidationError where somebody still holds a post of it
    or a unit below it still stands after that day."""
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        later = Q(end=None) | Q(end__gt=on)
        held = Tenure.objects.current().filter(later, unit=unit).select_related("officer").order_by("start", "pk").first()
        if held:
            raise ValidationError({"on": f"{held.officer.name}的任职（{in_chinese(held.start)}起）到这一天还没有结束。请先登记免职或者调任，再撤销单位。"})
        below = Unit.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on), parent=unit).order_by("path").first()
        if below:
            raise ValidationError({"on": f"下属的{below.name}到这一天还没有撤销。请先撤销下属单位。"})
        return change_unit(by, now, unit, reason=reason, based_on=based_on, verb="撤销单位", closed_on=on)


def reopen_unit(by: Account | None, now: datetime, unit: Unit, *, reason: str, based_on: int | None = None) -> Unit:
    """Take back a closing that was entered by mistake; that it once stood on record stays readable. Raises Overtaken as `change_unit`."""
    return change_unit(by, now, unit, reason=reason, based_on=based_on, verb="恢复单位", closed_on=None)


def _check_place(unit: Unit) -> None:
    if unit.parent and unit.parent.level not in ABOVE[unit.level]:
        fitting = "、".join(LEVELS[level] for level in LEVELS if level in ABOVE[unit.level]) or "没有上级单位"
        raise ValidationError({"level": f"{unit.parent.name}是{LEVELS[unit.parent.level]}，下面不能设{LEVELS[unit.level]}。"
                                        f"{LEVELS[unit.level]}的上级应是：{fitting}。"})


def _spelt(name: str) -> dict[str, str]:
    return spelt(name, pinyin_length=200, initials_length=40)


def _state(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in STATED}


def plain_state(unit: Unit) -> dict[str, Any]:
    """Return what is said of a unit as plain values, for the ledger."""
    return _state(unit) | {"parent": unit.parent.code if unit.parent else None}
