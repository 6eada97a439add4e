"""A duty report is written and signed; to sign it records the document that 第二十二条第二款 asks for, so nobody types it twice."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.recording import correct_act, record_act
from anze.acts.told import Told
from anze.people.models import Account, Officer, Tenure, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, record
from anze.yearly.models import DutyReport
from anze.yearly.queries.report import Part, taken_by

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
        if DutyReport.objects.standing().filter(officer=officer, year=year).exists() and (words := taken_by(officer, year, day_of(now))):
            raise ValidationError(words)
        found = DutyReport.objects.filter(officer=officer, year=year, signed_at=None).first()
        if found is not None and (found.shortcomings, found.plans) == (shortcomings, plans):
            return found
        found = found or DutyReport(officer=officer, year=year, unit=_unit(officer, year))
        before = {"shortcomings": found.shortcomings, "plans": found.plans} if found.pk else None
        found.shortcomings, found.plans, found.saved_at, found.saved_by = shortcomings, plans, now, by
        found.save()
        _write(by, now, "起草述职报告", found, {"shortcomings": shortcomings, "plans": plans}, before)
    return found


def to_tick(year: int, today: date, shortcomings: str, plans: str) -> list[str]:
    """Return what a person is to tick before he signs a report all the same: that the year is not over, which of his own parts is empty."""
    empty = [label for label, text in (("存在的问题和原因", shortcomings), ("改进措施", plans)) if not text.strip()]
    return ([f"{year}年还没有结束，签署以后到年底的情况不在这份报告里"] if today < date(year, 12, 31) else []) + [f"“{label}”没有填写" for label in empty]


def sign_report(by: Account, now: datetime, *, officer: Officer, year: int, on: date, parts: Sequence[Part], seen: str, sure: bool = False,
                reason: str = "") -> DutyReport:
    """Sign the report: it is kept as it is and recorded as the act `duty_report` of the day `on`. `seen` is the digest of what the person read.
    One signed before is replaced, with the `reason`; it stays on record, as its act does.

    Raises ValidationError for a day outside the year or still to come, for a report that changed since it was read, for one of a year that is not over or
    without the person's own words unless he is `sure`, for one that a confirmed assessment has taken.
    """
    today = day_of(now)
    if on.year != year or on > today:
        raise ValidationError(f"述职日期要在{year}年内，并且不晚于今天。年度已过才签署的，填当时述职的那一天，按补录显示。")
    with transaction.atomic():
        Officer.objects.select_for_update().get(pk=officer.pk)
        old = DutyReport.objects.standing().filter(officer=officer, year=year).select_related("act").first()
        found = DutyReport.objects.filter(officer=officer, year=year, signed_at=None).first()
        if old is not None and (words := "这一年的述职报告已经签署。要改的，先写重新签署的内容，再签署。" if found is None else taken_by(officer, year, today)):
            raise ValidationError(words)
        found = found or DutyReport(officer=officer, year=year, unit=_unit(officer, year), saved_at=now, saved_by=by)
        body = body_of(parts, found.shortcomings, found.plans)
        if digest_of(body) != seen:
            raise ValidationError("您看过以后，记录又有变化。请再看一遍，没有问题再签署。")
        if not sure and (ticks := to_tick(year, today, found.shortcomings, found.plans)):
            raise ValidationError(f"{'；'.join(ticks)}。仍要签署的，请勾选确认。")
        if old is not None and not reason.strip():
            raise ValidationError("请写明重新签署的原因，它会和原来签署的报告一起留下。")
        told = Told(type="document", unit=found.unit, date=on, title=f"{officer.name}{year}年度述职报告", kind="duty_report", year=year,
                    participants=((officer, "author"),))
        act = correct_act(by, now, old.act, told, reason=reason) if old is not None and old.act is not None else record_act(by, now, told)
        found.on, found.body, found.digest, found.signed_at, found.act = on, body, seen, now, act
        found.save()
        before = {"on": old.on, "digest": old.digest, "act": old.act.uid if old.act else ""} if old is not None else None
        _write(by, now, "重新签署述职报告" if old is not None else "签署述职报告", found, {"on": on, "digest": seen, "act": act.uid}, before, happened_on=on)
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
