"""A danger under listing (挂牌督办) goes with it: the deadline is the listing's, what was accepted is put right and passed, what is not goes on."""

from datetime import date, datetime
from typing import Any, Final

from anze.hazards.actions.stepping import step_danger
from anze.hazards.models import Danger, DangerVersion, Listing
from anze.hazards.models.danger import STATED
from anze.people.models import Account

UNDER: Final = ("listed", "extending", "accepted")  # the states in which the listing says until when, and who accepts


def listing_over(danger: Danger) -> Listing | None:
    """Return the listing that stands over a danger; a proposal does not yet."""
    return danger.listings.in_state(*UNDER).first()


def keep_version(by: Account | None, now: datetime, danger: Danger, replaces: Any = None) -> None:
    """Keep what is stated of a danger now."""
    DangerVersion.objects.create(danger=danger, recorded_at=now, recorded_by=by, replaces=replaces, **{name: getattr(danger, name) for name in STATED})


def date_anew(by: Account | None, now: datetime, danger: Danger, deadline: date, why: str) -> None:
    """Give a danger another deadline, and keep the former on record with why."""
    danger.deadline = deadline
    danger.save(update_fields=["deadline"])
    DangerVersion.objects.filter(danger=danger, struck_at=None).update(struck_at=now, struck_reason=why)
    keep_version(by, now, danger)


def follow_deadline(by: Account, now: datetime, listing: Listing, deadline: date) -> None:
    """Give the danger of a listing the listing's deadline."""
    danger = _danger(listing)
    if danger.state not in {"open", "rectified", "failed"} or danger.deadline == deadline:
        return
    before = danger.deadline
    date_anew(by, now, danger, deadline, "随挂牌督办")
    step_danger(by, now, danger, "correct", note=f"整改期限随挂牌督办（{listing.uid}）。", deadline=deadline, before={"deadline": before.isoformat()},
                after={"deadline": deadline.isoformat()})


def follow_acceptance(by: Account, now: datetime, listing: Listing, on: date, finished_on: date) -> None:
    """Put the danger of a listing that was accepted right, and pass it."""
    danger = _danger(listing)
    if danger.state in {"open", "failed"}:
        step_danger(by, now, danger, "rectify", on=finished_on, note=f"随挂牌督办（{listing.uid}）整改完成。")
    if danger.state in {"open", "failed", "rectified"}:
        step_danger(by, now, danger, "pass", on=on, note=f"挂牌督办（{listing.uid}）验收合格。")


def follow_rejection(by: Account, now: datetime, listing: Listing, on: date, note: str) -> None:
    """Send the danger of a listing that was not accepted back, where it had been reported as put right; its deadline stays the listing's."""
    danger = _danger(listing)
    if danger.state == "rectified":
        step_danger(by, now, danger, "fail", on=on, note=f"挂牌督办（{listing.uid}）验收不合格：{note}"[:1000], deadline=danger.deadline)


def follow_closure(by: Account, now: datetime, listing: Listing, on: date) -> None:
    """Close the danger of a listing that is delisted."""
    danger = _danger(listing)
    if danger.state not in {"closed", "withdrawn"}:
        step_danger(by, now, danger, "close", on=on, note=f"随挂牌督办（{listing.uid}）销号办结。")


def _danger(listing: Listing) -> Any:
    return Danger.objects.with_state().select_related("unit").get(pk=listing.danger_id)
