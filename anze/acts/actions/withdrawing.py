"""An act is taken back. It stays, and what it counted for is struck."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.models import Act, Withdrawal
from anze.acts.policies import reason_needed, taken_back
from anze.acts.told import told_of
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.record.models import Entry


def withdraw(by: Account, now: datetime, act: Act, *, reason: str = "") -> Withdrawal:
    """Take an act back and return the withdrawal.

    Within ten minutes whoever recorded it gives no reason; later, or anybody else, does. Raises ValidationError without one,
    or where it was taken back before.
    """
    with transaction.atomic():
        hold()
        found = Act.objects.select_related("withdrawal", "unit", "on_behalf_of").get(pk=act.pk)
        if hasattr(found, "withdrawal"):
            raise ValidationError(f"{taken_back(found)}不用再撤。")
        if reason_needed(found, by, now) and not reason.strip():
            raise ValidationError({"reason": "请写明撤回的原因：登记已过十分钟，或者不是您本人登记的。"})
        return strike(by, now, found, verb="撤回履职", reason=reason.strip())


def strike(by: Account, now: datetime, act: Act, *, verb: str, reason: str) -> Withdrawal:
    """Withdraw an act within a transaction that holds the ledger: the withdrawal, its entry, the facts struck by it."""
    made = Withdrawal.objects.create(act=act, at=now, by=by, reason=reason)
    entry = record(Change(at=now, actor=by, verb=verb, object_type="act", object_id=act.uid, unit=act.unit.code, happened_on=act.date,
                          on_behalf=act.on_behalf_of.code if act.on_behalf_of else "", before=told_of(act).plain(), note=reason))
    strike_facts(act, now, entry)
    return made


def strike_facts(act: Act, now: datetime, entry: Entry) -> None:
    """Let an act count for nothing from now on; facts that an earlier entry struck stay struck by that one."""
    act.facts.filter(struck_on=None).update(struck_on=day_of(now), struck_seq=entry.seq)
