"""Measures whose effect is over are lifted (解除): one person proposes it, another approves it or sends it back. Where no rule fixes a period, which body
found that the effect is over, and by what, is said and served. Lifting cuts no time short in which a decision may be contested."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.serving import serve_paper
from anze.accountability.actions.stepping import awaited, needed, person_now, sent_back, step, written
from anze.accountability.codes import WAYS
from anze.accountability.models import Concerned, Lifting, Measure, Step
from anze.accountability.queries.lifting import lift_due, lifted_text, unliftable, waiting_lift
from anze.accountability.queries.standing import liftable
from anze.acts.actions.evidence import put_in_place
from anze.acts.evidence.store import Staged
from anze.people.models import Account
from anze.people.moment import day_of

GONE = "没有待批准的解除，请刷新页面。"
OWN = "这件解除是您提请的，不能由您批准、退回。请由另一位审批人、审核人办理。"


def propose_lift(by: Account, now: datetime, one: Concerned, *, on: date, way: str, body: str = "", basis: str = "", note: str = "",
                 measures: Collection[Measure] | None = None) -> Lifting:
    """Propose that measures whose effect is over are lifted, those chosen or all; the others go on. Raises ValidationError that names every fault: one that
    still runs or is contested, none chosen, and, where no rule fixes a period, no body that found it over or no basis."""
    with transaction.atomic():
        found = person_now(by, one, "propose_lift")
        if waiting_lift(found):
            raise ValidationError("已经提请解除，等另一位审批人、审核人批准或者退回。请刷新页面。")
        asked = list(liftable(found) if measures is None else measures)
        over = lift_due(found, on) if measures is None else asked
        faults = unliftable(found, over or asked, on, body, basis)
        if on > day_of(now):
            faults.setdefault("on", []).append("日期晚于今天，请改正。")
        if way not in WAYS:
            faults["way"] = ["请选择送达方式。"]
        if faults:
            raise ValidationError(faults)
        made: Lifting = written(Lifting(concerned=found, on=on, way=way, body=body.strip(), basis=basis.strip(), note=note.strip(), proposed_at=now,
                                        proposed_by=by))
        made.measures.set(over)
        step(by, now, found.case, "propose_lift", concerned=found, on=on, note=note,
             rows=[made, *Lifting.measures.through.objects.filter(lifting=made).order_by("pk")])
    return made


def return_lift(by: Account, now: datetime, one: Concerned, *, note: str) -> Step:
    """Send a proposed lifting back, with why; another than the proposer does so."""
    note = needed(note, "note", "请写明退回的理由。")
    with transaction.atomic():
        found = person_now(by, one, "return_lift")
        return sent_back(by, now, found, "return_lift", awaited(by, waiting_lift(found), GONE, OWN), note)


def approve_lift(by: Account, now: datetime, one: Concerned, *, note: str = "") -> Step:
    """Approve a proposed lifting: its measures are lifted from its day on, and the person is told. Raises ValidationError for the proposer, and for what
    forbids it now though it did not when it was proposed."""
    files: list[Staged] = []
    with put_in_place(files):
        found = person_now(by, one, "approve_lift")
        row: Lifting = awaited(by, waiting_lift(found), GONE, OWN)
        over = list(row.measures.order_by("date", "pk"))
        if faults := unliftable(found, over, row.on, row.body, row.basis):
            raise ValidationError([words for some in faults.values() for words in some])
        for each in over:
            each.lifted_at, each.lifted_on = now, row.on
            each.save(update_fields=["lifted_at", "lifted_on"])
        row.approved_at, row.approved_by = now, by
        row.save(update_fields=["approved_at", "approved_by"])
        made = serve_paper(by, now, found, files, "lifting", lifted_text(row), day_of(now), row.way)
        return step(by, now, found.case, "approve_lift", concerned=found, note=note, rows=[row, made, *over], proposed_by=row.proposed_by)
