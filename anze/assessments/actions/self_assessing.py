"""Units assess themselves, and object to what was drafted; an office notes who did not, replies, keeps people out of scores."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.assessments.actions.stepping import keep, needed, ready, take, take_off, told
from anze.assessments.models import Assessment, Indicator, Objection, Recusal, SelfReport
from anze.assessments.policies import VERBS
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.files import OBJECT, case_id
from anze.assessments.queries.wording import number
from anze.assessments.told import Said
from anze.law.findings import in_words
from anze.papers.queries.files import files_of
from anze.people.models import Account, Unit
from anze.people.moment import day_of


def self_assess(by: Account | None, now: datetime, assessment: Assessment, unit: Unit, said: Sequence[Said], *, note: str = "") -> None:
    """Put on record what a unit says of itself. Once; raises ValidationError by field (`claimed-<key>`, `text-<key>`): every indicator that a person
    scores wants the unit's own points, and points want words or a file that bear them out."""
    with transaction.atomic():
        found = ready(assessment, "self_assess")
        _among(found, unit)
        if found.steps.filter(unit=unit, kind__in=("self_assess", "without")).exists():
            raise ValidationError(f"{unit.name}已经自评过了。有补充的，请联系组织考核的安委办。")
        rows = {one.key: one for one in found.indicators.current()}
        if faults := _self_faults(found, unit, rows, said):
            raise ValidationError(faults)
        for one in said:
            if one.text.strip() or one.claimed is not None:
                keep(SelfReport(assessment=found, unit=unit, indicator=rows[one.key], claimed=one.claimed, text=one.text.strip(), recorded_at=now,
                                recorded_by=by))
        take(by, now, found, "self_assess", unit=unit, note=note, after={rows[one.key].name: one.text or f"{one.claimed or ''}" for one in said})


def _self_faults(assessment: Assessment, unit: Unit, rows: Mapping[str, Indicator], said: Sequence[Said]) -> dict[str, str]:
    told = {one.key: one for one in said}
    filed = any(not one.struck_at for one in files_of(OBJECT, case_id(assessment, unit)))
    faults = {}
    for key, row in rows.items():
        one = told.get(key, Said(key))
        if one.claimed is None:
            if row.source == "report" and row.kind == "score":
                faults[f"claimed-{key}"] = f"请写“{row.name}”的自评分，没有做的写 0。"
        elif not 0 <= one.claimed <= row.weight:
            faults[f"claimed-{key}"] = f"自评分在 0 到 {row.weight:f} 之间。"
        elif one.claimed and not one.text.strip() and not filed:
            faults[f"text-{key}"] = f"“{row.name}”自评 {number(one.claimed)} 分，请写明依据，或者先在页尾上传佐证。"
    return faults


def without(by: Account | None, now: datetime, assessment: Assessment, unit: Unit, *, note: str) -> None:
    """Put on record that a unit did not assess itself in time; the office goes on without. Raises ValidationError before the day is over."""
    note = needed(note, "note", "请写明催办的情况和没有自评的原因。")
    with transaction.atomic():
        found = ready(assessment, "without")
        _among(found, unit)
        if day_of(now) <= found.self_due:
            raise ValidationError({"note": f"自评截止日（{in_words(found.self_due)}）还没有过，请等{unit.name}自评。"})
        if found.steps.filter(unit=unit, kind__in=("self_assess", "without")).exists():
            raise ValidationError(f"{unit.name}已经自评过了，请刷新页面。")
        take(by, now, found, "without", unit=unit, note=note)


def _among(assessment: Assessment, unit: Unit) -> None:
    if unit not in covered_units(assessment):
        raise ValidationError(f"{unit.name}不在这次考核的对象里。")


def raise_objection(by: Account | None, now: datetime, assessment: Assessment, unit: Unit, *, text: str) -> Objection:
    """Put on record what a unit objects to."""
    text = needed(text, "text", "请写明异议：哪一项、为什么。")
    with transaction.atomic():
        found = ready(assessment, "object")
        _among(found, unit)
        made: Objection = keep(Objection(assessment=found, unit=unit, text=text, at=now, by=by), "replied_by")
        told(by, now, found, VERBS["object"].label, unit=unit, after={"text": text})
    return made


def reply(by: Account | None, now: datetime, objection: Objection, *, accepted: bool, text: str) -> None:
    """Answer an objection, once. What is accepted the office then changes in the scores, or the register of facts."""
    text = needed(text, "text", "请写明采纳或者不采纳的理由。")
    with transaction.atomic():
        assessment = ready(objection.assessment, "reply")
        found = Objection.objects.select_related("unit").get(pk=objection.pk)
        if found.replied_at:
            raise ValidationError("这件异议已经答复过了，请刷新页面。")
        found.accepted, found.reply, found.replied_at, found.replied_by = accepted, text, now, by
        found.save(update_fields=["accepted", "reply", "replied_at", "replied_by"])
        told(by, now, assessment, VERBS["reply"].label, unit=found.unit, before={"text": found.text},
             after={"accepted": "采纳" if accepted else "不采纳", "reply": text})


def recuse(by: Account, now: datetime, assessment: Assessment, account: Account, unit: Unit, *, reason: str) -> Recusal:
    """Keep an account out of the scores of a unit, with the reason; what it gave before stands until another gives it anew."""
    reason = needed(reason, "reason", "请写明回避的原因，如：近亲属在该单位任职。")
    with transaction.atomic():
        found = ready(assessment, "recuse")
        _among(found, unit)
        if Recusal.objects.current().filter(assessment=found, account=account, unit=unit).exists():
            raise ValidationError(f"{account.name}对{unit.name}已经登记过回避。")
        made: Recusal = keep(Recusal(assessment=found, account=account, unit=unit, reason=reason, recorded_at=now, recorded_by=by))
        told(by, now, found, VERBS["recuse"].label, unit=unit, after={"account": account.name, "reason": reason})
    return made


def end_recusal(by: Account, now: datetime, recusal: Recusal, *, reason: str) -> None:
    """Let a recusal stand no longer that was entered by mistake."""
    reason = needed(reason, "reason", "请写明撤下的原因。")
    with transaction.atomic():
        found = ready(recusal.assessment, "recuse")
        take_off(recusal, now, reason)
        told(by, now, found, "撤下回避", unit=recusal.unit, before={"account": recusal.account.name, "reason": recusal.reason}, note=reason)
