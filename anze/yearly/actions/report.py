"""A duty report is written and signed; to sign it records the document that 第二十二条第二款 asks for, so nobody types it twice."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.recording import record_act
from anze.acts.told import Told
from anze.people.models import Account, Officer, Tenure, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, record
from anze.yearly.models import DutyReport
from anze.yearly.queries.report import Part

PROVISION = "22.p2"


def body_of(parts: Sequence[Part], shortcomings: str, plans: str) -> dict[str, Any]:
    """Return a report as it is signed, as plain values."""
    return {"parts": [part.plain() for part in parts], "shortcomings": shortcomings, "plans": plans}


def digest_of(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a report's canonical JSON."""
    return sha256(json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def write_report(by: Account, now: datetime, *, officer: Officer, year: int, shortcomings: str, plans: str) -> DutyReport:
    """Keep the person's own words for a year's report and return it. Raises ValidationError where the officer held no post that year."""
    with transaction.atomic():
        Officer.objects.select_for_update().get(pk=officer.pk)
        found = DutyReport.objects.filter(officer=officer, year=year, signed_at=None).first()
        if found is not None and (found.shortcomings, found.plans) == (shortcomings, plans):
            return found
        found = found or DutyReport(officer=officer, year=year, unit=_unit(officer, year))
        before = {"shortcomings": found.shortcomings, "plans": found.plans} if found.pk else None
        found.shortcomings, found.plans, found.saved_at, found.saved_by = shortcomings, plans, now, by
        found.save()
        _write(by, now, "起草述职报告", found, {"shortcomings": shortcomings, "plans": plans}, before)
    return found


def sign_report(by: Account, now: datetime, *, officer: Officer, year: int, on: date, parts: Sequence[Part], seen: str) -> DutyReport:
    """Sign the report: it is kept as it is and recorded as the act `duty_report` of the day `on`. `seen` is the digest of what the person read.

    Raises ValidationError for a day outside the year or still to come, for a report that changed since it was read, for one signed already.
    """
    if on.year != year or on > day_of(now):
        raise ValidationError(f"述职日期要在{year}年内，并且不晚于今天。年度已过才签署的，填当时述职的那一天，按补录显示。")
    with transaction.atomic():
        Officer.objects.select_for_update().get(pk=officer.pk)
        if DutyReport.objects.standing().filter(officer=officer, year=year).exists():
            raise ValidationError("这一年的述职报告已经签署。要改的，先撤回签署时登记的履职记录，再重新签署。")
        found = DutyReport.objects.filter(officer=officer, year=year, signed_at=None).first()
        found = found or DutyReport(officer=officer, year=year, unit=_unit(officer, year), saved_at=now, saved_by=by)
        body = body_of(parts, found.shortcomings, found.plans)
        if digest_of(body) != seen:
            raise ValidationError("您看过以后，记录又有变化。请再看一遍，没有问题再签署。")
        act = record_act(by, now, Told(type="document", unit=found.unit, date=on, title=f"{officer.name}{year}年度述职报告", kind="duty_report", year=year,
                                       participants=((officer, "author"),)))
        found.on, found.body, found.digest, found.signed_at, found.act = on, body, seen, now, act
        found.save()
        _write(by, now, "签署述职报告", found, {"on": on, "digest": seen, "act": act.uid}, happened_on=on)
    return found


def _unit(officer: Officer, year: int) -> Unit:
    """Return the unit of the last post held in the year."""
    rows = Tenure.objects.current().filter(officer=officer, start__lte=date(year, 12, 31)).exclude(end__lt=date(year, 1, 1))
    last = rows.select_related("unit").order_by("-start", "unit__path").first()
    if last is None:
        raise ValidationError(f"{officer.name}{year}年没有任职，不用述职。请核对年度。")
    return last.unit


def _write(by: Account, now: datetime, verb: str, found: DutyReport, after: Mapping[str, Any], before: Mapping[str, Any] | None = None,
           happened_on: date | None = None) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="duty_report", object_id=str(found.pk), on_behalf=found.officer.code, unit=found.unit.code,
                  provision=PROVISION, before=before, after=after, happened_on=happened_on))
