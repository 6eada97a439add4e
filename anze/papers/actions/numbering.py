"""Numbers of official documents are given out without gaps, and voided with a reason."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.papers.models import Number, Series
from anze.people.models import Account, Unit
from anze.record.actions import Change, hold, record


def reserve(by: Account | None, now: datetime, unit: Unit, series: str, year: int) -> Number:
    """Give out the next number of a series of a year (清安委办约, 2026).

    Within the caller's transaction: if that fails no number was given out, so there is no gap. Raises ValidationError without a series.
    """
    if not series.strip():
        raise ValidationError("没有发文代字，取不了号。请先在“发文机关”里写明。")
    with transaction.atomic():
        hold()  # always before the row below, so that two who write to the ledger never wait for each other
        Series.objects.get_or_create(unit=unit, code=series.strip(), year=year)
        row = Series.objects.select_for_update().get(unit=unit, code=series.strip(), year=year)
        row.last += 1
        row.save(update_fields=["last"])
        number = Number.objects.create(series=row, ordinal=row.last, reserved_at=now, reserved_by=by)
        record(Change(at=now, actor=by, verb="取发文号", object_type="paper_number", object_id=str(number.pk), unit=unit.code, after={"number": number.text}))
    return number


def void(by: Account | None, now: datetime, number: Number, reason: str) -> Number:
    """Void a number: it stays listed with the reason and is never given out again. Raises ValidationError without one, or the second time."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明作废的原因。"})
    with transaction.atomic():
        hold()
        found = Number.objects.select_for_update(of=("self",)).select_related("series__unit").get(pk=number.pk)
        if found.voided_at:
            raise ValidationError(f"{found.text}已经作废，不用再作废。")
        found.voided_at, found.voided_by, found.void_reason = now, by, reason.strip()
        found.save(update_fields=["voided_at", "voided_by", "void_reason"])
        record(Change(at=now, actor=by, verb="作废发文号", object_type="paper_number", object_id=str(found.pk), unit=found.series.unit.code,
                      before={"number": found.text}, note=found.void_reason))
    return found
