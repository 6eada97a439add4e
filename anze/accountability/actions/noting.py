"""A ground is weighed and no case is opened over it; or it is weighed again (第二十五条). The ledger learns that somebody did so, and nothing of it."""

import json
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.stepping import digest_of, needed, written
from anze.accountability.facts import GROUND_OBJECT
from anze.accountability.models import GroundNote
from anze.accountability.queries.ground import Ground
from anze.people.models import Account
from anze.record.actions import Change, hold, record

DECLINED, AGAIN = "处理问责线索", "重新研究问责线索"


def decline(by: Account, now: datetime, ground: Ground, *, reason: str) -> GroundNote:
    """Say why no case is opened over a ground; it stays, and is shown again on demand. What was said before more came to it is struck.

    Raises ValidationError without a reason, or where it was weighed already and nothing came to it since.
    """
    reason = needed(reason, "reason", "请写明不立案的理由，它会一直留着。")
    with transaction.atomic():
        hold()
        for old in GroundNote.objects.current().filter(key=ground.key):
            if set(ground.found.items) <= set(old.told["items"]):
                raise ValidationError("这条线索已经写明不立案了。请刷新页面。")
            _strike(old, now, "以后又有新的情况，重新研究")
        made = GroundNote(key=ground.key, rule=ground.found.rule, unit=ground.unit, on=ground.found.on, reason=reason,
                          said=json.dumps({"text": ground.why, "items": list(ground.found.items)}, ensure_ascii=False), recorded_at=now, recorded_by=by)
        written(made)
        _record(by, now, made, DECLINED)
    return made


def reconsider(by: Account, now: datetime, note: GroundNote) -> None:
    """Weigh a ground again: it waits as before, and the note stays on record. Raises ValidationError where that was done already."""
    with transaction.atomic():
        hold()
        found = GroundNote.objects.current().filter(pk=note.pk).first()
        if found is None:
            raise ValidationError("这条线索已经在重新研究了。请刷新页面。")
        _strike(found, now, "重新研究")
        _record(by, now, found, AGAIN)


def _strike(note: GroundNote, now: datetime, reason: str) -> None:
    note.struck_at, note.struck_reason = now, reason[:200]
    note.save(update_fields=["struck_at", "struck_reason"])


def _record(by: Account, now: datetime, note: GroundNote, verb: str) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type=GROUND_OBJECT, object_id=note.uid, after={"digest": digest_of([note])}))
