"""An enquiry asked again: with the same clocks, from what is on record now. What is different is said, subject by subject."""

import json
from dataclasses import dataclass
from datetime import date

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


def answered_again(enquiry: Enquiry, today: date) -> Again:
    """Work the answer out again as of the same day and as known on the same day, and compare.

    Whether a case is pending is not asked again: how a case goes on is heard only by a look-up that is recorded.
    """
    said = answer(enquiry.unit, enquiry.purpose, enquiry.reference, subjects_of(enquiry), enquiry.asked, today, enquiry.day)
    then = {one["key"]: one for one in enquiry.said["subjects"]}
    if said["format"] != enquiry.said["format"]:  # an older answer said less: it is compared by what it said
        said["format"] = enquiry.said["format"]
        said["subjects"] = [{key: value for key, value in one.items() if key in then[one["key"]]} for one in said["subjects"]]
    said["subjects"] = [one | {"pending": then[one["key"]]["pending"]} if "pending" in one else one for one in said["subjects"]]
    if canonical(said) == enquiry.snapshot:
        return Again(True, ())
    found = tuple(differences(json.loads(enquiry.snapshot), json.loads(canonical(said))))
    return Again(False, found or ("单位名称、规则包等与查询时不同。",))
