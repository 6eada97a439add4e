"""Take a backup: one moment of the database, the files that its rows name, the checkpoints, in one file that is read back at once."""

import errno
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection

from anze.acts.evidence import store
from anze.acts.models import Blob
from anze.law.problems import Problem, Refused
from anze.project.backup.checking import examined
from anze.project.backup.container import CHUNK, For, Writer, refuse, writing
from anze.project.backup.keys import NAME as KEYS_NAME
from anze.project.backup.keys import key_file, key_ids
from anze.project.backup.manifest import CHECKPOINTS, EXPORTS, FILES, KEYS, NAME, ROWS, Manifest, Table
from anze.project.backup.recipients import Known, Recipient
from anze.project.backup.sealed import new_key
from anze.project.backup.snapshot import migrations, snapshot
from anze.project.backup.tables import LEFT_OUT, columns, kept_models, written
from anze.record.backups import LastBackup, tell
from anze.record.models import Entry
from anze.workbook import kept
from anze.workbook.models import Export

TIMES: Final = 5  # files of abandoned forms are cleaned away while we copy: begin again, so often at most
ROOM: Final = 50_000_000
FULL: Final = (errno.ENOSPC, errno.EDQUOT)
LACKING: Final = "先用 anze ledger files 查明，从上一份备份里找回；确实找不回的，加 --lacking 备份其余的，缺损写进清单"


class Gone(Exception):  # noqa: N818 — we look again, and begin again
    """Files that the moment's rows name and whose bytes are missing or altered: digest and what is wrong."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__()
        self.found = found


def take(to: Path, now: datetime, *, keys: bool = False, lacking: bool = False, recipient: Recipient | None = None) -> Manifest:
    """Write a backup to the file `to`, read it back and return its manifest. Raises Refused; then there is no file.

    Without `lacking` a site whose files are not whole is refused; with it the manifest says which were missing or altered. With a `recipient` it is
    encrypted: read back with the key that its content was given, which is then forgotten.
    """
    _room(to)
    beside = to.with_name(f".{to.name}.part")
    beside.unlink(missing_ok=True)
    sealed = For(recipient, new_key()) if recipient else None
    try:
        _begun_again_until_whole(beside, now, sealed, keys=keys, lacking=lacking)
        manifest = examined(beside, opener=Known(sealed.key) if sealed else None).manifest
        beside.replace(to)
        store.sync_folder(to.parent)
    except Refused as refused:
        beside.unlink(missing_ok=True)
        tell(LastBackup(now, to.name, 0, whole=False, fault=refused.problems[0].what))
        raise
    except OSError as fault:
        beside.unlink(missing_ok=True)
        if fault.errno in FULL:
            raise refuse(to, "写备份时磁盘满了，没有留下半份", "腾出空间，或者换一个磁盘再备份") from fault
        raise
    tell(LastBackup(now, to.name, to.stat().st_size, whole=True))
    return manifest


def _room(to: Path) -> None:
    """Refuse where the volume plainly cannot hold it: the files as they are, the database at half (rows are compressed)."""
    if to.exists():
        raise refuse(to, "这个文件已经有了", "换一个文件名；备份从不覆盖旧的备份")
    need = sum(Blob.objects.values_list("size", flat=True)) + _size_of_database() // 2 + ROOM
    free = shutil.disk_usage(to.parent).free
    if free < need:
        raise refuse(to, f"空间不够：约需 {need // 1_000_000} MB，剩 {free // 1_000_000} MB", "腾出空间，或者换一个磁盘再备份")


def _size_of_database() -> int:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _begun_again_until_whole(beside: Path, now: datetime, sealed: For | None, *, keys: bool, lacking: bool) -> None:
    accepted: dict[str, str] = {}
    for _ in range(TIMES):
        try:
            with writing(beside, sealed) as writer, snapshot():
                _write(writer, now, keys=keys, accepted=accepted)
            return
        except Gone as gone:  # where its row is gone by now, the file was let go of while we copied
            if _still_named(gone.found) == len(gone.found):
                if not lacking:
                    raise Refused([Problem(sha256, 0, f"附件的内容{what}，备份会缺它", LACKING) for sha256, what in gone.found.items()]) from gone
                accepted = gone.found
    raise refuse(beside, f"备份期间文件一再被清理，试了 {TIMES} 次", "过几分钟再备份")


def _still_named(found: dict[str, str]) -> int:
    """Return how many of some files (by digest; of exports by number) a row still names."""
    exports = [UUID(name) for name in found if len(name) == 32]
    return Blob.objects.filter(sha256__in=found).count() + Export.objects.filter(uid__in=exports).count()


def _write(writer: Writer, now: datetime, *, keys: bool, accepted: dict[str, str]) -> None:
    _files(writer, accepted)
    tables = []
    for model in kept_models(apps):
        counted = _Counted(written(model))
        part = writer.add(f"{ROWS}{model._meta.db_table}.jsonl", counted, packed=True)
        tables.append(Table(model._meta.db_table, columns(model), counted.rows, part.sha256))
    for path in sorted(Path(settings.CHECKPOINTS).glob("*.json")):
        writer.add(f"{CHECKPOINTS}{path.name}", [path.read_bytes()])
    if keys and (own := key_file()):
        writer.add(f"{KEYS}{KEYS_NAME}", [own.read_bytes()])
    manifest = Manifest(made_at=now, version=version("anze"), engine=connection.vendor, migrations=migrations(), tables=tuple(tables),
                        parts=tuple(writer.parts), ledger=_head(), left_out=LEFT_OUT, key_ids=key_ids(), lacking=tuple(sorted(accepted)))
    writer.add(NAME, [manifest.written()])


class _Counted:
    """Lines, counted as they pass; a few at a time."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.rows, self._lines = 0, lines

    def __iter__(self) -> Iterator[bytes]:
        waiting = bytearray()
        for line in self._lines:
            self.rows += 1
            waiting += line
            if len(waiting) > CHUNK:
                yield bytes(waiting)
                waiting.clear()
        if waiting:
            yield bytes(waiting)


def _head() -> dict[str, object]:
    first = Entry.objects.order_by("seq").values_list("digest", flat=True).first()
    last = Entry.objects.order_by("-seq").values_list("seq", "digest").first() or (0, "")
    return {"first": first or "", "seq": last[0], "digest": last[1]}


def _files(writer: Writer, accepted: dict[str, str]) -> None:
    """Write the files that rows name. Raises Gone where others than those `accepted` are not whole."""
    gone = {}
    for sha256, size in list(Blob.objects.order_by("sha256").values_list("sha256", "size")):
        path = store.place(sha256)
        try:
            if path.stat().st_size == size and store.digest_of(path) == sha256:
                writer.add(f"{FILES}{sha256}", _read(path))
            else:
                gone[sha256] = "被改过"
        except FileNotFoundError:
            gone[sha256] = "不在了"
    for uid in list(Export.objects.filter(content=None, state="ready").values_list("uid", flat=True)):
        try:
            with kept.place(uid).open("rb") as file:
                writer.add(f"{EXPORTS}{uid.hex}", iter(partial(file.read, CHUNK), b""))
        except FileNotFoundError:
            gone[uid.hex] = "不在了"
    if gone.keys() - accepted.keys():
        raise Gone(gone)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
