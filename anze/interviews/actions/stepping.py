"""What every verb of an interview does alike: hold the ledger, look where the interview stands, add the step and its entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from anze.interviews.models import Interview, Step
from anze.interviews.policies import OWN_PROPOSAL, PROPOSING, VERBS, refusal
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record


def ready(interview: Interview, kind: str) -> Interview:
    """Return the interview as it stands now, held against others until the transaction ends. Raises ValidationError where the verb may not be taken."""
    hold()
    found: Any = Interview.objects.with_state().select_related("unit", "committee").get(pk=interview.pk)
    words = refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def other_person(by: Account, interview: Interview) -> Account:
    """Return who proposed last; raises ValidationError where `by` is one of those who proposed, or changed what was proposed: nobody decides on his
    own proposal."""
    proposers = [step.by for step in interview.steps.filter(kind__in=PROPOSING).select_related("by")]
    if by in proposers:
        raise ValidationError(OWN_PROPOSAL)
    return proposers[-1]


def take(by: Account, now: datetime, interview: Interview, kind: str, *, on: date | None = None, note: str = "", number: str = "",
         before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, proposed_by: Account | None = None) -> Step:
    """Add a step with its entry in the ledger and return it. Raises ValidationError where its day lies after today or the words are too long."""
    today = day_of(now)
    if on is not None and on > today:
        raise ValidationError({"on": "日期晚于今天，请改正。"})
    step = Step(interview=interview, kind=kind, on=on or today, at=now, by=by, note=note.strip(), number=number, proposed_by=proposed_by)
    step.full_clean(exclude=("interview", "by", "proposed_by"))
    step.save()
    record(Change(at=now, actor=by, verb=VERBS[kind].label, object_type="interview", object_id=interview.uid, unit=interview.unit.code, happened_on=step.on,
                  provision=interview.rule, before=before, after=after, note=step.note))
    return step


def needed(text: str, field: str, words: str) -> str:
    """Return a text without its margins. Raises ValidationError with the words where it says nothing."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()
