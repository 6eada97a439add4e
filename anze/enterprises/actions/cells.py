"""The grid of a town: cells are drawn, changed, and somebody answers for each, one at a time for a role (第十一条（三）)."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.enterprises.checks import masked
from anze.enterprises.codes import ROLES
from anze.enterprises.models import Cell, CellHolder, CellVersion
from anze.law.findings import in_words
from anze.people.models import Account, Unit
from anze.record.actions import Change, record
from anze.register.actions.overtaken import Overtaken

STATED = ("name", "extent", "start", "end")
HOLDER = ("cell", "role", "officer", "person", "title", "phone", "start", "end")


def add_cell(by: Account | None, now: datetime, *, unit: Unit, code: str, name: str, start: date, **fields: Any) -> Cell:
    """Draw a cell of a town and return it. `fields`: extent, end. Raises ValidationError by field."""
    with transaction.atomic():
        cell = Cell(unit=unit, code=code, name=name, start=start, **fields)
        cell.full_clean()
        if unit.level == "department":
            raise ValidationError({"unit": f"{unit.name}是部门，不划网格。请选镇、街道或者园区。"})
        cell.save()
        CellVersion.objects.create(cell=cell, recorded_at=now, recorded_by=by, **{name: getattr(cell, name) for name in STATED})
        record(Change(at=now, actor=by, verb="划定网格", object_type="cell", object_id=cell.code, unit=unit.code, happened_on=start, provision="11.3",
                      after=plain_cell(cell)))
    return cell


def change_cell(by: Account | None, now: datetime, cell: Cell, *, reason: str, based_on: int | None = None, **fields: Any) -> Cell:
    """State a cell anew (name, extent, first and last day). Raises Overtaken, or ValidationError while somebody answers for it after its last day."""
    with transaction.atomic():
        cell = Cell.objects.select_for_update().get(pk=cell.pk)
        last = CellVersion.objects.current().filter(cell=cell).select_related("recorded_by").first()
        if based_on is not None and (last is None or last.pk != based_on):
            raise Overtaken(last)
        before = plain_cell(cell)
        for name, value in fields.items():
            setattr(cell, name, value)
        cell.full_clean()
        later = [one for one in CellHolder.objects.current().filter(cell=cell) if cell.end and (one.end is None or one.end > cell.end)]
        if later:
            raise ValidationError({"end": f"{later[0].who}（{later[0].get_role_display()}）到这一天还没有卸任。请先登记卸任日期，再撤销网格。"})
        if plain_cell(cell) == before:
            return cell
        cell.save()
        CellVersion.objects.filter(cell=cell, struck_at=None).update(struck_at=now, struck_reason=reason)
        CellVersion.objects.create(cell=cell, recorded_at=now, recorded_by=by, replaces=last, **{name: getattr(cell, name) for name in STATED})
        record(Change(at=now, actor=by, verb="更改网格", object_type="cell", object_id=cell.code, unit=cell.unit.code, provision="11.3", before=before,
                      after=plain_cell(cell), note=reason))
    return cell


def name_holder(by: Account | None, now: datetime, *, cell: Cell, role: str, start: date, **fields: Any) -> CellHolder:
    """Name who answers for a cell in a role. `fields`: officer, or person with title and phone; end. Raises ValidationError where it overlaps."""
    with transaction.atomic():
        holder = CellHolder(cell=cell, role=role, start=start, recorded_at=now, recorded_by=by, **fields)
        _check(holder)
        holder.save()
        _write(by, now, "确定网格责任人", holder, None)
    return holder


def change_holder(by: Account | None, now: datetime, holder: CellHolder, *, reason: str, verb: str = "更正网格责任人", **fields: Any) -> CellHolder:
    """State anew who answers for a cell: the old row is struck, a new one takes its place."""
    with transaction.atomic():
        old = _struck(holder, now, reason)
        new = CellHolder(recorded_at=now, recorded_by=by, replaces_id=old.pk, **({name: getattr(old, name) for name in HOLDER} | fields))
        _check(new)
        new.save()
        _write(by, now, verb, new, old, reason)
    return new


def hand_over(by: Account | None, now: datetime, holder: CellHolder, *, start: date, reason: str, **fields: Any) -> CellHolder:
    """Let another answer for the cell in the same role from `start` on: the old one ends the day before."""
    with transaction.atomic():
        end_holder(by, now, holder, end=date.fromordinal(start.toordinal() - 1), reason=reason)
        return name_holder(by, now, cell=holder.cell, role=holder.role, start=start, **fields)


def end_holder(by: Account | None, now: datetime, holder: CellHolder, *, end: date, reason: str) -> CellHolder:
    """Note the last day on which somebody answers for a cell; gives the row that replaces it."""
    return change_holder(by, now, holder, reason=reason, verb="网格责任人卸任", end=end)


def strike_holder(by: Account | None, now: datetime, holder: CellHolder, *, reason: str) -> None:
    """Strike a row that was entered by mistake; nothing takes its place."""
    with transaction.atomic():
        _write(by, now, "撤下网格责任人", None, _struck(holder, now, reason), reason)


def _struck(holder: CellHolder, now: datetime, reason: str) -> CellHolder:
    old = CellHolder.objects.select_for_update(of=("self",)).select_related("officer", "cell__unit").get(pk=holder.pk)
    if old.struck_at is not None:
        raise ValidationError("这一条刚被别人更改过。请刷新页面，在新的记录上修改。")
    old.struck_at, old.struck_reason = now, reason
    old.save(update_fields=["struck_at", "struck_reason"])
    return old


def _check(holder: CellHolder) -> None:
    holder.full_clean()
    cell = holder.cell
    if holder.start < cell.start or (cell.end and (holder.end or date.max) > cell.end):
        span = f"{in_words(cell.start)}起{f'，至{in_words(cell.end)}止' if cell.end else ''}"
        raise ValidationError({"start": f"“{cell.name}”自{span}，责任人的起止日期要在其中。"})
    for one in CellHolder.objects.current().filter(cell=cell, role=holder.role).exclude(pk=holder.pk).select_related("officer"):
        if (one.end is None or one.end >= holder.start) and (holder.end is None or holder.end >= one.start):
            raise ValidationError({"start": f"这段时间“{cell.name}”的{ROLES[holder.role]}已是{one.who}（{in_words(one.start)}起）。"
                                            "请先登记他的卸任日期，或者用“换人”。"})


def _write(by: Account | None, now: datetime, verb: str, new: CellHolder | None, old: CellHolder | None, note: str = "") -> None:
    one = new or old
    assert one is not None
    record(Change(at=now, actor=by, verb=verb, object_type="cell_holder", object_id=str(one.pk), unit=one.cell.unit.code,
                  on_behalf=one.officer.code if one.officer else "", happened_on=one.start, provision="11.3",
                  before=plain_holder(old) if old else None, after=plain_holder(new) if new else None, note=note))


def plain_cell(cell: Cell) -> dict[str, Any]:
    """Return a cell as plain values, for the ledger."""
    return {"code": cell.code, "name": cell.name, "unit": cell.unit.code, "extent": cell.extent, "start": cell.start, "end": cell.end}


def plain_holder(holder: CellHolder) -> dict[str, Any]:
    """Return who answers for a cell as plain values, for the ledger; a named person's telephone masked."""
    return {"cell": holder.cell.code, "role": ROLES[holder.role], "officer": holder.officer.code if holder.officer else "", "person": holder.person,
            "title": holder.title, "phone": masked("", holder.phone)["phone"], "start": holder.start, "end": holder.end}
