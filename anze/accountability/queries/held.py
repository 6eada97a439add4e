"""What decisions hold: the facts, evidence and circumstances on which one rests that was approved and stands, or was served, are not struck any more. After
the approval a decision is sent back, after service it changes only by a review or an appeal (第三十二条)."""

import json
from collections.abc import Iterable
from typing import Any, Final

from anze.accountability.models import Case, CaseFile, Circumstance, Concerned, Decision, Evidence, Fact
from anze.accountability.queries.called import called
from anze.accountability.queries.frozen import Rest, rest_of, resting
from anze.accountability.queries.listed import facts_of
from anze.accountability.queries.standing import decision_state

NAMES: Final[dict[type, str]] = {Fact: "这项事实", Evidence: "这份证据", CaseFile: "这个文件", Circumstance: "这项情节"}
FREE: Final = frozenset({"", "drafted", "revoked"})  # sent back or withdrawn, not approved, revoked


def held(case: Case, row: Any) -> list[str]:
    """Return in a sentence each which decision about anybody on a case keeps a fact, a piece of evidence, a file or a circumstance from being struck, and
    what is the way instead; nothing where none does. What was entered twice may be struck once."""
    rows = Decision.objects.filter(concerned__case=case, decided_at__isnull=False).select_related("concerned__officer").order_by("pk")
    states = [(decision_state(each), each) for each in rows]
    return [f"{NAMES[type(row)]}是对{each.concerned.officer.name}的决定“{called(each)}”所依据的，不能撤下。{_instead(state)}"
            for state, each in states if state not in FREE and _rests_on(each, row)]


def _instead(state: str) -> str:
    if state == "decided":
        return "这份决定已经批准、还没有送达：查到它不实的，先登记查到的事实或者证据，请审批人、审核人退回，撤下以后重新拟定。"
    if state == "cleared":
        return "不予追究的决定已经送达：有新的情况的，另行登记事实和证据。"
    return "这份决定已经送达：只能经复核、申诉变更或者撤销；有新的情况的，另行登记事实和证据。"


def _rests_on(decision: Decision, row: Any) -> bool:
    """Say whether a decision would rest on less without a row. Of one of which it was not kept on what it rests, all that was there then counts."""
    kept: set[Rest] = {(what, said, name) for what, said, name in json.loads(decision.rests or resting(decision.concerned))}
    if not decision.rests and row.recorded_at > decision.drafted_at:
        return False
    gone = _carried(row)
    return bool(kept & set(map(rest_of, gone)) - set(map(rest_of, _others(decision.concerned, gone))))


def _carried(row: Any) -> list[Any]:
    """Return what is gone with a row: a fact's own evidence too, and of a file the evidence that it is, with the circumstances that this supports."""
    if isinstance(row, Fact):
        return [row, *row.evidence.current()]
    pieces = list(Evidence.objects.current().filter(file=row)) if isinstance(row, CaseFile) else []
    return [*pieces, *Circumstance.objects.current().filter(evidence__in=pieces).distinct()] if isinstance(row, CaseFile) else [row]


def _others(one: Concerned, gone: Iterable[Any]) -> list[Any]:
    """Return what else is on record about a person: what of it says word for word the same stands in the place of what is gone."""
    without = {(type(each), each.pk) for each in gone}
    rows = [*facts_of(one), *Evidence.objects.current().filter(case=one.case_id).exclude(file__struck_at__isnull=False), *one.circumstances.current()]
    return [each for each in rows if (type(each), each.pk) not in without]
