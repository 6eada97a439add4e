"""Officers come on record; a corrected name is a new version."""

from datetime import datetime

from django.db import transaction

from anze.people.models import Account, Officer, OfficerVersion
from anze.people.spelling import initials, pinyin
from anze.record.actions import Change, record


def add_officer(by: Account | None, now: datetime, *, code: str, name: str) -> Officer:
    """Enter an officer and return it. Raises ValidationError where the code is taken or something is missing."""
    officer = Officer(code=code, name=name, pinyin=pinyin(name), initials=initials(name))
    officer.full_clean()
    with transaction.atomic():
        officer.save()
        OfficerVersion.objects.create(officer=officer, name=name, recorded_at=now, recorded_by=by)
        record(Change(at=now, actor=by, verb="登记人员", object_type="officer", object_id=code, after={"name": name}))
    return officer


def rename_officer(by: Account | None, now: datetime, officer: Officer, *, name: str, reason: str = "") -> Officer:
    """Correct an officer's name; the old one stays on record."""
    with transaction.atomic():
        officer = Officer.objects.select_for_update().get(pk=officer.pk)
        before = officer.name
        officer.name, officer.pinyin, officer.initials = name, pinyin(name), initials(name)
        officer.full_clean()
        officer.save()
        last = OfficerVersion.objects.current().filter(officer=officer).first()
        OfficerVersion.objects.filter(officer=officer, struck_at=None).update(struck_at=now, struck_reason=reason)
        OfficerVersion.objects.create(officer=officer, name=name, recorded_at=now, recorded_by=by, replaces=last)
        record(Change(at=now, actor=by, verb="更正姓名", object_type="officer", object_id=officer.code,
                      before={"name": before}, after={"name": name}, note=reason))
    return officer
