"""Who is interviewed: put down with the proposal, changed with a reason until the interview is held."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.interviews.actions.stepping import needed, ready, take
from anze.interviews.models import Interview, Interviewee
from anze.interviews.told import Whom
from anze.people.models import Account


def put(by: Account, now: datetime, interview: Interview, people: Sequence[Whom]) -> list[dict[str, Any]]:
    """Put down whom an interview is with, within a transaction, and return them as the ledger says them. Raises ValidationError for nobody, or one twice."""
    keys = [one.key for one in people]
    if not keys or not all(keys):
        raise ValidationError({"people": "请至少选一位被约谈人。"})
    if len(set(keys)) < len(keys):
        raise ValidationError({"people": "同一人只列一次。"})
    for one in people:
        made = Interviewee(interview=interview, officer=one.officer, name=one.officer.name if one.officer else one.name.strip(), unit=one.unit, post=one.post,
                           title=one.title, reason=one.reason, recorded_at=now, recorded_by=by)
        made.full_clean(exclude=("interview", "officer", "unit", "recorded_by", "replaces"))
        made.save()
    return [{"officer": one.key, "post": one.post, "reason": one.reason} for one in people]


def change_people(by: Account, now: datetime, interview: Interview, people: Sequence[Whom], *, reason: str) -> None:
    """Let others be interviewed than were put down, with the reason; whoever stays is left as he stands. Raises ValidationError where nothing changes."""
    reason = needed(reason, "note", "请写明为什么更改被约谈人。")
    with transaction.atomic():
        found = ready(interview, "people")
        standing = {one.officer.code if one.officer else one.name: one for one in found.interviewees.current().select_related("officer")}
        wanted = {one.key: one for one in people}
        if not wanted:
            raise ValidationError({"people": "请至少选一位被约谈人。"})
        if wanted.keys() == standing.keys():
            raise ValidationError({"people": "被约谈人没有变化。"})
        for key in standing.keys() - wanted.keys():
            standing[key].struck_at, standing[key].struck_reason = now, reason[:200]
            standing[key].save(update_fields=["struck_at", "struck_reason"])
        added = [one for key, one in wanted.items() if key not in standing]
        if added:
            put(by, now, found, added)
        take(by, now, found, "people", note=reason, before={"interviewees": sorted(standing)}, after={"interviewees": sorted(wanted)})
