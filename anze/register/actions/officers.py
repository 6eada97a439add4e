"""Officers come on record; a corrected name is a new version."""

from datetime import datetime
from typing import Any

from django.db import transaction

from anze.people.models import Account, Officer, OfficerVersion
from anze.people.spelling import spelt
from anze.record.actions import Change, record
from anze.register.actions.overtaken import Overtaken
from anze.register.actions.tenures import begin_tenure


def add_officer(by: Account | None, now: datetime, *, code: str, name: str) -> Officer:
    """Enter an officer and return it. Raises ValidationError where the code is taken or something is missing."""
    officer = Officer(code=code, name=name, **_spelt(name))
    officer.full_clean()
    with transaction.atomic():
        officer.save()
        OfficerVersion.objects.create(officer=officer, name=name, recorded_at=now, recorded_by=by)
        record(Change(at=now, actor=by, verb="登记人员", object_type="officer", object_id=code, after={"name": name}))
    return officer


def add_officer_in_post(by: Account | None, now: datetime, *, code: str, name: str, **tenure: Any) -> Officer:
    """Enter an officer together with the first post: both or neither. Raises ValidationError as the two verbs do."""
    with transaction.atomic():
        officer = add_officer(by, now, code=code, name=name)
        begin_tenure(by, now, officer=officer, **tenure)
    return officer


def rename_officer(by: Account | None, now: datetime, officer: Officer, *, name: str, reason: str = "", based_on: int | None = None) -> Officer:
    """Correct an officer's name; the old one stays on record. Raises Overtaken if another correction came between."""
    with transaction.atomic():
        officer = Officer.objects.select_for_update().get(pk=officer.pk)
        last = OfficerVersion.objects.current().filter(officer=officer).select_related("recorded_by").first()
        if based_on is not None and last is not None and last.pk != based_on:
            raise Overtaken(last)
        before = officer.name
        if name == before:
            return officer
        officer.name = name
        vars(officer).update(_spelt(name))
        officer.full_clean()
        officer.save()
        OfficerVersion.objects.filter(officer=officer, struck_at=None).update(struck_at=now, struck_reason=reason)
        OfficerVersion.objects.create(officer=officer, name=name, recorded_at=now, recorded_by=by, replaces=last)
        record(Change(at=now, actor=by, verb="更正姓名", object_type="officer", object_id=officer.code,
                      before={"name": before}, after={"name": name}, note=reason))
    return officer


def _spelt(name: str) -> dict[str, str]:
    return spelt(name, pinyin_length=120, initials_length=20)
