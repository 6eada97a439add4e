"""The documents of an assessment: the scheme, each unit's draft result, the bulletin; numbered and kept as they went out."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from anze.access.rights import rights_of
from anze.assessments.models import Assessment, Snapshot
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.papers import KINDS, OBJECT, draft_fields, result_fields, scheme_fields
from anze.assessments.queries.standing import result_of
from anze.papers.actions.issuing import issue_kind
from anze.people.models import Account


def issue_scheme(by: Account | None, now: datetime, assessment: Assessment) -> str:
    """Issue the scheme and return its number."""
    return _issued(by, now, assessment, "scheme", assessment.uid, scheme_fields(assessment))


def issue_drafts(by: Account | None, now: datetime, assessment: Assessment, snapshot: Snapshot, until: date,
                 only: Collection[str] | None = None, instead: date | None = None) -> dict[str, str]:
    """Issue to every unit its own draft result, or anew to those of `only` (`instead` of the one of that day), and return the numbers by the units' codes."""
    said, rights = result_of(snapshot), rights_of(by) if by else None
    return {unit.code: _issued(by, now, assessment, "draft", f"{assessment.uid}~{unit.code}", draft_fields(assessment, said, unit, until, rights, instead))
            for unit in covered_units(assessment) if only is None or unit.code in only}


def issue_result(by: Account | None, now: datetime, assessment: Assessment, snapshot: Snapshot) -> str:
    """Issue the bulletin of the results and return its number."""
    return _issued(by, now, assessment, "result", assessment.uid, result_fields(assessment, snapshot))


def _issued(by: Account | None, now: datetime, assessment: Assessment, document: str, object_id: str, fields: dict[str, Any]) -> str:
    paper = issue_kind(by, now, KINDS[document], (OBJECT, object_id), assessment.by, fields)
    return paper.number.text if paper.number else ""
