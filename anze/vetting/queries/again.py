"""An enquiry asked again: with the same clocks, from what is on record now. What is different is said, subject by subject."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.people.models import Officer, Unit
from anze.vetting.models import Enquiry
from anze.vetting.queries.answers import answer
from anze.vetting.snapshots import canonical, differences


@dataclass(frozen=True, slots=True)
class Again:
    """What comes of it: the very same text, or the differences."""

    same: bool
    differences: tuple[str, ...]


def subjects_of(enquiry: Enquiry) -> list[Officer | Unit]:
    """Return whom an enquiry is about, in its order."""
    rows = enquiry.subjects.select_related("officer", "group").order_by("position")
    return [subject for one in rows if (subject := one.officer or one.group) is not None]


def _as_then(one: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """Return of a subject only what an older answer said: its parts, and of a ban what it told."""
    told = {key for ban in then.get("bans", ()) for key in ban}
    less = {"bans": [{key: value for key, value in ban.items() if key in told} for ban in one["bans"]]} if told else {}
    return {key: value for key, value in (one | less).items() if key in then}


def answered_again(enquiry: Enquiry, today: date) -> Again:
    """Work the answer out again as of the same day and as known on the same day, and compare.

    Whether a case is pending is not asked again: how a case goes on is heard only by a look-up that is recorded.
    """
    said = answer(enquiry.unit, enquiry.purpose, enquiry.reference, subjects_of(enquiry), enquiry.asked, today, enquiry.day)
    then = {one["key"]: one for one in enquiry.said["subjects"]}
    if said["format"] != enquiry.said["format"]:  # an older answer said less: it is compared by what it said
        said["format"] = enquiry.said["format"]
        said["subjects"] = [_as_then(one, then[one["key"]]) for one in said["subjects"]]
    said["subjects"] = [one | {"pending": then[one["key"]]["pending"]} if "pending" in one else one for one in said["subjects"]]
    if canonical(said) == enquiry.snapshot:
        return Again(True, ())
    found = tuple(differences(json.loads(enquiry.snapshot), json.loads(canonical(said))))
    return Again(False, found or ("单位名称、规则包等与查询时不同。",))
