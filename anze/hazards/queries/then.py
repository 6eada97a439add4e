"""Dangers as they were on record on a day that is over: what was stated of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from anze.hazards.models import DangerVersion
from anze.hazards.models.danger import STATED
from anze.law.question import Question
from anze.people.moment import end_of

SAID = ("level", "deadline")  # what lists are narrowed and ordered by


def as_asked(found: Any, asked: Question, today: date) -> tuple[Any, str]:
    """Return dangers with `state` that had been found by `as_of` and were on record by `known_at`, and what stands before the names of `SAID`.

    Where today is asked about, that is nothing: what is stated now stands in the rows themselves.
    """
    if asked.of_today(today):
        return found.with_state(), ""
    then = DangerVersion.objects.on_record(asked.known_at).filter(danger=OuterRef("pk")).order_by("-pk")
    said = {f"said_{name}": Coalesce(Subquery(then.values(name)[:1]), name) for name in SAID}
    return found.with_state(asked).exclude(state="").annotate(**said), "said_"


def as_known(found: Iterable[Any], known_at: date, today: date) -> list[Any]:
    """Return dangers with what was stated of them at the end of `known_at`: unsaved, for reading alone. Today's are as they are."""
    rows = list(found)
    if known_at >= today or not rows:
        return rows
    moment, keys = end_of(known_at), [one.pk for one in rows]
    stated: dict[int, DangerVersion] = {}
    for low in range(0, len(keys), 500):
        versions = DangerVersion.objects.filter(danger__in=keys[low:low + 500], recorded_at__lt=moment).order_by("pk")
        stated |= {one.danger_id: one for one in versions.select_related("enterprise", "cell", "department")}  # the newest of that day
    for one in rows:
        then = stated.get(one.pk)
        for name in STATED if then is not None else ():
            setattr(one, name, getattr(then, name))
    return rows
