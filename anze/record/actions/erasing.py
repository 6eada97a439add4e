"""Erase the text of an entry where the law demands it; the chain stays whole."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account
from anze.record.actions.writing import Change, hold, record
from anze.record.models import Entry, Sealed

ERASED = "擦除内容"


def erase(by: Account | None, now: datetime, entry: Entry, *, reason: str) -> Entry:
    """Empty an entry's sealed text and its key, and return the entry that says so. Raises ValidationError without a reason or the second time.

    Without its key the digest of the text can be tried against nothing: what was said cannot be found out by guessing.
    """
    if not reason.strip():
        raise ValidationError("请写明擦除的依据，例如哪部法律第几条、哪份决定书。")
    with transaction.atomic():
        hold()
        done = Sealed.objects.filter(entry=entry, erased_at=None).update(text="", key=b"", erased_at=now)
        if not done:
            raise ValidationError(f"账本第 {entry.seq} 条的内容已经擦除，不用再擦。")
        return record(Change(at=now, actor=by, verb=ERASED, object_type="ledger", object_id=str(entry.seq), unit=entry.unit, note=reason.strip()))
