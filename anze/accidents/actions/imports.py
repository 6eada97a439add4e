"""A workbook of accidents: how its rows are checked, registered and corrected (`register.actions.taking` does the rest)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from anze.access.rights import Rights
from anze.accidents.actions import undoing
from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.registering import register_accident
from anze.accidents.excel.checking import Desk, check
from anze.accidents.excel.columns import TABLES
from anze.accidents.excel.describing import counted, described
from anze.accidents.models import AccidentImport
from anze.accidents.queries.coming import coming
from anze.people.models import Account
from anze.register.actions.taking import Taking
from anze.register.excel.tables import Typed
from anze.register.models.imports import UNDER_WAY

LONGEST: Final = 200  # characters of a reason
SHOWN: Final = 100    # lines of what new rows bring: ten years of history bring thousands


class AccidentTaking(Taking[AccidentImport]):
    """Accidents from a workbook."""

    model = AccidentImport
    tables = TABLES
    file, verb, object_type, permission = "事故.xlsx", "导入事故", "accident_import", "accident.record"
    moved = "您核对以后，台账有了变动，一行也没有导入。请按现在的内容重新核对。"
    moved_since = "没有撤销：其间有事故又变更过。请再按一次撤销，看是哪些。"
    advice = "请逐起更正或者撤销登记，或者先处理完再撤销。"

    def apply(self, by: Account, now: datetime, imported: AccidentImport, *, revision: int, reason: str = "") -> AccidentImport:
        """Take a workbook over as any other; one that corrects something says why. Raises ValidationError; the reason is kept all the same."""
        asked = AccidentImport.objects.filter(pk=imported.pk, account=by, applied_at=None).exclude(stage__in=UNDER_WAY)
        if any(count["changed"] for one in asked for count in one.counts.values()):
            said = reason.strip()
            asked.update(reason=said[:2000])
            if not said:
                raise ValidationError("还没有导入：文件里有更正，请写明更正的原因，它会和原来的登记一起留下。")
            if len(said) > LONGEST:
                raise ValidationError(f"还没有导入：更正的原因最多{LONGEST}字，现在{len(said)}字，请缩短。")
        return super().apply(by, now, imported, revision=revision)

    def shown(self, imported: AccidentImport) -> Any:
        """Return what the rows do and what the corrections change of what follows."""
        return imported.changes, imported.coming

    def check(self, sheets: dict[str, Typed], rights: Rights, now: datetime) -> Desk:
        """Return the desk on which the sheet was checked."""
        return check(sheets, rights, now)

    def told(self, desk: Desk) -> tuple[dict[str, dict[str, int]], list[list[Any]]]:
        """Return the counts, and a line for each row that does something."""
        return counted(desk), described(desk)

    def write(self, by: Account, now: datetime, rights: Rights, desk: Desk) -> dict[str, list[int]]:
        """Register what is new, the oldest first, and correct what is changed."""
        new = [register_accident(by, now, told).pk for _, told in sorted(desk.added.items(), key=lambda one: (one[1].date, one[0]))]
        outcomes = [correct_accident(by, now, known.accident, told, reason=desk.reason, based_on=known.statement.pk if known.statement else None)
                    for known, told in desk.changed.values()]
        return {"new": new, "changed": [one.row.pk for one in outcomes if one.row]}

    def stops(self, imported: AccidentImport, now: datetime) -> Iterator[str]:
        """Yield what builds on it."""
        return undoing.stops(imported, now)

    def take_back(self, imported: AccidentImport, now: datetime, note: str) -> None:
        """Withdraw what was new, state again what stood before."""
        undoing.take_back(imported, now, note)

    def _looked_over(self, imported: AccidentImport, rights: Rights, now: datetime) -> Desk:
        desk: Desk = super()._looked_over(imported, rights, now)
        desk.reason = imported.reason
        found = coming({}, [], now) if imported.faults else coming(desk.added, [(known.accident, told) for known, told in desk.changed.values()], now)
        brought = found.new.plain()
        imported.coming, imported.coming_new = found.corrected.plain(), {"lines": brought[:SHOWN], "more": max(0, len(brought) - SHOWN)}
        return desk

    def later(self, what: str, pk: int) -> None:
        """Have it done by the worker."""
        from anze.accidents.tasks import undo_import, write_import  # noqa: PLC0415 — the tasks import this module

        {"write": write_import, "undo": undo_import}[what].enqueue(pk)


TAKING: Final = AccidentTaking()
