"""An assessment as it was on record at the end of a day: where it stood, what was scored, what stood frozen, which meetings had approved it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anze.access.rights import Rights
from anze.assessments.models import Assessment, Given, Snapshot, Step
from anze.assessments.policies import BOUND, HIDDEN, MOVING, VERBS
from anze.assessments.queries.entitled import on_offices_side, seen_units
from anze.assessments.queries.lists import shown_snapshot
from anze.assessments.queries.page import UnitLine
from anze.assessments.queries.standing import result_of
from anze.law.question import Question
from anze.people.moment import end_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What was on record; `state` is empty where there was no such assessment yet, or nothing of it for this reader."""

    state: str
    lines: list[UnitLine]
    given: list[Given]
    approvals: list[Any]
    snapshots: list[Snapshot]
    objections: list[Any]
    steps: list[Step]


def then(assessment: Any, rights: Rights, asked: Question) -> Then:
    """Return what had happened by `asked.as_of` and was on record by `asked.known_at`, as far as the account sees it today."""
    moment, side, units = end_of(asked.known_at), on_offices_side(rights, assessment), seen_units(rights, assessment)
    steps = list(assessment.steps.filter(at__lt=moment, on__lte=asked.as_of).select_related("by", "unit").order_by("-pk"))
    state = next((VERBS[one.kind].to for one in steps if one.kind in MOVING), "")
    if not side and state in HIDDEN:
        state = ""
    if not state:
        return Then(state="", lines=[], given=[], approvals=[], snapshots=[], objections=[], steps=[])
    return Then(state=state, lines=_lines(assessment, steps, state, units, side, min(asked.as_of, asked.known_at)),
                given=list(assessment.given.on_record(asked.known_at).filter(indicator__source="report").select_related("unit", "indicator", "recorded_by"))
                if side else [],
                approvals=list(assessment.approvals.on_record(asked.known_at).filter(on__lte=asked.as_of).select_related("snapshot")) if side else [],
                snapshots=list(assessment.snapshots.filter(at__lt=moment, on__lte=asked.as_of)) if side else [],
                objections=_objections(assessment, moment, units),
                steps=[one for one in steps if (one.unit is None or one.unit in units) and (side or VERBS[one.kind].step)])


def _lines(assessment: Assessment, steps: list[Step], state: str, units: list[Any], side: bool, day: date) -> list[UnitLine]:
    snapshot = shown_snapshot(assessment, state, day) if side or state in {"drafted", *BOUND} else None
    said = result_of(snapshot) if snapshot else {"results": {}, "vetoes": {}}
    own = {one.unit_id: one for one in steps if one.kind in {"self_assess", "without"}}
    return [UnitLine(unit, one.on if (one := own.get(unit.pk)) else None, one is not None and one.kind == "without", said["results"].get(unit.code),
                     said["vetoes"].get(unit.code, [])) for unit in units]


def _objections(assessment: Any, moment: datetime, units: list[Any]) -> list[Any]:
    """Return the objections raised by a moment, those answered later as not answered yet."""
    found = list(assessment.objections.filter(at__lt=moment, unit__in=units).select_related("unit", "by", "replied_by"))
    for one in found:
        if one.replied_at and one.replied_at >= moment:
            one.replied_at, one.reply, one.accepted = None, "", None
    return found
