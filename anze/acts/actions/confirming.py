"""A leader says of what was recorded on his behalf that it is so, or that it is not."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.withdrawing import strike_facts
from anze.acts.models import Act, Confirmation
from anze.acts.told import told_of
from anze.people.models import Account
from anze.record.actions import Change, hold, record


def confirm(by: Account, now: datetime, acts: Sequence[Act]) -> list[Confirmation]:
    """Confirm acts, one entry of the ledger each; those that were answered or withdrawn meanwhile are passed over.

    Nothing changes in what they count for: they count from when they were recorded.
    """
    with transaction.atomic():
        hold()
        waiting = _open(by, acts)
        return [_answered(by, now, act, accepted=True) for act in waiting]


def reject(by: Account, now: datetime, act: Act, *, reason: str) -> Confirmation:
    """Say that an act is not so (本人不认可): it stays visible, and counts for nothing from now on.

    Raises ValidationError without a reason, or where the leader has answered already or it was withdrawn.
    """
    if not reason.strip():
        raise ValidationError({"reason": "请写明哪里不属实，登记人会看到。"})
    with transaction.atomic():
        hold()
        waiting = _open(by, [act])
        if not waiting:
            raise ValidationError("这条记录您已经答复过，或者已经撤回。请刷新页面查看。")
        return _answered(by, now, waiting[0], accepted=False, note=reason.strip())


def _open(by: Account, acts: Sequence[Act]) -> list[Act]:
    """Return those of the acts that wait for this leader's answer."""
    found = Act.objects.waiting().filter(pk__in=[act.pk for act in acts], on_behalf_of=by.officer_id, on_behalf_of__isnull=False)
    return list(found.select_related("unit", "on_behalf_of").order_by("pk"))


def _answered(by: Account, now: datetime, act: Act, *, accepted: bool, note: str = "") -> Confirmation:
    made = Confirmation(act=act, officer=act.on_behalf_of, by=by, at=now, accepted=accepted, note=note)
    made.full_clean(exclude=("act", "officer", "by"))
    made.save()
    entry = record(Change(at=now, actor=by, verb="确认代录" if accepted else "不认可代录", object_type="act", object_id=act.uid, unit=act.unit.code,
                          on_behalf=made.officer.code, happened_on=act.date, before=None if accepted else told_of(act).plain(),
                          after={"accepted": accepted}, note=note))
    if not accepted:
        strike_facts(act, now, entry)
    return made
