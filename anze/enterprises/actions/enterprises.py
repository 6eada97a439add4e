"""Production units come on record, change from a day on, are corrected, are taken off."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.enterprises.actions import bulk
from anze.enterprises.checks import faults_of, start_fault
from anze.enterprises.models import Enterprise, EnterpriseVersion
from anze.enterprises.models.enterprise import STATED
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, record
from anze.register.actions.overtaken import Overtaken

WITH = ("enterprise", "unit", "kind", "department", "cell", "cell__unit", "recorded_by")


def add_enterprise(by: Account | None, now: datetime, *, start: date, note: str = "", **fields: Any) -> Enterprise:
    """Enter a production unit, as it is from `start` on, and return it. `fields`: those of `STATED`. Raises ValidationError by field."""
    with transaction.atomic():
        check(Enterprise(code="Q0000000", since=start, **fields), start, day_of(now))
        return bulk.enter(by, now, [fields | {"start": start}], note=note)[0].enterprise


def change_enterprise(by: Account | None, now: datetime, enterprise: Enterprise, *, start: date, reason: str, based_on: int | None = None,
                      **fields: Any) -> Enterprise:
    """State a production unit anew from a day on; on the day on which it last changed, or before, this corrects that statement.

    `based_on` is the row that the change was made from. Raises Overtaken if another stands now, ValidationError as `add_enterprise`.
    """
    with transaction.atomic():
        Enterprise.objects.select_for_update().get(pk=enterprise.pk)
        old = EnterpriseVersion.objects.current().filter(enterprise=enterprise, end=None).select_related(*WITH).first()
        if old is None or (based_on is not None and old.pk != based_on):
            raise Overtaken(old)
        wanted = old.enterprise
        for name, value in fields.items():
            setattr(wanted, name, value)
        check(wanted, start, day_of(now))
        if all(getattr(old, name) == getattr(wanted, name) for name in STATED):
            return wanted
        return bulk.restate(by, now, [(old, start, {name: getattr(wanted, name) for name in STATED})], reason=reason)[0].enterprise


def take_off(by: Account | None, now: datetime, enterprise: Enterprise, *, reason: str) -> None:
    """Take off a production unit that was entered by mistake, twice for instance. One that has closed is deregistered instead."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么撤下，例如与哪一个编号重复登记。"})
    with transaction.atomic():
        one = Enterprise.objects.select_for_update().select_related("unit").get(pk=enterprise.pk)
        rows = list(EnterpriseVersion.objects.current().filter(enterprise=one).select_related(*WITH))
        if not one.on_record or not rows:
            raise ValidationError("这个单位已经撤下，不用再撤。")
        bulk.strike(rows, now, reason)
        Enterprise.objects.filter(pk=one.pk).update(on_record=False)
        record(Change(at=now, actor=by, verb=bulk.STRUCK, object_type="enterprise", object_id=one.code, unit=one.unit.code,
                      before=bulk.plain(rows[-1]), note=reason.strip()))


def check(wanted: Enterprise, start: date, today: date) -> None:
    """Raise ValidationError with everything that is wrong, by field."""
    found: dict[str, list[str]] = {}
    try:
        wanted.full_clean(exclude=["code", "unit", "kind", "department", "cell"], validate_unique=False)
    except ValidationError as fault:
        # The one constraint over fields is the credit code's: its sentence belongs beside that field.
        found = {"credit_code" if name == "__all__" else name: messages for name, messages in fault.message_dict.items()}
    for name, why in faults_of(wanted):
        found.setdefault(name, []).append(why)
    late = start_fault(start, today)
    if late:
        found.setdefault("start", []).append(late)
    if found:
        raise ValidationError(found)
