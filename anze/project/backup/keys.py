"""The keys of sealed texts: never in a backup unless asked for, and which of them what is in the backup needs."""

from pathlib import Path
from typing import Final

from django.conf import settings

from anze.access.sealing import key_id

NAME: Final = "sealing_keys"  # what the file of keys is called in a backup


def key_file() -> Path | None:
    """Return the file of keys; None where nothing was ever sealed."""
    path = Path(settings.SEALING_KEYS)
    return path if path.is_file() else None


def key_ids() -> tuple[str, ...]:
    """Return the ids of the keys that are here: they give nothing of the keys away."""
    path = key_file()
    return tuple(key_id(bytes.fromhex(line)) for line in path.read_text("ascii").split()) if path else ()
