"""Data is drawn: what the system counts of every unit covered, kept as it was on record that day. Nobody types it."""

from datetime import datetime

from django.db import transaction

from anze.assessments.actions.stepping import keep, ready, take, take_off
from anze.assessments.models import Assessment, Draw
from anze.assessments.queries.drawing import asked_of, draw
from anze.assessments.snapshots import canonical, digest_of
from anze.people.models import Account
from anze.people.moment import day_of


def drawn(by: Account | None, now: datetime, assessment: Assessment, reason: str = "重新提取") -> Draw:
    """Draw the data anew, within a transaction; what was drawn before stays on record."""
    asked = asked_of(assessment, day_of(now))
    text = canonical(draw(assessment, day_of(now)))
    old = Draw.objects.current().filter(assessment=assessment).first()
    if old is not None:
        take_off(old, now, reason)
    made: Draw = keep(Draw(assessment=assessment, as_of=asked.as_of, known_at=asked.known_at, text=text, digest=digest_of(text), recorded_at=now,
                           recorded_by=by,
                           replaces=old))
    return made


def redraw(by: Account | None, now: datetime, assessment: Assessment, *, note: str = "") -> Draw:
    """Draw the data anew before there is a result; samples that were drawn stay as they are."""
    with transaction.atomic():
        found = ready(assessment, "draw")
        made = drawn(by, now, found)
        take(by, now, found, "draw", note=note, after={"digest": made.digest})
    return made
