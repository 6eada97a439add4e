"""The particulars of an accident are stated anew, or its registration is withdrawn: what was on record stays on record."""

from datetime import datetime

from django.core.exceptions import ValidationError

from anze.accidents.actions.changing import Deed, Outcome, carry_out, keep, take_off
from anze.accidents.models import Accident, Statement
from anze.accidents.policies import faults_of
from anze.accidents.queries.entered import entered, preceded
from anze.accidents.told import Told, told_of
from anze.law.national.grades import table
from anze.people.models import Account

OVERTAKEN = "您打开这一页以后，另一个人更正过这起事故。您填的内容都还在，请对照下面现在的情况，再提交一次。"


def correct_accident(by: Account | None, now: datetime, accident: Accident, told: Told, *, reason: str, based_on: int | None = None) -> Outcome:
    """State the particulars anew; the old statement is struck with the reason. The figures told are those first stated: later updates stand.

    `based_on`: the statement that was corrected in somebody's form; ValidationError where it no longer stands, or by field.
    """
    faults = faults_of(told, now)
    if not reason.strip():
        faults["reason"] = "请写明更正的原因，它会和原来的登记一起留下。"
    if faults:
        raise ValidationError(faults)
    standing = Statement.objects.current().select_related("unit").filter(accident=accident).first()
    if based_on is not None and (standing is None or standing.pk != based_on):
        raise ValidationError(OVERTAKEN)
    before = told_of(standing) if standing else None
    if (before is None or before.happened_at < told.happened_at) and (early := preceded(told, entered([accident.pk]).get(accident.pk, ()))):
        raise ValidationError({"happened_at": early})

    def write(found: Accident) -> Statement:
        old = Statement.objects.select_for_update().filter(accident=found, struck_at=None).first()
        if old is None or (standing is not None and old.pk != standing.pk):
            raise ValidationError(OVERTAKEN)
        take_off(old, now, reason.strip()[:200])
        row = Statement(accident=found, replaces=old, reason=reason.strip(), recorded_at=now, recorded_by=by, **told.columns())
        keep(row)
        return row

    return carry_out(by, now, accident, Deed(
        verb="更正事故情况", kind="correct", write=write,
        happened_on=told.date, note=reason.strip(), before=before.plain() if before else None, after=told.plain(),
        elsewhere=frozenset({told.unit.code}), provision=f"{table(told.date).number}第十三条"))


def withdraw_accident(by: Account | None, now: datetime, accident: Accident, *, reason: str) -> Outcome:
    """Take the registration of an accident back: it never happened, or is registered twice. It stays in the register, marked, and counts for nothing.

    Not for an accident that is found to be no production accident: that one is written off. Raises ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": "请写明撤销登记的原因，如：与2026-0012号重复登记。"})

    def write(found: Accident) -> None:
        for row in Statement.objects.select_for_update().filter(accident=found, struck_at=None):
            take_off(row, now, reason.strip()[:200])

    return carry_out(by, now, accident, Deed(verb="撤销登记", kind="withdraw", write=write, note=reason.strip(), happened_on=accident.date))
