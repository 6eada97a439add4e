"""A workbook comes in, is mended in place, is taken over whole or not at all."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach
from anze.people.models import Account, Unit
from anze.record.actions import Change, hold, record
from anze.register.actions.bulk import BATCH, take_stock
from anze.register.excel.checking import check
from anze.register.excel.describing import counted, described
from anze.register.excel.plan import Desk
from anze.register.excel.tables import Fault, Row, Typed, typed
from anze.register.excel.writing import carry_out
from anze.register.models import Import, Incoming
from anze.workbook.read import read


def receive(by: Account, now: datetime, reach: Reach, *, name: str, content: bytes) -> Import:
    """Keep a workbook with what was found in it; nothing of it goes into the register yet. Raises ValidationError (Unreadable)."""
    sheets, faults = typed(read(content))
    imported = Import(account=by, made_at=now, **sent_in(name or "名册.xlsx", content))
    _looked_over(imported, sheets, faults, reach)
    imported.save()
    return imported


def mend(imported: Import, reach: Reach, *, edits: Mapping[tuple[str, int, str], str]) -> Import:
    """Put texts into cells (sheet, row, column by key) of a workbook that is not yet taken over, and check it whole again."""
    with transaction.atomic():
        imported = Import.objects.select_for_update().get(pk=imported.pk)
        if imported.applied_at:
            raise ValidationError("这个文件已经导入，不能再改。请下载名册，改好后重新上传。")
        sheets = mended(imported, edits)
        _looked_over(imported, sheets, [Fault(*fault) for fault in imported.faults if not fault[2]], reach)
        imported.save()
    return imported


def sent_in(name: str, content: bytes) -> dict[str, Any]:
    """Return what is kept of a workbook as it came: its name without folders, its bytes, their digest."""
    return {"name": PurePath(name.replace("\\", "/")).name[-200:], "content": content, "digest": hashlib.sha256(content).hexdigest()}


def mended(imported: Incoming, edits: Mapping[tuple[str, int, str], str]) -> dict[str, Typed]:
    """Put texts into cells (sheet, row, column by key) and return the sheets as they stand then; what is no cell is passed over."""
    sheets = sheets_of(imported)
    rows = {(key, row.number): row for key, sheet in sheets.items() for row in sheet.rows}
    for (table, number, key), text in edits.items():
        row = rows.get((table, number))
        if row is not None and key in sheets[table].columns and text != row.cells.get(key, ""):
            _put(imported, sheets[table], row, key, text)
    imported.typed = {key: sheet.plain() for key, sheet in sheets.items()}
    return sheets


def _put(imported: Incoming, sheet: Typed, row: Row, key: str, text: str) -> None:
    row.cells[key] = text[:1000]
    row.formulas -= {key}
    imported.edits[f"{sheet.table.key}!{sheet.address(row.number, key)}"] = text[:1000]


def apply(by: Account, now: datetime, imported: Import, reach: Reach, *, revision: int) -> Import:
    """Take a workbook over whole: every row or none. Pressed twice, it is taken over once.

    Raises ValidationError where something is wrong now (the register may have changed since it was checked), or where what was
    shown is not what would be done.
    """
    with transaction.atomic():
        imported = Import.objects.select_for_update().get(pk=imported.pk)
        if imported.applied_at:
            return imported
        hold()  # nobody changes the register between the check and the writing
        shown = imported.changes
        desk = _looked_over(imported, sheets_of(imported), [Fault(*fault) for fault in imported.faults if not fault[2]], reach)
        if imported.revision - 1 != revision or (imported.changes != shown and not imported.faults):
            raise ValidationError("您核对以后，名册或者这个文件又有变动，还没有导入。请按现在的内容重新核对。", code="changed")
        if imported.faults:
            raise ValidationError("您核对以后，名册有了变动，这个文件现在有错，一行也没有导入。请改正后再确认。", code="changed")
        if not imported.changes:
            raise ValidationError("这个文件和名册完全一致，没有可以导入的。")
        imported.entered = carry_out(by, now, desk, f"导入“{imported.name}”"[:200])
        if desk.plan.changes >= BATCH:
            take_stock()
        totals = {name: sum(count[name] for count in imported.counts.values()) for name in ("added", "changed")}
        office = Unit.objects.filter(path__in=reach.trees).order_by("path").first()
        entry = record(Change(at=now, actor=by, verb="导入名册", object_type="import", object_id=str(imported.uid), unit=office.code if office else "",
                              after={"digest": imported.digest} | totals, note=imported.name))
        imported.last_entry, imported.applied_at = entry.seq, now
        imported.revision = revision
        imported.save()
    return imported


def look_again(imported: Import, reach: Reach) -> Import:
    """Check a workbook that is not yet taken over once more, against the register as it is now."""
    return mend(imported, reach, edits={})


def sheets_of(imported: Incoming) -> dict[str, Typed]:
    """Return the sheets as they stand now, corrections in place included."""
    return {table.key: Typed.of(table, imported.typed[table.key]) for table in imported.tables if table.key in imported.typed}


def _looked_over(imported: Import, sheets: dict[str, Typed], of_sheets: list[Fault], reach: Reach) -> Desk:
    desk = check(sheets, reach)
    desk.faults = [*of_sheets, *desk.faults]
    imported.typed = {key: sheet.plain() for key, sheet in sheets.items()}
    imported.faults = [fault.plain() for fault in desk.faults]
    imported.counts = counted(desk)
    imported.changes = [] if desk.faults else described(desk)
    imported.revision += 1
    return desk
