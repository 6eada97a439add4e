"""A town's daily patrol is recorded with what it found; one that was entered by mistake is taken back (第十二条（四））."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.enterprises.models import Cell, Enterprise
from anze.hazards.actions.dangers import record_danger
from anze.hazards.actions.stepping import needed
from anze.hazards.models import Patrol
from anze.hazards.told import Found, Stated
from anze.people.models import Account, Unit
from anze.people.moment import SHANGHAI, day_of
from anze.record.actions import Change, hold, record


def record_patrol(by: Account | None, now: datetime, *, unit: Unit, cell: Cell | None, on: date, people: str, device_key: str,
                  enterprises: Collection[Enterprise] = (), text: str = "", found: Sequence[Stated] = (), lister: Unit | None = None,
                  typed_at: datetime | None = None) -> Patrol:
    """Record a patrol with the dangers that it found, and return it; the same sending again gives the same patrol.

    `typed_at` is the device's own time, where it waited for the network: told to the ledger, not vouched for.
    A production unit in which a danger was found was visited, whether or not it was ticked.
    Raises ValidationError by field, and where the sending is another account's.
    """
    with transaction.atomic():
        hold()
        same = Patrol.objects.filter(device_key=device_key).first()
        if same is not None:
            if same.recorded_by_id != (by.pk if by else None):
                raise ValidationError("这次巡查已由另一个账号提交过。请刷新页面重新填写。")
            return same
        visited = list(dict.fromkeys([*enterprises, *(one.enterprise for one in found if one.enterprise)]))
        made = Patrol(unit=unit, cell=cell, on=on, people=people.strip(), text=text.strip(), device_key=device_key, recorded_at=now, recorded_by=by)
        made.full_clean(exclude=("unit", "cell", "recorded_by", "replaces"))
        _check(made, visited, now)
        made.save()
        made.enterprises.set(visited)
        record(Change(at=now, actor=by, verb="登记日常巡查", object_type="patrol", object_id=str(made.pk), unit=unit.code, happened_on=on, provision="12.4",
                      after={"cell": cell.code if cell else "", "person": made.people, "visited": [one.name for one in visited], "text": made.text,
                             "findings": len(found)} | ({"device_time": f"{typed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"} if typed_at else {})))
        for told in found:
            record_danger(by, now, Found(unit=unit, source="patrol", on=on, patrol=made, lister=lister), told)
    return made


def _check(patrol: Patrol, enterprises: Collection[Enterprise], now: datetime) -> None:
    wrong = {}
    if patrol.on > day_of(now):
        wrong["on"] = "巡查日期晚于今天，请改正。"
    if patrol.unit.level == "department":
        wrong["unit"] = "日常巡查由镇（街道、园区）登记。请选地方。"
    if patrol.cell and patrol.cell.unit_id != patrol.unit_id:
        wrong["cell"] = f"“{patrol.cell.name}”不在{patrol.unit.name}。"
    elsewhere = [one.name for one in enterprises if one.unit_id != patrol.unit_id]
    if elsewhere:
        wrong["enterprises"] = f"{'、'.join(elsewhere)}不在{patrol.unit.name}，请去掉。"
    if wrong:
        raise ValidationError(wrong)


def withdraw_patrol(by: Account, now: datetime, patrol: Patrol, *, reason: str) -> None:
    """Take a patrol back, with the reason. Raises ValidationError while dangers that it found stand."""
    reason = needed(reason, "reason", "请写明撤回的原因。")
    with transaction.atomic():
        hold()
        found = Patrol.objects.current().filter(pk=patrol.pk).select_related("unit").first()
        if found is None:
            raise ValidationError("这次巡查已经撤回，不用再撤。")
        standing = [one.uid for one in found.dangers.exclude(steps__kind="withdraw")]
        if standing:
            raise ValidationError(f"这次巡查登记的隐患（{'、'.join(standing)}）还在案。请先撤回隐患的登记，或者保留巡查。")
        found.struck_at, found.struck_reason = now, reason[:200]
        found.save(update_fields=["struck_at", "struck_reason"])
        record(Change(at=now, actor=by, verb="撤回日常巡查", object_type="patrol", object_id=str(found.pk), unit=found.unit.code, happened_on=found.on,
                      provision="12.4", note=reason))
