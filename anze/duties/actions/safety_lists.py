"""A department's list of safety duties and the safety body it names (第十三条第二款): entered, changed, ended; nothing is overwritten."""

from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from anze.duties.models import SafetyDutyList
from anze.people.models import Account, Unit
from anze.record.actions import Change, record

STATED: Final = ("unit", "start", "end", "safety_body", "document", "text")


def enter_list(by: Account | None, now: datetime, *, unit: Unit, start: date, **fields: Any) -> SafetyDutyList:
    """Enter a department's list and return it. `fields`: end, safety_body, document, text. Raises ValidationError where another is in force."""
    with transaction.atomic():
        found = SafetyDutyList(unit=unit, start=start, recorded_at=now, recorded_by=by, **fields)
        _check(found)
        found.save()
        _write(by, now, "登记责任清单", found, None)
    return found


def change_list(by: Account | None, now: datetime, old: SafetyDutyList, *, reason: str, verb: str = "更改责任清单", **fields: Any) -> SafetyDutyList:
    """State a list anew: the old entry is struck, a new one takes its place. Raises ValidationError as `enter_list`."""
    with transaction.atomic():
        old = SafetyDutyList.objects.select_for_update().get(pk=old.pk)
        if old.struck_at is not None:
            raise ValidationError("这份清单刚被别人更改过。请刷新页面，在新的记录上修改。")
        old.struck_at, old.struck_reason = now, reason
        old.save(update_fields=["struck_at", "struck_reason"])
        kept = {name: getattr(old, name) for name in STATED}
        new = SafetyDutyList(recorded_at=now, recorded_by=by, replaces_id=old.pk, **(kept | fields))
        _check(new)
        new.save()
        _write(by, now, verb, new, old, reason)
    return new


def end_list(by: Account | None, now: datetime, old: SafetyDutyList, *, end: date, reason: str) -> SafetyDutyList:
    """End a list on its last day."""
    return change_list(by, now, old, reason=reason, verb="废止责任清单", end=end)


def _check(found: SafetyDutyList) -> None:
    found.full_clean()
    if found.unit.level != "department":
        raise ValidationError("安全生产责任清单由部门制定（第十三条第二款）。请选择部门。")
    rivals = SafetyDutyList.objects.current().filter(Q(end=None) | Q(end__gte=found.start), unit=found.unit).exclude(pk=found.pk)
    rivals = rivals.filter(start__lte=found.end) if found.end else rivals
    if rivals.exists():
        raise ValidationError("这个部门这段时间已有责任清单。请先写明旧清单的终止日期，或者更改旧清单。")


def _write(by: Account | None, now: datetime, verb: str, new: SafetyDutyList, old: SafetyDutyList | None, note: str = "") -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="duty_list", object_id=str(new.pk), unit=new.unit.code, happened_on=new.start,
                  provision="13.p2", before=_plain(old) if old else None, after=_plain(new), note=note))


def _plain(found: SafetyDutyList) -> dict[str, Any]:
    return {name: getattr(found, name) for name in STATED} | {"unit": found.unit.code}
