"""Each reading of a case is recorded before anything of it is shown; what cannot be recorded is not shown."""

from datetime import datetime

from django.db import DatabaseError, transaction

from anze.accountability.models import Case, Reading
from anze.accountability.policies import READING_OBJECT, READING_VERB
from anze.people.models import Account
from anze.record.actions import Change, hold, record
from anze.record.queries import head


class Unrecorded(Exception):  # noqa: N818 — a refusal that a person reads
    """Raised where a reading could not be recorded: then nothing is shown."""


def read(by: Account, now: datetime, case: Case, page: str) -> Reading:
    """Record that an account reads a page (`codes.READ`) of a case, with its entry in the ledger. Raises Unrecorded."""
    try:
        with transaction.atomic():
            hold()
            made = Reading.objects.create(case=case, account=by, at=now, page=page, entry=head() + 1)
            record(Change(at=now, actor=by, verb=READING_VERB, object_type=READING_OBJECT, object_id=case.uid))
    except DatabaseError as fault:
        raise Unrecorded("查阅记录写不进去，这一页不能打开。请稍后再试；仍然不行的，请告诉系统管理员。") from fault
    return made
