"""Confirmed results, for whoever publishes or cites them: only what two meetings approved and another person confirmed, as it was on record on a day."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from anze.assessments.models import Assessment, Step
from anze.assessments.queries.standing import newest
from anze.people.moment import end_of

STANDING: Final = ("confirmed", "published", "retracted")  # taken back from the public, a result is confirmed until it is frozen anew


@dataclass(frozen=True, slots=True)
class Result:
    """A unit's confirmed result of a year: grade and score, whether it was vetoed; when it was confirmed and published; the snapshot's digest;
    whether its publication was taken back and it waits to be put right."""

    uid: str
    by: str
    by_name: str
    unit: str
    unit_name: str
    year: int
    group: str
    grade: str
    total: str
    vetoed: bool
    confirmed_on: date
    published_on: date | None
    digest: str
    retracted: bool = False


def confirmed_results(known_at: date, *, year: int | None = None, by: str = "", unit: str = "", published: bool = False) -> list[Result]:
    """Return the confirmed results on record at the end of a day, of a year, an assessing unit, a unit (codes) where given; the newest year first,
    units in the order of the tree, never by score. `published`: only those that were published by then."""
    rows: Any = Assessment.objects.with_state(known_at).filter(state__in=("published",) if published else STANDING).select_related("by")
    rows = rows.filter(year=year) if year is not None else rows
    rows = rows.filter(by__code=by) if by else rows
    return [one for held in rows.order_by("-year", "by__path", "pk") for one in _results(held, known_at) if not unit or one.unit == unit]


def _results(held: Any, known_at: date) -> Iterator[Result]:
    snapshot = newest(held, "frozen", known_at)
    if snapshot is None:
        return
    steps = {step.kind: step.on for step in Step.objects.filter(assessment=held, at__lt=end_of(known_at), kind__in=("confirm", "publish")).order_by("pk")}
    said = json.loads(snapshot.text)
    for unit in said["units"]:
        result = said["results"][unit["code"]]
        yield Result(held.uid, held.by.code, held.by.name, unit["code"], unit["name"], held.year, held.group, result["grade"], result["total"],
                     result["vetoed"], steps["confirm"], steps.get("publish") if held.state == "published" else None, snapshot.digest,
                     held.state == "retracted")


@dataclass(frozen=True, slots=True)
class Held:
    """Whose assessment of which year it is: what stands beside a note in the place of results."""

    uid: str
    by: str
    by_name: str
    year: int
    group: str


def held_assessments(uids: Collection[str]) -> dict[str, Held]:
    """Return by uid whose assessments of which year these are."""
    return {one.uid: Held(one.uid, one.by.code, one.by.name, one.year, one.group) for one in Assessment.objects.filter(uid__in=uids).select_related("by")}
