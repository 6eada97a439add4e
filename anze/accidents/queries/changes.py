"""What the ledger says of one accident: each entry with both clocks, what changed, and what changed of what followed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anze.accidents.queries.differences import Difference, read_difference
from anze.record.models import Entry
from anze.record.queries.entries import Line, lines


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as a reader sees it, and the difference it made."""

    line: Line
    difference: Difference


def changes_of(code: str) -> list[Change]:
    """Return all entries about an accident, first to last."""
    entries = list(Entry.objects.filter(object_type="accident", object_id=code).select_related("sealed").order_by("seq"))
    return [Change(line, difference_of(entry)) for line, entry in zip(lines(entries), entries, strict=True)]


def difference_of(entry: Entry) -> Difference:
    """Return the difference that an entry (fetched with `sealed`) made; none where its text was erased."""
    return read_difference(_values(entry).get("difference") or ())


def fallen_of(entry: Entry) -> str:
    """Return which figures of people fell by an entry (fetched with `sealed`), in words; empty where none did or its text was erased."""
    return str(_values(entry).get("fallen") or "")


def _values(entry: Entry) -> Mapping[str, Any]:
    sealed = getattr(entry, "sealed", None)
    if sealed is None or sealed.erased_at is not None:
        return {}
    return json.loads(sealed.text).get("values") or {}
