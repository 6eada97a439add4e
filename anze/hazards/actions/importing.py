"""A workbook of dangers: how its rows are checked, recorded, corrected and taken back (`register.actions.taking` does the rest)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.hazards.actions.dangers import correct_danger, record_danger, withdraw
from anze.hazards.actions.proposing import drop
from anze.hazards.excel.checking import Desk, check
from anze.hazards.excel.columns import TABLES
from anze.hazards.excel.describing import counted, described
from anze.hazards.models import Danger, DangerImport, DangerVersion, Listing
from anze.hazards.models.danger import STATED
from anze.hazards.policies import DANGER, LISTING
from anze.hazards.queries.places import lister_of
from anze.hazards.told import Found, Stated
from anze.papers.models import Filed
from anze.people.models import Account
from anze.register.actions.taking import Taking, parts
from anze.register.excel.tables import Typed

REASON: Final = "按导入的表格更改"


class DangerTaking(Taking[DangerImport]):
    """Dangers from a workbook."""

    model = DangerImport
    tables = TABLES
    file, verb, object_type, permission = "隐患.xlsx", "导入隐患", "danger_import", "hazard.change"
    moved = "您核对以后，隐患的登记有了变动，一行也没有导入。请按现在的内容重新核对。"
    moved_since = "没有撤销：其间有隐患又办理过。请再按一次撤销，看是哪些。"
    advice = "请逐个更正或者撤回登记，或者先处理完再撤销。"

    def check(self, sheets: dict[str, Typed], rights: Rights, now: datetime) -> Desk:
        """Return the desk on which the sheet was checked."""
        return check(sheets, rights, now)

    def told(self, desk: Desk) -> tuple[dict[str, dict[str, int]], list[list[Any]]]:
        """Return the counts, and a line for each row that does something."""
        return counted(desk), described(desk)

    def write(self, by: Account, now: datetime, rights: Rights, desk: Desk) -> dict[str, list[int]]:
        """Record what is new, correct what is changed; a major one goes up and is proposed for listing as ever."""
        new = []
        for _, (found, told) in sorted(desk.added.items()):
            where = Found(unit=found.unit, source=found.source, on=found.on, lister=lister_of(found.unit, rights))
            new.append(record_danger(by, now, where, told).pk)
        changed = [correct_danger(by, now, known.danger, told, reason=REASON, lister=lister_of(known.danger.unit, rights)).pk
                   for known, told in desk.changed.values()]
        versions = [pk for some in parts(changed) for pk in DangerVersion.objects.current().filter(danger__in=some).values_list("pk", flat=True)]
        return {"new": new, "changed": versions}

    def stops(self, imported: DangerImport, now: datetime) -> Iterator[str]:
        """Yield what builds on it: handled since, listed or on the way to it, with files of its case."""
        for pk in imported.entered["new"]:
            yield from _stops(Danger.objects.get(pk=pk), imported)
        for some in parts(imported.entered["changed"]):
            for row in DangerVersion.objects.filter(pk__in=some).select_related("danger"):
                if row.struck_at is not None:
                    yield f"{row.danger}（{row.danger.uid}）：导入之后又更正过或者撤回了登记"
                else:
                    yield from _stops(row.danger, imported)

    def take_back(self, imported: DangerImport, now: datetime, note: str) -> None:
        """Withdraw what was new, with the proposal it brought; state again what stood before."""
        by = imported.account
        for some in parts(imported.entered["new"]):
            for one in Danger.objects.filter(pk__in=some).order_by("pk"):
                _drop(by, now, one, imported, note)
                withdraw(by, now, one, reason=note)
        for some in parts(imported.entered["changed"]):
            rows = DangerVersion.objects.filter(pk__in=some).select_related("danger", *(f"replaces__{name}" for name in REFERRED))
            for row in rows.order_by("pk"):
                _drop(by, now, row.danger, imported, note)
                if row.replaces is not None:
                    correct_danger(by, now, row.danger, Stated(**{name: getattr(row.replaces, name) for name in STATED}), reason=note)

    def later(self, what: str, pk: int) -> None:
        """Have it done by the worker."""
        from anze.hazards.tasks import undo_import, write_import  # noqa: PLC0415 — the tasks import this module

        {"write": write_import, "undo": undo_import}[what].enqueue(pk)


REFERRED: Final = ("enterprise", "cell", "department")


def _proposed(danger: Danger, imported: DangerImport) -> Any:
    """Return the listings that stand because of the import, with their state."""
    at: Any = imported.applied_at
    return Listing.objects.in_state(*LISTING.open).filter(danger=danger, steps__kind="propose", steps__at=at)


def _drop(by: Account, now: datetime, danger: Danger, imported: DangerImport, note: str) -> None:
    for listing in _proposed(danger, imported):
        drop(by, now, listing, note=note)


def _stops(danger: Danger, imported: DangerImport) -> Iterator[str]:
    since = danger.steps.exclude(at__lte=imported.applied_at).order_by("pk").last()
    if since is not None:
        yield f"{danger}（{danger.uid}）：导入之后已{DANGER.verbs[since.kind].label}"
    elif any(listing.steps.filter(at__gt=imported.applied_at).exists() for listing in danger.listings.all()):
        yield f"{danger}（{danger.uid}）：导入之后已办理挂牌督办"
    elif danger.listings.in_state(*LISTING.open).exclude(pk__in=_proposed(danger, imported).values("pk")).exists():
        yield f"{danger}（{danger.uid}）：导入之后已提请挂牌督办"
    if Filed.objects.filter(object_type="danger", object_id=danger.uid, added_at__gt=imported.applied_at).exists():
        yield f"{danger}（{danger.uid}）：已有案卷文件"


TAKING: Final = DangerTaking()
