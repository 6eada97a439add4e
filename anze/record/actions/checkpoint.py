"""The head of the ledger and its count go out as a file, for a second party to keep: only so is a rewritten ledger found out."""

import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from anze.people.moment import SHANGHAI
from anze.record.checkpoints import Checkpoint, newest
from anze.record.models import Entry
from anze.record.tree import Tree


def head_now(now: datetime) -> Checkpoint | None:
    """Return the head of the ledger as a checkpoint; None for an empty ledger."""
    tree, first, last = Tree(), "", (0, "")
    for seq, digest in Entry.objects.order_by("seq").values_list("seq", "digest").iterator(chunk_size=20_000):
        tree.add(digest)
        first, last = first or digest, (seq, digest)
    return Checkpoint(ledger=first, seq=last[0], digest=last[1], at=now, root=tree.root()) if first else None


def write_checkpoint(now: datetime, to: Path | None = None) -> Path | None:
    """Write the head to a file and return where: `to`, or one of its own in the folder of checkpoints.

    Writes nothing, and returns None, for an empty ledger; in the folder also where the newest there says the same.
    """
    found = head_now(now)
    if found is None:
        return None
    last = newest(Path(settings.CHECKPOINTS)) if to is None else None
    return None if last is not None and last.digest == found.digest else keep(found, to)


def keep(found: Checkpoint, to: Path | None = None) -> Path:
    """Write a checkpoint to a file and return where: `to`, or one of its own in the folder of checkpoints."""
    if to is None:
        folder = Path(settings.CHECKPOINTS)
        folder.mkdir(parents=True, exist_ok=True)
        to = folder / f"checkpoint-{found.at.astimezone(SHANGHAI):%Y%m%d-%H%M%S}-{found.seq}.json"
    beside = to.with_name(f".{to.name}.part")
    with beside.open("w", encoding="utf-8") as file:
        file.write(json.dumps(found.written(), ensure_ascii=False, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(to)
    return to
