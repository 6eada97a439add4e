"""The files of a pack before they are packed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a pack: its path inside (folders in ASCII), and its bytes or where they lie."""

    path: str
    content: bytes | Path

    def read(self) -> bytes:
        """Return the bytes. OSError where they do not lie where they should."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


def canonical(value: Any) -> bytes:
    """Return a value as JSON in the one way it is written: keys sorted, two blanks in, Chinese as it is, a line end last."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
