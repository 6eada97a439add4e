"""Exports too large for the database lie as files beside it, under the number of their export; they go with it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from django.conf import settings

from anze.workbook.models import Export

FOLDER: Final = "exports"  # in the folder of files, whose own names are two characters long


def place(uid: UUID) -> Path:
    """Return where the file of an export lies, or would."""
    return Path(settings.FILES) / FOLDER / uid.hex


@contextmanager
def written(uid: UUID) -> Iterator[BinaryIO]:
    """Give a file to write an export to; it lies in its place only once `put_in_place` says so. Where the block fails nothing of it stays."""
    beside = _beside(uid)
    beside.parent.mkdir(parents=True, exist_ok=True)
    try:
        with beside.open("wb") as file:
            yield file
    except BaseException:
        beside.unlink(missing_ok=True)
        place(uid).unlink(missing_ok=True)
        raise


def put_in_place(uid: UUID, file: BinaryIO) -> None:
    """Put a file that is written in its place, while the transaction of its row is open: no row without its file."""
    file.flush()
    os.fsync(file.fileno())
    _beside(uid).replace(place(uid))


def drop(uid: UUID) -> None:
    """Remove the file of an export, where there is one."""
    place(uid).unlink(missing_ok=True)


def swept(before: datetime) -> int:
    """Remove files that no export names and that were begun before a moment: of a process that died. Return how many."""
    folder = Path(settings.FILES) / FOLDER
    named = {uid.hex for uid in Export.objects.values_list("uid", flat=True)}
    count = 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in named and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            count += 1
    return count


def _beside(uid: UUID) -> Path:
    return place(uid).with_name(f"{uid.hex}.part")
