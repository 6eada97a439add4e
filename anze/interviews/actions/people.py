"""Who is interviewed: put down with the proposal, changed with a reason until the interview is held.

The head of the committee's office decides whom: a change after the approval goes back for approval, one after the notice is the head's own.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.interviews.actions.documents import issue_of, numbered
from anze.interviews.actions.lapsing import despite
from anze.interviews.actions.stepping import needed, other_person, ready, take
from anze.interviews.models import Interview, Interviewee, Step
from anze.interviews.queries.ranking import ranked
from anze.interviews.told import Whom
from anze.people.models import Account


def put(by: Account, now: datetime, interview: Interview, people: Sequence[Whom]) -> list[str]:
    """Put down whom an interview is with, within a transaction, and return them as the ledger says them. Raises ValidationError for nobody, or one twice."""
    keys = [one.key for one in people]
    if not keys or not all(keys):
        raise ValidationError({"people": "请至少选一位被约谈人。"})
    if len(set(keys)) < len(keys):
        raise ValidationError({"people": "同一人只列一次。"})
    made = []
    for one in people:
        row = Interviewee(interview=interview, officer=one.officer, name=one.officer.name if one.officer else one.name.strip(), unit=one.unit, post=one.post,
                          title=one.title, reason=one.reason, recorded_at=now, recorded_by=by)
        row.full_clean(exclude=("interview", "officer", "unit", "recorded_by", "replaces"))
        row.save()
        made.append(row)
    return [_called(one) + (f"：{one.reason}" if one.reason else "") for one in ranked(made)]


def _called(one: Interviewee) -> str:
    """Return how the history calls an interviewee: by name and post, never by a code."""
    return f"{one.name}（{one.post_words}）" if one.post_words else one.name


def change_people(by: Account, now: datetime, interview: Interview, people: Sequence[Whom], *, reason: str,
                  kind: Literal["people", "revise"] = "people") -> Step:
    """Let others be interviewed than were put down, with the reason; whoever stays is left as he stands. `revise`: after the approval, which it
    takes back. Raises ValidationError where nothing changes."""
    with transaction.atomic():
        found = ready(interview, kind)
        return take(by, now, found, kind, **_changed(by, now, found, people, reason))


def replace_people(by: Account, now: datetime, interview: Interview, people: Sequence[Whom], *, reason: str, lapsed: str = "") -> Step:
    """Let others be interviewed after the notice went out: decided by the head, who did not propose; the notice is issued anew, with its own number.
    `lapsed`: why, though the ground stands no more."""
    with transaction.atomic():
        found = ready(interview, "replace")
        proposer, told = other_person(by, found), _changed(by, now, found, people, reason)
        told["note"] = "\n".join(filter(None, (told["note"], despite(now, found, lapsed))))
        number = numbered(by, now, found, "notice")
        step = take(by, now, found, "replace", number=number.text, proposed_by=proposer, **told)
        issue_of(by, now, found, "notice", number)
    return step


def _changed(by: Account, now: datetime, found: Interview, people: Sequence[Whom], reason: str) -> dict[str, Any]:
    """Change who is put down, within a transaction; return what the step and the ledger say of it."""
    reason = needed(reason, "note", "请写明为什么更改被约谈人。")
    standing = {one.officer.code if one.officer else one.name: one for one in found.interviewees.current().select_related("officer", "unit")}
    wanted = {one.key: one for one in people}
    if not wanted:
        raise ValidationError({"people": "请至少选一位被约谈人。"})
    if wanted.keys() == standing.keys():
        raise ValidationError({"people": "被约谈人没有变化。"})
    before, gone = ranked(standing.values()), ranked(one for key, one in standing.items() if key not in wanted)
    for one in gone:
        one.struck_at, one.struck_reason = now, reason[:200]
        one.save(update_fields=["struck_at", "struck_reason"])
    added = [one for key, one in wanted.items() if key not in standing]
    new = put(by, now, found, added) if added else []
    after = ranked(found.interviewees.current().select_related("unit").order_by("pk"))
    said = [f"增加：{'、'.join(new)}。" if new else "", f"不再约谈：{'、'.join(map(_called, gone))}。" if gone else "", f"原因：{reason}"]
    return {"note": "\n".join(filter(None, said)), "before": {"interviewees": list(map(_called, before))}, "after": {"interviewees": list(map(_called, after))}}
