"""Read a backup through and say everything that is wrong with it; nothing is touched."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anze.law.problems import Problem, Refused
from anze.project.backup.container import ANOTHER, chunks, lines, opened, refuse
from anze.project.backup.manifest import FILES, NAME, ROWS, BadManifest, Manifest, read
from anze.project.backup.recipients import Opener
from anze.project.backup.tables import read_line
from anze.record.checkpoints import Checkpoint
from anze.record.models import Entry, Sealed
from anze.record.verify import Row, Verdict, verify


@dataclass(frozen=True, slots=True)
class Examined:
    """A backup that was found whole: its manifest, and what checking its ledger found."""

    manifest: Manifest
    verdict: Verdict


def examined(path: Path, checkpoints: Sequence[Checkpoint] = (), opener: Opener | None = None) -> Examined:
    """Return what a backup holds, every part checked; `opener` opens an encrypted one. Raises Refused with everything that is wrong."""
    with opened(path, opener) as found:
        manifest = _manifest(found, path)
        wrong = [*_parts(found, manifest), *_tables(manifest)]
        if not wrong:
            wrong = [*_rows(found, manifest), *_files(found, manifest)]
        if wrong:
            raise Refused([Problem(str(path), 0, what, ANOTHER) for what in wrong])
        verdict = _ledger(found, manifest, checkpoints)
    faults = [Problem(str(path), 0, f"账本：{fault.what}", "换一份备份，或者换一份检查点，查明是谁改的") for fault in verdict.faults]
    if (verdict.entries, verdict.head if verdict.entries else "") != (manifest.ledger["seq"], manifest.ledger["digest"]):
        faults.append(Problem(str(path), 0, "账本的末条与清单所写的不符", ANOTHER))
    if faults:
        raise Refused(faults)
    return Examined(manifest, verdict)


def _manifest(found: zipfile.ZipFile, path: Path) -> Manifest:
    names = found.namelist()
    if names.count(NAME) != 1:
        raise refuse(path, "备份里没有清单，或者不止一份")
    if found.getinfo(NAME).file_size > 200_000_000:
        raise refuse(path, "清单大得不像清单")
    try:
        return read(found.read(NAME))
    except BadManifest as fault:
        raise refuse(path, str(fault), "用写出它的版本恢复，或者换一份备份") from fault


def _parts(found: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    """Yield what does not agree between the parts and the manifest: each there once, none more, each with its bytes."""
    there, told = found.namelist(), [part.name for part in manifest.parts]
    for name in sorted({*there, *told, NAME}):
        wanted = (told.count(name) if name != NAME else 1)
        if (there.count(name), wanted) != (1, 1):
            yield f"{name} 在清单里有 {wanted} 份，在备份里有 {there.count(name)} 份"
            return
    for part in manifest.parts:
        digest, size = hashlib.sha256(), 0
        for chunk in chunks(found, part.name, part.size):
            digest.update(chunk)
            size += len(chunk)
        if (size, digest.hexdigest()) != (part.size, part.sha256):
            yield f"{part.name} 与清单所写的不符"


def _tables(manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with the list of tables: those with rows in the backup, and the digest of each."""
    rows = {part.name: part.sha256 for part in manifest.parts if part.name.startswith(ROWS)}
    told = {f"{ROWS}{one.name}.jsonl": one.digest for one in manifest.tables}
    if rows != told or len(told) != len(manifest.tables):
        yield "清单所列的表与备份里的表不符"


def _rows(found: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    for one in manifest.tables:
        count = 0
        for count, line in enumerate(lines(found, f"{ROWS}{one.name}.jsonl"), 1):
            if len(json.loads(line)) != len(one.columns):
                yield f"表 {one.name} 第 {count} 行的列数不对"
                break
        else:
            if count != one.rows:
                yield f"表 {one.name} 应有 {one.rows} 行，实有 {count} 行"


def _files(found: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    """Yield what does not agree between the rows of files and the bytes: each row has its bytes and the reverse."""
    told = {str(row["sha256"]): int(row["size"]) for row in rows_of(found, manifest, "acts_blob")}
    there = {part.name.removeprefix(FILES): part for part in manifest.files}
    yield from (f"附件 {sha256} 有登记，没有内容" for sha256 in sorted(told.keys() - there.keys() - set(manifest.lacking)))
    yield from (f"附件 {sha256} 有内容，没有登记" for sha256 in sorted(there.keys() - told.keys()))
    yield from (f"附件 {sha256} 的内容不是登记的那一份" for sha256, part in there.items()
                if sha256 in told and (part.sha256, part.size) != (sha256, told[sha256]))


def rows_of(found: zipfile.ZipFile, manifest: Manifest, table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table by column; none where the backup does not have it."""
    one = next((one for one in manifest.tables if one.name == table), None)
    for line in lines(found, f"{ROWS}{table}.jsonl") if one else ():
        yield dict(zip(one.columns if one else (), read_line(line), strict=True))


def _ledger(found: zipfile.ZipFile, manifest: Manifest, checkpoints: Sequence[Checkpoint]) -> Verdict:
    def entries() -> Iterator[Row]:
        sealed = rows_of(found, manifest, Sealed._meta.db_table)
        text: dict[str, Any] | None = next(sealed, None)
        for entry in rows_of(found, manifest, Entry._meta.db_table):
            while text is not None and text["entry_id"] < entry["seq"]:
                text = next(sealed, None)
            mine = text if text is not None and text["entry_id"] == entry["seq"] else {}
            yield Row(entry | {f"sealed__{name}": mine.get(name) for name in ("key", "text", "erased_at")})

    return verify(checkpoints, entries())
