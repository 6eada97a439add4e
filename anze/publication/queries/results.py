"""Published results, by the allow-list alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anze.assessments.codes import GROUPS
from anze.assessments.queries.confirmed import Result, confirmed_results, held_assessments
from anze.law.codes import ASSESSMENT_GRADES
from anze.people.moment import day_of
from anze.publication.models import Retraction
from anze.publication.policies import RESULT_FIELDS

DAYS = ("confirmed_on", "published_on")


@dataclass(frozen=True, slots=True)
class Published:
    """The results of one assessment: its rows of public fields, or the note that stands in their place; `earlier`: the notes of what was published
    before and taken back, first to last."""

    uid: str
    by: str
    by_code: str
    year: int
    group: str
    published_on: date | None
    rows: list[dict[str, Any]]
    withdrawn: Retraction | None = None
    earlier: tuple[Retraction, ...] = ()

    @property
    def group_label(self) -> str:
        """Whom the assessment covers, as people call it."""
        return GROUPS[self.group]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The rows as a page shows them: days as days."""
        return [{name: date.fromisoformat(value) if name in DAYS and value else value for name, value in row.items()} for row in self.rows]

    @property
    def notes(self) -> tuple[Retraction, ...]:
        """All notes, first to last."""
        return (*self.earlier, self.withdrawn) if self.withdrawn else self.earlier


def public_row(result: Result) -> dict[str, Any]:
    """Return the public fields of a result, as values of JSON: nothing that is not on the list."""
    found = {"year": result.year, "by": result.by_name, "unit": result.unit_name, "unit_code": result.unit,
             "grade": ASSESSMENT_GRADES.get(result.grade, result.grade), "vetoed": "是" if result.vetoed else "否",
             "confirmed_on": result.confirmed_on.isoformat(), "published_on": result.published_on.isoformat() if result.published_on else "",
             "digest": result.digest}
    return {name: found[name] for name in RESULT_FIELDS}


def noted_row(one: Published, note: Retraction) -> dict[str, Any]:
    """Return the row of the copies that stands for what was taken back."""
    told = {"year": one.year, "by": one.by, "unit": f"（{day_of(note.at).isoformat()} 撤回）原因：{note.reason}", "published_on": note.published_on.isoformat()}
    return {name: told.get(name, "") for name in RESULT_FIELDS}


def published_results(now: datetime, year: int | None = None) -> list[Published]:
    """Return what was published by now, of a year where given: an assessment after the other, the newest year first. What was taken back and not
    published anew yet is there as its note."""
    found, taken_back = _by_assessment(confirmed_results(day_of(now), year=year, published=True), now), _notes(now)
    there = {one.uid for one in found}
    for uid, held in held_assessments(taken_back.keys() - there).items():
        if year in {None, held.year}:
            found.append(Published(uid, held.by_name, held.by, held.year, held.group, None, [], taken_back[uid][-1], tuple(taken_back[uid][:-1])))
    return sorted(found, key=lambda one: -one.year)


def result_of(uid: str, now: datetime) -> Published | None:
    """Return a confirmed assessment as it would stand on the public page: for the preview."""
    found = _by_assessment([one for one in confirmed_results(day_of(now)) if one.uid == uid], now)
    return found[0] if found else None


def _notes(now: datetime) -> dict[str, list[Retraction]]:
    """Return the notes of what was taken back, by the assessments' uids, first to last."""
    found: dict[str, list[Retraction]] = {}
    for one in Retraction.objects.filter(kind="result", at__lte=now).order_by("at", "pk"):
        found.setdefault(one.key, []).append(one)
    return found


def _by_assessment(results: list[Result], now: datetime) -> list[Published]:
    groups: dict[str, list[Result]] = {}
    for one in results:
        groups.setdefault(one.uid, []).append(one)
    taken_back, found = _notes(now), []
    for uid, some in groups.items():
        first, notes = some[0], taken_back.get(uid, [])
        note = notes.pop() if first.retracted and notes else None
        found.append(Published(uid, first.by_name, first.by, first.year, first.group, first.published_on, [] if note else [public_row(one) for one in some],
                               note, tuple(notes)))
    return found
