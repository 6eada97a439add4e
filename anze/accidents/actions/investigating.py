"""The investigation goes its steps up to the reply, and the review a year on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Sum

from anze.accidents.actions.changing import Deed, Outcome, carry_out, keep, take_off
from anze.accidents.codes import STEPS
from anze.accidents.models import Accident, ApprovedReport, InvestigationStep, Review
from anze.accidents.queries.approver import approver
from anze.accidents.queries.entitled import Entitled
from anze.law.national.grades import grade_label, table
from anze.law.national.investigation import longest_extension, longest_reply_extension, review_rule
from anze.people.models import Account, Unit
from anze.people.moment import day_of

_ARTICLES = {"opened": "第十九条", "extended": "第二十九条", "appraisal": "第二十七条", "submitted": "第二十九条", "reply_extended": "第三十二条"}


def record_step(by: Account | None, now: datetime, accident: Accident, *, kind: str, on: date, until: date | None = None, days: int | None = None,
                tier: str = "", organ: str = "", document: str = "", note: str = "") -> Outcome:
    """Put a step of the investigation on record. Raises ValidationError by field: no extension beyond what the law allows, nothing before the accident."""
    faults = _on(accident, on, now)
    if kind == "appraisal" and until is not None and until > day_of(now):
        faults["until"] = "结束日期晚于今天。鉴定还没有结束的，先空着。"
    if kind in {"extended", "reply_extended"}:
        faults |= _extension(accident, kind, days)
    if faults:
        raise ValidationError(faults)

    def write(found: Accident) -> InvestigationStep:
        row = InvestigationStep(accident=found, kind=kind, on=on, until=until, days=days, tier=tier, organ=organ, document=document, note=note,
                                recorded_at=now, recorded_by=by)
        keep(row)
        return row

    return carry_out(by, now, accident, Deed(kind="conclude", verb=STEPS[kind], write=write, happened_on=on, note=note,
                                             provision=f"{table(accident.date).number}{_ARTICLES[kind]}"))


def _on(accident: Accident, on: date, now: datetime) -> dict[str, str]:
    if on < accident.date:
        return {"on": "日期早于事故发生日，请改正。"}
    return {"on": "日期晚于今天，请改成实际办理的日期。"} if on > day_of(now) else {}


def _extension(accident: Accident, kind: str, days: int | None) -> dict[str, str]:
    if not days:
        return {"days": "请写明延长多少日。"}
    if kind == "reply_extended" and accident.grade != "extraordinary":
        return {"days": f"只有{grade_label('extraordinary')}的批复时间可以延长（第三十二条），这一起是{grade_label(accident.grade)}。"}
    most = (longest_extension if kind == "extended" else longest_reply_extension)(accident.date)
    given = InvestigationStep.objects.current().filter(accident=accident, kind=kind).aggregate(sum=Sum("days"))["sum"] or 0
    if given + days > most:
        return {"days": f"延长的期限最长不超过{most}日，先前已延长{given}日，这次最多再延长{most - given}日。"}
    return {}


def approve_report(by: Account | None, now: datetime, accident: Accident, *, on: date, organ: str, document: str = "", conclusion: str = "",
                   responsible: Sequence[Unit] = (), outside: Sequence[Unit] = (), reason: str = "", organ_sure: bool = False) -> Outcome:
    """Put the government's reply (批复) with responsibility by area on record, in the place of an earlier one. Raises ValidationError by field.

    `organ_sure`: that the government is of the level that approves, where its name does not tell.
    """
    faults = _on(accident, on, now)
    submitted = InvestigationStep.objects.current().filter(accident=accident, kind="submitted").values_list("on", flat=True).first()
    if submitted is None:
        faults["on"] = "还没有登记“提交事故调查报告”，批复期限从收到报告之日起算。请先登记提交报告的日期。"
    elif on < submitted:
        faults["on"] = f"批复早于提交报告的{submitted.year}年{submitted.month}月{submitted.day}日，请改正其中一个。"
    if both := {one.pk for one in responsible} & {one.pk for one in outside}:
        faults["outside"] = f"{'、'.join(one.name for one in outside if one.pk in both)}既在负有责任的地区里，又在责任不在本地区里，请留一处。"
    earlier = ApprovedReport.objects.current().filter(accident=accident).first()
    if earlier and not reason.strip():
        faults["reason"] = "批复先前已经登记。要改的，请写明更正的原因。"
    faults |= _approved_by(accident, organ.strip(), sure=organ_sure)
    if outside:
        faults = _outside(by, accident, outside, document, conclusion) | faults
    if faults:
        raise ValidationError(faults)
    if earlier and by is not None and (entitled := Entitled(by, accident)).office and (refusal := entitled.refused("strike", earlier)):
        raise ValidationError(refusal)

    def write(found: Accident) -> ApprovedReport:
        if earlier:
            take_off(earlier, now, reason.strip()[:200])
        row = ApprovedReport(accident=found, on=on, organ=organ.strip(), document=document, conclusion=conclusion, replaces=earlier, recorded_at=now,
                             recorded_by=by)
        keep(row)
        row.responsible.set(responsible)
        row.outside.set(outside)
        return row

    return carry_out(by, now, accident, Deed(kind="conclude", verb="更正批复" if earlier else "登记批复", write=write, happened_on=on, note=reason.strip(),
                                             provision=f"{table(accident.date).number}第三十二条"))


def _approved_by(accident: Accident, organ: str, *, sure: bool) -> dict[str, str]:
    if not organ:
        return {"organ": "请写明由哪个机关批复。"}
    found = approver(accident, organ)
    if found.refusal:
        return {"organ": found.refusal}
    return {"organ_sure": found.asked} if found.asked and not sure else {}


def _outside(by: Account | None, accident: Accident, outside: Sequence[Unit], document: str, conclusion: str) -> dict[str, str]:
    """Return what keeps the responsibility from being laid outside areas: it lifts their vetoes (第二十七条第三款)."""
    faults = {}
    entitled = Entitled(by, accident) if by is not None else None
    own = [one for one in outside if not entitled.may_relieve(one)] if entitled and entitled.office else []
    if own:
        faults["outside"] = "".join(f"责任不在{one.name}的，由上一级（{one.parent.name if one.parent else ''}）安委办登记，本级不能免除自己的“一票否决”。"
                                    for one in own) + "请去掉勾选，报上一级安委办登记。"
    if not document.strip():
        faults["document"] = "认定责任不在本地区的，请写明批复文号：它免除这个地区的“一票否决”（第二十七条第三款）。"
    if not conclusion.strip():
        faults["conclusion"] = "认定责任不在本地区的，请写明批复的调查报告怎样认定责任（第二十七条第三款）。"
    return faults


def record_review(by: Account | None, now: datetime, accident: Accident, *, on: date, organ: str, outcome: str, published_on: date | None = None,
                  note: str = "") -> Outcome:
    """Put the review of measures (评估) on record. Raises ValidationError by field: there must be a reply first."""
    faults = _on(accident, on, now)
    approved = ApprovedReport.objects.current().filter(accident=accident).values_list("on", flat=True).first()
    if approved is None:
        faults["on"] = "还没有登记批复：评估在批复以后进行。请先登记批复。"
    elif on < approved:
        faults["on"] = f"评估早于批复的{approved.year}年{approved.month}月{approved.day}日，请改正其中一个。"
    if not organ.strip():
        faults["organ"] = "请写明由哪个机关评估。"
    if published_on is not None and published_on > day_of(now):
        faults["published_on"] = "公开日期晚于今天。还没有公开的，先空着。"
    if faults:
        raise ValidationError(faults)

    def write(found: Accident) -> Review:
        row = Review(accident=found, on=on, organ=organ.strip(), outcome=outcome, published_on=published_on, note=note, recorded_at=now, recorded_by=by)
        keep(row)
        return row

    rule = review_rule(approved) if approved else None
    return carry_out(by, now, accident, Deed(kind="conclude", verb="登记整改评估", write=write, happened_on=on,
                                             provision=f"安全生产法{rule.article}" if rule else ""))
