"""Take an import of production units back whole, as long as nothing builds on it: new ones are taken off, what stood before is stated again."""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.enterprises.actions import bulk
from anze.enterprises.actions.imports import QUICK_ROWS, later
from anze.enterprises.models import Enterprise, EnterpriseImport, EnterpriseVersion
from anze.enterprises.models.enterprise import STATED
from anze.people.models import Account
from anze.record.actions import Change, hold, record, record_all
from anze.record.models import Entry
from anze.register.actions.undoing import refuse_undoing, used

REFERRED = ("unit", "kind", "department", "cell")


def undo(by: Account, now: datetime, imported: EnterpriseImport) -> EnterpriseImport:
    """Take an import back, a large one in the background. Pressed twice, it is taken back once. Raises ValidationError naming what builds on it."""
    with transaction.atomic():
        imported = EnterpriseImport.objects.select_for_update().get(pk=imported.pk)
        if imported.undone_at or imported.under_way:
            return imported
        if not imported.applied_at:
            raise ValidationError("这个文件还没有导入，不需要撤销。")
        refuse_undoing(list(_stops(imported)), "请逐条更正，或者先处理完再撤销。")
        imported.stage, imported.notice = "undoing", ""
        imported.total = sum(len(keys) for keys in imported.entered.values())
        imported.save(update_fields=["stage", "notice", "total"])
    if imported.total > QUICK_ROWS:
        later("undo", imported)
    else:
        undo_in(imported.pk, now)
    imported.refresh_from_db()
    return imported


def undo_in(pk: int, now: datetime) -> None:
    """Take back an import that was asked to be."""
    imported = EnterpriseImport.objects.select_related("account").filter(pk=pk, stage="undoing").first()
    if imported is None:
        return
    try:
        with transaction.atomic():
            hold()
            if next(_stops(imported), None):
                imported.stage, imported.notice = "", "没有撤销：其间有单位又变更过。请再按一次撤销，看是哪些。"
                imported.save(update_fields=["stage", "notice"])
                return
            _take_back(imported, now)
    except BaseException:
        EnterpriseImport.objects.filter(pk=pk, stage="undoing").update(stage="failed")
        raise


def _take_back(imported: EnterpriseImport, now: datetime) -> None:
    by, note = imported.account, f"撤销导入“{imported.name}”"[:200]
    new = _rows(imported.entered["new"])
    bulk.strike(new, now, note)
    for one in new:
        one.enterprise.on_record = False
    bulk.keep([one.enterprise for one in new])
    record_all(Change(at=now, actor=by, verb=bulk.STRUCK, object_type="enterprise", object_id=one.enterprise.code, unit=one.unit.code,
                      before=bulk.plain(one), note=note) for one in new)
    _restore(by, now, _rows(imported.entered["changed"]), note)
    begun = Entry.objects.get(pk=imported.last_entry or 0)
    record(Change(at=now, actor=by, verb="撤销导入", object_type="enterprise_import", object_id=str(imported.uid), unit=begun.unit,
                  before={"digest": imported.digest}, note=note))
    imported.undone_at, imported.stage = now, ""
    imported.save(update_fields=["undone_at", "stage"])


def _restore(by: Account, now: datetime, changed: list[EnterpriseVersion], note: str) -> None:
    """State again what stood before: where a row was ended by the change, that row opens again and the newer one is struck."""
    corrected = [one for one in changed if one.replaces_id]
    before = _rows([one.replaces_id for one in corrected if one.replaces_id])
    by_pk = {one.pk: one for one in before}
    bulk.restate(by, now, [(one, one.start, _stated(by_pk[one.replaces_id or 0])) for one in corrected], reason=note)
    begun = [one for one in changed if not one.replaces_id]
    bulk.strike(begun, now, note)
    ended = {one.enterprise_id: one for one in _ended([one.enterprise_id for one in begun])}
    bulk.restate(by, now, [(ended[one.enterprise_id], ended[one.enterprise_id].start, {}) for one in begun], reason=note)


def _stated(row: EnterpriseVersion) -> dict[str, object]:
    return {name: getattr(row, name) for name in STATED}


def _ended(enterprises: list[int]) -> list[EnterpriseVersion]:
    """Return the last row on record of each, which the change ended."""
    found: dict[int, EnterpriseVersion] = {}
    for low in range(0, len(enterprises), bulk.BATCH):
        rows = EnterpriseVersion.objects.current().filter(enterprise__in=enterprises[low:low + bulk.BATCH]).order_by("start")
        found |= {one.enterprise_id: one for one in rows.select_related("enterprise", *REFERRED)}
    return list(found.values())


def _rows(keys: list[int]) -> list[EnterpriseVersion]:
    found: list[EnterpriseVersion] = []
    for low in range(0, len(keys), bulk.BATCH):
        found += EnterpriseVersion.objects.filter(pk__in=keys[low:low + bulk.BATCH]).select_related("enterprise", *REFERRED)
    return found


def _stops(imported: EnterpriseImport) -> Iterator[str]:
    """Yield what builds on it: changed since, or used by something that the import did not write."""
    keys = [*imported.entered["new"], *imported.entered["changed"]]
    for low in range(0, len(keys), bulk.BATCH):
        struck = EnterpriseVersion.objects.filter(pk__in=keys[low:low + bulk.BATCH]).exclude(struck_at=None).select_related("enterprise")
        yield from (f"{one.name}（{one.enterprise.code}）：导入之后又变更过或者撤下了" for one in struck)
    new = imported.entered["new"]
    for low in range(0, len(new), bulk.BATCH):
        part = EnterpriseVersion.objects.filter(pk__in=new[low:low + bulk.BATCH]).values("enterprise")
        yield from used(list(Enterprise.objects.filter(pk__in=part)), {EnterpriseVersion: set(new[low:low + bulk.BATCH])})
