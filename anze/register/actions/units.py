"""Units come on record and change; each state stays on record as a version."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from anze.people.models import Account, Unit, UnitVersion
from anze.people.spelling import initials, pinyin
from anze.record.actions import Change, record

STATED: Final = ("name", "level", "parent", "function", "determined", "treated_as")


def add_unit(by: Account | None, now: datetime, *, code: str, name: str, level: str, parent: Unit | None = None, **fields: Any) -> Unit:
    """Enter a unit and return it. `fields`: function, determined, treated_as, kind, code_system, position.

    Raises ValidationError with a message a field where something is wrong (a code that is taken, a level that is none).
    """
    unit = Unit(code=code, name=name, level=level, parent=parent, pinyin=pinyin(name), initials=initials(name), **fields)
    unit.full_clean(exclude=["path"])
    with transaction.atomic():
        unit.save()
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
        UnitVersion.objects.create(unit=unit, recorded_at=now, recorded_by=by, **_state(unit))
        record(Change(at=now, actor=by, verb="登记单位", object_type="unit", object_id=unit.code, unit=unit.code, after=plain_state(unit)))
    return unit


def change_unit(by: Account | None, now: datetime, unit: Unit, *, reason: str = "", **fields: Any) -> Unit:
    """State a unit anew (name, level, function, determined, treated_as); what it was before stays on record. Its place in the tree stays.

    Raises ValidationError as `add_unit` does.
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        before = plain_state(unit)
        for name, value in fields.items():
            setattr(unit, name, value)
        unit.pinyin, unit.initials = pinyin(unit.name), initials(unit.name)
        unit.full_clean(exclude=["path"])
        if plain_state(unit) == before:
            unit.save()
            return unit
        unit.save()
        last = UnitVersion.objects.current().filter(unit=unit).first()
        UnitVersion.objects.filter(unit=unit, struck_at=None).update(struck_at=now, struck_reason=reason)
        UnitVersion.objects.create(unit=unit, recorded_at=now, recorded_by=by, replaces=last, **_state(unit))
        record(Change(at=now, actor=by, verb="变更单位", object_type="unit", object_id=unit.code, unit=unit.code, before=before,
                      after=plain_state(unit), note=reason))
    return unit


def _state(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in STATED}


def plain_state(unit: Unit) -> dict[str, Any]:
    """Return what is said of a unit as plain values, for the ledger."""
    return _state(unit) | {"parent": unit.parent.code if unit.parent else None}
