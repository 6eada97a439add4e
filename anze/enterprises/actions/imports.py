"""A workbook of production units comes in, is checked, mended in place, taken over whole or not at all; large ones in the background."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach, rights_of
from anze.enterprises.excel.checking import Desk, check
from anze.enterprises.excel.columns import TABLES
from anze.enterprises.excel.describing import counted, described
from anze.enterprises.excel.writing import carry_out
from anze.enterprises.models import EnterpriseImport
from anze.enterprises.queries.visible import CHANGE
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.record.models import Entry
from anze.register.actions.imports import mended, sent_in, sheets_of
from anze.register.excel.tables import Fault, typed
from anze.workbook.package import LARGE, Unreadable, opened
from anze.workbook.read import read

ROWS: Final = 60_000     # a sheet
QUICK: Final = 300_000   # bytes of a file that is checked while its page waits: some three thousand rows
QUICK_ROWS: Final = 2_000  # rows that are written while the page waits
# Entries about these change what a workbook is checked against.
TYPES: Final = ("enterprise", "kind", "charge", "cell", "unit", "enterprise_import")


class Cancelled(Exception):  # noqa: N818 — somebody's wish, not a fault
    """Somebody does not want the import any more."""


def receive(by: Account, now: datetime, reach: Reach, *, name: str, content: bytes) -> EnterpriseImport:
    """Keep a workbook; a small one is checked at once, a large one waits for the background. Raises ValidationError (Unreadable)."""
    opened(content, LARGE)  # what is none is refused here, whoever reads it later
    imported = EnterpriseImport(account=by, made_at=now, **sent_in(name or "生产经营单位.xlsx", content))
    if len(content) <= QUICK:
        _read_in(imported, reach, now)
        imported.save()
        return imported
    imported.stage = "checking"
    imported.save()
    later("check", imported)
    return imported


def check_in(pk: int, now: datetime) -> None:
    """Check a workbook that waits, in the background; one that was cancelled stays as it is."""
    imported = EnterpriseImport.objects.select_related("account").filter(pk=pk, stage="checking").first()
    if imported is None:
        return
    try:
        reach = rights_of(imported.account).reach(CHANGE)
        if imported.typed:  # mended in place
            _looked_over(imported, reach, now)
        else:
            _read_in(imported, reach, now)
        imported.stage = ""
    except Cancelled:
        return
    except Unreadable as refused:
        imported.faults = [Fault("", 0, "", "", "", message.rstrip("。"), "请改好以后重新上传").plain() for message in refused.messages]
        imported.stage = ""
    except BaseException:
        EnterpriseImport.objects.filter(pk=pk).update(stage="failed")
        raise
    if EnterpriseImport.objects.filter(pk=pk, stage="checking").exists():
        imported.save()


def mend(imported: EnterpriseImport, reach: Reach, now: datetime, *, edits: Mapping[tuple[str, int, str], str]) -> EnterpriseImport:
    """Put texts into cells of a workbook that is not yet taken over, and check it whole again."""
    with transaction.atomic():
        imported = EnterpriseImport.objects.select_for_update().get(pk=imported.pk)
        if imported.applied_at or imported.under_way:
            raise ValidationError("这个文件已经导入或者正在办理，现在不能改。")
        sheets = mended(imported, edits)
        if sum(len(sheet.rows) for sheet in sheets.values()) > QUICK_ROWS:
            imported.stage, imported.done = "checking", 0
            imported.save()
            later("check", imported)
        else:
            _looked_over(imported, reach, now)
            imported.save()
    return imported


def apply(by: Account, now: datetime, imported: EnterpriseImport, reach: Reach, *, revision: int) -> EnterpriseImport:
    """Take a workbook over whole, a large one in the background. Pressed twice, it is taken over once. Raises ValidationError."""
    with transaction.atomic():
        imported = EnterpriseImport.objects.select_for_update().get(pk=imported.pk)
        if imported.applied_at or imported.under_way:
            return imported
        if imported.revision != revision or imported.faults or not imported.changes:
            raise ValidationError("您核对以后，这个文件又有变动，还没有导入。请按现在的内容重新核对。", code="changed")
        imported.stage, imported.done, imported.total, imported.notice = "writing", 0, len(imported.changes), ""
        imported.save(update_fields=["stage", "done", "total", "notice"])
    if imported.total > QUICK_ROWS:
        later("write", imported)
    else:
        write_in(imported.pk, now)
    imported.refresh_from_db()
    return imported


def write_in(pk: int, now: datetime) -> None:
    """Write a workbook that was confirmed: every row or none; checked once more first, and again if the register moves meanwhile."""
    imported = EnterpriseImport.objects.select_related("account").filter(pk=pk, stage="writing").first()
    if imported is None:
        return
    shown, reach = imported.changes, rights_of(imported.account).reach(CHANGE)
    try:
        for _ in range(3):
            seen = _moved()
            desk = _looked_over(imported, reach, now)
            if imported.faults or imported.changes != shown:
                imported.stage, imported.notice = "", "您核对以后，登记的情况有了变动，一行也没有导入。请按现在的内容重新核对。"
                imported.save()
                return
            if _written(imported, desk, reach, now, seen):
                return
        imported.stage, imported.notice = "", "导入时登记的情况一直在变动，一行也没有导入。请过一会儿再确认一次。"
        imported.save()
    except BaseException:
        EnterpriseImport.objects.filter(pk=pk, stage="writing").update(stage="failed")
        raise


def _written(imported: EnterpriseImport, desk: Desk, reach: Reach, now: datetime, seen: int) -> bool:
    """Write, and say whether that was done: not where somebody else changed the register since it was checked."""
    by, note = imported.account, f"导入“{imported.name}”"[:200]
    prepared = carry_out(by, now, desk, note)  # what takes long is made ready before others are held up
    with transaction.atomic():
        hold()
        if _moved() != seen:
            return False
        imported.entered = prepared.write()
        office = Unit.objects.filter(path__in=reach.trees).order_by("path").first() or Unit.objects.filter(pk__in=reach.units).first()
        totals = {name: sum(count[name] for count in imported.counts.values()) for name in ("added", "changed")}
        entry = record(Change(at=now, actor=by, verb="导入生产经营单位", object_type="enterprise_import", object_id=str(imported.uid),
                              unit=office.code if office else "", after={"digest": imported.digest} | totals, note=imported.name))
        imported.last_entry, imported.applied_at, imported.stage = entry.seq, now, ""
        imported.revision -= 1  # what was shown is what was done
        imported.save(update_fields=["entered", "last_entry", "applied_at", "stage", "revision"])
    return True


def cancel(imported: EnterpriseImport) -> bool:
    """Stop a check that is under way; writing is not stopped half-way. Says whether there was anything to stop."""
    return bool(EnterpriseImport.objects.filter(pk=imported.pk, stage="checking").update(stage="cancelled"))


def _moved() -> int:
    return Entry.objects.filter(object_type__in=TYPES).order_by("-seq").values_list("seq", flat=True).first() or 0


def _read_in(imported: EnterpriseImport, reach: Reach, now: datetime) -> None:
    sheets, faults = typed(read(bytes(imported.content), LARGE), TABLES, ROWS)
    imported.typed = {key: sheet.plain() for key, sheet in sheets.items()}
    imported.faults = [fault.plain() for fault in faults]
    _looked_over(imported, reach, now)


def _looked_over(imported: EnterpriseImport, reach: Reach, now: datetime) -> Desk:
    of_sheets = [fault for fault in imported.faults if not fault[2]]

    def told(done: int, total: int) -> None:
        if imported.pk and imported.stage == "checking" and not EnterpriseImport.objects.filter(pk=imported.pk, stage="checking").update(
                done=done, total=total):
            raise Cancelled

    desk = check(sheets_of(imported), reach, day_of(now), told)
    imported.faults = [*of_sheets, *(fault.plain() for fault in desk.faults)]
    imported.counts = counted(desk)
    imported.changes = [] if imported.faults else described(desk)
    imported.revision += 1
    return desk


def later(what: str, imported: Any) -> None:
    """Have it done in the background, once what was said so far is on record."""
    from anze.enterprises.tasks import check_import, undo_import, write_import  # noqa: PLC0415 — the tasks import this module

    task = {"check": check_import, "write": write_import, "undo": undo_import}[what]
    pk = imported.pk
    transaction.on_commit(lambda: task.enqueue(pk))
