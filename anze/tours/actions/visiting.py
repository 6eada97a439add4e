"""The group comes and leaves; the acts to be verified are drawn."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account
from anze.tours.actions.stepping import needed, ready, take
from anze.tours.models import Draw, Step, Tour
from anze.tours.queries.samples import MOST_DRAWN, acts_of, drawn_of


def arrive(by: Account, now: datetime, tour: Tour, *, on: date, note: str = "") -> Step:
    """Record that the group came. Raises ValidationError for a day to come, or one before the notice."""
    with transaction.atomic():
        found = ready(tour, "arrive")
        notice = found.steps.get(kind="notify")
        if on < notice.on:
            raise ValidationError({"on": f"进驻日期早于发出通知的日子（{notice.on.year}年{notice.on.month}月{notice.on.day}日），请改正。"})
        return take(by, now, found, "arrive", on=on, note=note)


def leave(by: Account, now: datetime, tour: Tour, *, on: date, note: str = "") -> Step:
    """Record that the group left: from now on the unit counts as visited. Raises ValidationError for a day before it came."""
    with transaction.atomic():
        found = ready(tour, "leave")
        came = found.steps.get(kind="arrive")
        if on < came.on:
            raise ValidationError({"on": f"离场日期早于进驻日期（{came.on.year}年{came.on.month}月{came.on.day}日），请改正。"})
        return take(by, now, found, "leave", on=on, note=note)


def draw(by: Account, now: datetime, tour: Tour, *, size: int, seed: str, since: date, until: date, span: str, note: str = "") -> Draw:
    """Draw the acts that are to be verified and return the draw: seed, size and out of what, so that anybody draws the same again.

    A second draw needs a reason; the first stays on record with what was found of its acts. Raises ValidationError where there is nothing to draw.
    """
    with transaction.atomic():
        found = ready(tour, "draw")
        old = found.draws.current().first()
        if old is not None:
            note = needed(note, "note", "已经抽过了。重抽要写明原因，原来抽的留在案上。")
        seed = needed(seed, "seed", "请写明种子。")
        if not 1 <= size <= MOST_DRAWN:
            raise ValidationError({"size": f"抽取条数从 1 到 {MOST_DRAWN}。"})
        if until < since:
            raise ValidationError({"until": "履职日期的止日早于起日，请改正。"})
        ids = acts_of(found.unit, since, until, span, now)
        if not ids:
            raise ValidationError({"since": "这段时间没有在案的履职记录，抽不了。请放宽日期或者范围。"})
        told = drawn_of(ids, size, seed)
        if old is not None:
            old.struck_at, old.struck_reason = now, note[:200]
            old.save(update_fields=["struck_at", "struck_reason"])
        made = Draw(tour=found, seed=seed, size=size, since=since, until=until, span=span, population=len(ids), digest=told.digest, acts=list(told.acts),
                    recorded_at=now, recorded_by=by, replaces=old)
        made.full_clean(exclude=("tour", "recorded_by", "replaces"), validate_unique=False)
        made.save()
        take(by, now, found, "draw", note=note, after={"seed": seed, "size": size, "population": len(ids), "sha256": told.digest, "receipts": list(told.acts)},
             before={"seed": old.seed, "size": old.size} if old else None)
    return made
