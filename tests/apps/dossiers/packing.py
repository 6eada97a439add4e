"""A pack made without a database: an invented ledger, an invented question, files as they come."""

import hashlib
import io
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from anze.dossiers.archive import Archive, Head, Part, Resting, manifest_of, measured, own_pieces
from anze.dossiers.asked import Asked
from anze.dossiers.pieces import Piece
from anze.record.seal import FIELDS, GENESIS, canonical, content_digest, content_of, state_digest
from anze.record.tree import root_of

ASKED: Final = Asked("p1", date(2026, 5, 20), date(2026, 6, 15), "sg-2026-0001")
RULES: Final = {"name": "qingyuan-draft", "digest": "0" * 64}
AT: Final = "2026-06-15T02:00:00.000000+00:00"


@dataclass
class Ledger:
    """Entries as they are exported, with texts."""

    entries: list[dict[str, Any]] = field(default_factory=list)

    def add(self, object_type: str, object_id: str, after: dict[str, Any], verb: str = "登记") -> dict[str, Any]:
        """Add an entry and return it."""
        key = hashlib.sha256(f"key {len(self.entries)}".encode()).digest()
        text = content_of(None, after, "", {})
        one: dict[str, Any] = dict.fromkeys(FIELDS, "") | {
            "seq": len(self.entries) + 1, "at": AT, "verb": verb, "object_type": object_type, "object_id": object_id, "happened_on": None,
            "after": state_digest(key, after), "content": content_digest(key, text), "previous": self.entries[-1]["digest"] if self.entries else GENESIS}
        one |= {"digest": sealed(one), "erased": False, "key": key.hex(), "text": text}
        self.entries.append(one)
        return one

    def erase(self, seq: int) -> dict[str, Any]:
        """Erase the text of an entry, say so in the ledger, and return the entry that says it."""
        self.entries[seq - 1] |= {"erased": True, "key": "", "text": ""}
        return self.add("ledger", str(seq), {}, "擦除内容")

    def reseal(self, begin: int) -> None:
        """Write the chain anew from an entry on, as somebody would who changed it."""
        for place in range(begin - 1, len(self.entries)):
            one = self.entries[place]
            one["previous"] = self.entries[place - 1]["digest"] if place else GENESIS
            one["digest"] = sealed(one)

    def checkpoint(self, seq: int | None = None) -> dict[str, Any]:
        """Return the checkpoint after an entry; without one, of the whole."""
        entries = self.entries[:seq]
        return {"format": "anze-checkpoint-1", "ledger": entries[0]["digest"], "seq": len(entries), "count": len(entries), "digest": entries[-1]["digest"],
                "at": AT, "root": root_of(one["digest"] for one in entries)}

    def digests(self) -> bytes:
        """Return the digests of all entries."""
        return b"".join(bytes.fromhex(one["digest"]) for one in self.entries)

    def part(self, numbers: Sequence[int]) -> Part:
        """Return the part that goes with a pack that rests on these entries."""
        lines = [{"format": "anze-ledger-part-1", "texts": True}, *(self.entries[seq - 1] for seq in sorted(numbers))]
        text = "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in lines)
        return Part(self.digests(), text.encode(), self.checkpoint())


def sealed(entry: dict[str, Any]) -> str:
    """Return the digest that an entry should have."""
    return hashlib.sha256(canonical([entry[name] for name in FIELDS]).encode()).hexdigest()


def some_ledger(entries: int = 40) -> Ledger:
    """Return a ledger about acts of several people."""
    found = Ledger()
    for number in range(entries):
        found.add("act", f"YD-20260601-{number:04d}", {"title": f"会议{number}", "minutes": "纪要" * (number % 7)})
    return found


def some_pieces(seed: int = 1, count: int = 6) -> list[Piece]:
    """Return files as a pack has them."""
    dice = random.Random(seed)
    return [Piece("履职证据包.pdf", b"%PDF-1.7 " + dice.randbytes(3000)), Piece("data/duties.json", b"[{}]\n"),
            *(Piece(f"evidence/{number:03d}-照片{number}.jpg", dice.randbytes(dice.randint(0, 5000))) for number in range(count)), *own_pieces()]


def packed(ledger: Ledger, pieces: Sequence[Piece], rests_on: Sequence[int] = (3, 8, 21), asked: Asked = ASKED) -> bytes:
    """Record a pack in the ledger and return its archive."""
    files, last = measured(pieces), ledger.entries[-1]
    resting = Resting(sorted(rests_on), [seq for seq in sorted(rests_on) if ledger.entries[seq - 1]["erased"]])
    manifest = manifest_of(asked, RULES, Head(last["seq"], last["digest"]), resting, files)
    made = ledger.add("dossier", "1", {"manifest": hashlib.sha256(manifest).hexdigest(), "officer": "p1"}, "生成履职证据包")
    to = io.BytesIO()
    archive = Archive(to)
    archive.add_files(manifest, files)
    assert archive.end(ledger.part([*rests_on, made["seq"]])) == hashlib.sha256(to.getvalue()).hexdigest()
    return to.getvalue()


def written(folder: Path, archive: bytes) -> Path:
    """Put an archive in a folder and return where."""
    path = folder / "证据包.zip"
    path.write_bytes(archive)
    return path
