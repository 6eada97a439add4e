"""The list of problem towns (安全生产问题突出镇): a town comes on it and is taken off, each with the paper that says so."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from anze.people.models import Account, ProblemTown, Unit
from anze.record.actions import Change, record
from anze.register.actions.overtaken import Overtaken
from anze.register.actions.tenures import hold_unit
from anze.register.queries.posts import duty_level
from anze.register.words import in_chinese


def list_town(by: Account | None, now: datetime, *, unit: Unit, start: date, document: str, end: date | None = None) -> ProblemTown:
    """Put a town on the list from a day and return the entry. Raises ValidationError where it is no town or already on the list then."""
    with transaction.atomic():
        hold_unit(unit)
        entry = ProblemTown(unit=unit, start=start, end=end, document=document, recorded_at=now, recorded_by=by)
        _check(entry)
        entry.save()
        record(Change(at=now, actor=by, verb="列入问题突出镇", object_type="problem_town", object_id=str(entry.pk), unit=unit.code, happened_on=start,
                      after=plain_town(entry)))
    return entry


def delist_town(by: Account | None, now: datetime, entry: ProblemTown, *, end: date, document: str) -> ProblemTown:
    """Take a town off the list, its last day on it being `end`; gives the entry that replaces the old one. Raises Overtaken."""
    with transaction.atomic():
        hold_unit(entry.unit)
        old = ProblemTown.objects.select_for_update().get(pk=entry.pk)
        if old.struck_at is not None:
            raise Overtaken(ProblemTown.objects.filter(replaces=old, struck_at=None).select_related("recorded_by").first())
        old.struck_at, old.struck_reason = now, document
        old.save(update_fields=["struck_at", "struck_reason"])
        new = ProblemTown(unit=old.unit, start=old.start, end=end, document=old.document, end_document=document, recorded_at=now, recorded_by=by,
                          replaces_id=old.pk)
        _check(new)
        new.save()
        record(Change(at=now, actor=by, verb="移出问题突出镇", object_type="problem_town", object_id=str(new.pk), unit=old.unit.code, happened_on=end,
                      before=plain_town(old), after=plain_town(new), note=document))
    return new


def _check(entry: ProblemTown) -> None:
    entry.full_clean(validate_unique=False)
    if duty_level(entry.unit) != "town":
        raise ValidationError({"unit": f"{entry.unit.name}不是乡镇、街道，不能列入安全生产问题突出镇。"})
    rivals = ProblemTown.objects.current().filter(Q(end=None) | Q(end__gte=entry.start), unit=entry.unit)
    if entry.end is not None:
        rivals = rivals.filter(start__lte=entry.end)
    rival = rivals.order_by("start").first()
    if rival:
        until = f"至{in_chinese(rival.end)}" if rival.end else "起，至今"
        raise ValidationError(f"{entry.unit.name}这段时间已在名单上（{in_chinese(rival.start)}{until}，{rival.document or '没有写明文件'}）。"
                              "请先登记移出，或者改正日期。", code="listed")


def plain_town(entry: ProblemTown) -> dict[str, Any]:
    """Return an entry of the list as plain values, for the ledger."""
    return {"unit": entry.unit.code, "start": entry.start, "end": entry.end, "document": entry.document, "end_document": entry.end_document}
