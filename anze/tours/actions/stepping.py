"""What every verb of a tour does alike: hold the ledger, look where the tour stands, add the step and its entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.tours.models import Step, Tour
from anze.tours.policies import VERBS, refusal

RULE: Final = "18.p1"
OBJECT: Final = "tour"


def ready(tour: Tour, kind: str) -> Tour:
    """Return the tour as it stands now, held against others until the transaction ends. Raises ValidationError where the verb may not be taken."""
    hold()
    found: Any = Tour.objects.with_state().select_related("unit", "superior").get(pk=tour.pk)
    words = refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def other_person(by: Account, tour: Tour) -> Account:
    """Return who proposed last; raises ValidationError where `by` is one of those who proposed: nobody decides on his own proposal."""
    proposers = [step.by for step in tour.steps.filter(kind="propose").select_related("by").order_by("pk") if step.by is not None]
    if by in proposers:
        raise ValidationError("这份反馈意见是您报审的，不能由您审定。请由另一位安委办负责人审定。")
    return proposers[-1]


def take(by: Account | None, now: datetime, tour: Tour, kind: str, *, on: date | None = None, note: str = "", number: str = "",
         left: str = "", before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, proposed_by: Account | None = None) -> Step:
    """Add a step with its entry in the ledger and return it. Raises ValidationError where its day lies after today or the words are too long."""
    today = day_of(now)
    if on is not None and on > today:
        raise ValidationError({"on": "日期晚于今天，请改正。"})
    step = Step(tour=tour, kind=kind, on=on or today, at=now, by=by, note=note.strip(), left=left, number=number, proposed_by=proposed_by)
    step.full_clean(exclude=("tour", "by", "proposed_by"))
    step.save()
    record(Change(at=now, actor=by, verb=VERBS[kind].label, object_type=OBJECT, object_id=tour.uid, unit=tour.unit.code, happened_on=step.on, provision=RULE,
                  before=before, after=after, note=step.note))
    return step


def entry(by: Account | None, now: datetime, tour: Tour, verb: str, *, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None,
          note: str = "") -> None:
    """Write the entry of a verb that is no step: what the group looked at, line by line."""
    record(Change(at=now, actor=by, verb=verb, object_type=OBJECT, object_id=tour.uid, unit=tour.unit.code, happened_on=day_of(now), provision=RULE,
                  before=before, after=after, note=note))


def needed(text: str, field: str, words: str) -> str:
    """Return a text without its margins. Raises ValidationError with the words where it says nothing."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()
