"""Who directs a unit's work-safety committee (安委会), from a day on (第四条第三款)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account, Committee, Officer, Unit
from anze.record.actions import Change, record
from anze.register.actions.overtaken import Overtaken
from anze.register.actions.tenures import hold_unit
from anze.register.words import in_chinese


def set_directors(by: Account | None, now: datetime, *, unit: Unit, directors: Sequence[Officer], start: date, reason: str = "",
                  based_on: int | None = None) -> Committee:
    """Have `directors` direct the unit's committee from `start`; whoever directed it until then does so up to the day before.

    `based_on` is the entry that stood when the change was made (0: none did). Raises Overtaken if another stands now,
    ValidationError where a later change is already on record or nobody is named.
    """
    with transaction.atomic():
        hold_unit(unit)
        last = Committee.objects.current().filter(unit=unit).select_related("recorded_by").order_by("-start", "-pk").first()
        if based_on is not None and based_on != (last.pk if last else 0):
            raise Overtaken(last)
        if last and last.start >= start:
            raise ValidationError({"start": f"在案的主任自{in_chinese(last.start)}起。起始日期应晚于这一天；登记错了的，请先撤下那一条。"})
        if last and (last.end is None or last.end >= start):
            _end(by, now, last, start - timedelta(days=1), reason)
        return _begin(by, now, unit, directors, start)


def end_committee(by: Account | None, now: datetime, committee: Committee, *, end: date, reason: str) -> Committee:
    """End a committee on its last day, without a successor; gives the entry that replaces it. Raises Overtaken if it no longer stands."""
    with transaction.atomic():
        hold_unit(committee.unit)
        old = Committee.objects.select_for_update().get(pk=committee.pk)
        if old.struck_at is not None:
            raise Overtaken(Committee.objects.filter(replaces=old, struck_at=None).select_related("recorded_by").first())
        return _end(by, now, old, end, reason)


def _begin(by: Account | None, now: datetime, unit: Unit, directors: Sequence[Officer], start: date) -> Committee:
    if not directors:
        raise ValidationError({"first": "请写明主任。"})
    new = Committee(unit=unit, start=start, recorded_at=now, recorded_by=by)
    new.full_clean(validate_unique=False)
    new.save()
    new.directors.set(directors)
    record(Change(at=now, actor=by, verb="登记安委会主任", object_type="committee", object_id=str(new.pk), unit=unit.code, happened_on=start,
                  provision="4.p3", after=plain_committee(new)))
    return new


def _end(by: Account | None, now: datetime, old: Committee, end: date, reason: str) -> Committee:
    before, directors = plain_committee(old), list(old.directors.all())
    Committee.objects.filter(pk=old.pk).update(struck_at=now, struck_reason=reason)
    new = Committee(unit=old.unit, start=old.start, end=end, recorded_at=now, recorded_by=by, replaces_id=old.pk)
    new.full_clean(validate_unique=False)
    new.save()
    new.directors.set(directors)
    record(Change(at=now, actor=by, verb="安委会主任届止", object_type="committee", object_id=str(new.pk), unit=old.unit.code, happened_on=end,
                  provision="4.p3", before=before, after=plain_committee(new), note=reason))
    return new


def plain_committee(committee: Committee) -> dict[str, Any]:
    """Return a committee as plain values, for the ledger."""
    directors = sorted(officer.code for officer in committee.directors.all())
    return {"unit": committee.unit.code, "directors": directors, "start": committee.start, "end": committee.end}
