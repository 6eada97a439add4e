"""Published results, by the allow-list alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anze.assessments.queries.confirmed import Result, confirmed_results
from anze.law.codes import ASSESSMENT_GRADES
from anze.people.moment import day_of
from anze.publication.models import Retraction
from anze.publication.policies import RESULT_FIELDS


@dataclass(frozen=True, slots=True)
class Published:
    """The results of one assessment: its rows of public fields, or the note that stands in their place."""

    uid: str
    by: str
    by_code: str
    year: int
    group: str
    published_on: date | None
    rows: list[dict[str, Any]]
    withdrawn: Retraction | None = None


def public_row(result: Result) -> dict[str, Any]:
    """Return the public fields of a result, as values of JSON: nothing that is not on the list."""
    found = {"year": result.year, "by": result.by_name, "unit": result.unit_name, "unit_code": result.unit,
             "grade": ASSESSMENT_GRADES.get(result.grade, result.grade), "vetoed": "是" if result.vetoed else "否",
             "confirmed_on": result.confirmed_on.isoformat(), "published_on": result.published_on.isoformat() if result.published_on else "",
             "digest": result.digest}
    return {name: found[name] for name in RESULT_FIELDS}


def published_results(now: datetime, year: int | None = None) -> list[Published]:
    """Return what was published by now, of a year where given: an assessment after the other, the newest year first."""
    return _by_assessment(confirmed_results(day_of(now), year=year, published=True), now)


def result_of(uid: str, now: datetime) -> Published | None:
    """Return a confirmed assessment as it would stand on the public page: for the preview."""
    found = _by_assessment([one for one in confirmed_results(day_of(now)) if one.uid == uid], now)
    return found[0] if found else None


def _by_assessment(results: list[Result], now: datetime) -> list[Published]:
    groups: dict[str, list[Result]] = {}
    for one in results:
        groups.setdefault(one.uid, []).append(one)
    taken_back = {(one.key, one.published_on): one for one in Retraction.objects.filter(kind="result", at__lte=now)}
    found = []
    for uid, some in groups.items():
        first = some[0]
        note = taken_back.get((uid, first.published_on)) if first.published_on else None
        found.append(Published(uid, first.by_name, first.by, first.year, first.group, first.published_on, [] if note else [public_row(one) for one in some],
                               note))
    return found
