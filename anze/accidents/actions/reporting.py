"""Reports of an accident up the chain are put on record, and findings that one was left out, falsified or concealed."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from anze.accidents.actions.changing import Deed, Outcome, carry_out, keep
from anze.accidents.models import Accident, ChainReport, Concealment
from anze.law.national.grades import table
from anze.people.models import Account
from anze.people.moment import day_of


def record_report(by: Account | None, now: datetime, accident: Accident, *, to: str, made_at: datetime, made_by: str = "", supplementary: bool = False,
                  note: str = "") -> Outcome:
    """Put on record when an accident was reported to a tier; whether it was late the law says. Raises ValidationError by field."""
    if made_at < accident.happened_at:
        raise ValidationError({"made_at": "报告时间早于事故发生的时间，请改正。"})
    if made_at > now:
        raise ValidationError({"made_at": "报告时间晚于现在，请改成实际报告的时间。"})

    def write(found: Accident) -> ChainReport:
        row = ChainReport(accident=found, to=to, made_at=made_at, made_by=made_by, supplementary=supplementary, note=note, recorded_at=now, recorded_by=by)
        keep(row)
        return row

    article = "第十三条" if supplementary else "第九条" if to == "county" else "第十一条"
    return carry_out(by, now, accident, Deed(verb="登记补报" if supplementary else "登记事故报告", write=write, happened_on=day_of(made_at),
                                             provision=f"{table(accident.date).number}{article}"))


def record_concealment(by: Account | None, now: datetime, accident: Accident, *, kind: str, on: date, organ: str, whose: str, evidence: str,
                       document: str = "") -> Outcome:
    """Put on record that somebody with the authority found an accident left out, falsified or concealed, with the evidence. ValidationError by field."""
    faults = {}
    if on < accident.date:
        faults["on"] = "认定日期早于事故发生日，请改正。"
    elif on > day_of(now):
        faults["on"] = "认定日期晚于今天，请改正。"
    for name, value, said in (("organ", organ, "请写明由哪个机关认定。"), ("whose", whose, "请写明是哪个单位或者谁的责任。"),
                              ("evidence", evidence, "请写明证据：没有证据的不能登记为漏报、谎报、瞒报。")):
        if not value.strip():
            faults[name] = said
    if faults:
        raise ValidationError(faults)

    def write(found: Accident) -> Concealment:
        row = Concealment(accident=found, kind=kind, found_on=on, found_by=organ.strip(), whose=whose.strip(), evidence=evidence.strip(), document=document,
                          recorded_at=now, recorded_by=by)
        keep(row)
        return row

    return carry_out(by, now, accident, Deed(kind="conclude", verb="登记漏报谎报瞒报认定", write=write, happened_on=on,
                                             provision=f"{table(accident.date).number}第四条"))
