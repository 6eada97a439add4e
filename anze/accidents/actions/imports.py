"""A workbook of accidents comes in, is checked, mended in place, taken over whole or not at all; one with many rows in the background."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Rights, rights_of
from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.registering import register_accident
from anze.accidents.excel.checking import Desk, check
from anze.accidents.excel.columns import TABLES
from anze.accidents.excel.describing import counted, described
from anze.accidents.models import AccidentImport
from anze.people.models import Account, Unit
from anze.record.actions import Change, hold, record
from anze.register.actions.imports import mended, sent_in, sheets_of
from anze.register.excel.tables import typed
from anze.workbook.read import read

ROWS: Final = 20_000      # a sheet
QUICK_ROWS: Final = 300   # rows that are written while the page waits: some two or three seconds
REASON: Final = "Excel 导入"
MOVED: Final = "您核对以后，台账有了变动，一行也没有导入。请按现在的内容重新核对。"


def receive(by: Account, now: datetime, rights: Rights, *, name: str, content: bytes) -> AccidentImport:
    """Keep a workbook with what was found in it; nothing of it goes into the register yet. Raises ValidationError (Unreadable)."""
    sheets, faults = typed(read(content), TABLES, ROWS)
    imported = AccidentImport(account=by, made_at=now, **sent_in(name or "事故.xlsx", content))
    imported.typed = {key: sheet.plain() for key, sheet in sheets.items()}
    imported.faults = [fault.plain() for fault in faults]
    _looked_over(imported, rights, now)
    imported.save()
    return imported


def mend(imported: AccidentImport, rights: Rights, now: datetime, *, edits: Mapping[tuple[str, int, str], str]) -> AccidentImport:
    """Put texts into cells of a workbook that is not yet taken over, and check it whole again."""
    with transaction.atomic():
        imported = AccidentImport.objects.select_for_update().get(pk=imported.pk)
        if imported.applied_at or imported.under_way:
            raise ValidationError("这个文件已经导入或者正在办理，现在不能改。")
        mended(imported, edits)
        _looked_over(imported, rights, now)
        imported.save()
    return imported


def apply(by: Account, now: datetime, imported: AccidentImport, *, revision: int) -> AccidentImport:
    """Take a workbook over whole, a large one in the background. Pressed twice, it is taken over once. Raises ValidationError."""
    with transaction.atomic():
        imported = AccidentImport.objects.select_for_update().get(pk=imported.pk)
        if imported.applied_at or imported.under_way:
            return imported
        if imported.revision != revision or imported.faults or not imported.changes or imported.account_id != by.pk:
            raise ValidationError("您核对以后，这个文件又有变动，还没有导入。请按现在的内容重新核对。", code="changed")
        imported.stage, imported.notice = "writing", ""
        imported.save(update_fields=["stage", "notice"])
    if len(imported.changes) > QUICK_ROWS:
        later("write", imported)
    else:
        write_in(imported.pk, now)
    imported.refresh_from_db()
    return imported


def write_in(pk: int, now: datetime) -> None:
    """Write a workbook that was confirmed: checked once more while nobody else writes, then every row or none."""
    imported = AccidentImport.objects.select_related("account").filter(pk=pk, stage="writing").first()
    if imported is None:
        return
    try:
        with transaction.atomic():
            hold()
            shown, rights = imported.changes, rights_of(imported.account)
            desk = _looked_over(imported, rights, now)
            imported.stage = ""
            if imported.faults or imported.changes != shown:
                imported.notice = MOVED
            else:
                _written(imported, desk, rights, now)
            imported.save()
    except BaseException:
        AccidentImport.objects.filter(pk=pk, stage="writing").update(stage="failed")
        raise


def _written(imported: AccidentImport, desk: Desk, rights: Rights, now: datetime) -> None:
    by = imported.account
    new = [register_accident(by, now, told).pk for _, told in sorted(desk.added.items(), key=lambda one: (one[1].date, one[0]))]
    outcomes = [correct_accident(by, now, known.accident, told, reason=REASON, based_on=known.statement.pk if known.statement else None)
                for known, told in desk.changed.values()]
    imported.entered = {"new": new, "changed": [one.row.pk for one in outcomes if one.row]}
    office = Unit.objects.filter(path__in=rights.reach("accident.record").trees).order_by("path").first()
    totals = {name: sum(count[name] for count in imported.counts.values()) for name in ("added", "changed")}
    entry = record(Change(at=now, actor=by, verb="导入事故", object_type="accident_import", object_id=str(imported.uid),
                          unit=office.code if office else "", after={"digest": imported.digest} | totals, note=imported.name))
    imported.last_entry, imported.applied_at = entry.seq, now
    imported.revision -= 1  # what was shown is what was done


def _looked_over(imported: AccidentImport, rights: Rights, now: datetime) -> Desk:
    of_sheets = [fault for fault in imported.faults if not fault[2]]
    desk = check(sheets_of(imported), rights, now)
    imported.faults = [*of_sheets, *(fault.plain() for fault in desk.faults)]
    imported.counts = counted(desk)
    imported.changes = [] if imported.faults else described(desk)
    imported.revision += 1
    return desk


def later(what: str, imported: AccidentImport) -> None:
    """Have it done in the background, once what was said so far is on record."""
    from anze.accidents.tasks import undo_import, write_import  # noqa: PLC0415 — the tasks import this module

    task, pk = {"write": write_import, "undo": undo_import}[what], imported.pk
    transaction.on_commit(lambda: task.enqueue(pk))
