"""A checkpoint: what a second party keeps of the ledger — its first digest (which ledger), how many entries, the last digest, the root, when."""

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
MOST: Final = 2 ** 63 - 1     # entries: what the database can count
YEARS: Final = range(2000, 9000)  # moments that every time zone can say


class NoCheckpoint(ValueError):  # noqa: N818 — what somebody gave is refused
    """A file that is no checkpoint, with the remedy."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of the ledger whose first entry has the digest `ledger`, as it was at a moment. Entries count from 1: `seq` is their number.

    `root` stands for all of them (`tree.py`), so that a part of the ledger can be checked without the rest; checkpoints of old have none.
    """

    ledger: str
    seq: int
    digest: str
    at: datetime
    root: str = ""

    def written(self) -> dict[str, Any]:
        """Return what stands in the file."""
        return {"format": FORMAT, "ledger": self.ledger, "seq": self.seq, "count": self.seq, "digest": self.digest, "at": plain(self.at)} | (
            {"root": self.root} if self.root else {})


def read_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint that a file says. Raises NoCheckpoint."""
    try:
        said = json.loads(text[:LARGEST])
        found = Checkpoint(str(said["ledger"]), int(said["seq"]), str(said["digest"]), datetime.fromisoformat(said["at"]), str(said.get("root", "")))
        counts = found.seq, said.get("count", found.seq)
        right = said["format"] == FORMAT and DIGEST.fullmatch(found.digest) and DIGEST.fullmatch(found.ledger) and found.at.tzinfo and (
            found.at.year in YEARS and (not found.root or DIGEST.fullmatch(found.root)))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
        raise NoCheckpoint("这不是检查点文件。请选择您留存的那个 JSON 文件：从“核验账本”页下载的，或者后台写出的。") from fault
    if not right:
        raise NoCheckpoint("检查点文件的内容不完整。请换一份留存的检查点。")
    if not 1 <= counts[0] == counts[1] <= MOST or isinstance(said["seq"], bool):
        raise NoCheckpoint("检查点里的条数（seq、count）不对，应当是同一个 1 以上的数：它被改动过。请换一份留存的检查点。")
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
