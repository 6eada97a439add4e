"""Notices are prepared and published; what was published is taken back with a note."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.assessments.actions.deciding import retract
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.publication.models import Notice, Retraction
from anze.publication.queries.notices import digest_of
from anze.publication.queries.results import published_results
from anze.record.actions import Change, hold, record

PROVISION: Final = "24.p1"


def prepare(by: Account, now: datetime, *, unit: Unit, title: str, text: str) -> Notice:
    """Prepare a notice and return it."""
    with transaction.atomic():
        hold()  # numbers are given one after the other
        year = day_of(now).year
        last = Notice.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
        found = Notice(unit=unit, year=year, serial=last + 1, title=title, text=text, prepared_at=now, prepared_by=by)
        found.full_clean()
        found.save()
        _write(by, now, "起草公告", found, {"title": title, "text": text})
    return found


def change(by: Account, now: datetime, notice: Notice, *, title: str, text: str) -> Notice:
    """Change a notice before it is published. Raises ValidationError afterwards."""
    with transaction.atomic():
        found = _held(notice)
        before = {"title": found.title, "text": found.text}
        found.title, found.text, found.prepared_at, found.prepared_by = title, text, now, by
        found.full_clean()
        found.save()
        _write(by, now, "修改公告", found, {"title": title, "text": text}, before)
    return found


def publish(by: Account, now: datetime, notice: Notice, *, seen: str) -> Notice:
    """Publish a notice as it was previewed: `seen` is the digest of what the person read. Raises ValidationError for the one who prepared it,
    and where it was changed since."""
    with transaction.atomic():
        found = _held(notice)
        if found.prepared_by_id == by.pk:
            raise ValidationError("起草的人不能公布自己起草的公告。请由另一人预览后公布。")
        if digest_of(found) != seen:
            raise ValidationError("您预览以后，公告又有修改。请再预览一遍，没有问题再公布。")
        found.published_at, found.published_by, found.digest = now, by, seen
        found.save()
        _write(by, now, "公布公告", found, {"title": found.title, "digest": seen})
    return found


def withdraw_notice(by: Account, now: datetime, notice: Notice, *, reason: str) -> Retraction:
    """Take a published notice back; the note with the reason stands in its place."""
    with transaction.atomic():
        found = Notice.objects.select_for_update().select_related("unit").get(pk=notice.pk)
        if found.published_at is None:
            raise ValidationError("这份公告还没有公布，不用撤回；要改直接修改。")
        return _taken_back(by, now, kind="notice", key=found.number, unit=found.unit, what=found.title, published_on=day_of(found.published_at), reason=reason)


def withdraw_result(by: Account, now: datetime, uid: str, unit: Unit, *, reason: str) -> Retraction:
    """Take the published results of an assessment off the public pages; the note with the reason stands in their place. The assessment goes back
    to be put right, approved and published anew (第二十四条)."""
    with transaction.atomic():
        hold()
        shown = next((one for one in published_results(now) if one.uid == uid), None)
        if shown is None or shown.published_on is None:
            raise ValidationError("这次考核的结果没有公布，不用撤回。")
        _needed(reason)
        retract(by, now, uid, note=reason)
        what = f"{unit.name}组织的{shown.year}年度安全生产责任制考核结果"
        return _taken_back(by, now, kind="result", key=uid, unit=unit, what=what, published_on=shown.published_on, reason=reason)


def _taken_back(by: Account, now: datetime, *, kind: str, key: str, unit: Unit, what: str, published_on: date, reason: str) -> Retraction:
    _needed(reason)
    found = Retraction(kind=kind, key=key, unit=unit, what=what[:160], published_on=published_on, reason=reason.strip(), at=now, by=by)
    found.full_clean()
    found.save()
    record(Change(at=now, actor=by, verb="撤回公布", object_type="retraction", object_id=f"{kind}:{key}", unit=unit.code, provision=PROVISION,
                  after={"title": found.what, "reason": found.reason}, note=found.reason))
    return found


def _needed(reason: str) -> None:
    if not reason.strip():
        raise ValidationError("请写明撤回的原因：它会留在公开页面上。")


def _held(notice: Notice) -> Notice:
    found = Notice.objects.select_for_update().select_related("unit").get(pk=notice.pk)
    if found.published_at is not None:
        raise ValidationError("这份公告已经公布，不能再改。写错的先撤回，再另外起草。")
    return found


def _write(by: Account, now: datetime, verb: str, notice: Notice, after: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="notice", object_id=notice.number, unit=notice.unit.code, provision=PROVISION, before=before,
                  after=after))
