"""How an entry is sealed. `verify_ledger.py` does the same with the standard library alone; a test holds the two together."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

GENESIS: Final = "0" * 64
FIELDS: Final = ("seq", "at", "actor", "on_behalf", "verb", "object_type", "object_id", "unit", "happened_on", "provision",
                 "before", "after", "content", "previous")


def plain(value: Any) -> Any:
    """Return a value as it is sealed: moments in UTC with microseconds, days as ISO text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def canonical(value: Any) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, characters as they are."""
    return _ENCODE(value)


def _other(value: Any) -> Any:
    found = plain(value)
    return str(found) if found is value else found


_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_other).encode


def fields_digest(entry: Any) -> str:
    """Return the SHA-256 of an entry's fields (an object with the attributes `FIELDS`), hexadecimal."""
    return hashlib.sha256(canonical([plain(getattr(entry, name)) for name in FIELDS]).encode()).hexdigest()


def new_key() -> bytes:
    """Return a fresh random key of 32 bytes."""
    return secrets.token_bytes(32)


def content_of(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, note: str, values: Mapping[str, Any]) -> str:
    """Return the sealed text of an entry."""
    return canonical({"before": before, "after": after, "note": note, **({"values": values} if values else {})})


def content_digest(key: bytes, text: str) -> str:
    """Return the keyed digest (HMAC-SHA-256) of a sealed text, hexadecimal."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def state_digest(key: bytes, state: Mapping[str, Any] | None) -> str:
    """Return the keyed digest of a state; empty for none."""
    return "" if state is None else content_digest(key, canonical(state))
