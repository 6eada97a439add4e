"""The ledger, or a part of it, as files that `verify_ledger.py` checks without this site."""

import json
from collections.abc import Collection, Iterator
from typing import Any, Final

from anze.record.checkpoints import Checkpoint
from anze.record.models import Entry
from anze.record.seal import FIELDS, plain
from anze.record.tree import Tree
from anze.record.verify import rows

FORMAT: Final = "anze-ledger-1"
PART: Final = "anze-ledger-part-1"
BATCH: Final = 900  # numbers in one question to the database


def exported(*, texts: bool) -> Iterator[str]:
    """Yield lines of JSON: what this is, then each entry with its digest, and with its text and key where asked for."""
    yield json.dumps({"format": FORMAT, "texts": texts}) + "\n"
    for row in rows():
        yield _line(row, texts=texts)


def excerpt(numbers: Collection[int], until: int) -> Iterator[str]:
    """Yield lines of JSON: what this is, then the entries with these numbers up to `until`, with their texts and keys."""
    yield json.dumps({"format": PART, "texts": True}) + "\n"
    wanted = sorted(numbers)
    for place in range(0, len(wanted), BATCH):
        for row in rows(until=until, among=wanted[place:place + BATCH]):
            yield _line(row, texts=True)


def digests_until(until: int) -> bytes:
    """Return the digests of the first entries up to `until`, 32 bytes each: what stands for every entry and tells nothing of any."""
    found = Entry.objects.filter(seq__lte=until).order_by("seq").values_list("digest", flat=True)
    return b"".join(bytes.fromhex(digest) for digest in found.iterator(chunk_size=20_000))


def head_of(digests: bytes, entry: Entry) -> Checkpoint:
    """Return the checkpoint of a ledger that ends with an entry, by the digests of all its entries; its moment is that of the entry."""
    tree = Tree()
    for place in range(0, len(digests), 32):
        tree.add(digests[place:place + 32].hex())
    return Checkpoint(ledger=digests[:32].hex(), seq=entry.seq, digest=entry.digest, at=entry.at, root=tree.root())


def _line(row: Any, *, texts: bool) -> str:
    line: dict[str, Any] = {name: plain(getattr(row, name)) for name in FIELDS} | {"digest": row.digest, "erased": row.sealed__erased_at is not None}
    if texts:
        line |= {"key": None if row.sealed__key is None else bytes(row.sealed__key).hex(), "text": row.sealed__text}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
