"""An import that is written by the verbs of its app: kept, checked, mended in place, taken over whole or not at all, taken back whole;
one with many rows in the background. An app says in a subclass of `Taking` how its rows are checked, written and taken back."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Rights, rights_of
from anze.people.models import Account, Unit
from anze.record.actions import Change, hold, record
from anze.record.models import Entry
from anze.register.actions.imports import mended, sent_in, sheets_of
from anze.register.actions.undoing import refuse_undoing
from anze.register.excel.columns import Table
from anze.register.excel.tables import Typed, typed
from anze.register.models.imports import Staged
from anze.workbook.read import read

M = TypeVar("M", bound=Staged)
K = TypeVar("K")


class Taking(ABC, Generic[M]):
    """What a kind of import is called and how it is done. `quick`: rows that are written while the page waits, some two or three seconds."""

    model: type[M]
    tables: ClassVar[Sequence[Table]]
    rows: ClassVar[int] = 20_000  # a sheet
    quick: ClassVar[int] = 300
    file: ClassVar[str]           # what a workbook without a name is called
    verb: ClassVar[str]           # of the ledger's entry
    object_type: ClassVar[str]
    permission: ClassVar[str]
    moved: ClassVar[str]          # said where the register changed since it was looked at
    advice: ClassVar[str]         # what to do where something builds on it
    moved_since: ClassVar[str]

    @abstractmethod
    def check(self, sheets: dict[str, Typed], rights: Rights, now: datetime) -> Any:
        """Return the desk on which the sheets were checked; it has `faults`."""

    @abstractmethod
    def told(self, desk: Any) -> tuple[dict[str, dict[str, int]], list[list[Any]]]:
        """Return the counts of each sheet, and a line for each row that does something."""

    @abstractmethod
    def write(self, by: Account, now: datetime, rights: Rights, desk: Any) -> dict[str, list[Any]]:
        """Write every row and return the keys of what was written, by kind (with what is needed to take them back)."""

    @abstractmethod
    def stops(self, imported: M, now: datetime) -> Iterator[str]:
        """Yield in sentences what builds on an import, so that it cannot be taken back."""

    @abstractmethod
    def take_back(self, imported: M, now: datetime, note: str) -> None:
        """Take back everything that an import wrote."""

    @abstractmethod
    def later(self, what: str, pk: int) -> None:
        """Have `write` or `undo` done by the worker."""

    def shown(self, imported: M) -> Any:
        """Return what whoever confirms an import was shown of what it does: it is not done where it would do something else by then."""
        return imported.changes

    def receive(self, by: Account, now: datetime, rights: Rights, *, name: str, content: bytes) -> M:
        """Keep a workbook with what was found in it; nothing of it goes into the register yet. Raises ValidationError (Unreadable)."""
        sheets, faults = typed(read(content), self.tables, self.rows)
        imported = self.model(account=by, made_at=now, **sent_in(name or self.file, content))
        imported.typed = {key: sheet.plain() for key, sheet in sheets.items()}
        imported.faults = [fault.plain() for fault in faults]
        self._looked_over(imported, rights, now)
        imported.save()
        return imported

    def mend(self, imported: M, rights: Rights, now: datetime, *, edits: Mapping[tuple[str, int, str], str]) -> M:
        """Put texts into cells of a workbook that is not yet taken over, and check it whole again."""
        with transaction.atomic():
            imported = self._held(imported)
            if imported.applied_at or imported.under_way:
                raise ValidationError("这个文件已经导入或者正在办理，现在不能改。")
            mended(imported, edits)
            self._looked_over(imported, rights, now)
            imported.save()
        return imported

    def apply(self, by: Account, now: datetime, imported: M, *, revision: int) -> M:
        """Take a workbook over whole, a large one in the background. Pressed twice, it is taken over once. Raises ValidationError."""
        with transaction.atomic():
            imported = self._held(imported)
            if imported.applied_at or imported.under_way:
                return imported
            if imported.revision != revision or imported.faults or not imported.changes or imported.account != by:
                raise ValidationError("您核对以后，这个文件又有变动，还没有导入。请按现在的内容重新核对。", code="changed")
            self._begun(imported, "writing")
        if len(imported.changes) > self.quick:
            self.in_background("write", imported)
        else:
            self.write_in(imported.pk, now)
        imported.refresh_from_db()
        return imported

    def write_in(self, pk: int, now: datetime) -> None:
        """Write a workbook that was confirmed: checked once more while nobody else writes, then every row or none."""
        imported = self._waiting(pk, "writing")
        if imported is None:
            return
        try:
            with transaction.atomic():
                hold()
                shown, rights = self.shown(imported), rights_of(imported.account)
                desk = self._looked_over(imported, rights, now)
                imported.stage = ""
                if imported.faults or self.shown(imported) != shown:
                    imported.notice = self.moved
                else:
                    self._written(imported, desk, rights, now)
                imported.save()
        except BaseException:
            self._failed(pk, "writing")
            raise

    def undo(self, by: Account, now: datetime, imported: M) -> M:
        """Take an import back, a large one in the background. Pressed twice, it is taken back once. Raises ValidationError naming what builds on it."""
        with transaction.atomic():
            imported = self._held(imported)
            if imported.undone_at or imported.under_way:
                return imported
            if not imported.applied_at or imported.account != by:
                raise ValidationError("这个文件还没有导入，不需要撤销。")
            refuse_undoing(list(self.stops(imported, now)), self.advice)
            self._begun(imported, "undoing")
        if sum(map(len, imported.entered.values())) > self.quick:
            self.in_background("undo", imported)
        else:
            self.undo_in(imported.pk, now)
        imported.refresh_from_db()
        return imported

    def undo_in(self, pk: int, now: datetime) -> None:
        """Take back an import that was asked to be."""
        imported = self._waiting(pk, "undoing")
        if imported is None:
            return
        try:
            with transaction.atomic():
                hold()
                imported.stage = ""
                if next(self.stops(imported, now), None):
                    imported.notice = self.moved_since
                else:
                    self._taken_back(imported, now)
                imported.save(update_fields=["stage", "notice", "undone_at"])
        except BaseException:
            self._failed(pk, "undoing")
            raise

    def _looked_over(self, imported: M, rights: Rights, now: datetime) -> Any:
        of_sheets = [fault for fault in imported.faults if not fault[2]]
        desk = self.check(sheets_of(imported), rights, now)
        imported.faults = [*of_sheets, *(fault.plain() for fault in desk.faults)]
        imported.counts, changes = self.told(desk)
        imported.changes = [] if imported.faults else changes
        imported.revision += 1
        return desk

    def _written(self, imported: M, desk: Any, rights: Rights, now: datetime) -> None:
        by = imported.account
        imported.entered = self.write(by, now, rights, desk)
        office = Unit.objects.filter(rights.reach(self.permission).of_units()).order_by("path").first()
        totals = {name: sum(count[name] for count in imported.counts.values()) for name in ("added", "changed")}
        entry = record(Change(at=now, actor=by, verb=self.verb, object_type=self.object_type, object_id=str(imported.uid), unit=office.code if office else "",
                              after={"digest": imported.digest} | totals, note=imported.name))
        imported.last_entry, imported.applied_at = entry.seq, now
        imported.revision -= 1  # what was shown is what was done

    def _taken_back(self, imported: M, now: datetime) -> None:
        note = f"撤销导入“{imported.name}”"[:200]
        self.take_back(imported, now, note)
        begun = Entry.objects.get(pk=imported.last_entry or 0)
        record(Change(at=now, actor=imported.account, verb="撤销导入", object_type=self.object_type, object_id=str(imported.uid), unit=begun.unit,
                      before={"digest": imported.digest}, note=note))
        imported.undone_at = now

    def _held(self, imported: M) -> M:
        found: M = self.model._default_manager.select_for_update().get(pk=imported.pk)
        return found

    def _waiting(self, pk: int, stage: str) -> M | None:
        return self.model._default_manager.select_related("account").filter(pk=pk, stage=stage).first()

    def _begun(self, imported: M, stage: str) -> None:
        imported.stage, imported.notice = stage, ""
        imported.save(update_fields=["stage", "notice"])

    def _failed(self, pk: int, stage: str) -> None:
        self.model._default_manager.filter(pk=pk, stage=stage).update(stage="failed")

    def in_background(self, what: str, imported: M) -> None:
        """Hand it to the worker once what was said so far is on record."""
        pk = imported.pk
        transaction.on_commit(lambda: self.later(what, pk))


def parts(keys: Sequence[K], at_once: int = 400) -> Iterable[Sequence[K]]:
    """Yield keys a few hundred at a time: SQLite takes no more than a thousand or so in one question."""
    yield from (keys[low:low + at_once] for low in range(0, len(keys), at_once))
