"""Take an import back whole, as long as nothing builds on what it entered: its rows are struck and what stood before is stated again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from anze.people.models import Account, OfficerVersion, Tenure, Unit, UnitVersion
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record, record_all
from anze.record.models import Entry
from anze.register.actions.bulk import change_units, correct_tenures, rename_officers
from anze.register.actions.tenures import KEPT, plain_tenure
from anze.register.actions.units import STATED, plain_state
from anze.register.models import Import

SHOWN = 20


def undo(by: Account, now: datetime, imported: Import) -> Import:
    """Take an import back. Pressed twice, it is taken back once. Raises ValidationError that names what builds on it."""
    with transaction.atomic():
        imported = Import.objects.select_for_update().get(pk=imported.pk)
        if imported.undone_at:
            return imported
        if not imported.applied_at:
            raise ValidationError("这个文件还没有导入，不需要撤销。")
        hold()
        written = _Written(imported)
        stops = written.stops()
        refuse_undoing(stops, "请逐条更正，或者先处理完再撤销。")
        note = f"撤销导入“{imported.name}”"[:200]
        written.take_back(by, now, note)
        begun = Entry.objects.get(pk=imported.last_entry or 0)
        record(Change(at=now, actor=by, verb="撤销导入", object_type="import", object_id=str(imported.uid), unit=begun.unit,
                      before={"digest": imported.digest}, note=note))
        imported.undone_at = now
        imported.save(update_fields=["undone_at"])
    return imported


def refuse_undoing(stops: Sequence[str], advice: str) -> None:
    """Raise ValidationError that names what builds on an import, the first of it, with what to do instead; nothing where there is none."""
    if stops:
        more = [f"另有 {len(stops) - SHOWN} 处"] if len(stops) > SHOWN else []
        raise ValidationError([f"不能整体撤销：导入之后，下面这些已经用上了它。{advice}", *stops[:SHOWN], *more])


class _Written:
    """What an import wrote: versions of units and officers, tenures; those that replace nothing are new."""

    def __init__(self, imported: Import) -> None:
        # Each table by its keys, never joined: what was just written in bulk has no statistics yet, and PostgreSQL would go through
        # every pair of rows. Nor prefetched: Django asks for each row by `id = … OR id = …`, of which SQLite takes a thousand.
        entered = imported.entered
        self.units = list(UnitVersion.objects.in_bulk(entered["unit"]).values())
        self.officers = list(OfficerVersion.objects.in_bulk(entered["officer"]).values())
        self.tenures = list(Tenure.objects.in_bulk(entered["tenure"]).values())
        before = _filled(self.tenures, "replaces")
        _filled([*self.tenures, *before], "unit")
        _filled([*self.tenures, *before], "officer")
        _filled(self.officers, "officer")
        _filled(self.officers, "replaces")
        _filled(_filled(self.units, "unit"), "parent")
        _filled(self.units, "replaces")

    def stops(self) -> list[str]:
        """Return what builds on it, in sentences: changed since, or used by something that the import did not write."""
        struck = [*(one.name for one in self.units if one.struck_at), *(one.name for one in self.officers if one.struck_at)]
        found = [f"{name}：导入之后又变更过" for name in struck]
        found += [f"{one.officer.name}的任期（{one.unit.name}{one.get_post_display()}）：导入之后又更正过" for one in self.tenures if one.struck_at]
        own = {UnitVersion: {one.pk for one in self.units}, OfficerVersion: {one.pk for one in self.officers}, Tenure: {one.pk for one in self.tenures},
               Unit: {one.unit_id for one in self.units if not one.replaces_id}}
        found += used([one.unit for one in self.units if not one.replaces_id], own)
        return found + list(used([one.officer for one in self.officers if not one.replaces_id], own))

    def take_back(self, by: Account, now: datetime, note: str) -> None:
        """Strike what is new, state anew what stood before; tenures first, since they stand on the others."""
        _strike_tenures(by, now, [one for one in self.tenures if not one.replaces_id], note)
        before = [(one, one.replaces) for one in self.tenures if one.replaces]
        correct_tenures(by, now, [(new, {name: getattr(old, name) for name in KEPT}) for new, old in before], reason=note)
        rename_officers(by, now, [(one.officer, one.replaces.name) for one in self.officers if isinstance(one.replaces, OfficerVersion)], reason=note)
        _strike_officers(by, now, [one for one in self.officers if not one.replaces_id], note)
        stated = [name for name in STATED if name != "parent"]
        change_units(by, now, [(one.unit, {name: getattr(one.replaces, name) for name in stated}) for one in self.units if one.replaces], reason=note)
        _strike_units(by, now, [one for one in self.units if not one.replaces_id], note)


def _filled(rows: Iterable[models.Model], name: str) -> list[Any]:
    """Put into each row what its foreign key `name` refers to, read by keys, and return what was read."""
    rows = list(rows)
    if not rows:
        return []
    key = f"{name}_id"
    model: Any = rows[0]._meta.get_field(name).related_model
    found = model._base_manager.in_bulk({getattr(row, key) for row in rows} - {None})
    for row in rows:
        if getattr(row, key) is not None:
            setattr(row, name, found[getattr(row, key)])
    return list(found.values())


def used(rows: Iterable[models.Model], own: dict[Any, set[int]]) -> Iterator[str]:
    """Yield what refers to one of these rows and was not written by the import itself; what has been struck refers to nothing."""
    by_pk: dict[int, Any] = {row.pk: row for row in rows}
    if not by_pk:
        return
    for relation in next(iter(by_pk.values()))._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not relation.auto_created or relation.concrete or model._meta.auto_created:
            continue
        name = relation.field.name
        found = model._default_manager.filter(**{f"{name}__in": list(by_pk)}).exclude(pk__in=own.get(model, set()))
        if any(one.name == "struck_at" for one in model._meta.fields):
            found = found.filter(struck_at=None)
        for pk in dict.fromkeys(found.order_by().values_list(name, flat=True)[:SHOWN + 1]):
            yield f"{by_pk[pk]}：已有{model._meta.verbose_name}"


def _strike_tenures(by: Account, now: datetime, rows: list[Tenure], note: str) -> None:
    Tenure.objects.filter(pk__in=[one.pk for one in rows]).update(struck_at=now, struck_reason=note)
    record_all(Change(at=now, actor=by, verb="撤下任期", object_type="tenure", object_id=str(one.pk), unit=one.unit.code, on_behalf=one.officer.code,
                      happened_on=one.start, before=plain_tenure(one), note=note) for one in rows)


def _strike_officers(by: Account, now: datetime, rows: list[OfficerVersion], note: str) -> None:
    OfficerVersion.objects.filter(pk__in=[one.pk for one in rows]).update(struck_at=now, struck_reason=note)
    record_all(Change(at=now, actor=by, verb="撤下人员", object_type="officer", object_id=one.officer.code, before={"name": one.name}, note=note)
               for one in rows)


def _strike_units(by: Account, now: datetime, rows: list[UnitVersion], note: str) -> None:
    UnitVersion.objects.filter(pk__in=[one.pk for one in rows]).update(struck_at=now, struck_reason=note)
    record_all(Change(at=now, actor=by, verb="撤下单位", object_type="unit", object_id=one.unit.code, unit=one.unit.code, before=plain_state(one.unit),
                      note=note) for one in rows)
    # A unit that is not on record stands in no list: those show what is not closed.
    Unit.objects.filter(Q(closed_on=None), pk__in=[one.unit_id for one in rows]).update(closed_on=day_of(now))


