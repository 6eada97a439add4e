"""Tenures begin, end and are corrected; each state stays on record."""

from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from anze.law.codes import POSTS, SINGLE_HOLDER_POSTS
from anze.people.models import Account, Officer, Tenure, Unit
from anze.record.actions import Change, record
from anze.register.actions.overtaken import Overtaken
from anze.register.queries.posts import duty_level, posts_of
from anze.register.words import in_chinese

KEPT: Final = ("officer", "unit", "post", "title", "start", "end", "acting", "party_committee_member")


def begin_tenure(by: Account | None, now: datetime, *, officer: Officer, unit: Unit, post: str, start: date, end: date | None = None, **fields: Any) -> Tenure:
    """Enter a tenure and return it. `fields`: title, acting, party_committee_member.

    Raises ValidationError where it ends before it starts, or overlaps another holder's of a post that only one may hold.
    """
    with transaction.atomic():
        hold_unit(unit)
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
    """State a tenure anew: the old entry is struck, a new one replaces it. Gives the new one.

    Raises Overtaken where somebody else replaced or took off the entry meanwhile, ValidationError as `begin_tenure`.
    """
    with transaction.atomic():
        hold_unit(tenure.unit)
        old = Tenure.objects.select_for_update().get(pk=tenure.pk)
        if old.struck_at is not None:
            raise Overtaken(standing(old))
        old.struck_at, old.struck_reason = now, reason
        old.save(update_fields=["struck_at", "struck_reason"])
        new = Tenure(recorded_at=now, recorded_by=by, replaces_id=old.pk, **({name: getattr(old, name) for name in KEPT} | fields))
        _check(new)
        new.save()
        record(Change(at=now, actor=by, verb=verb, object_type="tenure", object_id=str(new.pk), unit=new.unit.code, on_behalf=new.officer.code,
                      happened_on=new.start, before=plain_tenure(old), after=plain_tenure(new), note=reason))
    return new


def hold_unit(*units: Unit) -> None:
    """Hold the posts of units against other writers until the transaction ends: two successors cannot both find a post free."""
    list(Unit.objects.select_for_update().filter(pk__in={unit.pk for unit in units}).order_by("pk").values_list("pk"))


def standing(old: Tenure) -> Tenure | None:
    """Return the entry that now stands for one that was replaced; None where it was taken off."""
    found: Tenure | None = old
    while found is not None and found.struck_at is not None:
        found = Tenure.objects.filter(replaces=found).select_related("officer", "unit", "recorded_by").first()
    return found


def _check(tenure: Tenure) -> None:
    tenure.full_clean(validate_unique=False)
    _check_post(tenure)
    rivals = Tenure.objects.current().filter(Q(end=None) | Q(end__gte=tenure.start), unit=tenure.unit, post=tenure.post)
    if tenure.end is not None:
        rivals = rivals.filter(start__lte=tenure.end)
    if tenure.post not in SINGLE_HOLDER_POSTS:
        rivals = rivals.filter(officer=tenure.officer)
    rival = rivals.select_related("officer").order_by("start", "pk").first()
    if rival:
        until = f"至{in_chinese(rival.end)}" if rival.end else "起，在任"
        raise ValidationError(f"{tenure.unit.name}的{POSTS[tenure.post]}在这段时间已由{rival.officer.name}（{in_chinese(rival.start)}{until}）担任。"
                              "请先登记其免职日期，或者改正任职日期。", code="held")


def _check_post(tenure: Tenure) -> None:
    unit = tenure.unit
    fitting = posts_of(duty_level(unit))
    if tenure.post not in fitting:
        raise ValidationError({"post": f"{unit.name}没有“{POSTS[tenure.post]}”这类职务。可选：{'、'.join(POSTS[post] for post in fitting)}。"})
    if unit.closed_on and (tenure.end is None or tenure.end > unit.closed_on):
        raise ValidationError({"end": f"{unit.name}已于{in_chinese(unit.closed_on)}撤销，免职日期不能晚于这一天。"})


def plain_tenure(tenure: Tenure) -> dict[str, Any]:
    """Return a tenure as plain values, for the ledger."""
    return {"officer": tenure.officer.code, "unit": tenure.unit.code, "post": tenure.post, "title": tenure.title, "start": tenure.start, "end": tenure.end,
            "acting": tenure.acting, "party_committee_member": tenure.party_committee_member}
