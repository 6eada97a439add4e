"""A checkpoint: what a second party keeps of the ledger — its first digest (which ledger), how many entries, the last digest, when."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from anze.record.seal import plain

FORMAT: Final = "anze-checkpoint-1"
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
LARGEST: Final = 10_000


class NoCheckpoint(ValueError):  # noqa: N818 — what somebody gave is refused
    """A file that is no checkpoint, with the remedy."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of the ledger whose first entry has the digest `ledger`, as it was at a moment. Entries count from 1: `seq` is their number."""

    ledger: str
    seq: int
    digest: str
    at: datetime

    def written(self) -> dict[str, Any]:
        """Return what stands in the file."""
        return {"format": FORMAT, "ledger": self.ledger, "seq": self.seq, "count": self.seq, "digest": self.digest, "at": plain(self.at)}


def read_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint that a file says. Raises NoCheckpoint."""
    try:
        said = json.loads(text[:LARGEST])
        found = Checkpoint(str(said["ledger"]), int(said["seq"]), str(said["digest"]), datetime.fromisoformat(said["at"]))
        right = said["format"] == FORMAT and found.seq >= 1 and DIGEST.fullmatch(found.digest) and DIGEST.fullmatch(found.ledger) and found.at.tzinfo
    except (ValueError, KeyError, TypeError) as fault:
        raise NoCheckpoint("这不是检查点文件。请选择您留存的那个 JSON 文件：从“核验账本”页下载的，或者后台写出的。") from fault
    if not right:
        raise NoCheckpoint("检查点文件的内容不完整。请换一份留存的检查点。")
    return found


def newest(folder: Path) -> Checkpoint | None:
    """Return the checkpoint with the highest number in a folder; files that are none are passed over."""
    found = []
    for path in folder.glob("*.json") if folder.is_dir() else ():
        try:
            found.append(read_checkpoint(path.read_text("utf-8")))
        except (NoCheckpoint, UnicodeDecodeError):
            continue
    return max(found, key=lambda one: one.seq, default=None)
