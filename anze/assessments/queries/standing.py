"""Whether a frozen result still stands: what differs in a fresh draw, which approvals bind to it, how the law finds the steps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.acts.models import Act
from anze.assessments.models import Approval, Assessment, Snapshot, Step
from anze.assessments.policies import BOUND, VERBS
from anze.assessments.queries.composing import fresh
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.pack import posts_for, process_clause
from anze.assessments.snapshots import differences, holds
from anze.duties.world import OF_NO_FACT, kept_memory
from anze.law.codes import APPROVALS, ASSESSMENT_STEPS, POSTS
from anze.law.rules.assessment import step_faults
from anze.people.models import Tenure
from anze.people.moment import day_of, end_of
from anze.record.models import Entry

_kept: Final = kept_memory(64)


def newest(assessment: Assessment, kind: str = "frozen", known_at: date | None = None) -> Snapshot | None:
    """Return the newest snapshot of a kind, as it was on record at the end of a day if one is given."""
    rows = Snapshot.objects.filter(assessment=assessment, kind=kind)
    return (rows.filter(at__lt=end_of(known_at)) if known_at else rows).order_by("-serial").first()


def changes(assessment: Assessment, state: str, today: date) -> list[str]:
    """Return in which points what is on record today differs from the snapshot that approvals bind to; worked out once for one state of the ledger."""
    snapshot = newest(assessment) if state in BOUND else newest(assessment, "draft") if state == "drafted" else None
    if snapshot is None:
        return []
    return _kept.get((_head(), snapshot.pk, today), lambda: list(differences(json.loads(snapshot.text), fresh(assessment, today))))


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


def vacancy(assessment: Assessment, body: str, day: date) -> str:
    """Say which post that answers for a body's meetings nobody held on a day; empty where somebody did."""
    posts = posts_for(body)
    held = Tenure.objects.current().held_on(day).filter(unit=assessment.by, post__in=posts)
    return "" if not posts or held.exists() else f"{assessment.by.name}{'、'.join(POSTS[one] for one in posts)}空缺"


def meetings_for(assessment: Assessment, body: str, since: date, today: date) -> list[Act]:
    """Return the meetings on record that may have approved a result: of the body, on or after the day on which it was frozen, the newest first."""
    rows = Act.objects.filter(type="meeting", unit=assessment.by, date__gte=since, date__lte=today, withdrawal=None).select_related("unit")
    return [one for one in rows.order_by("-date", "-pk")[:50] if body in one.bodies]


def order_faults(assessment: Assessment, more: Mapping[str, date]) -> list[str]:
    """Return what the law finds amiss in the steps, were the steps of `more` taken too: skipped, or out of order (第二十条)."""
    clause, common = process_clause(), dict(more)
    restart = Step.objects.filter(assessment=assessment, kind="refreeze").order_by("-pk").values_list("pk", flat=True).first() or 0
    for step in Step.objects.filter(assessment=assessment, unit=None).order_by("-pk"):
        name = VERBS[step.kind].step
        if name and not (name in {"confirmed", "published"} and step.pk < restart):
            common.setdefault(name, step.on)
    common |= {one.body: one.on for one in Approval.objects.current().filter(assessment=assessment)}
    own = dict(Step.objects.filter(assessment=assessment, kind__in=("self_assess", "without")).values_list("unit", "on"))
    found = {f"{unit.name}{fault}" if unit.pk not in own else fault: None for unit in covered_units(assessment)
             for fault in step_faults(clause, common | ({"self_assessment": own[unit.pk]} if unit.pk in own else {}))}
    return list(found)


def day_frozen(snapshot: Snapshot) -> date:
    """Return the day on which a snapshot was frozen."""
    return day_of(snapshot.at)


def result_of(snapshot: Snapshot) -> Any:
    """Return what a snapshot says."""
    return json.loads(snapshot.text)
