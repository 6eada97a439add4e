"""What every verb of an assessment does alike: hold the ledger, look where it stands, add the step and its entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from anze.assessments.models import Assessment, Step
from anze.assessments.policies import VERBS, refusal
from anze.people.models import Account, Recorded, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record

PROVISION = "20.p1"
OBJECT = "assessment"


def ready(assessment: Assessment, kind: str) -> Any:
    """Return the assessment as it stands now, held against others until the transaction ends. Raises ValidationError where the verb may not be taken."""
    hold()
    found: Any = Assessment.objects.with_state().select_related("by").get(pk=assessment.pk)
    words = refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def take(by: Account | None, now: datetime, assessment: Assessment, kind: str, *, on: date | None = None, unit: Unit | None = None, note: str = "",
         number: str = "", before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, proposed_by: Account | None = None) -> Step:
    """Add a step with its entry in the ledger and return it. Raises ValidationError where the words are too long or the day lies ahead."""
    today = day_of(now)
    if on is not None and on > today:
        raise ValidationError({"on": "日期晚于今天，请改正。"})
    step = Step(assessment=assessment, unit=unit, kind=kind, on=on or today, at=now, by=by, note=note.strip(), number=number, proposed_by=proposed_by)
    step.full_clean(exclude=("assessment", "by", "unit", "proposed_by"))
    step.save()
    told(by, now, assessment, VERBS[kind].label, unit=unit, on=step.on, before=before, after=after, note=step.note)
    return step


def told(by: Account | None, now: datetime, assessment: Assessment, verb: str, *, unit: Unit | None = None, on: date | None = None,
         before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, note: str = "") -> None:
    """Write what was done into the ledger."""
    record(Change(at=now, actor=by, verb=verb, object_type=OBJECT, object_id=assessment.uid, unit=(unit or assessment.by).code, happened_on=on or day_of(now),
                  provision=PROVISION, before=before, after=after, note=note))


def needed(text: str, field: str, words: str) -> str:
    """Return a text without its margins. Raises ValidationError with the words where it says nothing."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()


def keep(row: Any, *without: str) -> Any:
    """Check a row as its model says it must be, save and return it."""
    row.full_clean(exclude=("assessment", "by", "unit", "indicator", "sample", "recorded_by", "replaces", "account", *without))
    row.save()
    return row


def take_off(row: Recorded, now: datetime, reason: str) -> None:
    """Let a row stand no longer."""
    row.struck_at, row.struck_reason = now, reason[:200]
    row.save(update_fields=["struck_at", "struck_reason"])
