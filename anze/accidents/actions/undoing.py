"""Take an import of accidents back whole, as long as nothing builds on it: new registrations are withdrawn, what stood before is stated again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.imports import QUICK_ROWS, later
from anze.accidents.models import Accident, AccidentImport, Statement
from anze.accidents.told import told_of
from anze.duties.sources import Scope, sources
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record, record_all
from anze.record.models import Entry
from anze.register.actions.undoing import refuse_undoing, used

AT_ONCE: Final = 400


def undo(by: Account, now: datetime, imported: AccidentImport) -> AccidentImport:
    """Take an import back, a large one in the background. Pressed twice, it is taken back once. Raises ValidationError naming what builds on it."""
    with transaction.atomic():
        imported = AccidentImport.objects.select_for_update().get(pk=imported.pk)
        if imported.undone_at or imported.under_way:
            return imported
        if not imported.applied_at or imported.account_id != by.pk:
            raise ValidationError("这个文件还没有导入，不需要撤销。")
        refuse_undoing(list(_stops(imported, now)), "请逐起更正或者撤销登记，或者先处理完再撤销。")
        imported.stage, imported.notice = "undoing", ""
        imported.save(update_fields=["stage", "notice"])
    if sum(map(len, imported.entered.values())) > QUICK_ROWS:
        later("undo", imported)
    else:
        undo_in(imported.pk, now)
    imported.refresh_from_db()
    return imported


def undo_in(pk: int, now: datetime) -> None:
    """Take back an import that was asked to be."""
    imported = AccidentImport.objects.select_related("account").filter(pk=pk, stage="undoing").first()
    if imported is None:
        return
    try:
        with transaction.atomic():
            hold()
            imported.stage = ""
            if next(_stops(imported, now), None):
                imported.notice = "没有撤销：其间有事故又变更过。请再按一次撤销，看是哪些。"
            else:
                _take_back(imported, now)
            imported.save(update_fields=["stage", "notice", "undone_at"])
    except BaseException:
        AccidentImport.objects.filter(pk=pk, stage="undoing").update(stage="failed")
        raise


def _take_back(imported: AccidentImport, now: datetime) -> None:
    by, note = imported.account, f"撤销导入“{imported.name}”"[:200]
    for some in _parts(imported.entered["new"]):
        found = list(Accident.objects.filter(pk__in=some).select_related("unit").order_by("pk"))
        Statement.objects.current().filter(accident__in=some).update(struck_at=now, struck_reason=note)
        Accident.objects.filter(pk__in=some).update(withdrawn_at=now)
        record_all(Change(at=now, actor=by, verb="撤销登记", object_type="accident", object_id=one.code, unit=one.unit.code, happened_on=one.date,
                          before=told_of(one).plain(), note=note) for one in found)
    for some in _parts(imported.entered["changed"]):
        before = Statement.objects.select_related("unit").in_bulk(list(Statement.objects.filter(pk__in=some).values_list("replaces", flat=True)))
        for row in Statement.objects.filter(pk__in=some).select_related("accident__unit").order_by("pk"):
            correct_accident(by, now, row.accident, told_of(before[row.replaces_id or 0]), reason=note, based_on=row.pk)
    begun = Entry.objects.get(pk=imported.last_entry or 0)
    record(Change(at=now, actor=by, verb="撤销导入", object_type="accident_import", object_id=str(imported.uid), unit=begun.unit,
                  before={"digest": imported.digest}, note=note))
    imported.undone_at = now


def _parts(keys: list[int]) -> Iterator[list[int]]:
    yield from (keys[low:low + AT_ONCE] for low in range(0, len(keys), AT_ONCE))


def _stops(imported: AccidentImport, now: datetime) -> Iterator[str]:
    """Yield what builds on it: corrected or withdrawn since, updated, reported, investigated, or named by an interview."""
    for some in _parts(imported.entered["changed"]):
        for row in Statement.objects.filter(pk__in=some).exclude(struck_at=None).select_related("accident__unit"):
            yield f"{row.accident}（{row.accident.number}）：导入之后又更正过"
    visits = _interviewed(now) if imported.entered["new"] else frozenset()
    for some in _parts(imported.entered["new"]):
        found = list(Accident.objects.filter(pk__in=some).select_related("unit"))
        own = set(Statement.objects.current().filter(accident__in=some, replaces=None).values_list("pk", flat=True))
        stands = set(Statement.objects.filter(pk__in=own).values_list("accident", flat=True))
        yield from (f"{one}（{one.number}）：导入之后又更正过或者撤销了登记" for one in found if one.pk not in stands)
        yield from used([one for one in found if one.pk in stands], {Statement: own})
        yield from (f"{one}（{one.number}）：已有约谈据它开启" for one in found if one.code in visits)


def _interviewed(now: datetime) -> frozenset[str]:
    """Return the accidents (codes) that interviews name."""
    others = [source.read(day_of(now), Scope()) for source in sources() if source.name != "accidents"]
    return frozenset(code for found in others for one in found.get("interviews", ()) for code in one.accidents)
