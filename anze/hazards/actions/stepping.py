"""What every verb does alike: hold the ledger, look where the thing stands, add the step and its entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from anze.hazards.models import Danger, DangerStep, Listing, ListingStep
from anze.hazards.policies import DANGER, LISTING, PROPOSING
from anze.law.findings import in_words
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record

RULE: Final = "21.2.4"
DUTY: Final = "12.4"


def needed(text: str, field: str, words: str) -> str:
    """Return a text without its margins. Raises ValidationError with the words where it says nothing."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()


def danger_now(danger: Danger, kind: str) -> Any:
    """Return the danger as it stands now, held against others until the transaction ends. Raises ValidationError where the verb may not be taken."""
    hold()
    found: Any = Danger.objects.with_state().select_related("unit", "enterprise", "cell", "department").get(pk=danger.pk)
    words = DANGER.refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def listing_now(listing: Listing, kind: str) -> Any:
    """Return the listing as it stands now; as `danger_now`."""
    hold()
    found: Any = Listing.objects.with_state().select_related("danger__unit", "danger__enterprise", "lister", "department").get(pk=listing.pk)
    words = LISTING.refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def step_danger(by: Account | None, now: datetime, danger: Danger, kind: str, *, on: date | None = None, note: str = "", deadline: date | None = None,
                before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None) -> DangerStep:
    """Add a step to a danger with its entry and return it. Raises ValidationError for a day to come or before it was found."""
    day = _day(on, now, danger.found_on, "发现隐患")
    step = DangerStep(danger=danger, kind=kind, on=day, at=now, by=by, note=note.strip(), deadline=deadline)
    step.full_clean(exclude=("danger", "by"))
    step.save()
    record(Change(at=now, actor=by, verb=DANGER.verbs[kind].label, object_type="danger", object_id=danger.uid, unit=danger.unit.code, happened_on=day,
                  provision=DUTY, before=before, after=after, note=step.note))
    return step


def step_listing(by: Account | None, now: datetime, listing: Listing, kind: str, *, on: date | None = None, note: str = "",
                 before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, since: date | None = None, **more: Any) -> ListingStep:
    """Add a step to a listing with its entry and return it. `more`: number, deadline, finished_on, published_at, proposed_by."""
    day = _day(on, now, since or listing.danger.found_on, "上一步")
    step = ListingStep(listing=listing, kind=kind, on=day, at=now, by=by, note=note.strip(), **more)
    step.full_clean(exclude=("listing", "by", "proposed_by"))
    step.save()
    record(Change(at=now, actor=by, verb=LISTING.verbs[kind].label, object_type="listing", object_id=listing.uid, unit=listing.danger.unit.code,
                  happened_on=day, provision=RULE, before=before, after=after, note=step.note))
    return step


def _day(on: date | None, now: datetime, first: date, what: str) -> date:
    today = day_of(now)
    day = on or today
    if day > today:
        raise ValidationError({"on": "日期晚于今天，请改正。"})
    if day < first:
        raise ValidationError({"on": f"日期早于{what}的日期（{in_words(first)}），请改正。"})
    return day


def other_person(by: Account, listing: Listing, kind: str) -> Account:
    """Return who proposed or asked last; raises ValidationError where that is `by`: nobody decides on his own proposal."""
    step = listing.steps.filter(kind__in=PROPOSING[kind]).select_related("by").order_by("-pk").first()
    if step is None or step.by is None:
        raise ValidationError("没有提请人，不能审批。")
    if step.by == by:
        raise ValidationError("这是您提请、申请的，不能由您审批。请由挂牌单位的另一位同志审批。")
    return step.by
