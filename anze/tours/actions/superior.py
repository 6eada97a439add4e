"""Tours that superiors made are put on record, corrected, struck."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.tours.actions.stepping import RULE, needed
from anze.tours.models import SuperiorTour
from anze.tours.told import ToldSuperior

OBJECT: Final = "superior_tour"


def told_of(row: SuperiorTour) -> ToldSuperior:
    """Return what a stored row says."""
    names = ("unit", "by_name", "start", "end", "number", "found", "put_right", "text")
    return ToldSuperior(**{name: getattr(row, name) for name in names})


def record_superior(by: Account, now: datetime, told: ToldSuperior) -> SuperiorTour:
    """Record a tour that a superior made and return it. Raises ValidationError for one on record already, or a day to come."""
    with transaction.atomic():
        hold()
        if SuperiorTour.objects.current().filter(unit=told.unit, start=told.start, by_name=told.by_name).exists():
            raise ValidationError("同一机关同一天进驻的巡查已经在案。要改内容的，请打开原记录更正。")
        year = told.start.year
        last = max((int(uid.rsplit("-", 1)[1]) for uid in SuperiorTour.objects.filter(uid__startswith=f"sx-{year}-").values_list("uid", flat=True)), default=0)
        made = _written(by, now, f"sx-{year}-{last + 1:04d}", told)
        _entry(by, now, "登记上级巡查", made, after=told.plain())
    return made


def correct_superior(by: Account, now: datetime, row: SuperiorTour, told: ToldSuperior, *, reason: str) -> SuperiorTour:
    """State such a tour anew, with the reason; the former statement stays on record."""
    reason = needed(reason, "reason", "请写明更正的原因。")
    with transaction.atomic():
        old = _struck(now, row, reason)
        made = _written(by, now, old.uid, told, old)
        _entry(by, now, "更正上级巡查", made, before=told_of(old).plain(), after=told.plain(), note=reason)
    return made


def strike_superior(by: Account, now: datetime, row: SuperiorTour, *, reason: str) -> None:
    """Strike such a tour; it stays visible in the ledger."""
    reason = needed(reason, "reason", "请写明撤下的原因。")
    with transaction.atomic():
        old = _struck(now, row, reason)
        _entry(by, now, "撤下上级巡查", old, before=told_of(old).plain(), note=reason)


def _struck(now: datetime, row: SuperiorTour, reason: str) -> SuperiorTour:
    hold()
    old = SuperiorTour.objects.current().select_related("unit").filter(pk=row.pk).first()
    if old is None:
        raise ValidationError("这条记录刚被别人改过或者撤下。请刷新页面，在新的记录上修改。")
    old.struck_at, old.struck_reason = now, reason[:200]
    old.save(update_fields=["struck_at", "struck_reason"])
    return old


def _written(by: Account, now: datetime, uid: str, told: ToldSuperior, replaces: SuperiorTour | None = None) -> SuperiorTour:
    if told.start > day_of(now):
        raise ValidationError({"start": "进驻日期晚于今天，请改正。"})
    names = ("unit", "by_name", "start", "end", "number", "found", "put_right", "text")
    made = SuperiorTour(uid=uid, recorded_at=now, recorded_by=by, replaces=replaces, **{name: getattr(told, name) for name in names})
    made.full_clean(exclude=("unit", "recorded_by", "replaces"))
    made.save()
    return made


def _entry(by: Account, now: datetime, verb: str, row: SuperiorTour, **more: Any) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type=OBJECT, object_id=row.uid, unit=row.unit.code, happened_on=row.start, provision=RULE, **more))
