"""A pack is made (第三十条): at once where it is short, else in the background; the ledger says who made one, about whom, of which days, with which files."""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.http import Http404

from anze.access.rights import Rights, rights_of
from anze.dossiers.archive import Archive, Tell, manifest_of, measured, own_pieces
from anze.dossiers.asked import Asked
from anze.dossiers.models import MadeDossier, name_of
from anze.dossiers.pieces import Piece
from anze.dossiers.queries.contents import Contents, contents
from anze.dossiers.queries.erasures import erasures
from anze.dossiers.queries.made import BEYOND
from anze.dossiers.queries.proof import OWN, base_head, part_of
from anze.dossiers.queries.reach import unit_for, within_reach
from anze.dossiers.queries.rules import rules_in_force
from anze.people.models import Account, Officer
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.record.actions.checkpoint import keep
from anze.record.models import Entry
from anze.workbook.exporting import Cancelled
from anze.workbook.kept import put_in_place, written
from anze.workbook.models import KEPT, Export

PROVISION: Final = "30.p1"
COUNTED: Final = "个文件"
MAKER: Final = "anze.dossiers.actions.making:make"
AT_ONCE: Final = 60                # files and
AT_ONCE_BYTES: Final = 40_000_000  # bytes that are packed within a few seconds
STEP: Final = 5                    # files after which the count is told and a cancellation heard
TRIES: Final = 2
ERASED_MEANWHILE: Final = "所依据的账本条目中，有一条的内容在生成时刚刚依法擦除，没有生成，也没有记入账本。请再生成一次。"


class ErasedMeanwhileError(ValueError):
    """The text of an entry went while the pack that holds it was made."""


def make(by: Account, now: datetime, asked: Asked, rights: Rights) -> Export:
    """Make a pack and return the export under which it waits: ready where it is short, else under way in the background.

    What is asked again while it is under way is not begun a second time. Http404 where the account may not ask it; TooLargeError, OSError.
    """
    asked = replace(asked, known_at=min(asked.known_at, day_of(now)))
    officer = _officer(asked, rights)
    under_way = Export.objects.of(by).under_way().filter(maker=MAKER, asked=_plain(asked)).first()
    if under_way is not None:
        return under_way
    found = _gathered(asked, rights, day_of(now))
    export = Export(account=by, name=name_of(asked, officer), maker=MAKER, asked=_plain(asked), counted=COUNTED, media_type="application/zip",
                    total=len(found.pieces) + len(own_pieces()) + BEYOND, made_at=now, expires_at=now + KEPT)
    if len(found.pieces) <= AT_ONCE and sum(_size(piece) for piece in found.pieces) <= AT_ONCE_BYTES:
        _packed(export, now, asked, rights, found)
        return export
    from anze.dossiers.tasks import make_dossier  # noqa: PLC0415 — the task imports this module

    export.save()
    make_dossier.enqueue(export.pk)
    return export


def carry_out(pk: int, now: datetime) -> None:
    """Make a pack that waits, with the rights its account has by now; one that was cancelled or is made already stays as it is."""
    if not Export.objects.filter(pk=pk, state="waiting").update(state="running"):
        return
    export = Export.objects.select_related("account__officer").get(pk=pk)
    told = export.asked | {name: date.fromisoformat(export.asked[name]) for name in ("day", "known_at")}
    asked, rights = Asked(**told), rights_of(export.account)

    def tell(count: int) -> None:
        if count % STEP == 0 and not Export.objects.filter(pk=pk, state="running").update(done=count):
            raise Cancelled

    try:
        _packed(export, now, asked, rights, _gathered(asked, rights, day_of(export.made_at)), tell)
    except Cancelled:
        return
    except BaseException:
        Export.objects.filter(pk=pk, state="running").update(state="failed")
        raise


def _officer(asked: Asked, rights: Rights) -> Officer:
    found = within_reach(rights, asked.day).filter(code=asked.officer_code).first()
    if found is None:
        raise Http404
    return found


def _plain(asked: Asked) -> dict[str, Any]:
    return {"officer_code": asked.officer_code, "day": asked.day.isoformat(), "known_at": asked.known_at.isoformat(), "accident_id": asked.accident_id,
            "years": asked.years}


def _size(piece: Piece) -> int:
    return len(piece.content) if isinstance(piece.content, bytes) else piece.content.stat().st_size


def _gathered(asked: Asked, rights: Rights, today: date) -> Contents:
    """Return what is in a pack, composed while the head on which it rests stayed where it was: at the last try the ledger is held."""
    for _ in range(TRIES):
        head = base_head(asked.known_at, today)
        found = contents(asked, rights, today, head) if head else None
        if found is not None and head == base_head(asked.known_at, today):
            return found
    with transaction.atomic():
        hold()
        head = base_head(asked.known_at, today)
        if head is None:
            raise Http404
        return contents(asked, rights, today, head)


def _packed(export: Export, now: datetime, asked: Asked, rights: Rights, found: Contents, tell: Tell = lambda _: None) -> MadeDossier:
    """Pack the files and record it: the archive, its row, its entry and its export stand or fall together. The ledger is held only at the end."""
    files, rested = measured([*found.pieces, *own_pieces()]), found.resting
    manifest = manifest_of(asked, rules_in_force(), found.head, rested, files)
    made = MadeDossier(account=export.account, unit=unit_for(rights, asked.officer_code), officer=_officer(asked, rights),
                       accident=asked.accident_id or "", day=asked.day, known_at=asked.known_at, years=asked.years, files=len(files), said=found.said,
                       manifest=hashlib.sha256(manifest).hexdigest(), head_seq=found.head.seq, head_digest=found.head.digest, made_at=now)
    with written(export.uid) as file:
        archive = Archive(file)
        archive.add_files(manifest, files, tell)
        with transaction.atomic():
            hold()
            if [one.seq for one in erasures(rested.entries)] != rested.erased:
                raise ErasedMeanwhileError(ERASED_MEANWHILE)
            entry = _recorded(made, rights)
            part, kept = part_of(rested.entries, entry)
            made.digest, made.size, made.entry_seq = archive.end(part), archive.size, entry.seq
            put_in_place(export.uid, file)
            made.export = _ready(export, len(files) + BEYOND, archive.size)
            made.save()
            transaction.on_commit(lambda: keep(kept) and None, robust=True)
    return made


def _recorded(made: MadeDossier, rights: Rights) -> Entry:
    """Record that a pack was made, and return the entry that stands in it: that of the first time, where the same was made before by those who may know of
    it, so that it has the same bytes."""
    before = MadeDossier.objects.visible_to(rights).filter(manifest=made.manifest).order_by("pk").first()
    verb = "再次生成履职证据包" if before else "生成履职证据包"
    entry = record(Change(at=made.made_at, actor=made.account, verb=verb, object_type=OWN, object_id=str(made.uid),
                          unit=made.unit.code if made.unit else "", provision=PROVISION,
                          after={"officer": made.officer.code, "day": made.day.isoformat(), "known_at": made.known_at.isoformat(), "accident": made.accident,
                                 "years": made.years, "files": made.files, "manifest": made.manifest}))
    return Entry.objects.get(pk=before.entry_seq) if before else entry


def _ready(export: Export, files: int, size: int) -> Export:
    """Say that an export is ready. Raises Cancelled where somebody did not want it any more."""
    done = {"state": "ready", "size": size, "done": files, "total": files}
    if export.pk is None:
        for name, value in done.items():
            setattr(export, name, value)
        export.save()
    elif not Export.objects.filter(pk=export.pk, state="running").update(**done):
        raise Cancelled
    return export
