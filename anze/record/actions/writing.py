"""Write to the ledger: one entry a change, in the change's own transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from anze.people.models import Account
from anze.record.models import Entry, Sealed
from anze.record.seal import GENESIS, content_digest, content_of, fields_digest, new_key, state_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be written: who did what to which object, when it happened, under which provision, what changed.

    `before` and `after` are plain values (JSON): None where there was or is nothing. `note` is a reason a person gave.
    """

    at: datetime
    actor: Account | None
    verb: str
    object_type: str
    object_id: str
    on_behalf: str = ""
    unit: str = ""
    happened_on: date | None = None
    provision: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    note: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def record(change: Change) -> Entry:
    """Write one entry and return it. Raises RuntimeError outside a transaction: a change and its entry stand or fall together."""
    return record_all([change])[0]


def _store(rows: list[Any]) -> None:
    type(rows[0]).objects.bulk_create(rows, batch_size=1000)


def record_all(changes: Iterable[Change], store: Callable[[list[Any]], Any] = _store) -> list[Entry]:
    """Write entries in the order given and return them; the head of the ledger is held until the transaction ends.

    `store` saves unsaved rows of one model; another than Django's may be given where a great many are written.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written inside the transaction of the change it records")
    seq, previous = _head()
    entries: list[Any] = []
    sealed: list[Any] = []
    for change in changes:
        seq += 1
        key = new_key()
        text = content_of(change.before, change.after, change.note, change.values)
        entry = Entry(seq=seq, at=change.at, actor=change.actor.username if change.actor else "", on_behalf=change.on_behalf, verb=change.verb,
                      object_type=change.object_type, object_id=change.object_id, unit=change.unit, happened_on=change.happened_on,
                      provision=change.provision, before=state_digest(key, change.before), after=state_digest(key, change.after),
                      content=content_digest(key, text), previous=previous)
        entry.digest = previous = fields_digest(entry)
        entries.append(entry)
        sealed.append(Sealed(entry_id=seq, key=key, text=text))
    for rows in filter(None, (entries, sealed)):
        store(rows)
    return entries


def hold() -> None:
    """Hold the ledger against other writers until the transaction ends. On SQLite the transaction (IMMEDIATE) holds it already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(20251127)")


def _head() -> tuple[int, str]:
    """Return the last entry's number and digest, holding the ledger."""
    hold()
    last = Entry.objects.order_by("-seq").values_list("seq", "digest").first()
    return last or (0, GENESIS)


