"""From assessments as they are stored to the facts of the law: each unit's grade and steps as they were on record on a day."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from anze.assessments.models import Approval, Assessment, Covered, Snapshot, Step
from anze.assessments.policies import RESTARTING, VERBS
from anze.duties.sources import Lists, Scope
from anze.law import facts as law
from anze.people.moment import end_of

TYPES: Final = frozenset({"assessment"})  # all that the ledger's entries here are about
OWN: Final = ("self_assess", "without")


def read(known_at: date, scope: Scope) -> Lists:
    """Return the assessments that were on record at the end of `known_at`, of some units where the scope says so. They are few: one a year
    and unit, and a poor grade of last year still counts, so `scope.since` narrows nothing. Departments are no 下级党委和政府 (第二十条)."""
    moment = end_of(known_at)
    rows = Assessment.objects.filter(group="below", opened_at__lt=moment).order_by("year", "pk")
    return {"assessments": tuple(fact for one in rows for fact in _facts(one, moment, scope))}


def _facts(assessment: Assessment, moment: datetime, scope: Scope) -> Iterator[law.Assessment]:
    steps = list(Step.objects.filter(assessment=assessment, at__lt=moment).order_by("pk"))
    if not any(step.kind == "issue" for step in steps):
        return
    grades = _grades(assessment, moment)
    common, confirmed = _common(assessment, steps, moment)
    own = {step.unit_id: step.on for step in steps if step.kind in OWN}
    covered = Covered.objects.filter(Q(struck_at=None) | Q(struck_at__gte=moment), assessment=assessment, recorded_at__lt=moment)
    if scope.units is not None:
        covered = covered.filter(unit__code__in=sorted(scope.units))
    for key, code in covered.order_by("unit__path").values_list("unit", "unit__code"):
        mine = (law.Step(step="self_assessment", on=own[key]),) if key in own else ()
        yield law.Assessment(unit=code, year=assessment.year, grade=grades.get(code, ""), confirmed_on=confirmed, steps=(*common, *mine))


def _grades(assessment: Assessment, moment: datetime) -> dict[str, str]:
    """Return the grades of the newest snapshot, by the codes of the units."""
    text = Snapshot.objects.filter(assessment=assessment, at__lt=moment).order_by("-serial").values_list("text", flat=True).first()
    return {unit: result["grade"] for unit, result in json.loads(text)["results"].items()} if text else {}


def _common(assessment: Assessment, steps: list[Step], moment: datetime) -> tuple[tuple[law.Step, ...], date | None]:
    """Return the steps that all units share, with the approvals in force, and when the result was confirmed: since it was last frozen;
    published: since it was last taken back."""
    restart = max((step.pk for step in steps if step.kind in RESTARTING), default=0)
    since = {"confirmed": restart, "published": max((step.pk for step in steps if step.kind in {*RESTARTING, "retract"}), default=0)}
    told: dict[str, date] = {}
    for step in steps:
        name = VERBS[step.kind].step
        if name and step.unit_id is None and step.pk > since.get(name, 0):
            told[name] = step.on
    for one in Approval.objects.filter(Q(struck_at=None) | Q(struck_at__gte=moment), assessment=assessment, recorded_at__lt=moment):
        told[one.body] = one.on
    return tuple(law.Step(step=name, on=on) for name, on in told.items()), told.get("confirmed")
