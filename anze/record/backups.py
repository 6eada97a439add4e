"""When the last backup was made, where to, and whether it was read back whole: told by a file beside the data, for the page of the system."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

FILE: Final = "last_backup.json"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup: when it was begun, the name of its file, its bytes, whether reading it back found it whole, what was wrong."""

    at: datetime
    name: str
    size: int
    whole: bool
    fault: str = ""


def tell(backup: LastBackup) -> None:
    """Keep what is to be shown of a backup."""
    there = Path(settings.DATA) / FILE
    beside = there.with_name(f".{FILE}.part")
    said = {"at": backup.at.isoformat(), "name": backup.name, "size": backup.size, "whole": backup.whole, "fault": backup.fault}
    with beside.open("w", encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(there)


def last_backup() -> LastBackup | None:
    """Return what is known of the last backup; None where none was made yet."""
    try:
        said = json.loads((Path(settings.DATA) / FILE).read_text("utf-8"))
        return LastBackup(datetime.fromisoformat(said["at"]), str(said["name"]), int(said["size"]), bool(said["whole"]), str(said["fault"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
