"""Whether a frozen result still stands: what differs in a fresh draw, which approvals bind to it, how the law finds the steps."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.assessments.models import Approval, Assessment, Snapshot, Step
from anze.assessments.policies import BOUND, DRAFTING, RESTARTING, VERBS
from anze.assessments.queries.composing import fresh
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.meetings import vacancy
from anze.assessments.queries.pack import process_clause
from anze.assessments.snapshots import differences, holds, worse
from anze.duties.world import OF_NO_FACT, kept_memory, pack_in_force
from anze.law.codes import APPROVALS, ASSESSMENT_STEPS
from anze.law.rules.assessment import step_faults
from anze.law.rules.undivided import joined
from anze.people.moment import end_of
from anze.record.models import Entry

_kept: Final = kept_memory(64)


def newest(assessment: Assessment, kind: str = "frozen", known_at: date | None = None) -> Snapshot | None:
    """Return the newest snapshot of a kind, as it was on record at the end of a day if one is given."""
    rows = Snapshot.objects.filter(assessment=assessment, kind=kind)
    return (rows.filter(at__lt=end_of(known_at)) if known_at else rows).order_by("-serial").first()


def changes(assessment: Assessment, state: str, today: date) -> list[str]:
    """Return in which points what is on record today differs from the snapshot that approvals bind to; worked out once for one state of the ledger."""
    return _overtaken(assessment, state, today)[0]


def worse_now(assessment: Assessment, state: str, today: date) -> list[str]:
    """Return whose result would be worse today than the one that was told: nothing is frozen before they have been told anew."""
    return _overtaken(assessment, state, today)[1]


def _overtaken(assessment: Assessment, state: str, today: date) -> tuple[list[str], list[str]]:
    snapshot = newest(assessment) if state in BOUND else newest(assessment, "draft") if state == "drafted" else None
    if snapshot is None:
        return [], []

    def compared() -> tuple[list[str], list[str]]:
        before, now = result_of(snapshot), fresh(assessment, today)
        return list(differences(before, now)), list(worse(before, now))

    found: tuple[list[str], list[str]] = _kept.get((_head(), snapshot.pk, today), compared)
    return found


def told_last(assessment: Assessment) -> Snapshot | None:
    """Return the snapshot that the units were told last: their draft, or what was frozen since, which none of them is worse off by."""
    return Snapshot.objects.filter(assessment=assessment).order_by("-serial").first()


def objections_until(assessment: Assessment) -> date | None:
    """Return the last day for objections to the draft that was sent last."""
    return Step.objects.filter(assessment=assessment, kind__in=DRAFTING).order_by("-pk").values_list("until", flat=True).first()


def _head() -> tuple[int, str] | None:
    """Return the newest entry of the ledger by which a fact or a score may have changed: documents, messages and steps change none."""
    rows = Entry.objects.exclude(object_type__in=sorted(OF_NO_FACT | {"paper", "paper_number", "case_file"}))
    return rows.exclude(~Q(verb=VERBS["score"].label), object_type="assessment").order_by("-seq").values_list("seq", "digest").first()


@dataclass(frozen=True, slots=True)
class Approved:
    """A meeting that is to approve: its word, the approval in force, why it does not stand; whose post is vacant today."""

    body: str
    approval: Approval | None
    fault: str
    vacant: str

    @property
    def label(self) -> str:
        """What the step is called."""
        return ASSESSMENT_STEPS[self.body]

    @property
    def stands(self) -> bool:
        """Whether it binds to the result as it is."""
        return self.approval is not None and not self.fault


def approvals_of(assessment: Assessment, snapshot: Snapshot | None, changed: list[str], today: date) -> list[Approved]:
    """Return the two approvals in the order of the regulation (第二十条), each with whether it stands."""
    rows = {one.body: one for one in Approval.objects.current().filter(assessment=assessment).select_related("meeting__withdrawal", "meeting__unit",
                                                                                                             "snapshot")}
    return [Approved(body, rows.get(body), _fault(rows.get(body), snapshot, changed), vacancy(assessment, body, today)) for body in APPROVALS]


def _fault(approval: Approval | None, snapshot: Snapshot | None, changed: list[str]) -> str:
    if approval is None:
        return ""
    if snapshot is None or approval.digest != snapshot.digest or not holds(snapshot.text, approval.digest):
        return "审定的不是现在的结果，审定无效"
    if hasattr(approval.meeting, "withdrawal"):
        return "会议记录已经撤回，审定无效"
    return "审定以后事实有变，审定不再有效" if changed else ""


def order_faults(assessment: Assessment, more: Mapping[str, date]) -> list[str]:
    """Return what the law finds amiss in the steps, were the steps of `more` taken too: skipped, or out of order (第二十条)."""
    clause, common = process_clause(), dict(more)
    restart = Step.objects.filter(assessment=assessment, kind__in=RESTARTING).order_by("-pk").values_list("pk", flat=True).first() or 0
    for step in Step.objects.filter(assessment=assessment, unit=None).order_by("-pk"):
        name = VERBS[step.kind].step
        if name and not (name in {"confirmed", "published"} and step.pk < restart):
            common.setdefault(name, step.on)
    common |= {one.body: one.on for one in Approval.objects.current().filter(assessment=assessment)}
    own = dict(Step.objects.filter(assessment=assessment, kind__in=("self_assess", "without")).values_list("unit", "on"))
    found = {f"{unit.name}{fault}" if unit.pk not in own else fault: None for unit in covered_units(assessment)
             for fault in step_faults(clause, common | ({"self_assessment": own[unit.pk]} if unit.pk in own else {}))}
    return list(found)


def result_of(snapshot: Snapshot) -> Any:
    """Return what a snapshot says; what was frozen with vetoes by measures told apart is told without (decisions/0055)."""
    said = json.loads(snapshot.text)
    return said | {"vetoes": {unit: joined(pack_in_force(), found) for unit, found in said["vetoes"].items()}}


def next_words(state: str, words: str, approvals: Sequence[Approved], changed: bool, worse: bool = False) -> str:
    """Say what is to be done next with a result that is frozen, by how far its approvals have come; otherwise what the state says."""
    if worse and state != "published":
        return "有单位的结果比告知的差：先“重新形成初步结果”，重新告知、另给异议期，再固定、审定。"
    there = [one.label for one in approvals if one.stands]
    if state not in {"frozen", "confirmed"} or not approvals:
        return words
    if changed:
        return "固定结果以后事实或者评分有变：按现在的事实重新固定，由两个会议重新审定。"
    if len(there) < len(approvals):
        return f"{'、'.join(there)}已经登记；还要{'、'.join(one.label for one in approvals if not one.stands)}。" if there else words
    return words if state == "confirmed" else "两个会议都已经审定。由安委办负责人确认；评分、形成结果的人不能确认。"
