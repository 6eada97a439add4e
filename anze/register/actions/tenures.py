"""Tenures begin, end and are corrected; each state stays on record."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from anze.law.codes import POSTS, SINGLE_HOLDER_POSTS
from anze.people.models import Account, Officer, Tenure, Unit
from anze.record.actions import Change, record


def begin_tenure(by: Account | None, now: datetime, *, officer: Officer, unit: Unit, post: str, start: date, end: date | None = None, **fields: Any) -> Tenure:
    """Enter a tenure and return it. `fields`: title, acting, party_committee_member.

    Raises ValidationError where it ends before it starts, or overlaps another holder's of a post that only one may hold.
    """
    with transaction.atomic():
        tenure = Tenure(officer=officer, unit=unit, post=post, start=start, end=end, recorded_at=now, recorded_by=by, **fields)
        _check(tenure)
        tenure.save()
        record(Change(at=now, actor=by, verb="登记任期", object_type="tenure", object_id=str(tenure.pk), unit=unit.code, on_behalf=officer.code,
                      happened_on=start, after=plain_tenure(tenure)))
    return tenure


def end_tenure(by: Account | None, now: datetime, tenure: Tenure, *, end: date, reason: str = "") -> Tenure:
    """End a tenure on its last day; gives the tenure that replaces it on record."""
    return correct_tenure(by, now, tenure, reason=reason or "免去职务", verb="免职", end=end)


def correct_tenure(by: Account | None, now: datetime, tenure: Tenure, *, reason: str, verb: str = "更正任期", **fields: Any) -> Tenure:
    """State a tenure anew: the old entry is struck, a new one replaces it. Gives the new one. Raises ValidationError as `begin_tenure`."""
    with transaction.atomic():
        old = Tenure.objects.select_for_update().get(pk=tenure.pk)
        if old.struck_at is not None:
            raise ValidationError("这条任期刚被别人更正过。请刷新页面，在新的记录上修改。")
        old.struck_at, old.struck_reason = now, reason
        old.save(update_fields=["struck_at", "struck_reason"])
        kept = {name: getattr(old, name) for name in ("officer", "unit", "post", "title", "start", "end", "acting", "party_committee_member")}
        new = Tenure(recorded_at=now, recorded_by=by, replaces_id=old.pk, **(kept | fields))
        _check(new)
        new.save()
        record(Change(at=now, actor=by, verb=verb, object_type="tenure", object_id=str(new.pk), unit=new.unit.code, on_behalf=new.officer.code,
                      happened_on=new.start, before=plain_tenure(old), after=plain_tenure(new), note=reason))
    return new


def _check(tenure: Tenure) -> None:
    tenure.full_clean()
    rivals = Tenure.objects.current().filter(Q(end=None) | Q(end__gte=tenure.start), unit=tenure.unit, post=tenure.post)
    if tenure.end is not None:
        rivals = rivals.filter(start__lte=tenure.end)
    if tenure.post not in SINGLE_HOLDER_POSTS:
        rivals = rivals.filter(officer=tenure.officer)
    rival = rivals.select_related("officer").first()
    if rival:
        raise ValidationError(f"{tenure.unit.name}的{POSTS[tenure.post]}在这段时间已由{rival.officer.name}（{rival.start} 起）担任。"
                              "请先登记其免职日期，或者改正任职日期。")


def plain_tenure(tenure: Tenure) -> dict[str, Any]:
    """Return a tenure as plain values, for the ledger."""
    return {"officer": tenure.officer.code, "unit": tenure.unit.code, "post": tenure.post, "title": tenure.title, "start": tenure.start, "end": tenure.end,
            "acting": tenure.acting, "party_committee_member": tenure.party_committee_member}
