"""An accident leaves the statistics (统计核销): first the public notice, then the decision."""

from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError

from anze.accidents.actions.changing import Deed, Outcome, carry_out, keep, take_off
from anze.accidents.models import Accident, WriteOff
from anze.law.national.investigation import notice_until
from anze.people.models import Account
from anze.people.moment import day_of

SAME: Final = "核销公示是您登记的，决定核销要由另一个账号办理。请本安委办另一位同志或者上级安委办决定。"


def give_notice(by: Account | None, now: datetime, accident: Accident, *, start: date, reason: str, place: str = "") -> Outcome:
    """Put the public notice of a write-off on record; how long it runs the law says. Nothing that follows changes yet. ValidationError by field."""
    faults = {}
    if start < day_of(now):
        faults["start"] = "公示起始日早于今天：公示从登记之日或者以后起算，请改正。"
    if not reason.strip():
        faults["reason"] = "请写明核销的理由，如：经认定不属于生产安全事故，并注明认定文书。"
    if WriteOff.objects.current().filter(accident=accident).exists():
        raise ValidationError("这起事故的核销已经在办。公示有异议的，先撤下原来的公示。")
    if faults:
        raise ValidationError(faults)

    def write(found: Accident) -> WriteOff:
        row = WriteOff(accident=found, reason=reason.strip(), notice_from=start, notice_until=notice_until(start), notice_place=place,
                       recorded_at=now, recorded_by=by)
        keep(row)
        return row

    return carry_out(by, now, accident, Deed(verb="核销公示", kind="notice", write=write, happened_on=start, note=reason.strip()))


def write_off(by: Account | None, now: datetime, accident: Accident, *, on: date, organ: str, document: str = "") -> Outcome:
    """Decide the write-off: from `on` the accident counts for no trigger, veto or window. It stays in the register. ValidationError by field."""
    notice = WriteOff.objects.current().filter(accident=accident).first()
    if notice is None:
        raise ValidationError("还没有公示：核销前要先公示。请先登记公示。")
    if notice.decided_on:
        raise ValidationError("这起事故已经核销。")
    if by is not None and notice.recorded_by_id == by.pk:
        raise ValidationError(SAME)
    faults = {}
    if on <= notice.notice_until:
        until = notice.notice_until
        faults["on"] = f"公示到{until.year}年{until.month}月{until.day}日为止，期满以后才能决定核销。"
    elif on > day_of(now):
        faults["on"] = "核销日期晚于今天，请改成决定的那一天。"
    if faults:
        raise ValidationError(faults)

    def write(found: Accident) -> WriteOff:
        take_off(notice, now, "公示期满，已决定核销")
        row = WriteOff(accident=found, reason=notice.reason, notice_from=notice.notice_from, notice_until=notice.notice_until,
                       notice_place=notice.notice_place, decided_on=on, decided_by=organ, document=document, replaces=notice, recorded_at=now, recorded_by=by)
        keep(row)
        return row

    return carry_out(by, now, accident, Deed(verb="统计核销", kind="write-off", write=write, happened_on=on, note=notice.reason))
