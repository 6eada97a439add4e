"""The ledger as a file of lines that `verify_ledger.py` checks without this site."""

import json
from collections.abc import Iterator
from typing import Any, Final

from anze.record.seal import FIELDS, plain
from anze.record.verify import rows

FORMAT: Final = "anze-ledger-1"


def exported(*, texts: bool) -> Iterator[str]:
    """Yield lines of JSON: what this is, then each entry with its digest, and with its text and key where asked for."""
    yield json.dumps({"format": FORMAT, "texts": texts}) + "\n"
    for row in rows():
        line: dict[str, Any] = {name: plain(getattr(row, name)) for name in FIELDS} | {"digest": row.digest, "erased": row.sealed__erased_at is not None}
        if texts:
            line |= {"key": None if row.sealed__key is None else bytes(row.sealed__key).hex(), "text": row.sealed__text}
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
