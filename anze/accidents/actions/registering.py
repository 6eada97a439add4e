"""An accident is registered; once, however often it is sent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.accidents.models import Accident, Statement
from anze.accidents.policies import faults_of
from anze.accidents.queries.figures import figures_of
from anze.accidents.told import Told
from anze.law.national.grades import table
from anze.people.models import Account
from anze.record.actions import Change, hold, record


def register_accident(by: Account | None, now: datetime, told: Told, *, device_key: str = "") -> Accident:
    """Enter an accident and return it with its number of the register. The same `device_key` again gives the accident of the first time.

    Raises ValidationError by field.
    """
    with transaction.atomic():
        hold()
        already = Accident.objects.filter(device_key=device_key).select_related("unit").first() if device_key else None
        if already and already.recorded_by_id != (by.pk if by else None):
            raise ValidationError("这条内容已由另一个账号提交过。请刷新页面重新填写。")
        return already or _registered(by, now, told, device_key)


def is_registered(device_key: str) -> bool:
    """Say whether an accident was registered under the number of a form."""
    return Accident.objects.filter(device_key=device_key).exists()


def _registered(by: Account | None, now: datetime, told: Told, device_key: str) -> Accident:
    faults = faults_of(told, now)
    if faults:
        raise ValidationError(faults)
    statement = Statement(recorded_at=now, recorded_by=by, **told.columns())
    figures = figures_of(statement, (), now)
    year = told.date.year
    serial = (Accident.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
    accident = Accident.objects.create(code=f"sg-{year}-{serial:04d}", year=year, serial=serial, recorded_at=now, recorded_by=by,
                                       device_key=device_key or None, **(told.columns() | figures.columns()))
    statement.accident = accident
    statement.save()
    record(Change(at=now, actor=by, verb="登记事故", object_type="accident", object_id=accident.code, unit=told.unit.code, happened_on=told.date,
                  provision=f"{table(told.date).number}第三条", after=told.plain(), values={"number": accident.number, "grade": figures.grade}))
    return accident
