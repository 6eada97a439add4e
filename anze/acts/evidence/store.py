"""Where the bytes lie: one copy each, under the digest of the content. Written beside, synced, then put in place."""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

INCOMING: Final = "incoming"
SHOWN: Final = "shown"  # pages and pictures made for showing; may be deleted at any time
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that was examined and lies ready to be kept."""

    path: Path
    name: str
    sha256: str
    size: int
    media_type: str
    taken_at: datetime | None = None


def place(sha256: str) -> Path:
    """Return where the bytes with that digest lie, or would."""
    return Path(settings.FILES) / sha256[:2] / sha256


def beside() -> Path:
    """Return a new path in the folder of incoming files."""
    folder = Path(settings.FILES) / INCOMING
    folder.mkdir(parents=True, exist_ok=True)
    return folder / uuid.uuid4().hex


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write chunks to a new file and sync it; where that fails nothing of it stays."""
    with path.open("xb") as file:
        try:
            for chunk in chunks:
                file.write(chunk)
            sync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(staged: Path, sha256: str) -> None:
    """Put a staged file in its place. What is there already has the same bytes and stays."""
    there = place(sha256)
    if there.exists():
        staged.unlink(missing_ok=True)
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    sync_folder(there.parent.parent)
    staged.replace(there)
    sync_folder(there.parent)


def drop(sha256: str) -> None:
    """Remove the bytes of a digest that no row names."""
    place(sha256).unlink(missing_ok=True)


def sync(descriptor: int) -> None:
    """Wait until the disk has what was written."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def kept() -> Iterator[Path]:
    """Yield every file in its place."""
    root = Path(settings.FILES)
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if len(folder.name) == 2 and folder.is_dir():
            yield from sorted(folder.iterdir())


def left_over(before: datetime) -> Iterator[Path]:
    """Yield the incoming files that were begun before a moment and never kept: of a process that died."""
    folder = Path(settings.FILES) / INCOMING
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.stat().st_mtime < before.timestamp():
            yield path
